"""What speaks for and against two rows being one person: reasons, and their weights in bits (pure).

Weights add up as the logarithms of odds do; the score is the probability they amount to. A name alone never makes a pair:
one of HARD must stand beside it. Two right ID numbers that differ, births far apart or another sex end the comparison.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import exp2

from kzzq_desktop.domain.alike_names import is_other_spelling
from kzzq_desktop.domain.damaged_ids import has_lost_tail, is_slip
from kzzq_desktop.domain.duplicate_census import Census
from kzzq_desktop.domain.duplicate_rows import SeenHousehold, SeenPerson
from kzzq_desktop.domain.names import is_lost
from kzzq_desktop.domain.partial_days import fits


class Reason(StrEnum):
    """Why two rows may be one person; the last four speak against it without deciding."""

    ID = "id"
    ID_SLIP = "id_slip"
    ID_HEAD = "id_head"
    NAME = "name"
    KNOWN_SPELLING = "known_spelling"
    SPELLING = "spelling"
    NAME_LOST = "name_lost"
    BIRTH_DAY = "birth_day"
    BIRTH_MONTH = "birth_month"
    BIRTH_YEAR = "birth_year"
    PHONE = "phone"
    MATES = "mates"
    DOOR = "door"
    ONE_HOME = "one_home"
    OTHER_NAME = "other_name"
    OTHER_BIRTH = "other_birth"
    OTHER_DIGITS = "other_digits"
    SEVERAL = "several"


HARD = frozenset(
    {
        Reason.ID, Reason.ID_SLIP, Reason.ID_HEAD, Reason.BIRTH_DAY, Reason.BIRTH_MONTH, Reason.PHONE, Reason.MATES, Reason.DOOR,
        Reason.ONE_HOME,
    }
)  # fmt: skip
# What a number proves it proves with the birth in it.
NUMBERS = frozenset({Reason.ID, Reason.ID_SLIP, Reason.ID_HEAD})
AGAINST = frozenset({Reason.OTHER_NAME, Reason.OTHER_BIRTH, Reason.OTHER_DIGITS, Reason.SEVERAL})
BITS = {
    Reason.ID: 30.0, Reason.ID_SLIP: 18.0, Reason.ID_HEAD: 16.0, Reason.NAME: 0.0, Reason.KNOWN_SPELLING: -0.5,
    Reason.SPELLING: -2.5, Reason.NAME_LOST: -2.0, Reason.BIRTH_DAY: 13.0, Reason.BIRTH_MONTH: 8.0, Reason.BIRTH_YEAR: 4.5,
    Reason.DOOR: 5.0, Reason.ONE_HOME: 7.0, Reason.OTHER_NAME: -20.0, Reason.OTHER_BIRTH: -5.0, Reason.OTHER_DIGITS: -7.0,
}  # fmt: skip
# A birth on the first of January is often a year that was typed as a day.
NEW_YEAR, NEW_YEAR_BITS = "-01-01", 8.0
MOST_MATES_BITS = 20.0
CERTAIN = 0.9999
# What only the clerk can decide: two names under one number, two people who fit one.
UNDECIDED = 0.6


@dataclass(frozen=True, slots=True)
class Because:
    """A reason with its weight; `count` is how many mates."""

    code: Reason
    bits: float
    count: int = 0


@dataclass(frozen=True, slots=True)
class Mates:
    """What the other people of two households say: how many are in both, and its weight."""

    count: int = 0
    bits: float = 0.0


def weigh(
    one: tuple[SeenPerson, SeenHousehold], other: tuple[SeenPerson, SeenHousehold], mates: Mates, census: Census
) -> tuple[float, tuple[Because, ...]]:
    """Return the score of two people and why; 0 where nothing hard speaks for them or something decides against them."""
    (mine, home), (theirs, other_home) = one, other
    name = name_reason(mine, theirs)
    if name is None or is_apart(mine, theirs):
        return 0.0, ()
    near = home.village_id if home.village_id == other_home.village_id else ""
    found = [Because(name, BITS[name] + census.name_bits(dict.fromkeys((mine.name, theirs.name)), near))]
    found += _number_reasons(mine, theirs)
    if not {reason.code for reason in found} & NUMBERS:
        found += _birth_reasons(mine, theirs)
    if home is not other_home:
        found += _home_reasons(one, other, mates, census)
    elif _are_kin(mine, theirs, found):
        return 0.0, ()
    else:
        found.append(Because(Reason.ONE_HOME, BITS[Reason.ONE_HOME]))
    if not any(reason.code in HARD for reason in found):
        return 0.0, ()
    said = tuple(reason for reason in found if reason.bits or reason.code is not Reason.MATES)
    score = score_of(sum(reason.bits for reason in found))
    return (min(score, UNDECIDED) if name is Reason.OTHER_NAME else score), said


def score_of(bits: float) -> float:
    """Return the probability that a weight in bits amounts to."""
    return min(CERTAIN, 1 / (1 + exp2(-max(-60.0, bits))))


def name_reason(mine: SeenPerson, theirs: SeenPerson) -> Reason | None:
    """Return how two people's names agree, None where they do not; one number makes even two names worth a look."""
    lost = mine.name_lost or theirs.name_lost
    if mine.name == theirs.name and not lost:
        return Reason.NAME
    if not lost and set(mine.names) & set(theirs.names):
        return Reason.KNOWN_SPELLING
    if not lost and is_other_spelling(mine.name, theirs.name):
        return Reason.SPELLING
    if lost and _fits_lost(mine.name, theirs.name):
        return Reason.NAME_LOST
    return Reason.OTHER_NAME if mine.id_number and mine.id_number == theirs.id_number else None


