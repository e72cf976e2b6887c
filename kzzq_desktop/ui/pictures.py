"""Pictures of the screens without a display: for the tour, the manual and the eye of whoever changes them."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop
from PySide6.QtWidgets import QApplication

from kzzq_desktop.services.desk import Desk
from kzzq_desktop.ui import background, memory, theme
from kzzq_desktop.ui.screen import Screen
from kzzq_desktop.ui.window import MainWindow

SIZE = (1366, 768)
PATIENCE_S, STEP_MS = 20.0, 20


def take_pictures(
    desk: Desk, screens: Sequence[Screen], folder: Path, size: tuple[int, int] = SIZE, places: Mapping[str, str] | None = None
) -> list[Path]:
    """Open each screen in a window of `size` pixels, at its place in `places`, and write its picture; return the PNG files.

    QT_QPA_PLATFORM must be set before where there is no display. What `memory` keeps goes beside the office.
    """
    app = QApplication.instance() or QApplication([])
    memory.open_at(desk.store.folder or folder)
    if isinstance(app, QApplication):
        theme.dress(app, theme.Look("normal", "light"))
    window = MainWindow(desk, screens)
    window.resize(*size)
    window.show()
    made = []
    for number, screen in enumerate(screens, 1):
        window.open(screen.key, (places or {}).get(screen.key, ""))
        settle()
        path = folder / f"{number:02d}_{screen.key}.png"
        window.grab().save(str(path))
        made.append(path)
    window.close()
    return made


def settle() -> None:
    """Let the worker end and the window draw itself, for at most PATIENCE_S seconds."""
    end = monotonic() + PATIENCE_S
    while monotonic() < end:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, STEP_MS)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if not background.is_busy():
            break
    QCoreApplication.processEvents()
