"""党员: the list of party members with its filters, and the card of the chosen one."""

from collections.abc import Sequence
from pathlib import Path

from kzzq_desktop.base.job import Job
from kzzq_desktop.domain.listing import MemberFilter, MemberOrder
from kzzq_desktop.domain.people import ELIGIBILITY_WORDS, MemberRow
from kzzq_desktop.services import members
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.export_ledger import Exported, export_members
from kzzq_desktop.services.member_card import MemberCard, read_card
from kzzq_desktop.services.printing.list_masks import Fact
from kzzq_desktop.services.wall import members_on_wall
from kzzq_desktop.ui.cards.member import MemberPanel
from kzzq_desktop.ui.cards.words import ELIGIBILITY_MARKS, NOTHING
from kzzq_desktop.ui.dialogs import member_steps
from kzzq_desktop.ui.dialogs.member_form import MemberDialog
from kzzq_desktop.ui.parts.filters import filter_box
from kzzq_desktop.ui.parts.text import phone_words
from kzzq_desktop.ui.people_page import PageWords, PeoplePage
from kzzq_desktop.ui.print_places import PREFIX
from kzzq_desktop.ui.screen import Page, WindowApi
from kzzq_desktop.ui.table import RowsTable
from kzzq_desktop.ui.table_columns import Column

WORDS = PageWords(
    key="members",
    word="党员",
    icon="member",
    unit="人",
    counted="名",
    tick="只看没有网格的",
    bring_in="导入党员名单…",
    begin="导入党员名单，或者一名一名新增，然后就可以推荐到网格。",
)


def _village(one: MemberRow) -> str:
    return one.village or NOTHING


def _households(one: MemberRow) -> str:
    return f"{one.households}户" if one.grids else NOTHING


COLUMNS: tuple[Column[MemberRow], ...] = (
    Column("name", "姓名", 174, lambda one: one.name, sort=MemberOrder.NAME, fact=Fact.PLAIN),
    Column("village", "嘎查村", 118, _village, sort=MemberOrder.VILLAGE, ink="ink2", drop=2, fact=Fact.PLAIN),
    Column("grids", "网格", 72, lambda one: "、".join(one.grids) or NOTHING, fact=Fact.PLAIN),
    Column("households", "联系户", 68, _households, "number", sort=MemberOrder.HOUSEHOLDS, fact=Fact.PLAIN),
    Column(
        "phone", "电话", 126, lambda one: phone_words(one.phone) or NOTHING, drop=3, words=lambda one: one.phone, fact=Fact.PLAIN
    ),
    Column("branch", "党支部", 140, lambda one: one.branch, "words", sort=MemberOrder.BRANCH, shown=False, fact=Fact.PLAIN),
    Column("birth", "出生", 100, lambda one: one.birth or NOTHING, sort=MemberOrder.BIRTH, shown=False, fact=Fact.PRIVATE),
    Column("posts", "岗位", 100, lambda one: one.posts, "chips", shown=False, fact=Fact.PLAIN),
    Column(
        "eligibility", "能否安排", 108, lambda one: ELIGIBILITY_MARKS[one.eligibility], "state", stretch=True, fact=Fact.PRIVATE
    ),
)


def build(desk: Desk, window: WindowApi) -> Page:
    """Return the screen."""
    return MembersPage(desk, window)


class MembersPage(PeoplePage[MemberRow, MemberCard]):
    """The list at the left, the card at the right."""

    def __init__(self, desk: Desk, window: WindowApi) -> None:
        super().__init__(desk, window, WORDS)
        self.eligibility = filter_box([("", "能否安排"), *ELIGIBILITY_WORDS.items()], name="能否安排")
        table: RowsTable[MemberRow] = RowsTable(
            "members", COLUMNS, load=self._load, relist=self._list_ids, sort=MemberOrder.NAME, empty=self.empty
        )
        table.wall = lambda ids: members_on_wall(desk, ids)
        self.arrange((self.eligibility,), table, MemberPanel())

    def add(self) -> None:
        """Open the form of a new member."""
        MemberDialog(self.desk, self.window_api, self, village_id=self.village.value(), saved=self.open_at).open()

    def chosen(self) -> MemberFilter:
        """Return what the filters ask for."""
        return MemberFilter(
            village_id=self.village.value(), eligibility=self.eligibility.value(), without_grid=self.without_grid.isChecked(),
            words=self.words.text(),
        )  # fmt: skip

    def whole(self, village_id: str) -> MemberFilter:
        """Return what asks for all members of a village or of all."""
        return MemberFilter(village_id=village_id)

    def export(self, path: Path, chosen: MemberFilter, job: Job) -> Exported:
        """Write members with all that is on record."""
        return export_members(self.desk, path, chosen, job)

    def read(self, row_id: str) -> MemberCard:
        """Return the card of a member."""
        return read_card(self.desk, row_id)

    def entries(self, shown: MemberCard) -> Sequence[tuple[str, str]]:
        """Return what can be done with a member."""
        return member_steps.entries(shown)

    def take(self, shown: MemberCard, what: str) -> None:
        """Carry out what the card's buttons, links and menu ask for."""
        if what.startswith(PREFIX):
            self.window_api.open("print", what.removeprefix(PREFIX))
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

    def _load(self, ids: Sequence[str]) -> Sequence[MemberRow]:
        return members.list_rows(self.desk, ids)

    def _list_ids(self, sort: str, down: bool) -> Sequence[str]:
        return members.list_ids(self.desk, self.chosen(), sort or MemberOrder.NAME, down=down)
