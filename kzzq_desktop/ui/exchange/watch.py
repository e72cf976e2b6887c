"""Looks for sticks every two seconds while a widget is shown: plugged in or pulled out, it is noticed by itself."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from kzzq_desktop.ui import background

EVERY_MS = 2000


class StickSeen(Protocol):
    """A stick that is plugged in; `free` and `total` in bytes."""

    @property
    def path(self) -> Path:
        """Return where its root is."""

    @property
    def label(self) -> str:
        """Return its name, "" when it has none."""

    @property
    def free(self) -> int:
        """Return the bytes free."""


class StickWatch(QObject):
    """Signal `changed(sticks)` when other sticks are there than before, the first look included."""

    changed = Signal(object)

    def __init__(self, widget: QWidget, sticks: Callable[[], Sequence[StickSeen]]) -> None:
        super().__init__(widget)
        self.sticks = sticks
        self.known: tuple[tuple[str, str], ...] | None = None
        self.asking = False
        self.timer = QTimer(self)
        self.timer.setInterval(EVERY_MS)
        self.timer.timeout.connect(self.look)
        widget.installEventFilter(self)

    def look(self) -> None:
        """Look now, unless a look is still going on: a failing drive may take its time."""
        if not self.asking:
            self.asking = True
            background.draw(lambda _job: tuple(self.sticks()), self._seen, self._failed)

    def forget(self) -> None:
        """Tell the next look's sticks whatever they are."""
        self.known = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin when the widget is shown, end when it is hidden."""
        if event.type() == QEvent.Type.Show:
            self.timer.start()
            self.look()
        elif event.type() == QEvent.Type.Hide:
            self.timer.stop()
        return False

    def _seen(self, sticks: Sequence[StickSeen]) -> None:
        if not isValid(self):  # the window was built anew meanwhile
            return
        self.asking = False
        now = tuple((str(stick.path), stick.label) for stick in sticks)
        if now != self.known:
            self.known = now
            self.changed.emit(tuple(sticks))

    def _failed(self, _error: BaseException) -> None:
        """Ask again next time: a drive pulled out in the middle of a look is no news."""
        self.asking = False
