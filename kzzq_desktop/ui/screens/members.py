"""党员: the list of party members with its filters, and the card of the chosen one."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QStackedWidget

from kzzq_desktop.domain.listing import MemberFilter, MemberOrder
from kzzq_desktop.domain.people import ELIGIBILITY_WORDS, MemberRow
from kzzq_desktop.services import members
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.member_card import read_card
from kzzq_desktop.services.office import list_villages
from kzzq_desktop.ui import theme
from kzzq_desktop.ui.cards.filter_rows import FilterRows
from kzzq_desktop.ui.cards.member import MemberPanel
from kzzq_desktop.ui.cards.words import ELIGIBILITY_MARKS, NOTHING
from kzzq_desktop.ui.dialogs import member_steps
from kzzq_desktop.ui.dialogs.closed import sweep_closed
from kzzq_desktop.ui.dialogs.import_ledger import import_ledger
from kzzq_desktop.ui.dialogs.member_form import MemberDialog
from kzzq_desktop.ui.parts.buttons import button, quiet_button, shortcut
from kzzq_desktop.ui.parts.empty import EmptyState
from kzzq_desktop.ui.parts.filters import filter_box, tick_box
from kzzq_desktop.ui.parts.layout import card, column, page_head, row
from kzzq_desktop.ui.parts.text import label, phone_words
from kzzq_desktop.ui.parts.tools import ToolRow
from kzzq_desktop.ui.screen import Page, WindowApi
from kzzq_desktop.ui.table import RowsTable
from kzzq_desktop.ui.table_columns import Column
from kzzq_desktop.ui.table_tools import tool_buttons

CARD_WIDTH, CARD_TIGHT, ROOMY, MARGINS = 420, 340, 960, 40
TYPING_MS = 200  # a filter by words asks when the typing rests, not at each key


def _households(one: MemberRow) -> str:
    return f"{one.households}户" if one.grids else NOTHING


COLUMNS: tuple[Column[MemberRow], ...] = (
    Column("name", "姓名", 174, lambda one: one.name, sort=MemberOrder.NAME),
    Column("village", "嘎查村", 118, lambda one: one.village or NOTHING, sort=MemberOrder.VILLAGE, ink="ink2", drop=2),
    Column("grids", "网格", 72, lambda one: "、".join(one.grids) or NOTHING),
    Column(
        "households",
        "联系户",
        68,
        lambda one: f"{one.households}户" if one.grids else NOTHING,
        "number",
        sort=MemberOrder.HOUSEHOLDS,
    ),
    Column("phone", "电话", 126, lambda one: phone_words(one.phone) or NOTHING, drop=3, words=lambda one: one.phone),
    Column("branch", "党支部", 140, lambda one: one.branch, "words", sort=MemberOrder.BRANCH, shown=False),
    Column("birth", "出生", 100, lambda one: one.birth or NOTHING, sort=MemberOrder.BIRTH, shown=False),
    Column("posts", "岗位", 100, lambda one: one.posts, "chips", shown=False),
    Column("eligibility", "能否安排", 108, lambda one: ELIGIBILITY_MARKS[one.eligibility], "state", stretch=True),
)


def build(desk: Desk, window: WindowApi) -> Page:
    """Return the screen."""
    return MembersPage(desk, window)


class MembersPage(Page):
    """The list at the left, the card at the right."""

    def __init__(self, desk: Desk, window: WindowApi) -> None:
        super().__init__()
        self.desk, self.window_api = desk, window
        self.panel = MemberPanel()
        self.panel.setFixedWidth(CARD_WIDTH)
        self._make_filters()
        self._make_table()
        tools = tool_buttons(self.table, window, "党员", "人")
        bring_in, new = quiet_button("导入…", self._import, "import"), button("新增党员…", self.add, icon="plus", tip="Ctrl+N")
        head = page_head("党员", (ToolRow((*tools, bring_in), new), 1))
        left = column(head, self.filters, (card(self.table, margins=(0, 0, 0, 0)), 1), gap=10, margins=(24, 14, 16, 16))
        self.setLayout(row((left, 1), self.panel, gap=0))
        self.panel.asked.connect(self._do)
        self.panel.changes_asked.connect(self._open_changes)
        shortcut(self, "Ctrl+N", self.add)
        shortcut(self, "F2", lambda: self._do("edit"))
        shortcut(self, "Ctrl+D", lambda: self._do("duty"))

    def refresh(self) -> None:
        """List anew and show the chosen member as he is now."""
        sweep_closed(self)
        self.village.show_options([("", "全部嘎查村"), *((place.code, place.name) for place in list_villages(self.desk))])
        self.table.refresh()

    def open_at(self, place: str) -> None:
        """Show one member; filters that hide him are cleared."""
        if not self.table.pick(place):
            self._clear_filters()
            self.table.pick(place)
        self.table.setFocus()
        self._show(place)

    def start(self) -> None:
        """Put the keyboard on the list."""
        self.table.setFocus()

    def fit_width(self, narrow: bool) -> None:
        """Leave out the box of words in a narrow window."""
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
        """Open the form of a new member."""
        MemberDialog(self.desk, self.window_api, self, village_id=self.village.value(), saved=self.open_at).open()

    def chosen(self) -> MemberFilter:
        """Return what the filters ask for."""
        return MemberFilter(
            village_id=self.village.value(), eligibility=self.eligibility.value(), without_grid=self.without_grid.isChecked(),
            words=self.words.text(),
        )  # fmt: skip

    def _make_filters(self) -> None:
        self.village = filter_box([("", "全部嘎查村")], name="嘎查村")
        self.eligibility = filter_box([("", "能否安排"), *ELIGIBILITY_WORDS.items()], name="能否安排")
        self.without_grid = tick_box("只看没有网格的")
        self.words = QLineEdit()
        self.words.setProperty("role", "filter")
        self.words.setPlaceholderText("姓名、电话")
        self.words.setAccessibleName("按姓名或电话筛选")
        self.words.setMaximumWidth(130)
        self.count = label("", "second")
        for box in (self.village, self.eligibility):
            box.picked.connect(self._refilter)
        self.without_grid.toggled.connect(self._refilter)
        self.typing = QTimer(self)
        self.typing.setSingleShot(True)
        self.typing.setInterval(TYPING_MS)
        self.typing.timeout.connect(self._refilter)
        self.words.textEdited.connect(self._typed)
        self.filters = FilterRows((self.village, self.eligibility), (self.words, self.without_grid), self.count)

    def _make_table(self) -> None:
        self.empty = QStackedWidget()
        clear_filters = ("清除条件", "filter", self._clear_filters)
        self.empty.addWidget(EmptyState("member", "没有符合条件的党员", "换一个条件再看。", clear_filters))
        read_list = ("导入党员名单…", "import", self._import)
        new = ("新增党员…", self.add)
        self.empty.addWidget(
            EmptyState("member", "还没有党员", "导入党员名单，或者一名一名新增，然后就可以推荐到网格。", read_list, new)
        )
        self.table: RowsTable[MemberRow] = RowsTable(
            "members", COLUMNS, load=self._load, relist=self._list_ids, sort=MemberOrder.NAME, empty=self.empty
        )
        self.table.setAccessibleName("党员")
        self.table.picked.connect(self._show)
        self.table.opened.connect(lambda _: self._do("edit"))
        self.table.asked.connect(lambda _, where: self._open_changes(where))
        self.table.listed.connect(self._counted)

    def _load(self, ids: Sequence[str]) -> Sequence[MemberRow]:
        return members.list_rows(self.desk, ids)

    def _list_ids(self, sort: str, down: bool) -> Sequence[str]:
        return members.list_ids(self.desk, self.chosen(), sort or MemberOrder.NAME, down=down)

    def _counted(self, number: int) -> None:
        self.count.setText(f"{number} 名")
        self.empty.setCurrentIndex(0 if self.chosen() != MemberFilter() else 1)
        chosen = self.table.current_id()
        if not chosen and number:
            self.table.pick(self.table.rows_model.ids[0])
        elif chosen or not number:
            self._show(chosen)

    def _show(self, member_id: str) -> None:
        self.panel.show_card(read_card(self.desk, member_id) if member_id else None)

    def _refilter(self, _now: object = None) -> None:
        self.table.refresh()

    def _typed(self, _words: str) -> None:
        self.typing.start()

    def _clear_filters(self) -> None:
        self.village.pick("")
        self.eligibility.pick("")
        self.words.clear()
        self.without_grid.blockSignals(True)
        self.without_grid.setChecked(False)
        self.without_grid.blockSignals(False)
        self.table.refresh()

    def _import(self) -> None:
        import_ledger(self.desk, self.window_api, self)

    def _open_changes(self, where: QPoint) -> None:
        if self.panel.card is None:
            return
        menu = QMenu(self)
        for what, words in member_steps.entries(self.panel.card):
            if what:
                menu.addAction(words).triggered.connect(lambda _=False, it=what: self._do(it))
            else:
                menu.addSeparator()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)

    def _do(self, what: str) -> None:
        """Carry out what the card's buttons, links and menu ask for."""
        shown = self.panel.card
        if shown is None:
            return
        verb, _, place = what.partition(":")
        now = [contact.grid_id for contact in shown.contacts if not contact.until]
        if verb == "edit":
            MemberDialog(self.desk, self.window_api, self, member_id=shown.row.id).open()
        elif verb in {"eligibility", "aged"}:
            member_steps.change_eligibility(self.desk, self.window_api, self, shown, aged=verb == "aged")
        elif verb == "photo":
            member_steps.change_photo(self.desk, self.window_api, self, shown)
        elif verb == "no_photo":
            member_steps.drop_photo(self.desk, self.window_api, shown)
        elif verb == "delete":
            member_steps.delete(self.desk, self.window_api, self, shown)
        elif verb == "own" and shown.own is not None:
            self.window_api.open("households", shown.own.id)
        else:
            self.window_api.open("grids" if verb == "grid" else "duty", place or next(iter(now), ""))
