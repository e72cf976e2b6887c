"""Rows of a ledger just read that are one person: for the report of a dry run (pure)."""

from collections import Counter
from collections.abc import Iterator

from kzzq_desktop.base.job import Job
from kzzq_desktop.domain.drafts import HouseholdDraft, LedgerReading, PersonDraft
from kzzq_desktop.domain.duplicate_rows import SeenHousehold, SeenPerson
from kzzq_desktop.domain.duplicates import LIKELY, find_duplicates
from kzzq_desktop.domain.flags import NAME_CHAR_LOST
from kzzq_desktop.domain.spot import Spot

# A registration card is a household's other form: it stands beside its list on purpose.
CARDS = "cards"
RowSpot = tuple[str, str, int]


def rows_listed_twice(reading: LedgerReading, job: Job | None = None) -> tuple[tuple[Spot, Spot], ...]:
    """Return the pairs of rows that are one person, in the order of the files.

    Left out are rows that hold several people, whom a row number does not name, and a card beside its own list.
    """
    spots = {f"{at}.{place}": person.spot for at, place, person in _people(reading)}
    villages = {f"{at}": household.village_code for at, household in enumerate(reading.households)}
    crowded = Counter(_row(spot) for spot in spots.values())
    found = find_duplicates([_seen(at, household) for at, household in enumerate(reading.households)], job)
    cards = {(spot.file, spot.sheet) for spot, layout in reading.layouts.items() if layout == CARDS}
    pairs = set()
    for pair in found.people:
        one, other = spots[pair.one.id], spots[pair.other.id]
        both_here = villages[pair.one.household_id] == villages[pair.other.household_id]
        card_and_list = ((one.file, one.sheet) in cards) != ((other.file, other.sheet) in cards)
        if pair.score >= LIKELY and crowded[_row(one)] == crowded[_row(other)] == 1 and not (both_here and card_and_list):
            pairs.add((one, other))
    order = {spot: at for at, spot in enumerate(spots.values())}
    ordered = (tuple(sorted(pair, key=order.__getitem__)) for pair in pairs)
    return tuple((one, other) for one, other in sorted(ordered, key=lambda pair: [order[spot] for spot in pair]))


def _people(reading: LedgerReading) -> Iterator[tuple[int, int, PersonDraft]]:
    for at, household in enumerate(reading.households):
        for place, person in enumerate(household.people):
            yield at, place, person


def _row(spot: Spot) -> RowSpot:
    return spot.file, spot.sheet, spot.row


def _seen(at: int, household: HouseholdDraft) -> SeenHousehold:
    people = tuple(
        SeenPerson(
            f"{at}.{place}", f"{at}", person.name, person.other_names, household.relation_of(person), person.sex or "0",
            person.birth, person.id_number, person.id_text, person.phones, NAME_CHAR_LOST in person.flags,
        )
        for place, person in enumerate(household.people)
    )  # fmt: skip
    head = people[household.people.index(household.head)].id
    return SeenHousehold(f"{at}", household.village_code, household.group_no, household.door_no, head, people)
