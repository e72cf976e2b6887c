"""The frame of what stands before the main window: the mark, a name, a page in the middle."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QStackedWidget, QWidget

from kzzq_desktop.ui import theme
from kzzq_desktop.ui.brand import Brand, window_icon
from kzzq_desktop.ui.parts.layout import card, column, hold, row
from kzzq_desktop.ui.parts.text import label


class EntryWindow(QWidget):
    """A calm small window with one page at a time; Esc goes back one page."""

    def __init__(self, title: str, width: int = 460) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(title)
        self.setWindowIcon(window_icon())
        self.pages = QStackedWidget()
        self.name = label("联系户", "title")
        self.second = label("党员联系户台账", "second")
        head = row(None, Brand(36), column(self.name, self.second, gap=0), None, gap=12)
        self.body = card(self.pages, margins=(28, 24, 28, 20))
        self.body.setFixedWidth(theme.px(width))
        whole = column(None, head, 12, hold(row(None, self.body, None)), None, gap=8, margins=(24, 16, 24, 16))
        area = QScrollArea()
        area.setWidget(hold(whole))
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        self.setLayout(column(area, gap=0))

    def fit_screen(self, wide: int, high: int) -> None:
        """Take a size (px at 标准), or what the screen has; the rest scrolls."""
        room = self.screen().availableGeometry()
        self.resize(min(theme.px(wide), room.width() - 40), min(theme.px(high), room.height() - 60))

    def show_page(self, page: QWidget) -> None:
        """Show a page (taken in when it is new); only its size counts."""
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)

    def go_back(self) -> None:
        """Go back one page: nothing here, a child knows."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
        else:
            super().keyPressEvent(event)


def sentence_label() -> QLabel:
    """Return the red line in which a page says what is wrong; it keeps its place while empty."""
    made = label("", "small", "over", wrap=True)
    made.setMinimumHeight(theme.px(40))
    made.setAlignment(Qt.AlignmentFlag.AlignTop)
    return made