def is_apart(mine: SeenPerson, theirs: SeenPerson) -> bool:
    """Say whether two people cannot be one: two right numbers, another sex, or births far apart."""
    if mine.id_number and theirs.id_number:
        return mine.id_number != theirs.id_number
    if {mine.known_sex, theirs.known_sex} == {"1", "2"}:
        return True
    return _is_far(mine.known_birth, theirs.known_birth) and not (mine.digits and is_slip(mine.digits, theirs.id_number))


def _is_far(birth: str, other: str) -> bool:
    """Say whether two births cannot be one, mistyped or counted by the other calendar."""
    if not birth or not other or fits(birth, other) or abs(int(birth[:4]) - int(other[:4])) <= 1:
        return False
    return not (len(birth) == len(other) == 10 and is_slip(birth, other))


def _fits_lost(name: str, other: str) -> bool:
    """Say whether two names of three characters or more agree in every character that neither has lost."""
    if len(name) != len(other) or len(name) < 3:
        return False
    pairs = list(zip(name, other, strict=True))
    return all(a == b or is_lost(a) or is_lost(b) for a, b in pairs) and sum(a == b for a, b in pairs) > 1


def _number_reasons(mine: SeenPerson, theirs: SeenPerson) -> Iterator[Because]:
    numbers = [person.id_number or person.digits for person in (mine, theirs)]
    if not all(numbers):
        return
    if mine.id_number and mine.id_number == theirs.id_number:
        yield Because(Reason.ID, BITS[Reason.ID])
    elif is_slip(*numbers) and not any(has_lost_tail(person.digits) for person in (mine, theirs)):
        yield Because(Reason.ID_SLIP, BITS[Reason.ID_SLIP])
    elif mine.heads & theirs.heads:
        yield Because(Reason.ID_HEAD, BITS[Reason.ID_HEAD])
    elif all(len(number) == 18 for number in numbers) and numbers[0][:14] != numbers[1][:14]:
        yield Because(Reason.OTHER_DIGITS, BITS[Reason.OTHER_DIGITS])


def _birth_reasons(mine: SeenPerson, theirs: SeenPerson) -> Iterator[Because]:
    birth, other = mine.likely_birth, theirs.likely_birth
    if not birth or not other:
        return
    if not fits(birth, other):
        if mine.known_birth and theirs.known_birth and not fits(mine.known_birth, theirs.known_birth):
            yield Because(Reason.OTHER_BIRTH, BITS[Reason.OTHER_BIRTH])
        return
    shared = min(birth, other, key=len)
    code = {4: Reason.BIRTH_YEAR, 7: Reason.BIRTH_MONTH}.get(len(shared), Reason.BIRTH_DAY)
    yield Because(code, NEW_YEAR_BITS if shared.endswith(NEW_YEAR) else BITS[code])


def _home_reasons(
    one: tuple[SeenPerson, SeenHousehold], other: tuple[SeenPerson, SeenHousehold], mates: Mates, census: Census
) -> Iterator[Because]:
    """Phones, the other people and the door of two households."""
    (mine, home), (theirs, other_home) = one, other
    shared = [phone for phone in mine.phones if phone in theirs.phones]
    if bits := census.phone_bits(shared):
        yield Because(Reason.PHONE, bits)
    if mates.bits > 0:
        yield Because(Reason.MATES, min(MOST_MATES_BITS, mates.bits), mates.count)
    same_village = home.village_id == other_home.village_id
    if same_village and home.door_no and (home.group_no, home.door_no) == (other_home.group_no, other_home.door_no):
        yield Because(Reason.DOOR, BITS[Reason.DOOR])


def _are_kin(mine: SeenPerson, theirs: SeenPerson, found: Sequence[Because]) -> bool:
    """Say whether two people of one household are rather father and son of one name, or sisters of like names."""
    codes = {reason.code for reason in found}
    if codes & NUMBERS:
        return False
    if Reason.SPELLING in codes:
        return True
    same_birth = Reason.BIRTH_DAY in codes
    return bool(mine.relation and theirs.relation and mine.relation != theirs.relation and not same_birth)
