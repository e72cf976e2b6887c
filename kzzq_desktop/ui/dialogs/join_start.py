"""First start by an invitation: the file from the banner, its code told by phone, the clerk and a password."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from kzzq_desktop.base.errors import Problem
from kzzq_desktop.ui.exchange.invitation_line import CODE, LABEL, Finder, InvitationLine
from kzzq_desktop.ui.form_fields import Box
from kzzq_desktop.ui.form_view import FormView
from kzzq_desktop.ui.parts.buttons import button, main_button
from kzzq_desktop.ui.parts.layout import column, row
from kzzq_desktop.ui.parts.text import label

SECOND = "请旗里把邀请文件写到U盘，再打电话问邀请码。口令用来加密这台电脑上的台账，请记牢。"


class JoinPage(QWidget):
    """`go()` when all is filled in, `back()` to the first page; `who` are the clerk's boxes."""

    def __init__(
        self, who: tuple[Box, ...], go: Callable[[], object], back: Callable[[], object], finder: Finder | None = None
    ) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self.file = InvitationLine(finder=finder)
        self.form = FormView((CODE, *who), label_width=LABEL)
        self.form.submitted.connect(go)
        acts = row(button("返回(&B)", back), None, main_button("加入", go), gap=8)
        head = label("用旗里给的邀请文件加入", "head")
        self.setLayout(column(head, label(SECOND, "second", wrap=True), 8, self.file, self.form, 4, None, acts, gap=6))

    def start(self) -> None:
        """Put the keyboard where work begins: on the file while there is none."""
        if self.file.path is None:
            self.file.choose.setFocus()
        else:
            self.form.focus("code")

    def path(self) -> Path | None:
        """Return the invitation file."""
        return self.file.path

    def is_whole(self, problems: list[Problem]) -> bool:
        """Return whether everything is there; `problems` are those of the clerk's boxes. What is wrong is shown."""
        missing = [] if self.form.values()["code"] else [Problem("请填邀请码。", field="code")]
        if missing or problems:
            self.form.show_problems([*missing, *problems])
        return self.file.is_there() and not missing and not problems
