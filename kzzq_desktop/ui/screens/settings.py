"""设置: the office, sizes of grids, word lists, papers, drawn characters, the look of this PC, about."""

from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget

from kzzq_desktop.services.desk import Desk
from kzzq_desktop.ui import theme
from kzzq_desktop.ui.parts.layout import PAGE_MARGINS, column, hold, page_head, row
from kzzq_desktop.ui.parts.segmented import Segmented
from kzzq_desktop.ui.screen import Page, WindowApi
from kzzq_desktop.ui.settings.about import AboutSheet
from kzzq_desktop.ui.settings.branches import BranchesSheet
from kzzq_desktop.ui.settings.glyphs import GlyphsSheet
from kzzq_desktop.ui.settings.lists import NEED, POST, PhrasesSheet, WordsSheet
from kzzq_desktop.ui.settings.look import LookSheet
from kzzq_desktop.ui.settings.office import OfficeSheet
from kzzq_desktop.ui.settings.papers import PapersSheet
from kzzq_desktop.ui.settings.sheet import Sheet
from kzzq_desktop.ui.settings.sizes import SizesSheet

WIDEST = 760
TABS = (
    ("office", "单位"),
    ("sizes", "网格"),
    ("phrases", "常用语"),
    ("needs", "需求"),
    ("posts", "岗位"),
    ("branches", "支部"),
    ("papers", "纸张"),
    ("glyphs", "造字"),
    ("look", "显示和打印"),
    ("about", "关于"),
)


def build(desk: Desk, window: WindowApi) -> Page:
    """Build the screen."""
    return SettingsPage(desk, window)


class SettingsPage(Page):
    """Tabs, each a column of cards."""

    def __init__(self, desk: Desk, window: WindowApi) -> None:
        super().__init__()
        self.sheets: dict[str, Sheet] = {
            "office": OfficeSheet(desk, window),
            "sizes": SizesSheet(desk, window),
            "phrases": PhrasesSheet(desk, window),
            "needs": WordsSheet(desk, window, NEED),
            "posts": WordsSheet(desk, window, POST),
            "branches": BranchesSheet(desk, window),
            "papers": PapersSheet(desk, window),
            "glyphs": GlyphsSheet(desk, window),
            "look": LookSheet(desk, window),
            "about": AboutSheet(desk, window),
        }
        self.tabs = Segmented(TABS, name="设置")
        self.tabs.picked.connect(self.open_at)
        self.stack = QStackedWidget()
        for sheet in self.sheets.values():
            self.stack.addWidget(_scrolling(sheet))
        self.setLayout(column(page_head("设置", 8, self.tabs, None), (self.stack, 1), gap=12, margins=PAGE_MARGINS))

    def open_at(self, place: str) -> None:
        """Show a tab."""
        self.tabs.pick(place)
        self.stack.setCurrentIndex(list(self.sheets).index(place))
        self.sheets[place].refresh()

    def refresh(self) -> None:
        """Show what is kept now."""
        self.sheets[self.tabs.value()].refresh()

    def start(self) -> None:
        """Put the keyboard on the tabs."""
        self.tabs.focus()


def _scrolling(sheet: Sheet) -> QScrollArea:
    """Return a sheet at its widest, at the left, scrolling when the window is low."""
    sheet.setMaximumWidth(theme.px(WIDEST))
    area = QScrollArea()
    area.setWidget(hold(row((sheet, 100), (hold(row()), 1))))
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    return area
