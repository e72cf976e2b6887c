"""How near a member is to a grid, and the exact matching of members to vacant grids on a small network.

Nearness is walked on a street of groups: from the member's own group to the next one costs a step, so the network
stays as small as members, grids and groups together, however many pairs there are.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kzzq_desktop.domain.grid_plan import LIVING, GridSpot, HouseholdSpot
from kzzq_desktop.domain.matching import Network, fill_cheapest
from kzzq_desktop.domain.order import Group, group_key
from kzzq_desktop.domain.people import Eligibility, HouseholdStatus

OWN, SAME, STEP, VILLAGE, FRINGE, COMMITTEE, ELSEWHERE = 10, 20, 10, 60, 5, 3, 15
NEAR_STEPS = 2


class Nearness(StrEnum):
    """How near a member is to a grid, nearest first."""

    OWN = "own"
    SAME = "same"
    NEXT = "next"
    VILLAGE = "village"
    TOWNSHIP = "township"

    @property
    def words(self) -> str:
        """Return the nearness as said in a reason; a support from elsewhere names its village itself."""
        return {"own": "自家在本网格", "same": "同组", "next": "邻近组", "village": "同嘎查村"}.get(self.value, "")


@dataclass(frozen=True, slots=True)
class MemberSpot:
    """A member as an assignment sees him: `group_no` and `building` are those of his own household, "" if unknown."""

    id: str
    name: str
    village_id: str
    birth: str = ""
    eligibility: str = "active"
    why: str = ""
    household_id: str = ""
    group_no: str = ""
    building: str = ""
    committee: bool = False

    @property
    def group(self) -> Group | None:
        """Return the group he lives in; None if unknown."""
        key = group_key(self.group_no, "" if self.group_no else self.building)
        return None if key[0] else key


@dataclass(frozen=True, slots=True)
class GridSeat:
    """A grid as an assignment sees it: how many of its households stand in each group, and who leads it now."""

    id: str
    village_id: str
    number: int
    households: int = 0
    away: int = 0
    groups: tuple[tuple[Group, int], ...] = ()
    household_ids: frozenset[str] = frozenset()
    lead_id: str = ""

    @property
    def mostly_away(self) -> bool:
        """Tell whether at least half of its households are away: a member who is away may look after it."""
        return self.away > 0 and 2 * self.away >= self.households


def seats_of(households: Iterable[HouseholdSpot], grids: Iterable[GridSpot], leads: Mapping[str, str]) -> list[GridSeat]:
    """Return the grids as an assignment sees them; `leads` is {grid: the member who leads it now}."""
    homes: dict[str, list[HouseholdSpot]] = defaultdict(list)
    for spot in households:
        if spot.status in LIVING:
            homes[spot.grid_id].append(spot)
    seats = []
    for grid in grids:
        held = homes.get(grid.id, [])
        away = sum(spot.status == HouseholdStatus.AWAY for spot in held)
        groups = tuple(Counter(spot.group for spot in held).items())
        ids = frozenset(spot.id for spot in held)
        seats.append(GridSeat(grid.id, grid.village_id, grid.number, len(held), away, groups, ids, leads.get(grid.id, "")))
    return seats


Pair = tuple[GridSeat, MemberSpot, Nearness]


def match_village(seats: Sequence[GridSeat], people: Sequence[MemberSpot]) -> list[Pair]:
    """Match members of one village to its vacant grids: as many as possible, at the least total cost."""
    street = sorted({group for seat in seats for group, _ in seat.groups} | {member.group for member in people if member.group})
    stop = {group: at for at, group in enumerate(street)}
    board = _Board(seats, people, len(street))
    for at in range(len(street) - 1):
        board.link(at, at + 1, STEP)
    for index, seat in enumerate(seats):
        for group, held in seat.groups:
            board.arrive(stop[group], index, 0 if 2 * held >= seat.households else FRINGE)
    for index, member in enumerate(people):
        if member.group and member.eligibility != Eligibility.AWAY:
            board.depart(index, stop[member.group], SAME)
    return [(seats[at], people[who], nearness(seats[at], people[who], stop)) for who, at in board.solve(VILLAGE, own=True)]


def match_township(seats: Sequence[GridSeat], people: Sequence[MemberSpot]) -> list[Pair]:
    """Match members of other villages of the township to grids still vacant."""
    board = _Board(seats, people, 0)
    return [(seats[at], people[who], Nearness.TOWNSHIP) for who, at in board.solve(VILLAGE, own=False)]


def nearness(seat: GridSeat, member: MemberSpot, stop: Mapping[Group, int]) -> Nearness:
    """Return how near a member of the village is to a grid; `stop` is each group's place in the village."""
    if member.household_id and member.household_id in seat.household_ids:
        return Nearness.OWN
    if member.group is None:
        return Nearness.VILLAGE
    steps = min((abs(stop[group] - stop[member.group]) for group, _ in seat.groups), default=NEAR_STEPS + 1)
    if steps > NEAR_STEPS:
        return Nearness.VILLAGE
    return Nearness.NEXT if steps else Nearness.SAME


