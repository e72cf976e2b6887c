"""The ledger's entries put under the member, duty, household or day that they belong to, and told as rows."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kzzq_desktop.documents.sheet import day_words
from kzzq_desktop.domain.duties import FORMS
from kzzq_desktop.services.printing import duty_words
from kzzq_desktop.services.printing.duty_words import Home
from kzzq_desktop.services.printing.grid_facts import SPACE, UNKNOWN_HEAD
from kzzq_desktop.store.paper_duties import DutyFacts, GridPlace

BY_MEMBER, BY_DUTY, BY_HOME, BY_DAY = "member", "code", "household", "day"
_DUTIES = {form.code: at for at, form in enumerate(FORMS)}
_LAST = "~"  # sorts after digits and letters
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What entries of one snapshot are told with.

    `members` are those who can be named; `villages` the words for a village, "" where all lie in one; `homes_of` the
    households of each entry in natural order; `only` the one household that is asked for, "" for all.
    """

    members: Mapping[str, str]
    grids: Mapping[str, GridPlace]
    villages: Mapping[str, str]
    homes: Mapping[str, Home]
    homes_of: Mapping[str, list[Home]]
    only: str = ""


@dataclass(slots=True)
class Part:
    """A section: where it stands among the others, its head, its rows without the columns that the head says."""

    key: Key
    head: str
    rows: list[tuple[str, ...]] = field(default_factory=list)
    visits: int = 0


Sections = Iterable[tuple[str, Key, str]]


def parts_of(duties: Iterable[DutyFacts], told: Told, by: str) -> list[Part]:
    """Return the sections in their order. An entry stands under one member, duty or day, under each of its households."""
    found: dict[str, Part] = {}
    sections_of, left_out = _SORTERS[by], LEFT_OUT[by]
    for duty in duties:
        homes = told.homes_of.get(duty.id, [])
        row = tuple(cell for at, cell in enumerate(_row(duty, homes, told)) if at not in left_out)
        for section, key, head in sections_of(duty, told):
            part = found.get(section)
            if part is None:
                part = found[section] = Part(key, head)
            elif key < part.key:
                part.key = key
            part.rows.append(row)
            part.visits += len(homes)
    return sorted(found.values(), key=lambda part: (part.key, part.head))


def _row(duty: DutyFacts, homes: list[Home], told: Told) -> tuple[str, ...]:
    """Return day, duty, grid, member, households, words, how many households."""
    return (
        day_words(duty.day).partition("年")[2] or duty.day,
        duty_words.duty_word(duty.code),
        _grid(duty, told),
        _member(duty, told),
        duty_words.homes_words(homes),
        duty_words.duty_words(duty, told.homes),
        str(len(homes) or ""),
    )


def _grid(duty: DutyFacts, told: Told) -> str:
    grid = told.grids.get(duty.grid_id)
    return duty_words.grid_place_words(grid, told.villages.get(grid.village_id, "") if grid else "")


def _member(duty: DutyFacts, told: Told) -> str:
    if not duty.member_id:
        return duty_words.NO_MEMBER
    return told.members.get(duty.member_id, duty_words.GONE_MEMBER)


def _by_member(duty: DutyFacts, told: Told) -> Sections:
    """Sort members by where they serve; those who cannot be named come last, in one section."""
    name = _member(duty, told)
    if duty.member_id not in told.members:
        return ((name, (_LAST, name), name),)
    grid = told.grids.get(duty.grid_id)
    key = (grid.village_id, f"{grid.number:03d}") if grid else (_LAST,)
    village = told.villages.get(grid.village_id, "") if grid else ""
    return ((duty.member_id, (*key, name, duty.member_id), SPACE.join(part for part in (name, village) if part)),)


def _by_duty(duty: DutyFacts, told: Told) -> Sections:  # noqa: ARG001 - called as the others are
    return ((duty.code, (f"{_DUTIES.get(duty.code, len(_DUTIES))}", duty.code), duty_words.duty_word(duty.code)),)


def _by_day(duty: DutyFacts, told: Told) -> Sections:  # noqa: ARG001 - called as the others are
    return ((duty.day, (duty.day,), day_words(duty.day)),)


def _by_home(duty: DutyFacts, told: Told) -> Iterator[tuple[str, Key, str]]:
    """Households that moved away or are closed have no section."""
    for home in told.homes_of.get(duty.id, []):
        if home.gone or (told.only and home.id != told.only):
            continue
        village = told.villages.get(home.village_id, "")
        head = SPACE.join(part for part in (home.head or UNKNOWN_HEAD, f"{village}{home.place}") if part)
        yield home.id, (f"{home.order:08d}",), head


_SORTERS: dict[str, Callable[[DutyFacts, Told], Sections]] = {
    BY_MEMBER: _by_member, BY_DUTY: _by_duty, BY_HOME: _by_home, BY_DAY: _by_day,
}  # fmt: skip
LEFT_OUT = {BY_MEMBER: {3}, BY_DUTY: {1}, BY_HOME: {4, 6}, BY_DAY: {0}}
