"""Settings: the office, where its data lies, the clerk's password."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout

from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.office import list_villages
from kzzq_desktop.ui.dialogs.change_password import ChangePassword
from kzzq_desktop.ui.parts.buttons import button
from kzzq_desktop.ui.parts.layout import row
from kzzq_desktop.ui.parts.text import label
from kzzq_desktop.ui.screen import WindowApi
from kzzq_desktop.ui.settings.sheet import Sheet


class OfficeSheet(Sheet):
    """Facts of the office; the password."""

    def __init__(self, desk: Desk, window: WindowApi) -> None:
        super().__init__(desk, window)
        self.facts = QGridLayout()
        self.facts.setHorizontalSpacing(12)
        self.facts.setVerticalSpacing(10)
        self.facts.setColumnStretch(1, 1)
        office = desk.office
        villages = list_villages(desk)
        lines = (
            ("单位", office.name),
            ("旗县", office.banner_name),
            ("苏木镇", office.township_name or "旗县本级"),
            ("嘎查村", f"{len(villages)} 个"),
            ("操作员", desk.clerk),
            ("数据位置", str(desk.store.folder or "")),
        )
        for at, (name, words) in enumerate(lines):
            self.facts.addWidget(label(name, "field", width=72), at, 0)
            said = label(words, wrap=True)
            self.facts.addWidget(said, at, 1)
        self.add_card(
            "单位",
            "单位和行政区划在建立台账时选定。",
            self.facts,
            row(button("打开数据文件夹", self.open_folder, icon="folder"), None),
        )
        self.add_card(
            "口令",
            "口令用来加密台账。换口令以后，原来打印的恢复码仍然有效。",
            row(button("修改口令…", self.change_password, icon="key"), None),
        )
        self.close_up()

    def open_folder(self) -> None:
        """Show the data folder in the system's file window."""
        if self.desk.store.folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.desk.store.folder)))

    def change_password(self) -> None:
        """Ask for the old and the new password."""
        if ChangePassword(self, self.desk).exec():
            self.window_api.tell("口令已经换好")
