"""Which people are worth comparing at all: those who share a number, or a name together with something else (blocking).

Comparing 500,000 people with one another is out of the question. Each pass makes keys and pairs up whoever shares one.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from kzzq_desktop.base.job import Job
from kzzq_desktop.domain.alike_names import spelling_keys
from kzzq_desktop.domain.duplicate_rows import SeenHousehold, SeenPerson

# A key that so many share says nothing: a phone typed for a whole village, the first of January.
MOST_ALIKE, MOST_MATES = 150, 12
SLOTS = 1 << 22
ANYONE = "*"
Keys = Callable[[SeenPerson, SeenHousehold], Iterator[tuple[str, ...]]]
Place = tuple[SeenPerson, SeenHousehold]


def candidates(households: Sequence[SeenHousehold], job: Job) -> Iterator[tuple[Place, Place]]:
    """Yield each pair of people worth comparing, once, in the order of the households."""
    places = [(person, home) for home in households for person in home.people]
    passes = (_by_number, _by_head(places), _by_birth, _by_phone(places), _by_mate, _by_place)
    pairs: set[tuple[int, int]] = set()
    for done, keys in enumerate(passes):
        job.step(done, len(passes) + 1, "正在比对")
        for block in _blocks(places, keys):
            pairs.update((one, other) for at, other in enumerate(block) for one in block[:at])
    for one, other in sorted(pairs):
        yield places[one], places[other]


def _blocks(places: Sequence[Place], keys: Keys) -> Iterator[list[int]]:
    """Yield the numbers of people who share a key. Most keys occur once: a first pass marks which may occur again."""
    seen, again = bytearray(SLOTS), bytearray(SLOTS)
    for person, home in places:
        for key in keys(person, home):
            slot = hash(key) % SLOTS
            again[slot] |= seen[slot]
            seen[slot] = 1
    shared: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, (person, home) in enumerate(places):
        for key in keys(person, home):
            if again[hash(key) % SLOTS] and shared[key][-1:] != [at]:
                shared[key].append(at)
    return (block for block in shared.values() if 1 < len(block) <= MOST_ALIKE)


def _name_keys(person: SeenPerson) -> tuple[str, ...]:
    return (*person.names, *spelling_keys(person.name))


def _by_number(person: SeenPerson, _home: SeenHousehold) -> Iterator[tuple[str, ...]]:
    if person.id_number:
        yield (person.id_number,)


def _by_head(places: Sequence[Place]) -> Keys:
    """Numbers by their first digits, where at least one of them is damaged: right ones are compared whole."""
    damaged = {head for person, _ in places if person.digits for head in person.heads}

    def keys(person: SeenPerson, _home: SeenHousehold) -> Iterator[tuple[str, ...]]:
        for head in person.heads & damaged:
            yield (head,)

    return keys


def _by_birth(person: SeenPerson, _home: SeenHousehold) -> Iterator[tuple[str, ...]]:
    if len(person.likely_birth) >= 7:
        for name in _name_keys(person):
            yield name, person.likely_birth[:7]


def _by_phone(places: Sequence[Place]) -> Keys:
    """Names by phone; the phones of one whose name lost a character meet any name."""
    lost = {phone for person, _ in places if person.name_lost for phone in person.phones}

    def keys(person: SeenPerson, _home: SeenHousehold) -> Iterator[tuple[str, ...]]:
        for phone in person.phones:
            for name in _name_keys(person):
                yield name, phone
            if phone in lost:
                yield ANYONE, phone

    return keys


def _by_mate(person: SeenPerson, home: SeenHousehold) -> Iterator[tuple[str, ...]]:
    if len(home.people) <= MOST_MATES:
        for name in _name_keys(person):
            for mate in home.people:
                if mate is not person:
                    yield name, mate.name, ANYONE


def _by_place(person: SeenPerson, home: SeenHousehold) -> Iterator[tuple[str, ...]]:
    for name in _name_keys(person):
        yield name, home.id
        if home.door_no:
            yield name, home.village_id, home.group_no, home.door_no
