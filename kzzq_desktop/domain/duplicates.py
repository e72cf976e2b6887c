"""Pairs of one person and pairs of one household that stand twice on record, each with its reasons and a score (pure)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import prod

from kzzq_desktop.base.job import Job, QuietJob
from kzzq_desktop.domain.duplicate_blocks import candidates
from kzzq_desktop.domain.duplicate_census import Census
from kzzq_desktop.domain.duplicate_evidence import Because, Mates, Reason, is_apart, name_reason, weigh
from kzzq_desktop.domain.duplicate_rows import SeenHousehold, SeenPerson

POSSIBLE, LIKELY, SURE = 0.5, 0.85, 0.97
# Two of one household fit one of the other: at most one of them is he, and which one is for the clerk.
UNDECIDED = 0.6
STRANGE_MATE = -3.0
Place = tuple[SeenPerson, SeenHousehold]


@dataclass(frozen=True, slots=True)
class PersonPair:
    """Two rows that may be one person; `score` is a probability."""

    one: SeenPerson
    other: SeenPerson
    score: float
    reasons: tuple[Because, ...]


@dataclass(frozen=True, slots=True)
class HouseholdPair:
    """Two households that may be one, with the people who are in both; `heads`: their heads are one person."""

    one: SeenHousehold
    other: SeenHousehold
    score: float
    people: tuple[PersonPair, ...]
    heads: bool


@dataclass(frozen=True, slots=True)
class Duplicates:
    """What was found, the surest first."""

    people: tuple[PersonPair, ...] = ()
    households: tuple[HouseholdPair, ...] = ()


def find_duplicates(households: Sequence[SeenHousehold], job: Job | None = None) -> Duplicates:
    """Compare everybody with everybody worth comparing; pairs below POSSIBLE are left out."""
    job = job or QuietJob()
    census = Census(households)
    by_homes: dict[tuple[str, str], list[tuple[Place, Place]]] = defaultdict(list)
    for one, other in candidates(households, job):
        by_homes[one[1].id, other[1].id].append((one, other))
    people: list[PersonPair] = []
    homes: list[HouseholdPair] = []
    for done, pairs in enumerate(by_homes.values()):
        if not done % 5000:
            job.step(done, len(by_homes), "正在核对")
        found = _settled(_weighed(pairs, census))
        people += found
        one, other = pairs[0][0][1], pairs[0][1][1]
        if found and one is not other:
            homes += _household_pair(one, other, found)
    return Duplicates(tuple(sorted(people, key=_surest)), tuple(sorted(homes, key=_surest)))


def _surest(pair: PersonPair | HouseholdPair) -> tuple[float, str, str]:
    return -round(pair.score, 3), pair.one.id, pair.other.id


def _weighed(pairs: Iterable[tuple[Place, Place]], census: Census) -> Iterator[PersonPair]:
    """Weigh the candidates of two households; the other people of both speak for or against each."""
    alike: list[tuple[SeenPerson, SeenPerson, float]] | None = None
    for one, other in pairs:
        if one[1] is other[1]:
            mates = Mates()
        else:
            alike = _alike(one[1], other[1], census) if alike is None else alike
            others = [(p, q, bits) for p, q, bits in alike if p is not one[0] and q is not other[0]]
            mates = Mates(sum(bits > 0 for _, _, bits in others), sum(bits for _, _, bits in others))
        score, reasons = weigh(one, other, mates, census)
        if score >= POSSIBLE:
            yield PersonPair(one[0], other[0], score, reasons)


def _alike(one: SeenHousehold, other: SeenHousehold, census: Census) -> list[tuple[SeenPerson, SeenPerson, float]]:
    """Return who of two households may be the same, with the weight of it; namesakes who are not speak against."""
    found = []
    for person in one.people:
        for mate in other.people:
            name = name_reason(person, mate)
            if name is None or name is Reason.OTHER_NAME:
                continue
            numbered = 2.0 * bool(person.id_number and person.id_number == mate.id_number)
            bits = STRANGE_MATE if is_apart(person, mate) else census.mate_bits(person) * (1 + numbered)
            found.append((person, mate, bits))
    return found


def _settled(pairs: Iterable[PersonPair]) -> list[PersonPair]:
    """Keep for each person the best of those he may be in the other household; what is as good leaves both undecided."""
    ordered = sorted(pairs, key=_surest)
    kept: list[PersonPair] = []
    for pair in ordered:
        rivals = [best for best in kept if best.one is pair.one or best.other is pair.other]
        if not rivals:
            kept.append(pair)
        elif all(best.score - pair.score < 0.1 for best in rivals):
            kept = [_undecided(best) if best in rivals else best for best in kept] + [_undecided(pair)]
    return kept


def _undecided(pair: PersonPair) -> PersonPair:
    if pair.score <= UNDECIDED:
        return pair
    return replace(pair, score=UNDECIDED, reasons=(*pair.reasons, Because(Reason.SEVERAL, 0)))


def _household_pair(one: SeenHousehold, other: SeenHousehold, people: Sequence[PersonPair]) -> list[HouseholdPair]:
    """Return the pair of households: one head, or two people of both. A daughter listed in two homes makes none."""
    heads = next((pair for pair in people if pair.one is one.head and pair.other is other.head), None)
    if heads is None and len(people) < 2:
        return []
    shared = 1 - prod(1 - pair.score for pair in people) if len(people) > 1 else 0.0
    # Part of a family may have moved to another one: few of the smaller household make it a question.
    if len(people) < min(len(one.people), len(other.people)) / 2:
        shared = min(shared, UNDECIDED)
    score = max(shared, heads.score if heads else 0.0)
    return [HouseholdPair(one, other, score, tuple(people), heads is not None)]
