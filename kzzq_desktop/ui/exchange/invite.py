"""Inviting a township: its name is chosen, the invitation is written on the stick, the code is read out by phone."""

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kzzq_desktop.base.errors import Problem
from kzzq_desktop.domain.exchange_views import GiveReceipt
from kzzq_desktop.ui import background
from kzzq_desktop.ui.exchange.code_box import code_box
from kzzq_desktop.ui.exchange.door import ExchangeDoor
from kzzq_desktop.ui.exchange.words import size_words
from kzzq_desktop.ui.form_fields import Box
from kzzq_desktop.ui.form_view import FormView
from kzzq_desktop.ui.parts.buttons import button, main_button
from kzzq_desktop.ui.parts.dialog import Dialog
from kzzq_desktop.ui.parts.hits import Hit
from kzzq_desktop.ui.parts.layout import column, hold
from kzzq_desktop.ui.parts.picker import among
from kzzq_desktop.ui.parts.text import label

BY_PHONE = "在电话里把邀请码念给对方，不要写在U盘上，也不要用U盘带。它只显示这一次。"


class InviteDialog(Dialog):
    """`folder` is where the invitation is written: the stick, or the folder chosen in its place."""

    def __init__(self, parent: QWidget, door: ExchangeDoor, folder: Path, where: str) -> None:
        super().__init__(parent, "邀请一个苏木镇", width=560)
        self.door, self.folder = door, folder
        self.made: tuple[GiveReceipt, str] | None = None
        rows = [(Hit(code, name), keys) for code, name, keys in door.townships()]
        box = Box("township", "苏木镇", "pick", hint="输入名称查找，或按向下键挑选", find=among(rows))
        self.form = FormView((box,), label_width=64)
        self.form.submitted.connect(self.write)
        self.go = main_button("写邀请文件", self.write, "export")
        self.enter = self.write
        ask = column(
            label("邀请哪个苏木镇？", "head"),
            label("邀请文件里有这个苏木镇的区划和台账，加了密，要有邀请码才能打开。", "second", wrap=True),
            self.form,
            label(f"写到 {where}", "small", wrap=True),
            None,
            gap=10,
        )
        self.said: QVBoxLayout = column(gap=12)
        self.copy = button("复制(&C)", self.copy_code, icon="copy")
        self.copy.hide()
        self.close_button = button("取消", self.reject)
        self.pages = QStackedWidget()
        self.pages.addWidget(hold(ask))
        self.pages.addWidget(hold(self.said))
        self.fill(column(self.pages), self.copy, None, self.close_button, self.go)
        self.form.focus()

    def write(self) -> None:
        """Write the invitation of the chosen township."""
        code = self.form.values()["township"]
        if self.made is not None:
            self.accept()
        elif not code:
            self.form.show_problems([Problem("请选苏木镇。", field="township")])
        else:
            background.run(
                lambda job: self.door.invite(code, self.folder, job), self._written, words="正在写邀请文件", parent=self
            )

    def copy_code(self) -> None:
        """Copy the code."""
        if self.made is not None:
            QGuiApplication.clipboard().setText(self.made[1])

    def _written(self, made: tuple[GiveReceipt, str]) -> None:
        self.made = made
        receipt, code = made
        written = f"{receipt.receiver}的邀请文件写好了：{receipt.file}，{size_words(receipt.size)}。"
        self.said.addWidget(label("电话里念给对方", "head"))
        self.said.addWidget(code_box(code, "邀请码"))
        for words in (BY_PHONE, written):
            self.said.addWidget(label(words, "second", wrap=True))
        self.said.addStretch(1)
        self.pages.setCurrentIndex(1)
        self.copy.show()
        self.close_button.hide()
        self.go.show_icon("")
        self.go.set_words("念完了")
        self.go.setFocus()
