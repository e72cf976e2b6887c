"""住户: the list of households with its filters, and the card of the chosen one."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QPushButton

from kzzq_desktop.base.job import Job
from kzzq_desktop.domain.listing import HouseholdFilter, HouseholdOrder
from kzzq_desktop.domain.order import group_words
from kzzq_desktop.domain.people import HouseholdRow
from kzzq_desktop.services import households
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.export_ledger import Exported, export_households
from kzzq_desktop.services.household_card import HouseholdCard, read_card
from kzzq_desktop.services.office import list_words
from kzzq_desktop.services.printing.list_masks import Fact
from kzzq_desktop.services.wall import abandoned_grids, households_on_wall
from kzzq_desktop.ui.cards.household import HouseholdPanel
from kzzq_desktop.ui.cards.words import contact_mark, grid_words, place_words
from kzzq_desktop.ui.dialogs import household_changes
from kzzq_desktop.ui.dialogs.duplicates import open_duplicates
from kzzq_desktop.ui.dialogs.household_form import HouseholdDialog
from kzzq_desktop.ui.parts.buttons import quiet_button
from kzzq_desktop.ui.parts.filters import filter_box
from kzzq_desktop.ui.people_page import PageWords, PeoplePage
from kzzq_desktop.ui.print_places import PREFIX
from kzzq_desktop.ui.screen import Page, WindowApi
from kzzq_desktop.ui.table import RowsTable
from kzzq_desktop.ui.table_columns import Column

STATUSES = {"living": ("home", "away"), "home": ("home",), "away": ("away",), "moved": ("moved",), "closed": ("closed",), "": ()}
STATUS_WORDS = (
    ("living", "在住和外出"),
    ("home", "在住"),
    ("away", "外出"),
    ("moved", "迁出"),
    ("closed", "已销"),
    ("", "全部状态"),
)
WORDS = PageWords(
    key="households",
    word="住户",
    icon="home",
    unit="户",
    counted="户",
    tick="只看未入网格",
    bring_in="导入台账…",
    begin="导入台账，或者一户一户新增。",
    whole="，迁出、已销的也在内",
)


def build(desk: Desk, window: WindowApi) -> Page:
    """Return the screen."""
    return HouseholdsPage(desk, window)


class HouseholdsPage(PeoplePage[HouseholdRow, HouseholdCard]):
    """The list at the left, the card at the right."""

    def __init__(self, desk: Desk, window: WindowApi) -> None:
        super().__init__(desk, window, WORDS)
        self.status = filter_box(STATUS_WORDS, "living", name="状态")
        self.need = filter_box([("", "全部需求")], name="需求")
        table: RowsTable[HouseholdRow] = RowsTable(
            "households", self._columns(), load=self._load, relist=self._list_ids, sort=HouseholdOrder.PLACE, empty=self.empty
        )
        self.abandoned = frozenset[str]()
        table.wall = self._on_wall
        panel = HouseholdPanel()
        panel.person_asked.connect(self._open_person)
        self.arrange((self.status, self.need), table, panel)

    def refresh(self) -> None:
        """List anew, the needs to choose from as well."""
        self.need.show_options([("", "全部需求"), *((item.words, item.words) for item in list_words(self.desk, "need"))])
        super().refresh()

    def more_tools(self) -> Sequence[QPushButton]:
        """Return the duplicate desk's button."""
        return (quiet_button("查重…", self._find_duplicates, "merge"),)

    def add(self) -> None:
        """Open the form of a new household."""
        HouseholdDialog(self.desk, self.window_api, self, village_id=self.village.value(), saved=self.open_at).open()

    def chosen(self) -> HouseholdFilter:
        """Return what the filters ask for."""
        return HouseholdFilter(
            village_id=self.village.value(),
            statuses=STATUSES[self.status.value()],
            need=self.need.value(),
            without_grid=self.without_grid.isChecked(),
            words=self.words.text(),
        )

    def whole(self, village_id: str) -> HouseholdFilter:
        """Return what asks for all households of a village or of all."""
        return HouseholdFilter(village_id=village_id)

    def export(self, path: Path, chosen: HouseholdFilter, job: Job) -> Exported:
        """Write households with all their people."""
        return export_households(self.desk, path, chosen, job)

    def read(self, row_id: str) -> HouseholdCard:
        """Return the card of a household."""
        return read_card(self.desk, row_id)

    def entries(self, shown: HouseholdCard) -> Sequence[tuple[str, str]]:
        """Return what can happen to a household."""
        return household_changes.household_entries(shown)

    def take(self, shown: HouseholdCard, what: str) -> None:
        """Carry out what the card's buttons and menus ask for."""
        if what.startswith(PREFIX):
            self.window_api.open("print", what.removeprefix(PREFIX))
        elif what == "duty":
            self.window_api.open("duty", shown.row.grid_id)
        elif what == "grid":
            self.window_api.open("grids", shown.row.grid_id or shown.row.village_id)
        elif what == "member":
            self.window_api.open("members", shown.member_id)
        elif what == "edit":
            HouseholdDialog(self.desk, self.window_api, self, household_id=shown.row.id).open()
        else:
            household_changes.start(self.desk, self.window_api, self, shown, what)

    def _find_duplicates(self) -> None:
        open_duplicates(self.desk, self.window_api, self)

    def _columns(self) -> Sequence[Column[HouseholdRow]]:
        return (
            Column("head", "户主", 174, lambda one: one.head or "没有户主", sort=HouseholdOrder.NAME, fact=Fact.NAME),
            Column(
                "place", "组 / 门牌", 136, self._place, sort=HouseholdOrder.PLACE, ink="ink2", words=self._whole_place,
                fact=Fact.PLACE, wall=_group_words,
            ),
            Column(
                "people", "人口", 52, lambda one: str(one.people), "number", sort=HouseholdOrder.PEOPLE, drop=1, fact=Fact.PLAIN
            ),
            Column("needs", "需求", 74, lambda one: one.needs, "chips", stretch=True, fact=Fact.PRIVATE),
            Column("phone", "电话", 122, lambda one: one.phone, shown=False, fact=Fact.PHONE),
            Column("grid", "网格", 128, grid_words, sort=HouseholdOrder.GRID, drop=2, fact=Fact.PLAIN, wall=self._wall_grid),
            Column(
                "reached", "最近联系", 92, contact_mark, "state", sort=HouseholdOrder.REACHED, words=lambda one: one.reached,
                fact=Fact.PRIVATE,
            ),
        )  # fmt: skip

    def _place(self, one: HouseholdRow) -> str:
        return place_words(one) if self.village.value() else self._whole_place(one)

    def _whole_place(self, one: HouseholdRow) -> str:
        return f"{one.village} {place_words(one)}".strip()

    def _on_wall(self, ids: Sequence[str]) -> Sequence[str]:
        """Return which may hang on a wall, and learn which members no wall may name."""
        self.abandoned = abandoned_grids(self.desk)
        return households_on_wall(self.desk, ids)

    def _wall_grid(self, one: HouseholdRow) -> str:
        return f"{one.grid_number:02d}" if one.grid_id in self.abandoned else grid_words(one)

    def _load(self, ids: Sequence[str]) -> Sequence[HouseholdRow]:
        return households.list_rows(self.desk, ids)

    def _list_ids(self, sort: str, down: bool) -> Sequence[str]:
        return households.list_ids(self.desk, self.chosen(), sort or HouseholdOrder.PLACE, down=down)

    def _open_person(self, resident_id: str, where: QPoint) -> None:
        if self.panel.card is not None:
            self.open_menu(household_changes.person_entries(self.panel.card, resident_id), where)


def _group_words(one: HouseholdRow) -> str:
    """Return where a household lives as a wall may say it: the village and the group, no door and no address."""
    return f"{one.village} {group_words(one.group_no, one.building)}".strip()
