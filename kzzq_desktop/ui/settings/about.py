"""Settings: which program this is, and the licences of what it stands on."""

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QPlainTextEdit

from kzzq_desktop import __version__
from kzzq_desktop.base import paths
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.ui import theme
from kzzq_desktop.ui.parts.buttons import button, main_button
from kzzq_desktop.ui.parts.dialog import Dialog
from kzzq_desktop.ui.parts.layout import column, row
from kzzq_desktop.ui.parts.text import label
from kzzq_desktop.ui.screen import WindowApi
from kzzq_desktop.ui.settings.sheet import Sheet


class AboutSheet(Sheet):
    """Version, licence, libraries."""

    def __init__(self, desk: Desk, window: WindowApi) -> None:
        super().__init__(desk, window)
        self.add_card(
            "联系户",
            f"党员联系户台账 {__version__}（KZZQ Desktop），界面库 Qt {qVersion()}。",
            label("程序按 MIT 许可发布，可以自由使用和修改。用到的字体和程序库各有自己的许可。", wrap=True),
            label("数据只存在这台电脑上，加密保存，不联网。", "second", wrap=True),
            row(button("字体和程序库的许可…", self.show_licences, icon="file"), None),
        )
        self.close_up()

    def show_licences(self) -> None:
        """Show the list of licences."""
        LicenceDialog(self).exec()


class LicenceDialog(Dialog):
    """The text of resources/LICENSES, to read and copy."""

    def __init__(self, parent: Sheet) -> None:
        super().__init__(parent, "许可", width=760)
        box = QPlainTextEdit(licence_text())
        box.setReadOnly(True)
        box.setAccessibleName("许可")
        box.setMinimumHeight(theme.px(360))
        self.enter = self.accept
        self.fill(column(label("字体和程序库的许可", "head"), box, gap=10), None, main_button("知道了", self.accept))


def licence_text() -> str:
    """Return the list of libraries and the fonts' licences as they are shipped."""
    folder = paths.resources() / "LICENSES"
    files = [folder / "libraries.md", *sorted((folder / "fonts").glob("*.txt"))]
    return "\n\n".join(path.read_text(encoding="utf-8") for path in files if path.exists())