def pair_cost(seat: GridSeat, member: MemberSpot, street: Sequence[Group]) -> int | None:
    """Return what a pair of one village costs, None if it may not be: what the network adds up, said directly."""
    extra = COMMITTEE * member.committee
    away = member.eligibility == Eligibility.AWAY
    if away and not seat.mostly_away:
        return None
    ways = [VILLAGE]
    if member.household_id in seat.household_ids:
        ways.append(OWN)
    if member.group is not None and not away:
        home = street.index(member.group)
        for group, held in seat.groups:
            ways.append(SAME + STEP * abs(home - street.index(group)) + (0 if 2 * held >= seat.households else FRINGE))
    return extra + min(ways) + (ELSEWHERE if seat.mostly_away and not away else 0)


class _Board:
    """The network: members, stops of the street, one square for the village and one for grids mostly away, grids."""

    def __init__(self, seats: Sequence[GridSeat], people: Sequence[MemberSpot], stops: int) -> None:
        self.seats, self.people = seats, people
        self.stop = len(people)
        self.square = self.stop + stops
        self.away_square = self.square + 1
        self.door = self.away_square + 1
        self.seat = self.door + len(seats)
        self.source = self.seat + len(seats)
        self.sink = self.source + 1
        self.room = min(len(people), len(seats))
        self.net = Network(self.sink + 1)

    def link(self, one: int, other: int, cost: int) -> None:
        """Let the street be walked both ways between two stops."""
        self.net.add_arc(self.stop + one, self.stop + other, cost, self.room)
        self.net.add_arc(self.stop + other, self.stop + one, cost, self.room)

    def depart(self, member: int, stop: int, cost: int) -> None:
        """Let a member start at his own group's stop."""
        self.net.add_arc(member, self.stop + stop, cost)

    def arrive(self, stop: int, seat: int, cost: int) -> None:
        """Let a grid be reached from a stop."""
        self.net.add_arc(self.stop + stop, self.door + seat, cost)

    def solve(self, far: int, *, own: bool) -> list[tuple[int, int]]:
        """Fill the network and read who got which grid."""
        net = self.net
        home = {house: index for index, seat in enumerate(self.seats) for house in seat.household_ids} if own else {}
        for index, seat in enumerate(self.seats):
            net.add_arc(self.square, self.door + index, 0)
            net.add_arc(self.door + index, self.seat + index, ELSEWHERE if seat.mostly_away else 0)
            if seat.mostly_away:
                net.add_arc(self.away_square, self.seat + index, 0)
            net.add_arc(self.seat + index, self.sink, 0)
        for index, member in enumerate(self.people):
            net.add_arc(self.source, index, COMMITTEE * member.committee)
            away = member.eligibility == Eligibility.AWAY
            net.add_arc(index, self.away_square if away else self.square, far)
            at = home.get(member.household_id)
            if at is not None and (not away or self.seats[at].mostly_away):
                net.add_arc(index, (self.seat if away else self.door) + at, OWN)
        fill_cheapest(net, self.source, self.sink)
        return [(index, at) for index in range(len(self.people)) if (at := self._follow(index)) >= 0]

    def _follow(self, member: int) -> int:
        """Walk one unit of flow from a member to the grid it ends in, taking it up; -1 where none left."""
        net, node = self.net, member
        while True:
            arc = next((arc for arc in net.leaving[node] if not arc & 1 and net.room[arc ^ 1]), None)
            if arc is None:
                return -1
            net.room[arc ^ 1] -= 1
            node = net.head[arc]
            if node == self.sink:
                return net.head[arc ^ 1] - self.seat
