"""The invitation file that is to be used, and a button to choose another."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from kzzq_desktop.ui import files
from kzzq_desktop.ui.form_fields import Box
from kzzq_desktop.ui.parts.buttons import button
from kzzq_desktop.ui.parts.layout import row
from kzzq_desktop.ui.parts.text import label, set_tone

CODE = Box("code", "邀请码", hint="对方在电话里念的，五组，每组五个字符")
LABEL = 72


class InvitationLine(QWidget):
    """The invitation that is to be used, and a button to choose another. Signal `changed()`."""

    changed = Signal()

    def __init__(self, path: Path | None = None) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self.path: Path | None = None
        name = label("邀请文件", "field", width=LABEL)
        self.words: QLabel = label("", wrap=True)
        self.choose = button("选文件…", self.ask_file, icon="folder")
        self.setLayout(row(name, (self.words, 1), self.choose, gap=12))
        self.show_file(path)

    def show_file(self, path: Path | None) -> None:
        """Show a file, None while there is none."""
        self.path = path
        self.words.setText(path.name if path is not None else "插上U盘，或点“选文件”")
        set_tone(self.words, "")
        self.changed.emit()

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
