"""A package that would change or remove a great part of the ledger: the clerk types how many rows before it is taken."""

import unicodedata

from PySide6.QtWidgets import QLineEdit, QWidget

from kzzq_desktop.domain.exchange_views import TakePlan
from kzzq_desktop.ui import theme
from kzzq_desktop.ui.exchange.words import plan_words, table_words
from kzzq_desktop.ui.parts.buttons import button, main_button
from kzzq_desktop.ui.parts.dialog import Dialog
from kzzq_desktop.ui.parts.layout import column, note_strip, row
from kzzq_desktop.ui.parts.marks import Chips
from kzzq_desktop.ui.parts.text import label

WHY = (
    "一次变动这么多，可能是对方整理了台账，也可能是对方的电脑出了错。拿不准的，先打电话问一问，这一份留在U盘里，下次还能读。"
    "读入前会自动备份。"
)


def ask_brake(parent: QWidget | None, plan: TakePlan) -> int | None:
    """Return the number the clerk typed, None when the package is not to be taken."""
    dialog = BrakeDialog(parent, plan)
    return plan.brake if dialog.exec() else None


class BrakeDialog(Dialog):
    """What would happen, why it is asked, a box for the number."""

    def __init__(self, parent: QWidget | None, plan: TakePlan) -> None:
        super().__init__(parent, "变动很大，请确认", width=520)
        self.plan = plan
        self.box = QLineEdit()
        self.box.setAccessibleName(f"输入 {plan.brake}")
        self.box.setMaxLength(12)
        self.box.setFixedWidth(theme.px(140))
        self.box.textChanged.connect(lambda _words: self._typed())
        self.go = main_button("读入", self.accept)
        self.enter = self._go_on
        said = note_strip(f"{plan_words(plan)}。", icon="alert", tint="amber", role="warn")
        body = column(
            label(f"{plan.package.sender} 第{plan.package.number}号会变动 {plan.brake:,} 条", "head", wrap=True),
            said,
            *([Chips(table_words(plan))] if plan.tables else []),
            label(WHY, "second", wrap=True),
            row(label(f"确认读入，请输入 {plan.brake}", "field"), self.box, None, gap=12),
            gap=12,
        )
        self.fill(body, None, button("不读入", self.reject), self.go)
        self._typed()
        self.box.setFocus()

    def is_right(self) -> bool:
        """Return whether the number stands in the box, however it was typed."""
        plain = unicodedata.normalize("NFKC", self.box.text()).replace(",", "").replace(" ", "")
        return plain == str(self.plan.brake)

    def _typed(self) -> None:
        self.go.setEnabled(self.is_right())

    def _go_on(self) -> None:
        if self.is_right():
            self.accept()
