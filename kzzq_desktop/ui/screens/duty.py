"""履职: log duties by keyboard, look through the log, see the counts by month."""

from PySide6.QtWidgets import QStackedWidget

from kzzq_desktop.domain.duty_log import DutyFilter
from kzzq_desktop.services import duty_lists
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.ui.duty.counts import CountsTab
from kzzq_desktop.ui.duty.entry import EntryTab
from kzzq_desktop.ui.duty.records import RecordsTab
from kzzq_desktop.ui.parts.buttons import quiet_button, shortcut
from kzzq_desktop.ui.parts.layout import PAGE_MARGINS, column, page_head
from kzzq_desktop.ui.parts.segmented import Segmented
from kzzq_desktop.ui.parts.text import label
from kzzq_desktop.ui.print_places import paper_place
from kzzq_desktop.ui.screen import Page, WindowApi
from kzzq_desktop.ui.table_tools import tool_buttons

LEDGER = "duty_ledger"
ENTRY, RECORDS, COUNTS = "entry", "records", "counts"
LOG = "log:"
TABS = ((ENTRY, "登记"), (RECORDS, "记录"), (COUNTS, "按职责看"))


def build(desk: Desk, window: WindowApi) -> Page:
    """Return the screen."""
    return DutyPage(desk, window)


class DutyPage(Page):
    """Three tabs under one head; a tab is read when it is opened."""

    def __init__(self, desk: Desk, window: WindowApi) -> None:
        super().__init__()
        self.desk, self.window_api = desk, window
        self.tabs = Segmented(TABS, name="履职")
        self.month = label("", "second")
        self.entry = EntryTab(desk, window)
        self.records = RecordsTab(desk, window)
        self.counts = CountsTab(desk)
        self.stack = QStackedWidget()
        for tab in (self.entry, self.records, self.counts):
            self.stack.addWidget(tab)
        self.tools = {
            RECORDS: tool_buttons(self.records.table, window, "履职记录", "条"),
            COUNTS: tool_buttons(self.counts.table, window, "履职次数"),
        }
        self.print = quiet_button("打印…", self._print, "print", "Ctrl+P")
        self.narrow = False
        head = page_head(
            "履职", self.tabs, None, *(tool for tools in self.tools.values() for tool in tools), self.print, self.month
        )
        self.setLayout(column(head, (self.stack, 1), gap=12, margins=PAGE_MARGINS))
        self.tabs.picked.connect(lambda _: self._turned())
        self.entry.all_asked.connect(lambda: self.turn(RECORDS))
        self.entry.entry_asked.connect(self._open_entry)
        self.counts.opened.connect(self._open_count)
        shortcut(self, "Ctrl+N", lambda: self.turn(ENTRY))
        self._show_tools()

    def turn(self, tab: str) -> None:
        """Open a tab."""
        self.tabs.pick(tab)
        self._turned()

    def refresh(self) -> None:
        """Show the open tab and the month's numbers as they are now."""
        duties, households = duty_lists.count_reached(self.desk, duty_lists.this_month())
        self.month.setText(f"本月 {duties:,} 次，联系 {households:,} 户")
        self._open_tab().refresh()

    def start(self) -> None:
        """Put the keyboard where the open tab begins."""
        self._open_tab().start()

    def open_at(self, place: str) -> None:
        """Log a duty for a grid, show the entry of that id, or what a paper was printed of (`find_paper.log_place`)."""
        if place.startswith(LOG):
            self.turn(RECORDS)
            self.records.open_paper(*place.removeprefix(LOG).split(":", 2))
            return
        self.turn(ENTRY)
        if not self.entry.open_grid(place):
            self._open_entry(place)

    def fit_width(self, narrow: bool) -> None:
        """Hand the width on; where a list's tools stand, a narrow window leaves out the month."""
        self.narrow = narrow
        self._show_tools()
        self.entry.fit_width(narrow)
        self.records.fit_width(narrow)

    def _open_tab(self) -> EntryTab | RecordsTab | CountsTab:
        tabs: dict[str, EntryTab | RecordsTab | CountsTab] = {ENTRY: self.entry, RECORDS: self.records, COUNTS: self.counts}
        return tabs[self.tabs.value()]

    def _turned(self) -> None:
        tab = self._open_tab()
        self.stack.setCurrentWidget(tab)
        self._show_tools()
        tab.refresh()
        tab.start()

    def _show_tools(self) -> None:
        for tab, tools in self.tools.items():
            for tool in tools:
                tool.setVisible(tab == self.tabs.value())
        self.print.setVisible(self.tabs.value() != ENTRY and bool(paper_place(LEDGER, {"all": ""})))
        self.month.setVisible(not self.narrow or self.tabs.value() == ENTRY)

    def _print(self) -> None:
        """Print the ledger of what the log shows."""
        asked = self.records.filters.chosen() if self.tabs.value() == RECORDS else DutyFilter()
        of = {"household": asked.household_id, "member": asked.member_id, "grid": asked.grid_id, "all": ""}
        self.window_api.open("print", paper_place(LEDGER, of))

    def _open_entry(self, duty_id: str) -> None:
        self.turn(RECORDS)
        self.records.open_duty(duty_id)

    def _open_count(self, time: str, code: str) -> None:
        self.turn(RECORDS)
        self.records.open_count(time, code)
