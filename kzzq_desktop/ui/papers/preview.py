"""The preview: a row to turn pages, the page under it, and a sentence where there is no page."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from kzzq_desktop.services.printing import Printed
from kzzq_desktop.ui import theme
from kzzq_desktop.ui.papers.page_view import WHOLE, WIDE, PageView
from kzzq_desktop.ui.parts.buttons import quiet_button
from kzzq_desktop.ui.parts.empty import EmptyState
from kzzq_desktop.ui.parts.layout import column, row
from kzzq_desktop.ui.parts.segmented import Segmented
from kzzq_desktop.ui.parts.text import label


class Preview(QWidget):
    """Shows what was printed into memory."""

    def __init__(self) -> None:
        super().__init__()
        self.view = PageView()
        self.view.turned.connect(self.turn)
        self.before = quiet_button("上一页(&B)", lambda: self.turn(self.view.number - 1), icon="chev-left")
        self.after = quiet_button("下一页(&N)", lambda: self.turn(self.view.number + 1), icon="chev-right")
        self.where = label("", "second")
        self.where.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.mode = Segmented(((WHOLE, "整页"), (WIDE, "页宽")), name="预览")
        self.mode.picked.connect(self.view.show_mode)
        self.area = QScrollArea()
        self.area.setWidget(self.view)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.viewport().installEventFilter(self)
        self.nothing = EmptyState("sheet", "正在排版", "")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.nothing)
        self.stack.addWidget(self.area)
        self.setLayout(column(row(self.before, self.where, self.after, None, self.mode, gap=8), (self.stack, 1), gap=8))
        self.say("正在排版")

    def show_printed(self, printed: Printed) -> None:
        """Show another print; a page that was looked at stays where there still is one."""
        kept = self.view.number
        self.view.show_pdf(printed.pdf, printed.pages)
        self.stack.setCurrentWidget(self.area)
        self.mode.setEnabled(True)
        self.turn(kept)

    def say(self, missing: str, next_step: str = "") -> None:
        """Show a sentence in place of the page."""
        self.nothing.show_words(missing, next_step)
        self.stack.setCurrentWidget(self.nothing)
        self.mode.setEnabled(False)
        self._tell()

    def first(self) -> None:
        """Begin at the first page when the next print is shown."""
        self.view.number = 0

    def turn(self, number: int) -> None:
        """Show a page, counted from 0."""
        self.view.show_page(number)
        self.area.verticalScrollBar().setValue(0)
        self._tell()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the page anew when the room changes."""
        if event.type() == QEvent.Type.Resize:
            self.view.fit_room(self.area.viewport().size())
        return super().eventFilter(watched, event)

    def _tell(self) -> None:
        """Say which page is shown; only what can be done is offered."""
        shown = self.stack.currentWidget() is self.area
        count, number = self.view.count, self.view.number
        self.where.setText(f"第 {number + 1} 页，共 {count:,} 页" if shown else "")
        self.where.setMinimumWidth(round(theme.text_width(f"第 {count} 页，共 {count:,} 页")) + 8 if shown else 0)
        for made, on in ((self.before, number > 0), (self.after, number + 1 < count)):
            made.setVisible(shown)
            made.setEnabled(on)
