"""A small office for tests of papers: grids of every kind that a sheet must say something about."""

from dataclasses import dataclass, field
from pathlib import Path

from kzzq_desktop.base.clock import new_id
from kzzq_desktop.domain.people import Household, HouseholdNeed, Member, MemberPost, Resident
from kzzq_desktop.domain.places import Branch
from kzzq_desktop.domain.scope import Scope, scope_of
from kzzq_desktop.domain.work import Contact, Grid
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.printing.paper import Print
from tests.services.desks import VILLAGE, make_desk

ID_OF_TEST = "15052119600101991X"


@dataclass
class PapersDesk:
    """The desk, and words that put a household, a member or a grid into it."""

    desk: Desk
    grids: dict[int, str] = field(default_factory=dict)
    members: list[str] = field(default_factory=list)
    households: list[str] = field(default_factory=list)

    def add_grid(self, number: int, name: str = "", village: str = VILLAGE) -> str:
        with self.desk.store.unit("样例") as unit:
            self.grids[number] = unit.add(Grid(id=new_id(), village_id=village, number=number, name=name))
        return self.grids[number]

    def add_lead(self, grid: str, name: str, **facts: str) -> str:
        with self.desk.store.unit("样例") as unit:
            branch = unit.add(Branch(id=new_id(), name="先锋嘎查党支部", division_id=VILLAGE))
            member = unit.add(
                Member(id=new_id(), name=name, **{"phone": "16404750316", "branch_id": branch, "village_id": VILLAGE, **facts})
            )
            unit.add(MemberPost(id=new_id(), member_id=member, post="治安维护岗"))
            unit.add(Contact(id=new_id(), grid_id=grid, member_id=member, since="2024-03-01"))
        self.members.append(member)
        return member

    def add_household(self, grid: str | None, head: str, needs: tuple[str, ...] = (), **facts: object) -> str:
        of_head = {key.removeprefix("head_"): facts.pop(key) for key in tuple(facts) if key.startswith("head_")}
        home, resident = new_id(), new_id()
        with self.desk.store.unit("样例") as unit:
            unit.add(Resident(id=resident, household_id=home, name=head, relation="02", **of_head))
            held = {"group_no": "2", "door_no": "7", "phone": "15404751234", **facts}
            unit.add(Household(id=home, village_id=VILLAGE, head_id=resident, grid_id=grid, **held))
            for need in needs:
                unit.add(HouseholdNeed(id=new_id(), household_id=home, need=need))
        self.households.append(home)
        return home


def make_papers_desk(folder: Path) -> PapersDesk:
    """One grid with a lead and two households; add what a test is about."""
    made = PapersDesk(make_desk(folder))
    grid = made.add_grid(1, "2组")
    made.add_lead(grid, "巴特尔·苏和")
    made.add_household(grid, "王𬮱", ("低保",), head_id_number=ID_OF_TEST, door_no="12")
    made.add_household(grid, "乌云其木格", head_birth="1980", door_no="2")
    return made


def scope_for(made: PapersDesk, paper: Print, kind: str = "") -> Scope:
    """A scope of the small office that the paper can be printed of: its usual one, or of a kind."""
    records = {"all": "", "township": f"{VILLAGE[:9]}000", "village": VILLAGE, "grid": made.grids[1]}
    records |= {"member": made.members[0], "household": made.households[0]}
    return scope_of(kind or paper.scopes[0], records[kind or paper.scopes[0]])
