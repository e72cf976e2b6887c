"""A card shown alone, and what can be read from it and asked of it."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from kzzq_desktop.ui.cards.side import SidePanel
from kzzq_desktop.ui.parts.buttons import Button
from kzzq_desktop.ui.parts.timeline import Event, Timeline

Panel = TypeVar("Panel", bound=QWidget)


def show_panel(qtbot: QtBot, panel: Panel) -> Panel:
    """The panel at the size it has beside a list."""
    panel.setFixedWidth(420)
    panel.resize(420, 640)
    qtbot.addWidget(panel)
    panel.show()
    return panel


def words_of(panel: QWidget) -> list[str]:
    QApplication.processEvents()
    return [part.text() for part in panel.findChildren(QLabel) if part.isVisibleTo(panel) and part.text()]


def links_of(panel: QWidget) -> dict[str, Button]:
    """What can be clicked; of two with one name the lower."""
    QApplication.processEvents()
    return {part.accessibleName(): part for part in panel.findChildren(Button) if part.isVisibleTo(panel)}


def happened(panel: QWidget) -> tuple[Event, ...]:
    """The history that is shown."""
    QApplication.processEvents()
    return next(part for part in panel.findChildren(Timeline) if part.isVisibleTo(panel)).events


def click(qtbot: QtBot, panel: QWidget, link: str) -> None:
    qtbot.mouseClick(links_of(panel)[link], Qt.MouseButton.LeftButton)


def what_asks(qtbot: QtBot, panel: SidePanel, link: str) -> list[str]:
    """What a click on a link asks of the screen."""
    with qtbot.waitSignal(panel.asked) as asked:
        click(qtbot, panel, link)
    return asked.args
