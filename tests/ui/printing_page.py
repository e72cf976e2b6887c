"""The printing screen over a real office, with a window that only remembers."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot

from kzzq_desktop.ui.screens.printing import PrintingPage, build
from tests.services.papers_desk import PapersDesk


class RememberingWindow:
    """A window that only remembers what it was told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def is_narrow(self) -> bool:
        return False

    def tell(self, words: str, tone: str = "ok") -> None:
        self.told.append(words)


def opened(qtbot: QtBot, made: PapersDesk, size: tuple[int, int] = (1180, 640)) -> PrintingPage:
    """The screen, shown, with the paper drawn."""
    page = build(made.desk, RememberingWindow())
    page.resize(*size)
    qtbot.addWidget(page)
    page.refresh()
    page.show()
    page.start()
    wait_drawn(qtbot, page)
    return page


def wait_drawn(qtbot: QtBot, page: PrintingPage) -> None:
    qtbot.waitUntil(lambda: page.printed is not None, timeout=10_000)


@contextmanager
def answering(kind: type[QDialog], act: Callable[[QDialog], object]) -> Iterator[None]:
    """Let `act` answer a dialog as soon as it waits for the clerk: its own event loop runs meanwhile."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind):
            timer.stop()
            act(dialog)

    timer = QTimer()
    timer.setInterval(20)
    timer.timeout.connect(look)
    timer.start()
    yield
    timer.stop()


def low_labels(page: PrintingPage) -> list[str]:
    """Labels of several lines that are lower than their words."""
    labels = [one for one in page.findChildren(QLabel) if one.isVisible() and one.wordWrap()]
    return [one.text() for one in labels if one.height() < one.heightForWidth(one.width()) - 1]


def put_lp(folder: Path, monkeypatch, code: int = 0) -> Callable[[], bytes]:
    """A PATH whose lp keeps what it is given; call the result to read it."""
    got = folder / "got.pdf"
    (folder / "lp").write_text(f"#!/bin/sh\n/bin/cat > '{got}'\nexit {code}\n")
    (folder / "lpstat").write_text("#!/bin/sh\n[ \"$1\" = -e ] && echo Hall || echo 'system default destination: Hall'\n")
    for name in ("lp", "lpstat"):
        (folder / name).chmod(0o700)
    monkeypatch.setenv("PATH", str(folder))
    return lambda: got.read_bytes() if got.exists() else b""
