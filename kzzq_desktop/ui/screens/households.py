"""住户: the list of households with its filters, and the card of the chosen one."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QStackedWidget

from kzzq_desktop.domain.listing import HouseholdFilter, HouseholdOrder
from kzzq_desktop.domain.people import HouseholdRow
from kzzq_desktop.services import households
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.household_card import read_card
from kzzq_desktop.services.office import list_villages, list_words
from kzzq_desktop.ui import theme
from kzzq_desktop.ui.cards.filter_rows import FilterRows
from kzzq_desktop.ui.cards.household import HouseholdPanel
from kzzq_desktop.ui.cards.words import contact_mark, grid_words, place_words
from kzzq_desktop.ui.dialogs import household_changes
from kzzq_desktop.ui.dialogs.closed import sweep_closed
from kzzq_desktop.ui.dialogs.household_form import HouseholdDialog
from kzzq_desktop.ui.dialogs.import_ledger import import_ledger
from kzzq_desktop.ui.parts.buttons import button, quiet_button, shortcut
from kzzq_desktop.ui.parts.empty import EmptyState
from kzzq_desktop.ui.parts.filters import filter_box, tick_box
from kzzq_desktop.ui.parts.layout import card, column, page_head, row
from kzzq_desktop.ui.parts.text import label
from kzzq_desktop.ui.parts.tools import ToolRow
from kzzq_desktop.ui.screen import Page, WindowApi
from kzzq_desktop.ui.table import RowsTable
from kzzq_desktop.ui.table_columns import Column
from kzzq_desktop.ui.table_tools import tool_buttons

STATUSES = {"living": ("home", "away"), "home": ("home",), "away": ("away",), "moved": ("moved",), "closed": ("closed",), "": ()}
STATUS_WORDS = (
    ("living", "在住和外出"),
    ("home", "在住"),
    ("away", "外出"),
    ("moved", "迁出"),
    ("closed", "已销"),
    ("", "全部状态"),
)
CARD_WIDTH, CARD_TIGHT, ROOMY, MARGINS = 420, 340, 960, 40
TYPING_MS = 200  # a filter by words asks when the typing rests, not at each key


def build(desk: Desk, window: WindowApi) -> Page:
    """Return the screen."""
    return HouseholdsPage(desk, window)


class HouseholdsPage(Page):
    """The list at the left, the card at the right."""

    def __init__(self, desk: Desk, window: WindowApi) -> None:
        super().__init__()
        self.desk, self.window_api = desk, window
        self.panel = HouseholdPanel()
        self.panel.setFixedWidth(CARD_WIDTH)
        self._make_filters()
        self._make_table()
        self._make_tools()
        left = column(self.head, self.filters, (card(self.table, margins=(0, 0, 0, 0)), 1), gap=10, margins=(24, 14, 16, 16))
        self.setLayout(row((left, 1), self.panel, gap=0))
        self.panel.asked.connect(self._do)
        self.panel.changes_asked.connect(self._open_changes)
        self.panel.person_asked.connect(self._open_person)
        shortcut(self, "Ctrl+N", self.add)
        shortcut(self, "F2", lambda: self._do("edit"))
        shortcut(self, "Ctrl+D", lambda: self._do("duty"))

    def refresh(self) -> None:
        """List anew and show the chosen household as it is now."""
        sweep_closed(self)
        self.village.show_options([("", "全部嘎查村"), *((place.code, place.name) for place in list_villages(self.desk))])
        self.need.show_options([("", "全部需求"), *((item.words, item.words) for item in list_words(self.desk, "need"))])
        self.table.refresh()

    def open_at(self, place: str) -> None:
        """Show one household; filters that hide it are cleared."""
        if not self.table.pick(place):
            self._clear_filters()
            self.table.pick(place)
        self.table.setFocus()
        self._show(place)

    def start(self) -> None:
        """Put the keyboard on the list."""
        self.table.setFocus()

    def fit_width(self, narrow: bool) -> None:
        """Leave out the box of words in a narrow window: the search box above finds as well."""
        self.words.setVisible(not narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shrink the card and fold the filters where there is little room (150 % on an old screen)."""
        super().resizeEvent(event)
        wide = CARD_WIDTH if self.width() >= theme.px(ROOMY) else min(CARD_WIDTH, theme.px(CARD_TIGHT))
        if wide != self.panel.width():
            self.panel.setFixedWidth(wide)
            self.panel.show_card(self.panel.card)
        self.filters.fold(self.filters.needed() > self.width() - wide - MARGINS)

    def add(self) -> None:
        """Open the form of a new household."""
        HouseholdDialog(self.desk, self.window_api, self, village_id=self.village.value(), saved=self._added).open()

    def chosen(self) -> HouseholdFilter:
        """Return what the filters ask for."""
        return HouseholdFilter(
            village_id=self.village.value(),
            statuses=STATUSES[self.status.value()],
            need=self.need.value(),
            without_grid=self.without_grid.isChecked(),
            words=self.words.text(),
        )

    def _make_filters(self) -> None:
        self.village = filter_box([("", "全部嘎查村")], name="嘎查村")
        self.status = filter_box(STATUS_WORDS, "living", name="状态")
        self.need = filter_box([("", "全部需求")], name="需求")
        self.without_grid = tick_box("只看未入网格")
        self.words = QLineEdit()
        self.words.setProperty("role", "filter")
        self.words.setPlaceholderText("姓名、电话")
        self.words.setAccessibleName("按姓名或电话筛选")
        self.words.setMaximumWidth(130)
        self.count = label("", "second")
        for box in (self.village, self.status, self.need):
            box.picked.connect(self._refilter)
        self.without_grid.toggled.connect(self._refilter)
        self.typing = QTimer(self)
        self.typing.setSingleShot(True)
        self.typing.setInterval(TYPING_MS)
        self.typing.timeout.connect(self._refilter)
        self.words.textEdited.connect(self._typed)
        self.filters = FilterRows((self.village, self.status, self.need), (self.words, self.without_grid), self.count)

    def _make_table(self) -> None:
        self.empty = QStackedWidget()
        clear_filters = ("清除条件", "filter", self._clear_filters)
        self.empty.addWidget(EmptyState("home", "没有符合条件的住户", "换一个条件再看。", clear_filters))
        read_ledger = ("导入台账…", "import", self._import)
        new = ("新增住户…", self.add)
        self.empty.addWidget(EmptyState("home", "还没有住户", "导入台账，或者一户一户新增。", read_ledger, new))
        self.table: RowsTable[HouseholdRow] = RowsTable(
            "households", self._columns(), load=self._load, relist=self._list_ids, sort=HouseholdOrder.PLACE, empty=self.empty
        )
        self.table.setAccessibleName("住户")
        self.table.picked.connect(self._show)
        self.table.opened.connect(lambda _: self._do("edit"))
        self.table.asked.connect(lambda _, where: self._open_changes(where))
        self.table.listed.connect(self._counted)

    def _make_tools(self) -> None:
        tools = tool_buttons(self.table, self.window_api, "住户", "户")
        bring_in, new = quiet_button("导入…", self._import, "import"), button("新增住户…", self.add, icon="plus", tip="Ctrl+N")
        self.head = page_head("住户", (ToolRow((*tools, bring_in), new), 1))

    def _columns(self) -> Sequence[Column[HouseholdRow]]:
        return (
            Column("head", "户主", 174, lambda one: one.head or "没有户主", sort=HouseholdOrder.NAME),
            Column("place", "组 / 门牌", 104, self._place, sort=HouseholdOrder.PLACE, ink="ink2", words=self._whole_place),
            Column("people", "人口", 52, lambda one: str(one.people), "number", sort=HouseholdOrder.PEOPLE, drop=1),
            Column("needs", "需求", 74, lambda one: one.needs, "chips", stretch=True),
            Column("phone", "电话", 122, lambda one: one.phone, shown=False),
            Column("grid", "网格", 128, grid_words, sort=HouseholdOrder.GRID, drop=2),
            Column("reached", "最近联系", 92, contact_mark, "state", sort=HouseholdOrder.REACHED, words=lambda one: one.reached),
        )

    def _place(self, one: HouseholdRow) -> str:
        return place_words(one) if self.village.value() else self._whole_place(one)

    def _whole_place(self, one: HouseholdRow) -> str:
        return f"{one.village} {place_words(one)}".strip()

    def _load(self, ids: Sequence[str]) -> Sequence[HouseholdRow]:
        return households.list_rows(self.desk, ids)

    def _list_ids(self, sort: str, down: bool) -> Sequence[str]:
        return households.list_ids(self.desk, self.chosen(), sort or HouseholdOrder.PLACE, down=down)

    def _counted(self, number: int) -> None:
        self.count.setText(f"{number} 户")
        self.empty.setCurrentIndex(0 if self.chosen() != HouseholdFilter(statuses=STATUSES["living"]) else 1)
        chosen = self.table.current_id()
        if not chosen and number:
            self.table.pick(self.table.rows_model.ids[0])
        elif chosen or not number:
            self._show(chosen)

    def _show(self, household_id: str) -> None:
        self.panel.show_card(read_card(self.desk, household_id) if household_id else None)

    def _refilter(self, _now: object = None) -> None:
        self.table.refresh()

    def _typed(self, _words: str) -> None:
        self.typing.start()

    def _clear_filters(self) -> None:
        for box, code in ((self.village, ""), (self.status, ""), (self.need, "")):
            box.pick(code)
        self.words.clear()
        self.without_grid.blockSignals(True)
        self.without_grid.setChecked(False)
        self.without_grid.blockSignals(False)
        self.table.refresh()

    def _import(self) -> None:
        import_ledger(self.desk, self.window_api, self)

    def _added(self, household_id: str) -> None:
        self.open_at(household_id)

    def _do(self, what: str) -> None:
        """Carry out what the card's buttons and menus ask for."""
        shown = self.panel.card
        if shown is None:
            return
        if what == "duty":
            self.window_api.open("duty", shown.row.grid_id)
        elif what == "grid":
            self.window_api.open("grids", shown.row.grid_id or shown.row.village_id)
        elif what == "member":
            self.window_api.open("members", shown.member_id)
        elif what == "edit":
            HouseholdDialog(self.desk, self.window_api, self, household_id=shown.row.id).open()
        else:
            household_changes.start(self.desk, self.window_api, self, shown, what)

    def _open_changes(self, where: QPoint) -> None:
        if self.panel.card is not None:
            self._pop_up(household_changes.household_entries(self.panel.card), where)

    def _open_person(self, resident_id: str, where: QPoint) -> None:
        if self.panel.card is not None:
            self._pop_up(household_changes.person_entries(self.panel.card, resident_id), where)

    def _pop_up(self, entries: Sequence[tuple[str, str]], where: QPoint) -> None:
        menu = QMenu(self)
        for what, words in entries:
            if what:
                menu.addAction(words).triggered.connect(lambda _=False, it=what: self._do(it))
            else:
                menu.addSeparator()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)
