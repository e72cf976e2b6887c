"""The invitation file that is to be used, and a button to choose another."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QLabel, QWidget
from shiboken6 import isValid

from kzzq_desktop.base.job import Job
from kzzq_desktop.ui import background, files
from kzzq_desktop.ui.exchange.watch import StickSeen, StickWatch
from kzzq_desktop.ui.form_fields import Box
from kzzq_desktop.ui.parts.buttons import button
from kzzq_desktop.ui.parts.layout import row
from kzzq_desktop.ui.parts.text import label, set_tone

CODE = Box("code", "邀请码", hint="对方在电话里念的，五组，每组五个字符")
LABEL = 72


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds invitations by itself: the sticks that are there, and the invitation in a folder (None where there is none)."""

    sticks: Callable[[], Sequence[StickSeen]]
    find: Callable[[Path, Job], Path | None]


class InvitationLine(QWidget):
    """The invitation that is to be used, and a button to choose another; one on a stick is found by itself."""

    def __init__(self, path: Path | None = None, finder: Finder | None = None) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self.path: Path | None = None
        name = label("邀请文件", "field", width=LABEL)
        self.words: QLabel = label("", wrap=True)
        self.choose = button("选文件…", self.ask_file, icon="folder")
        self.setLayout(row(name, (self.words, 1), self.choose, gap=12))
        self.show_file(path)
        self.finder = finder
        if finder is not None:
            self.watch = StickWatch(self, finder.sticks)
            self.watch.changed.connect(self._look)

    def show_file(self, path: Path | None) -> None:
        """Show a file, None while there is none."""
        self.path = path
        self.words.setText(path.name if path is not None else "插上U盘，或点“选文件”")
        set_tone(self.words, "")

    def ask_file(self) -> None:
        """Let the clerk choose the file."""
        chosen = files.open_file(self, "选邀请文件", files.PACKAGES)
        if chosen is not None:
            self.show_file(chosen)

    def is_there(self) -> bool:
        """Return whether a file is chosen; say so in red when not."""
        if self.path is None:
            self.words.setText("还没有选邀请文件。")
            set_tone(self.words, "over")
        return self.path is not None

    def _look(self, sticks: Sequence[StickSeen]) -> None:
        """Look on the sticks that are there now, while no file is chosen; one that cannot be read is passed over."""
        finder = self.finder
        for stick in sticks:
            if finder is not None and self.path is None:
                background.run(partial(finder.find, Path(stick.path)), self._found, lambda _error: None, quiet=True)

    def _found(self, path: Path | None) -> None:
        if path is not None and self.path is None and isValid(self):
            self.show_file(path)
