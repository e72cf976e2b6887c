"""Files dropped on a screen or a dialog."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from kzzq_desktop.ui.files import LEDGERS

DROPPED = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)


def take_ledgers(widget: QWidget, act: Callable[[list[Path]], object]) -> None:
    """Let tables (or folders of them) be dropped on a widget; `act` gets their paths."""
    widget.setAcceptDrops(True)
    widget.installEventFilter(_Drops(widget, act))


def ledgers_in(paths: Sequence[Path]) -> list[Path]:
    """Return the tables among these files, and those that lie in these folders, each once."""
    found = [one for path in paths for one in (sorted(path.iterdir()) if path.is_dir() else [path])]
    return list(dict.fromkeys(one for one in found if one.suffix.lower().lstrip(".") in LEDGERS[1] and one.is_file()))


class _Drops(QObject):
    """Watches one widget."""

    def __init__(self, widget: QWidget, act: Callable[[list[Path]], object]) -> None:
        super().__init__(widget)
        self.act = act

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in DROPPED or not isinstance(event, QDropEvent):
            return False
        paths = _paths(event.mimeData())
        if not paths:
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self.act(paths)
        return True


def _paths(mime: QMimeData) -> list[Path]:
    return ledgers_in([Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()])
