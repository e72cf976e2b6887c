"""The recovery code: shown once, printed, kept nowhere; the clerk proves that it stands on paper."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from kzzq_desktop.ui import theme
from kzzq_desktop.ui.dialogs.entry import sentence_label
from kzzq_desktop.ui.parts.buttons import button, main_button
from kzzq_desktop.ui.parts.layout import column, frame, row
from kzzq_desktop.ui.parts.text import label, set_mark


class RecoveryPage(QWidget):
    """`go_on("import")` or `go_on("look")` once the last group was typed from the paper."""

    def __init__(self, code: str, print_code: Callable[[], object], go_on: Callable[[str], object]) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self.last_group = code.rsplit("-", maxsplit=1)[-1]
        self.go_on = go_on
        self.proof = QLineEdit()
        self.proof.setMaxLength(8)
        self.proof.setFixedWidth(theme.px(120))
        self.proof.setAccessibleName("恢复码最后一组")
        self.fault = sentence_label()
        self.proof.textEdited.connect(self._typed)
        self.proof.returnPressed.connect(lambda: self._leave("import"))
        self.setLayout(
            column(
                label("把恢复码留在纸上", "head"),
                label(
                    "忘了口令时，只有它能打开台账。程序不保存它，以后也不会再显示。请打印或抄写，和公章一样锁好。",
                    "second",
                    wrap=True,
                ),
                4,
                frame("note", column(*_lines(code), gap=4, margins=(16, 12, 16, 12))),
                row(button("打印(&P)…", print_code, icon="print"), None),
                4,
                row(label("请照着纸，输入最后一组五个字符", "field"), self.proof, None, gap=12),
                self.fault,
                None,
                row(
                    button("先看看(&L)", lambda: self._leave("look")),
                    None,
                    main_button("导入花名册…", lambda: self._leave("import"), icon="import"),
                    gap=8,
                ),
                gap=6,
            )
        )

    def start(self) -> None:
        """Put the keyboard into the proof."""
        self.proof.setFocus()

    def is_proved(self) -> bool:
        """Return whether the last group was typed rightly."""
        return self.proof.text().strip().upper() == self.last_group

    def _leave(self, what: str) -> None:
        if self.is_proved():
            self.go_on(what)
            return
        self.fault.setText(
            "和最后一组对不上。请核对纸上的恢复码。" if self.proof.text() else "先照着纸输入最后一组，确认恢复码已经留好。"
        )
        set_mark(self.proof, "wrong", "true")
        self.proof.setFocus()
        self.proof.selectAll()

    def _typed(self) -> None:
        self.fault.setText("")
        set_mark(self.proof, "wrong", "")


def _lines(code: str) -> list[QLabel]:
    """Return the code as two large lines of groups."""
    groups = code.split("-")
    half = (len(groups) + 1) // 2
    lines = [label("　".join(part), "code") for part in (groups[:half], groups[half:]) if part]
    for line in lines:
        line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        line.setAccessibleName(f"恢复码 {line.text()}")
    return lines
