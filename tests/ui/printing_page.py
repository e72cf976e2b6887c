"""The printing screen over a real office, with a window that only remembers."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot

from kzzq_desktop.services.desk import Desk
from kzzq_desktop.ui import background
from kzzq_desktop.ui.screens.printing import PrintingPage, build


class RememberingWindow:
    """A window that only remembers what it was told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def is_narrow(self) -> bool:
        return False

    def tell(self, words: str, tone: str = "ok") -> None:
        self.told.append(words)


def opened(qtbot: QtBot, desk: Desk, size: tuple[int, int] = (1180, 640)) -> PrintingPage:
    """The screen, shown, with the paper drawn."""
    page = build(desk, RememberingWindow())
    page.resize(*size)
    qtbot.addWidget(page)
    page.refresh()
    page.show()
    page.start()
    wait_drawn(qtbot, page)
    return page


def told(page: PrintingPage) -> list[str]:
    """What the window was told."""
    return page.outgoing.window.told


def wait_drawn(qtbot: QtBot, page: PrintingPage) -> None:
    """Wait until the whole paper is there and the page looked at stands on the screen."""
    qtbot.waitUntil(lambda: page.printed is not None and page.preview.view.is_drawn(), timeout=10_000)


def settle(qtbot: QtBot) -> None:
    """Wait until nothing runs any more."""
    QApplication.processEvents()
    qtbot.waitUntil(lambda: not background.is_busy(), timeout=10_000)
    QApplication.processEvents()


def pick(page: PrintingPage, kind: str) -> None:
    """Choose a kind of scope, as a click does."""
    page.choices.reach.kind.pick(kind)
    page.choices.reach.kind.picked.emit(kind)


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


def put_lp(folder: Path, monkeypatch, code: int = 0) -> Callable[[], list[bytes]]:
    """A PATH whose lp keeps what it is given, job after job; call the result to read them. It has two trays."""
    jobs = folder / "jobs"
    jobs.mkdir()
    scripts = {
        "lp": f"n=0; while [ -e '{jobs}'/$n ]; do n=$((n+1)); done; /bin/cat > '{jobs}'/$n; echo \"$@\" > '{jobs}'/$n.asked\n"
        f'echo "request id is Hall-$n (0 file(s))"; exit {code}\n',
        "lpstat": "[ \"$1\" = -e ] && echo Hall || echo 'system default destination: Hall'\n",
        "lpoptions": "echo 'PageSize/Media Size: *A4 A3'; echo 'InputSlot/Media Source: Tray1 *Auto Manual'\n",
        "cancel": f"echo \"$1\" >> '{jobs}'/cancelled\n",
    }
    for name, lines in scripts.items():
        (folder / name).write_text(f"#!/bin/sh\n{lines}")
        (folder / name).chmod(0o700)
    monkeypatch.setenv("PATH", str(folder))
    return lambda: [path.read_bytes() for path in sorted(jobs.iterdir()) if path.name.isdigit()]
