"""What the tests of the screen stand on: the look worn, a desk, a window, the demonstration made once."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kzzq_desktop.services.demo import make_demo
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.ui import background, memory, theme
from kzzq_desktop.ui.table_copy import door
from tests.services.desks import make_desk


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> Iterator[None]:
    """The standard light look; nothing remembered; nothing left running."""
    memory.open_at(None)
    door.desk = None
    if theme.worn.watching:
        theme.wear(theme.Look("normal", "light"))
    else:
        theme.dress(qapp, theme.Look("normal", "light"))
    yield
    while background.is_busy():
        qapp.processEvents()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty office."""
    return make_desk(tmp_path)


@pytest.fixture(scope="session")
def demo_desk(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Desk:
    """The demonstration; a test must not change it."""
    return make_demo(tmp_path_factory.mktemp("demo") / "office")


@pytest.fixture
def shown(qtbot: QtBot) -> Callable[..., QWidget]:
    """Return a function that shows a widget at a size and keeps it for the test."""

    kept: list[QWidget] = []

    def show(widget: QWidget, wide: int = 0, high: int = 0) -> QWidget:
        qtbot.addWidget(widget)
        kept.append(widget)
        if wide:
            widget.resize(wide, high or 400)
        widget.show()
        QApplication.processEvents()
        return widget

    return show
