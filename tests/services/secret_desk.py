"""An office in which whatever must not be read is marked: by characters and numbers that stand nowhere else."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kzzq_desktop.domain.duty_log import DutyDraft
from kzzq_desktop.domain.people import Household, HouseholdNeed, Member, MemberPost, Resident
from kzzq_desktop.domain.places import Branch
from kzzq_desktop.domain.scope import SCOPE_WORDS
from kzzq_desktop.domain.work import Contact, Grid
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.duty import log_duty
from tests.services.desks import TOWNSHIP, VILLAGE, make_desk

NO_FONT_HAS = "\U00031353"
SHARED = frozenset({"1953", "530719", "2016", "160514", "2018", "180304"})
FIRST_MARK, SURNAMES = 0x3500, "王李张刘陈杨赵黄周吴"
NEITHER_MADE_UP_NOR_SPOKEN = "152399"  # a division whose code ends in 99 was never given to anybody


@dataclass
class Secrets:
    """What must not be read: `private` never on a wall, `numbers` (whole ID numbers) never at work either, `gone` nowhere."""

    private: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    next_mark: int = FIRST_MARK
    next_person: int = 0

    def mark(self, gone: bool = False) -> str:
        """Return a character that stands nowhere else."""
        self.next_mark += 1
        (self.gone if gone else self.private).append(chr(self.next_mark))
        return chr(self.next_mark)

    def name(self) -> str:
        """Return a name whose middle a wall must not show."""
        return f"{SURNAMES[self.next_mark % 10]}{self.mark()}秀"

    def hidden_name(self, gone: bool = False) -> str:
        """Return a name of which not even a masked part may be shown."""
        return "".join(self.mark(gone) for _ in range(3))

    def phone(self, gone: bool = False, hidden: bool = False) -> str:
        """Return a number; its middle is secret, of somebody gone or left out its end too. Page codes have no 0 and no 1."""
        self.next_person += 1
        number = f"154{8010 + self.next_person}{7010 + self.next_person}"
        (self.gone if gone else self.private).extend((number, number[:7], number[3:]))
        if gone or hidden:
            (self.gone if gone else self.private).append(number[-4:])
        return number

    def id_number(self, born: str, short: bool = False) -> str:
        """Return an ID number (18 digits, or 15 of old): no part of it hangs on a wall, its last four may be used at work."""
        self.next_person += 1
        serial = f"{100 + self.next_person}"
        whole = f"{NEITHER_MADE_UP_NOR_SPOKEN}{born}{serial}"
        number = f"{whole[:6]}{whole[8:]}" if short else f"{whole}{_check(whole)}"
        self.numbers.extend((number, number[:14]))
        self.private.extend((number, number[:14], number[-4:]))
        return number


@dataclass
class SecretDesk:
    """The desk, its secrets, the records that a paper may be printed of ({kind of scope: ids}), each household's own marks."""

    desk: Desk
    secrets: Secrets
    records: dict[str, list[str]]
    own: dict[str, set[str]] = field(default_factory=dict)

    def not_for(self, household: str) -> list[str]:
        """Return what a household must not read: the marks of the others and of members. Dates of birth are shared."""
        duties = self.own["duties"]
        return [mark for mark in self.secrets.private if mark not in self.own[household] | duties | SHARED]


def make_secret_desk(folder: Path) -> SecretDesk:
    """Two grids, a member alive and one who died, households of every kind with every column filled."""
    made = SecretDesk(make_desk(folder), Secrets(), {kind: [] for kind in SCOPE_WORDS})
    made.records |= {"all": [""], "township": [TOWNSHIP], "village": [VILLAGE]}
    with made.desk.store.unit("样例") as unit:
        made.records["grid"] = [unit.add(Grid(id="", village_id=VILLAGE, number=number, name="东2组")) for number in (1, 2)]
    _add_members(made)
    _add_households(made)
    _log_and_let_go(made)
    return made


def _add_members(made: SecretDesk) -> None:
    """A lead, a lead who died, one who is infirm, a lead of former days who moved away."""
    say, grids = made.secrets, made.records["grid"]
    people = (("巴特尔·苏和", "16404750316"), *((say.hidden_name(gone=True), say.phone(gone=True)) for _ in range(2)))
    with made.desk.store.unit("样例") as unit:
        branch = unit.add(Branch(id="", name="先锋嘎查党支部", division_id=VILLAGE, secretary="斯琴高娃"))
        for number, (name, phone) in enumerate((*people, ("特木尔", "16404750317"))):
            gone = name in {one for one, _ in people[1:]}
            own = unit.add(Resident(id="", household_id="other", name=name, status="deceased")) if gone else None
            facts = {"birth": "1971-08-10", "note": say.mark(gone), "raw_name": say.mark(gone)}
            facts["other_names"] = f'["{say.mark(gone)}"]'
            sick = {"eligibility": "infirm", "eligibility_why": say.mark()} if number == 3 else {}
            member = Member(id="", name=name, phone=phone, village_id=VILLAGE, branch_id=branch, resident_id=own, **facts, **sick)
            made.records["member"].append(unit.add(member))
            unit.add(MemberPost(id="", member_id=member.id or made.records["member"][-1], post="治安维护岗"))
        for grid, member, until in ((grids[0], 0, ""), (grids[1], 1, ""), (grids[0], 2, "2024-02-28")):
            unit.add(Contact(id="", grid_id=grid, member_id=made.records["member"][member], since="2020-03-01", until=until))
    say.private.extend(("1971", "710810"))


