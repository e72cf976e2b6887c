"""Proposing a lead for each grid: pure, exact, each proposal and each refusal with its sentence.

Who looks after a grid now stays while he may. Then, village by village, as many vacant grids as possible are filled,
and of all ways to do so the one of least total cost is taken; then the grids still vacant are offered to the members
of the township's other villages in the same way. Nobody is proposed for a second grid: that is the clerk's own choice.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kzzq_desktop.domain.eligibility import age_on, refusal_words
from kzzq_desktop.domain.order import natural_key
from kzzq_desktop.domain.people import Eligibility
from kzzq_desktop.domain.seats import GridSeat, MemberSpot, Nearness, match_township, match_village

TOWNSHIP_CODE = 9


@dataclass(frozen=True, slots=True)
class Proposal:
    """A lead for a grid; `kept` where nothing changes, `chosen` where the clerk said so."""

    grid_id: str
    member_id: str
    why: str
    kept: bool = False
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """A member who is not proposed, with the reason; `spare` where only no grid is left for him."""

    member_id: str
    why: str
    spare: bool = False


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A grid for which nobody is found, with the reason. A lead who should be relieved stays until somebody is.

    `stays` is that lead; `chosen` where the clerk leaves the grid vacant: then nobody stays.
    """

    grid_id: str
    why: str
    chosen: bool = False
    stays: str = ""


@dataclass(frozen=True, slots=True)
class MemberPlan:
    """The proposal: every grid stands in `proposals` or in `vacancies`, every member without a grid in `refusals`."""

    proposals: tuple[Proposal, ...]
    refusals: tuple[Refusal, ...]
    vacancies: tuple[Vacancy, ...]


def plan_members(
    grids: Iterable[GridSeat],
    members: Iterable[MemberSpot],
    today: date,
    chosen: Sequence[tuple[str, str]] = (),
    village_names: Mapping[str, str] | None = None,
) -> MemberPlan:
    """Propose exactly one lead for each grid, or say why it stays vacant.

    `chosen` holds the clerk's own (grid_id, member_id): they stand whatever the rules say; member "" leaves it vacant.
    The order in which grids and members are given does not matter.
    """
    seats = sorted(grids, key=lambda seat: (seat.village_id, seat.number, seat.id))
    people = sorted(members, key=lambda member: (member.village_id, member.committee, natural_key(member.name), member.id))
    case = _Case(seats, people, today, village_names or {})
    case.keep_leads({grid_id for grid_id, _ in chosen})
    case.settle(dict(chosen))
    case.match()
    return case.plan()


class _Case:
    """One planning: who is free, which grids are vacant, what has been said."""

    def __init__(self, seats: list[GridSeat], people: list[MemberSpot], today: date, names: Mapping[str, str]) -> None:
        self.seats, self.people, self.today, self.names = seats, people, today, names
        self.by_id = {member.id: member for member in people}
        self.refused = {member.id: refusal_words(member.eligibility, member.birth, today, member.why) for member in people}
        self.found: dict[str, Proposal] = {}
        self.households: Counter[str] = Counter()
        self.lost: dict[str, str] = {}
        self.left: set[str] = set()

    def keep_leads(self, chosen: Collection[str]) -> None:
        """Leave a grid with the member who looks after it, as long as he may and the clerk chose no other."""
        for seat in self.seats:
            member = self.by_id.get(seat.lead_id)
            if seat.id in chosen or member is None:
                continue
            refused = self.refused[member.id]
            if not refused or (member.eligibility == Eligibility.AWAY and seat.mostly_away and not self._too_old(member)):
                self._propose(seat, member, "一直联系本网格", kept=True, chosen=False)
            else:
                self.lost[seat.id] = refused

    def settle(self, wish: Mapping[str, str]) -> None:
        """Take the clerk's own choices; the last word for a grid counts."""
        for seat in self.seats:
            member = self.by_id.get(wish.get(seat.id, ""))
            if wish.get(seat.id) == "":
                self.left.add(seat.id)
            if member is not None:
                noted = f"，{self.refused[member.id]}" if self.refused[member.id] else ""
                same = seat.lead_id == member.id
                self._propose(seat, member, f"由操作员指定{noted}", kept=same, chosen=True)

    def match(self) -> None:
        """Fill vacant grids, own village first, then across the township."""
        for key, matcher in ((None, match_village), (TOWNSHIP_CODE, match_township)):
            seats: dict[str, list[GridSeat]] = defaultdict(list)
            people: dict[str, list[MemberSpot]] = defaultdict(list)
            for seat in self.seats:
                if seat.id not in self.found and seat.id not in self.left:
                    seats[seat.village_id[:key]].append(seat)
            busy = {proposal.member_id for proposal in self.found.values()}
            for member in self.people:
                if member.village_id and member.id not in busy and self._may(member):
                    people[member.village_id[:key]].append(member)
            for place in sorted(seats.keys() & people.keys()):
                for seat, member, near in matcher(seats[place], people[place]):
                    self._propose(seat, member, self._reason(member, near), kept=False, chosen=False)

    def plan(self) -> MemberPlan:
        """Put together what was found."""
        busy = {proposal.member_id for proposal in self.found.values()}
        refusals = tuple(self._refusal(member) for member in self.people if member.id not in busy)
        vacancies = tuple(
            Vacancy(seat.id, self._vacant_words(seat), seat.id in self.left, seat.lead_id if seat.id in self.lost else "")
            for seat in self.seats
            if seat.id not in self.found
        )
        proposals = tuple(self.found[seat.id] for seat in self.seats if seat.id in self.found)
        return MemberPlan(proposals, refusals, vacancies)

    def _propose(self, seat: GridSeat, member: MemberSpot, why: str, *, kept: bool, chosen: bool) -> None:
        words = f"{why}，名下{self.households[member.id]}户" if not kept else why
        self.found[seat.id] = Proposal(seat.id, member.id, words, kept, chosen)
        self.households[member.id] += seat.households

    def _too_old(self, member: MemberSpot) -> bool:
        return bool(refusal_words(Eligibility.ACTIVE, member.birth, self.today))

    def _may(self, member: MemberSpot) -> bool:
        return not self.refused[member.id] or (member.eligibility == Eligibility.AWAY and not self._too_old(member))

    def _reason(self, member: MemberSpot, near: Nearness) -> str:
        words = near.words or f"{self.names.get(member.village_id, '邻近嘎查村')}支援"
        if member.eligibility == Eligibility.AWAY:
            words = f"外出党员联系外出户，{words}"
        return words if age_on(member.birth, self.today) is not None else f"{words}，出生日期未登记，请核对年龄"

    def _refusal(self, member: MemberSpot) -> Refusal:
        refused = self.refused[member.id]
        if refused:
            return Refusal(member.id, refused)
        return Refusal(member.id, "没有登记所在嘎查村" if not member.village_id else "网格都已有人，暂不安排", spare=True)

    def _vacant_words(self, seat: GridSeat) -> str:
        if seat.id in self.left:
            return "由操作员留空"
        if seat.id in self.lost:
            return f"原联系党员{self.lost[seat.id]}；没有可接替的党员，暂由其继续联系"
        return "全苏木镇没有可安排的党员，暂缺"
