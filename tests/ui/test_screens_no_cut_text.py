"""Every screen with the demonstration: no label, button, box, cell, chip, tile or head is cut, at three text sizes.

1366x768 is the clerk's screen (about 70 px of it go to title and task bars); 1093 and 911 are the same at 125 % and 150 %.
"""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kzzq_desktop.services.desk import Desk
from kzzq_desktop.ui import background, theme
from kzzq_desktop.ui.parts.fit import Fit, Fitting
from kzzq_desktop.ui.screens import SCREENS
from kzzq_desktop.ui.tokens import SIZES
from kzzq_desktop.ui.window import MainWindow

WINDOWS = ((1366, 697), (1093, 544))
CASES = [*((size, wide, high) for size in SIZES for wide, high in WINDOWS), ("normal", 911, 500)]


def fits_of(root: QWidget) -> Iterator[tuple[QWidget, Fit]]:
    """Yield everything visible that shows words, with the px it needs and has."""
    for part in root.findChildren(QWidget):
        if not part.isVisible():
            continue
        if isinstance(part, Fitting):
            yield from ((part, fit) for fit in part.fits())
        elif isinstance(part, QLabel) and part.text() and part.pixmap().isNull():
            yield part, label_fit(part)
        elif isinstance(part, QPushButton | QCheckBox | QRadioButton) and part.text():
            yield part, Fit(part.text(), part.sizeHint().width(), part.width())
        elif isinstance(part, QComboBox):
            yield part, combo_fit(part)
        elif isinstance(part, QLineEdit) and not part.text() and part.placeholderText():
            words = part.placeholderText()
            marks = 26 if part.actions() else 0
            yield part, Fit(words, part.fontMetrics().horizontalAdvance(words), part.width() - 20 - marks)


def label_fit(part: QLabel) -> Fit:
    """Return a label's fit: wrapped words need height, others width."""
    if part.wordWrap():
        return Fit(part.text(), part.heightForWidth(part.width()), part.height())
    widest = max(part.fontMetrics().horizontalAdvance(line) for line in part.text().splitlines())
    return Fit(part.text(), widest, part.contentsRect().width() - 2 * part.margin())


def combo_fit(part: QComboBox) -> Fit:
    """Return a drop-down's fit."""
    option = QStyleOptionComboBox()
    part.initStyleOption(option)
    field = QStyle.SubControl.SC_ComboBoxEditField
    room = part.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, part).width()
    return Fit(part.currentText(), part.fontMetrics().horizontalAdvance(part.currentText()), room)


def said(part: QWidget, fit: Fit) -> str:
    return f"{type(part).__name__} {fit.words!r} needs {fit.need:.0f} has {fit.room:.0f}"


def settle(qtbot: QtBot) -> None:
    QApplication.processEvents()
    qtbot.waitUntil(lambda: not background.is_busy(), timeout=20_000)
    QApplication.processEvents()


@pytest.fixture(params=CASES, ids=lambda case: f"{case[0]}-{case[1]}")
def window(request: pytest.FixtureRequest, demo_desk: Desk, qtbot: QtBot) -> MainWindow:
    size, wide, high = request.param
    theme.wear(theme.Look(size, "light"))
    made = MainWindow(demo_desk, SCREENS)
    qtbot.addWidget(made)
    made.resize(wide, high)
    made.show()
    return made


def test_every_screen_fits(window: MainWindow, qtbot: QtBot) -> None:
    """No word is cut, nothing scrolls sideways, the red button can be seen when it has the keyboard."""
    wrong = []
    for screen in SCREENS:
        window.open(screen.key)
        settle(qtbot)
        page = window.pages[screen.key]
        wrong += [f"{screen.word}: {said(part, fit)}" for part, fit in fits_of(window) if fit.cut]
        room, needed = window.stack.width(), page.minimumSizeHint().width()
        if needed > room:
            wrong.append(f"{screen.word}: needs {needed} px and has {room}, it scrolls sideways")
        wrong += [f"{screen.word}: {main.text()} cannot be reached" for main in mains_of(page) if not can_be_seen(main)]
    assert not wrong, "\n".join(dict.fromkeys(wrong))


def mains_of(page: QWidget) -> list[QPushButton]:
    """Return the red buttons that show."""
    return [one for one in page.findChildren(QPushButton) if one.property("role") == "main" and one.isVisible()]


def can_be_seen(main: QPushButton) -> bool:
    """Give a button the keyboard as Tab does, and say whether the whole of it shows."""
    main.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    seen = main.visibleRegion().boundingRect()
    return not main.isEnabled() or (seen.width(), seen.height()) == (main.width(), main.height())


def test_at_most_one_main_button_a_screen(demo_desk: Desk, qtbot: QtBot) -> None:
    made = MainWindow(demo_desk, SCREENS)
    qtbot.addWidget(made)
    made.show()
    for screen in SCREENS:
        made.open(screen.key)
        settle(qtbot)
        mains = mains_of(made.pages[screen.key])
        assert len(mains) <= 1, f"{screen.word}: {[one.text() for one in mains]}"


def test_every_control_has_a_name_for_screen_readers(demo_desk: Desk, qtbot: QtBot) -> None:
    made = MainWindow(demo_desk, SCREENS)
    qtbot.addWidget(made)
    made.show()
    nameless = []
    for screen in SCREENS:
        made.open(screen.key)
        settle(qtbot)
        for part in made.findChildren(QWidget):
            focusable = part.isVisible() and part.focusPolicy() & Qt.FocusPolicy.TabFocus and not part.focusProxy()
            inner = part.objectName().startswith("qt_") or type(part).__name__ in ("QScrollArea", "QHeaderView", "QStackedWidget")
            words = part.accessibleName() or getattr(part, "text", str)() or getattr(part, "placeholderText", str)()
            if focusable and not inner and not words:
                nameless.append(f"{screen.word}: {type(part).__name__} {part.property('role')}")
    assert not nameless, "\n".join(dict.fromkeys(nameless))
