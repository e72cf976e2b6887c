"""Before a list leaves as a file: who will see it. Enter goes on with 工作."""

from PySide6.QtWidgets import QWidget

from kzzq_desktop.services.export_rows import Audience
from kzzq_desktop.ui.parts.buttons import main_button
from kzzq_desktop.ui.parts.dialog import Dialog
from kzzq_desktop.ui.parts.layout import column
from kzzq_desktop.ui.parts.segmented import Segmented
from kzzq_desktop.ui.parts.text import label

SEEN_BY = {
    Audience.WORK: "给经办人用：姓名、电话照印，身份证号只留后四位。请保管好，不要张贴。",
    Audience.PUBLIC: "可以张贴：住户姓名和电话打码，只写到组；需求、备注、出生日期不写，未满14周岁的户主和已迁出、去世的不列。",
}


class AudienceDialog(Dialog):
    """Asks for one of the two audiences that a list on the screen may leave for."""

    def __init__(self, parent: QWidget, word: str) -> None:
        super().__init__(parent, f"导出{word}", width=460)
        self.audience = Segmented([(one.value, one.value) for one in SEEN_BY], grow=True, name="给谁看")
        self.audience.picked.connect(lambda _code: self._explain())
        self.about = label("", "second", wrap=True)
        self.about.setMinimumHeight(self.about.fontMetrics().lineSpacing() * 3)
        self.enter = self.accept
        go = main_button("选择文件…", self.accept)
        body = column(label(f"导出{word}", "head"), label("给谁看", "field"), self.audience, self.about, gap=10)
        self._explain()
        self.fill(body, None, self.cancel_button(), go)
        go.setFocus()

    def chosen(self) -> Audience:
        """Return the audience."""
        return Audience(self.audience.value())

    def _explain(self) -> None:
        self.about.setText(SEEN_BY[self.chosen()])


def ask_audience(parent: QWidget, word: str) -> Audience | None:
    """Return whom a list is for, None when the clerk went back."""
    dialog = AudienceDialog(parent, word)
    return dialog.chosen() if dialog.exec() else None
