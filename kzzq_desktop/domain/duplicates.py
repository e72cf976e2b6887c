"""Pairs of one person and pairs of one household that stand twice on record, each with its reasons and a score (pure)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from math import prod

from kzzq_desktop.base.job import Job, QuietJob
from kzzq_desktop.domain.duplicate_blocks import meetings
from kzzq_desktop.domain.duplicate_census import Census
from kzzq_desktop.domain.duplicate_evidence import UNDECIDED, Because, Mates, Reason, is_apart, name_reason, weigh
from kzzq_desktop.domain.duplicate_rows import SeenHousehold, SeenPerson

POSSIBLE, LIKELY, SURE = 0.5, 0.85, 0.97
STRANGE_MATE, PROVEN_MATE = -3.0, 7.0
STEP = 5000


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
    people: list[PersonPair] = []
    homes: list[HouseholdPair] = []
    for done, (one, other, pairs) in enumerate(meetings(households, job)):
        if not done % STEP:
            job.step(done, 0, "正在核对")
        found = _settled(_weighed(one, other, pairs, census))
        people += found
        if found and one is not other:
            homes += _household_pair(one, other, found)
    return Duplicates(tuple(sorted(people, key=_surest)), tuple(sorted(homes, key=_surest)))


def _surest(pair: PersonPair | HouseholdPair) -> tuple[float, str, str]:
    return -round(pair.score, 3), pair.one.id, pair.other.id


def _weighed(
    home: SeenHousehold, other_home: SeenHousehold, pairs: Sequence[tuple[SeenPerson, SeenPerson]], census: Census
) -> Iterator[PersonPair]:
    """Weigh the candidates of two households; the other people of both speak for or against each.

    Where one is in both, whoever else may be is weighed as well.
    """
    alike = _alike(home, other_home, census) if home is not other_home else []
    met = {(mine.id, theirs.id) for mine, theirs in pairs}
    more = [(mine, theirs) for mine, theirs, bits in alike if bits > 0 and (mine.id, theirs.id) not in met]
    found = False
    for one, other in chain(pairs, more):
        if not found and (one.id, other.id) not in met:
            return
        others = [bits for mine, theirs, bits in alike if mine is not one and theirs is not other]
        mates = Mates(sum(bits > 0 for bits in others), sum(others))
        score, reasons = weigh((one, home), (other, other_home), mates, census)
        if score >= POSSIBLE:
            found = True
            yield PersonPair(one, other, score, reasons)


def _alike(one: SeenHousehold, other: SeenHousehold, census: Census) -> list[tuple[SeenPerson, SeenPerson, float]]:
    """Return who of two households may be the same, with the weight of it; namesakes who are not speak against."""
    found = []
    for person in one.people:
        for mate in other.people:
            name = name_reason(person, mate)
            if name is None or name is Reason.OTHER_NAME:
                continue
            bits = STRANGE_MATE if is_apart(person, mate) else census.mate_bits(person) + PROVEN_MATE * _is_proven(person, mate)
            found.append((person, mate, bits))
    return found


def _is_proven(one: SeenPerson, other: SeenPerson) -> bool:
    """Say whether more than the name tells that a mate is one person."""
    same_birth = len(one.likely_birth) == len("1986-05-03") and one.likely_birth == other.likely_birth
    return same_birth or bool(one.id_number and one.id_number == other.id_number) or bool(set(one.phones) & set(other.phones))


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
