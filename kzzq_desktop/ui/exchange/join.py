"""Joining by an invitation: the file from the stick, the code from the phone. For an office that already stands."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kzzq_desktop.base.errors import FormError, Problem
from kzzq_desktop.base.job import Job
from kzzq_desktop.domain.exchange_views import PackageState
from kzzq_desktop.ui import background, errors
from kzzq_desktop.ui.exchange.door import ExchangeDoor
from kzzq_desktop.ui.exchange.invitation_line import CODE, LABEL, Finder, InvitationLine
from kzzq_desktop.ui.form_view import FormView
from kzzq_desktop.ui.parts.buttons import main_button
from kzzq_desktop.ui.parts.dialog import Dialog
from kzzq_desktop.ui.parts.layout import column, note_strip
from kzzq_desktop.ui.parts.text import label

KEPT = "这台电脑上已有的台账不会丢：两边的内容合在一起，改得不一样的由您核对。加入前会自动备份。"


class JoinDialog(Dialog):
    """Signal `joined()` when the office takes part."""

    joined = Signal()

    def __init__(self, parent: QWidget, door: ExchangeDoor, invitation: Path | None = None) -> None:
        super().__init__(parent, "加入旗里的交换", width=560)
        self.door = door
        self.file = InvitationLine(invitation, Finder(door.sticks, self._find))
        self.form = FormView((CODE,), label_width=LABEL)
        self.form.submitted.connect(self.join)
        self.enter = self.join
        body = column(
            label("用旗里给的邀请文件加入", "head"), self.file, self.form, note_strip(KEPT, icon="shield"), None, gap=12
        )
        self.fill(body, None, self.cancel_button(), main_button("加入", self.join))
        self.form.focus("code")

    def join(self) -> None:
        """Join, or show what is missing."""
        code, path = self.form.values()["code"], self.file.path
        if not code:
            self.form.show_problems([Problem("请填邀请码。", field="code")])
        if self.file.is_there() and code and path is not None:
            background.run(lambda job: self.door.join(path, code, job), self._joined, self._failed, words="正在加入", parent=self)

    def _find(self, folder: Path, job: Job) -> Path | None:
        seen = self.door.look(folder, job)
        return next((Path(one.path) for one in seen if one.state is PackageState.INVITATION), None)

    def _joined(self, _made: object) -> None:
        self.accept()
        self.joined.emit()

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, FormError):
            self.form.show_problems(error.problems)
        else:
            errors.show_error(self, error)
