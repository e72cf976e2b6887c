"""Which people are worth comparing at all: those who share a number, or a name together with something else (blocking).

Comparing 500,000 people with one another is out of the question. Each pass makes keys and pairs up whoever shares one.
"""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from kzzq_desktop.base.job import Job
from kzzq_desktop.domain.damaged_ids import HEAD_DIGITS, has_lost_tail
from kzzq_desktop.domain.duplicate_rows import SeenHousehold, SeenPerson

# A key that so many share says nothing: a phone typed for a whole village, the first of January.
MOST_ALIKE, MOST_MATES = 150, 12
SLOTS_EACH = 32
MONTH = len("1986-05")
HALF = 9
ANYONE = "*"
Keys = Callable[[SeenPerson, SeenHousehold], Iterable[tuple[str, ...]]]
Meeting = tuple[SeenHousehold, SeenHousehold, list[tuple[SeenPerson, SeenPerson]]]


def meetings(households: Sequence[SeenHousehold], job: Job) -> Iterator[Meeting]:
    """Yield two households (or one twice) and the people of both worth comparing, each pair once, in the households' order."""
    people = [person for home in households for person in home.people]
    at_home = [home for home in households for _ in home.people]
    order = {id(home): at for at, home in enumerate(households)}
    passes = (
        _by_number,
        _by_head(people),
        _by_halves(people),
        _by_day,
        _by_month(people),
        _by_phone(people),
        _by_mate,
        _by_place,
    )
    pairs: set[int] = set()
    for done, keys in enumerate(passes):
        job.step(done, len(passes) + 1, "正在比对")
        for block in _blocks(people, at_home, keys):
            pairs.update(one * len(people) + other for at, other in enumerate(block) for one in block[:at])

    def homes_of(pair: int) -> tuple[int, int]:
        one, other = divmod(pair, len(people))
        return order[id(at_home[one])], order[id(at_home[other])]

    for (one, other), group in groupby(sorted(pairs, key=lambda pair: (homes_of(pair), pair)), key=homes_of):
        met = [divmod(pair, len(people)) for pair in group]
        yield households[one], households[other], [(people[mine], people[theirs]) for mine, theirs in met]


def _blocks(people: Sequence[SeenPerson], at_home: Sequence[SeenHousehold], keys: Keys) -> Iterator[list[int]]:
    """Yield the numbers of people who share a key.

    Most keys occur once. Kept are only their hashes, and a mark where one may occur again; what meets by chance alone is
    sorted out when it is compared.
    """
    slots = SLOTS_EACH * len(people) + 1
    seen, again = bytearray(slots), bytearray(slots)
    hashes, owners = array("q"), array("l")
    for at, (person, home) in enumerate(zip(people, at_home, strict=True)):
        for key in keys(person, home):
            number = hash(key)
            slot = number % slots
            again[slot] |= seen[slot]
            seen[slot] = 1
            hashes.append(number)
            owners.append(at)
    shared: dict[int, dict[int, None]] = defaultdict(dict)
    for number, at in zip(hashes, owners, strict=True):
        if again[number % slots]:
            shared[number][at] = None
    return (list(block) for block in shared.values() if 1 < len(block) <= MOST_ALIKE)


def _by_number(person: SeenPerson, _home: SeenHousehold) -> Iterable[tuple[str, ...]]:
    return [(person.id_number,)] if person.id_number else []


def _by_head(people: Sequence[SeenPerson]) -> Keys:
    """Numbers by their first digits, where at least one of them is damaged: right ones are compared whole."""
    damaged = {head for person in people if person.id_text and person.digits for head in person.heads}

    def keys(person: SeenPerson, _home: SeenHousehold) -> Iterable[tuple[str, ...]]:
        heads = person.heads if person.id_text or person.id_number[:HEAD_DIGITS] in damaged else ()
        return [(head, name) for head in heads if head in damaged for name in person.name_keys]

    return keys


def _by_halves(people: Sequence[SeenPerson]) -> Keys:
    """Names by either half of the number, where one slipped: a slip leaves one half as it is."""

    def halves(person: SeenPerson) -> Iterable[tuple[str, ...]]:
        digits = person.id_number or person.digits
        return [(name, half) for name in person.name_keys for half in (digits[:HALF], f"-{digits[-HALF:]}")]

    slipped = (person for person in people if person.id_text and person.digits and not has_lost_tail(person.digits))
    wanted = {key for person in slipped for key in halves(person)}

    def keys(person: SeenPerson, _home: SeenHousehold) -> Iterable[tuple[str, ...]]:
        return [key for key in halves(person) if key in wanted] if person.id_number or person.id_text else []

    return keys


def _by_day(person: SeenPerson, _home: SeenHousehold) -> Iterable[tuple[str, ...]]:
    birth = person.likely_birth
    return [(name, birth) for name in person.name_keys] if len(birth) > MONTH else []


def _by_month(people: Sequence[SeenPerson]) -> Keys:
    """Names by month of birth, where no more is known of one of them."""
    short = {(name, one.likely_birth) for one in people if len(one.likely_birth) == MONTH for name in one.name_keys}

    def keys(person: SeenPerson, _home: SeenHousehold) -> Iterable[tuple[str, ...]]:
        month = person.likely_birth[:MONTH]
        return [key for name in person.name_keys if (key := (name, month)) in short] if len(month) == MONTH else []

    return keys


def _by_phone(people: Sequence[SeenPerson]) -> Keys:
    """Names by phone; the phones of one whose name lost a character meet any name."""
    lost = {phone for person in people if person.name_lost for phone in person.phones}

    def keys(person: SeenPerson, _home: SeenHousehold) -> Iterable[tuple[str, ...]]:
        any_name = [(ANYONE, phone) for phone in person.phones if phone in lost]
        return [*((name, phone) for name in person.name_keys for phone in person.phones), *any_name]

    return keys


def _by_mate(person: SeenPerson, home: SeenHousehold) -> Iterable[tuple[str, ...]]:
    if len(home.people) > MOST_MATES:
        return []
    return [(name, mate.name, ANYONE) for name in person.name_keys for mate in home.people if mate is not person]


def _by_place(person: SeenPerson, home: SeenHousehold) -> Iterable[tuple[str, ...]]:
    doors = [(home.village_id, home.group_no, home.door_no)] if home.door_no else []
    alone = len(home.people) == 1
    places = [*doors] if alone else [*doors, (home.id, ANYONE, ANYONE)]
    return [(name, *place) for name in person.name_keys for place in places]
