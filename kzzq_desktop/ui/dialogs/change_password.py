"""Changing the password: the old one, the new one twice."""

from PySide6.QtWidgets import QWidget

from kzzq_desktop.base.errors import AppError, Problem
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.office import change_password
from kzzq_desktop.ui import background, errors
from kzzq_desktop.ui.dialogs.new_password import LEAST_PASSWORD, check_new
from kzzq_desktop.ui.form_fields import Box
from kzzq_desktop.ui.form_view import FormView
from kzzq_desktop.ui.parts.buttons import main_button
from kzzq_desktop.ui.parts.dialog import Dialog
from kzzq_desktop.ui.parts.layout import column
from kzzq_desktop.ui.parts.text import label


class ChangePassword(Dialog):
    """Accepted when the password was changed."""

    def __init__(self, parent: QWidget | None, desk: Desk) -> None:
        super().__init__(parent, "修改口令", width=460)
        self.desk = desk
        self.form = FormView(
            (
                Box("old", "原口令", "secret"),
                Box("new", "新口令", "secret", hint=f"至少 {LEAST_PASSWORD} 个字符"),
                Box("again", "再输一次", "secret"),
            ),
            label_width=72,
        )
        self.form.submitted.connect(self.save)
        self.go = main_button("换成新口令", self.save)
        self.fill(column(label("修改口令", "head"), 6, self.form, gap=8), None, self.cancel_button(), self.go)
        self.form.focus()

    def save(self) -> None:
        """Check, then change on the worker (deriving a key takes a moment)."""
        values = self.form.values()
        if problems := check(values):
            self.form.show_problems(problems)
            return
        desk = self.desk
        self.go.setEnabled(False)
        background.run(
            lambda _job: change_password(desk, values["old"], values["new"]),
            lambda _nothing: self.accept(),
            self._failed,
            quiet=True,
        )

    def _failed(self, error: BaseException) -> None:
        self.go.setEnabled(True)
        if isinstance(error, AppError):
            self.form.show_problems([Problem(error.sentence(), field="old")])
        else:
            errors.show_error(self, error)


def check(values: dict[str, str]) -> list[Problem]:
    """Return what is wrong with the boxes, all at once."""
    old = [] if values["old"] else [Problem("请输入原口令。", field="old")]
    return [*old, *check_new(values["new"], values["again"], "new")]