def _add_households(made: SecretDesk) -> None:
    """At home, with a child at its head, a dead head, away, with an unknown head, outside the grids, to move and to close."""
    say, (first, second) = made.secrets, made.records["grid"]
    kinds = (
        ("home", first), ("child", first), ("dead", first), ("away", first), ("rare", second), ("old", second), ("loose", None),
        ("moved", first), ("closed", second), ("headless", second),
    )  # fmt: skip
    for kind, grid in kinds:
        before = len(say.private)
        home = _add_household(made, kind, grid)
        made.records["household"].append(home)
        made.own[home] = set(say.private[before:])
    say.private.extend(sorted(SHARED))


def _add_household(made: SecretDesk, kind: str, grid: str | None) -> str:
    say, gone, hidden = made.secrets, kind in {"moved", "closed"}, kind == "child"
    with made.desk.store.unit("样例") as unit:
        home = Household(
            id="", village_id=VILLAGE, group_no="东2", door_no=f"7{say.mark(gone)}", address=f"东街{say.mark(gone)}院",
            phone="" if kind == "dead" else say.phone(gone, hidden), grid_id=grid, note=say.mark(gone), ledger_no=say.mark(gone),
            status="away" if kind == "away" else "home", away_where=say.mark(gone), away_return=say.mark(gone),
        )  # fmt: skip
        home_id = unit.add(home)
        people = list(_people(say, kind, home_id))
        ids = [unit.add(person) for person in people]
        unit.add(HouseholdNeed(id="", household_id=home_id, need=f"需{say.mark(gone)}"))
        if kind != "headless":
            unit.change(Household, home_id, head_id=ids[0])
    return home_id


def _people(say: Secrets, kind: str, home: str) -> Iterator[Resident]:
    """The head, a grown-up, a child, one who died and one who moved away."""
    all_gone = kind in {"moved", "closed"}
    head_gone = kind in {"moved", "closed", "dead"}
    head = {
        "name": say.hidden_name(head_gone) if head_gone or kind == "child" else _rare(say.name(), kind),
        "birth": "2016-05-14" if kind == "child" else "1953-07-19",
        "id_number": say.id_number("19530719", short=kind == "old"),
        "phones": say.phone(head_gone, kind == "child"),
        "status": "deceased" if kind == "dead" else "here",
    }
    yield _person(say, home, 0, "02", head_gone, **head)
    grown = {"name": say.hidden_name(True) if all_gone else say.name(), "birth": "1953-07-19", "phones": say.phone(all_gone)}
    yield _person(say, home, 1, "12", all_gone, **grown, id_number=say.id_number("19530719"))
    yield _person(say, home, 2, "20", all_gone, name=say.hidden_name(all_gone), birth="2018-03-04")
    for place, status in ((3, "deceased"), (4, "moved_out")):
        yield _person(say, home, place, "41", True, name=say.hidden_name(True), phones=say.phone(True), status=status)


def _rare(name: str, kind: str) -> str:
    return f"{NO_FONT_HAS}{name[1:]}" if kind == "rare" else name


def _person(say: Secrets, home: str, place: int, relation: str, gone: bool, **facts: str) -> Resident:
    spelled = f'["{say.mark(gone)}"]'
    return Resident(
        id="", household_id=home, place=place, relation=relation, raw_name=say.mark(gone), other_names=spelled,
        note=say.mark(gone), **facts,
    )  # fmt: skip


def _log_and_let_go(made: SecretDesk) -> None:
    """Duties for everybody, by the member who died too; then two households go."""
    homes, say = made.records["household"], made.secrets
    before = len(say.private)
    for grid, day in ((0, "2026-11-05"), (1, "2026-11-06"), (0, "2026-10-05")):
        boxes = {"policy": say.mark(), "form": "入户"}
        draft = DutyDraft("policy", day, made.records["grid"][grid], tuple(homes), say.mark(), boxes, place=say.mark())
        log_duty(made.desk, draft)
    made.own["duties"] = set(say.private[before:])
    with made.desk.store.unit("迁出") as unit:
        unit.change(Household, homes[7], status="moved")
        unit.change(Household, homes[8], status="closed")


def _check(digits: str) -> str:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return "10X98765432"[sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11]
