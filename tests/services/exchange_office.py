"""A banner and two townships in memory that exchange, with a family, a grid and a member: for conflicts."""

from datetime import UTC, datetime, timedelta

from kzzq_desktop.base import clock
from kzzq_desktop.domain.exchange import Site, SiteKind
from kzzq_desktop.domain.people import Household, Member, Resident
from kzzq_desktop.domain.places import Branch, Clerk, Division, Office
from kzzq_desktop.domain.work import Contact, Duty, DutyHousehold, Grid
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.duty import part_id
from kzzq_desktop.store.people import write_needs
from tests.store.people import row_of
from tests.store.sites import MemorySite

TOWNSHIP, OTHER, VILLAGE, OTHER_VILLAGE = "150521102000", "150521103000", "150521102202", "150521103201"
BANNER_SITE = Site("b" * 32, "旗委组织部", SiteKind.BANNER, "", "0" * 64, "0" * 64)
TOWN_SITE = Site("a" * 32, "舍伯吐镇党建办", SiteKind.TOWNSHIP, TOWNSHIP, "0" * 64, "0" * 64)
OTHER_SITE = Site("d" * 32, "花吐古拉镇党建办", SiteKind.TOWNSHIP, OTHER, "0" * 64, "0" * 64)
ROSTER = [BANNER_SITE, TOWN_SITE, OTHER_SITE]
CLERKS = {BANNER_SITE.name: "李红梅", TOWN_SITE.name: "萨仁高娃", OTHER_SITE.name: "特木尔"}
NOON = datetime(2026, 11, 12, 4, tzinfo=UTC)
HOME, HEAD, WIFE, GRID, MEMBER, NEXT, CONTACT, DUTY, BRANCH = (f"{number:032x}" for number in range(1, 10))


class Exchange:
    """The three offices after a first exchange: everybody has what concerns him."""

    def __init__(self) -> None:
        self.banner, self.town, self.other = (MemorySite(one, ROSTER) for one in ROSTER)
        with clock.held(NOON - timedelta(days=68)):
            for one in self.sites:
                with one.store.unit("建立台账") as unit:
                    unit.add(Clerk(id=one.store.clerk_id, name=CLERKS[one.who.name]))
            with self.banner.store.unit("建立台账") as unit:
                for code, name, level in (
                    ("150521000000", "科尔沁左翼中旗", 3), (TOWNSHIP, "舍伯吐镇", 4), (OTHER, "花吐古拉镇", 4),
                    (VILLAGE, "巴彦胡硕嘎查", 5), (OTHER_VILLAGE, "哈日干图嘎查", 5),
                ):  # fmt: skip
                    unit.add(Division(id=code, name=name, level=level))
            self._add_family()
            self.round()

    @property
    def sites(self) -> tuple[MemorySite, ...]:
        return self.banner, self.town, self.other

    def round(self) -> None:
        """Everybody's stick goes to the banner and comes back, twice."""
        for _ in range(2):
            for one in (self.town, self.other):
                self.banner.take(one.give(BANNER_SITE))
                one.take(self.banner.give(one.who))

    def meet(self, moment: datetime = NOON + timedelta(hours=1)) -> None:
        """The township's stick goes to the banner and comes back once."""
        with clock.held(moment):
            self.banner.take(self.town.give(BANNER_SITE))
            self.town.take(self.banner.give(TOWN_SITE))

    def _add_family(self) -> None:
        with self.town.store.unit("登记住户") as unit:
            unit.add(Branch(id=BRANCH, name="巴彦胡硕支部", division_id=VILLAGE))
            unit.add(Grid(id=GRID, village_id=VILLAGE, number=3))
            place = {"group_no": "东2", "door_no": "5", "grid_id": GRID, "phone": "15404750083", "note": "低保户"}
            unit.add(Household(id=HOME, village_id=VILLAGE, head_id=HEAD, **place))
            unit.add(Resident(id=HEAD, household_id=HOME, name="包金花", relation="02", sex="2", birth="1960"))
            unit.add(Resident(id=WIFE, household_id=HOME, name="特木尔", relation="11", sex="1", place=1))
            write_needs(unit, HOME, ["低保"])
            for row_id, name in ((MEMBER, "白音那木拉"), (NEXT, "王建国")):
                unit.add(Member(id=row_id, name=name, village_id=VILLAGE, branch_id=BRANCH))
            unit.add(Contact(id=CONTACT, grid_id=GRID, member_id=MEMBER, since="2026-01-01"))
            unit.add(Duty(id=DUTY, day="2026-11-01", code="policy", grid_id=GRID, member_id=MEMBER, words="宣讲政策"))
            unit.add(DutyHousehold(id=part_id(DUTY, HOME), duty_id=DUTY, household_id=HOME, day="2026-11-01"))


def desk_of(site: MemorySite) -> Desk:
    township = site.who.territory
    office = Office("150521000000", "科尔沁左翼中旗", township, "舍伯吐镇" if township == TOWNSHIP else township and "花吐古拉镇")
    return Desk(site.store, site.store.clerk_id, CLERKS[site.who.name], office)


def change(site: MemorySite, kind: type, row_id: str, moment: datetime = NOON, **values: object) -> str:
    with clock.held(moment), site.store.unit("修改") as unit:
        unit.change(kind, row_id, **values)
    return unit.id


def remove(site: MemorySite, kind: type, *ids: str) -> None:
    with clock.held(NOON), site.store.unit("删除") as unit:
        unit.remove(kind, ids)


def shown(site: MemorySite, kind: type, row_id: str) -> dict[str, object]:
    """A record's own values and whether it is in use, without its stamp."""
    row = row_of(site.store, kind, row_id)
    return {name: value for name, value in row.items() if name == "sy_del" or not name.startswith("sy_")}
