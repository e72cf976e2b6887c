"""The duplicate desk: the pairs to look at, and those a clerk has told apart."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kzzq_desktop.base.job import Job, QuietJob
from kzzq_desktop.domain.duplicate_rows import SeenHousehold, SeenPerson
from kzzq_desktop.domain.duplicate_words import pair_words, score_words
from kzzq_desktop.domain.duplicates import Duplicates, HouseholdPair, PersonPair, find_duplicates
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.merges import MergeAsk, MergeKind, MergePlan, look_at_merge, place_words
from kzzq_desktop.store import duplicates, merges
from kzzq_desktop.store import office as offices


@dataclass(frozen=True, slots=True)
class PairSide:
    """One of a pair: a person or a household by its head's name, and where it is."""

    id: str
    title: str
    place: str
    village_id: str


@dataclass(frozen=True, slots=True)
class PairRow:
    """A pair as the desk lists it. `people` are the ids of those who are in both of two households."""

    id: str
    kind: MergeKind
    score: float
    sure: str
    why: str
    one: PairSide
    other: PairSide
    people: tuple[tuple[str, str], ...] = ()

    @property
    def villages(self) -> frozenset[str]:
        """Return the villages of both sides."""
        return frozenset({self.one.village_id, self.other.village_id})


def list_pairs(desk: Desk, job: Job | None = None) -> tuple[PairRow, ...]:
    """Compare everybody in the office; return the pairs, the surest first, without those told apart.

    People of a pair of households are not listed again on their own: merging the households merges them.
    """
    job = job or QuietJob()
    job.step(0, 0, "正在读取台账")
    with desk.store.reading() as conn:
        seen = duplicates.read_seen(conn)
        apart = duplicates.read_apart(conn)
        villages = {place.code: place.name for place in offices.list_places(conn)}
    found = find_duplicates(seen, job)
    homes = {home.id: home for home in seen}
    return tuple(sorted(_rows(found, apart, homes, villages), key=lambda row: -round(row.score, 3)))


def still_there(desk: Desk, rows: Sequence[PairRow]) -> tuple[PairRow, ...]:
    """Return the pairs of which both sides are still on record: a merge may take part of several pairs away."""
    with desk.store.reading() as conn:
        living = merges.living_ids(conn, {side.id for row in rows for side in (row.one, row.other)})
    return tuple(row for row in rows if {row.one.id, row.other.id} <= living)


def first_look(desk: Desk, row: PairRow) -> MergePlan:
    """Return the preview the desk opens with: the first side is kept, the other where only that can be."""
    plan = look_at_merge(desk, MergeAsk(row.kind, row.one.id, row.other.id, people=row.people))
    if not plan.refused:
        return plan
    turned = look_at_merge(desk, turned_round(plan.ask))
    return plan if turned.refused else turned


def turned_round(ask: MergeAsk) -> MergeAsk:
    """Return what is asked with the other side kept; which values are taken is chosen anew."""
    people = tuple((other, kept) for kept, other in ask.people)
    return MergeAsk(ask.kind, ask.other_id, ask.kept_id, people=people)


def tell_apart(desk: Desk, row: PairRow) -> str:
    """Remember that the two of a pair are not the same; return the unit, by which it is forgotten again."""
    what = "记为不是同一人" if row.kind is MergeKind.PERSON else "记为不是同一户"
    with desk.store.unit(what) as unit:
        duplicates.write_apart(unit, desk.office.township or desk.office.banner, row.one.id, row.other.id)
    return unit.id


def _rows(
    found: Duplicates, apart: frozenset[frozenset[str]], homes: Mapping[str, SeenHousehold], villages: Mapping[str, str]
) -> Iterator[PairRow]:
    told: set[tuple[str, str]] = set()
    for pair in found.households:
        if frozenset({pair.one.id, pair.other.id}) in apart:
            continue
        people = _one_to_one(pair, apart)
        if people:
            told.update(people)
            sides = _home_side(pair.one, villages), _home_side(pair.other, villages)
            yield _row(MergeKind.HOUSEHOLD, pair, sides, people)
    for one in found.people:
        if (one.one.id, one.other.id) not in told and frozenset({one.one.id, one.other.id}) not in apart:
            mine, theirs = (_person_side(person, homes[person.household_id], villages) for person in (one.one, one.other))
            yield _row(MergeKind.PERSON, one, (mine, theirs))


def _row(
    kind: MergeKind, pair: PersonPair | HouseholdPair, sides: tuple[PairSide, PairSide], people: tuple[tuple[str, str], ...] = ()
) -> PairRow:
    one, other = sides
    return PairRow(f"{one.id}/{other.id}", kind, pair.score, score_words(pair.score), pair_words(pair), one, other, people)


def _one_to_one(pair: HouseholdPair, apart: frozenset[frozenset[str]]) -> tuple[tuple[str, str], ...]:
    """Return who is merged with whom when the households are: each once, nobody who was told apart."""
    kept: dict[str, str] = {}
    for one in sorted(pair.people, key=lambda one: -one.score):
        told_apart = frozenset({one.one.id, one.other.id}) in apart
        if one.one.id not in kept and one.other.id not in kept.values() and not told_apart:
            kept[one.one.id] = one.other.id
    return tuple(kept.items())


def _home_side(home: SeenHousehold, villages: Mapping[str, str]) -> PairSide:
    name = home.head.name if home.head else "没有户主"
    return PairSide(home.id, f"{name}家 {len(home.people)}人", _place(home, villages), home.village_id)


def _person_side(person: SeenPerson, home: SeenHousehold, villages: Mapping[str, str]) -> PairSide:
    return PairSide(person.id, person.name, _place(home, villages, whose=True), home.village_id)


def _place(home: SeenHousehold, villages: Mapping[str, str], *, whose: bool = False) -> str:
    head = home.head.name if whose and home.head else ""
    return place_words(villages.get(home.village_id, ""), home.group_no, "", home.door_no, head)


def in_village(rows: Iterable[PairRow], village_id: str) -> tuple[PairRow, ...]:
    """Return the pairs of which a side is in a village, all for ""."""
    return tuple(row for row in rows if not village_id or village_id in row.villages)
