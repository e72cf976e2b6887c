"""Whether a list gives a household on record another head, and whether that can be taken over (pure)."""

from collections.abc import Sequence
from enum import Enum

from kzzq_desktop.domain.codes import HEAD
from kzzq_desktop.domain.drafts import HouseholdDraft
from kzzq_desktop.domain.import_rows import GONE_PEOPLE
from kzzq_desktop.domain.known import KnownHousehold, KnownPerson


class HeadRuling(Enum):
    """The same head as on record, another one who takes over, or another one whom nothing explains."""

    SAME = 0
    TAKEN_OVER = 1
    UNEXPLAINED = 2


def rule_head(household: HouseholdDraft, old: KnownHousehold, matched: Sequence[KnownPerson | None]) -> HeadRuling:
    """Say what a list's head means for the head on record.

    Another head is taken over where the one on record is gone, or listed as something else of the new one.
    """
    head = household.head
    person = matched[household.people.index(head)]
    if not _is_explicit(household) or (person is not None and person.id == old.head_id):
        return HeadRuling.SAME
    if person is not None and person.status in GONE_PEOPLE:
        return HeadRuling.UNEXPLAINED
    former = next((one for one in old.people if one.id == old.head_id), None)
    row = next((draft for draft, one in zip(household.people, matched, strict=True) if one is former), None)
    if former is None or former.status in GONE_PEOPLE:
        return HeadRuling.TAKEN_OVER
    relisted = row is not None and (row.status in GONE_PEOPLE or row.relation not in {"", HEAD})
    return HeadRuling.TAKEN_OVER if relisted else HeadRuling.UNEXPLAINED


def given_relation(household: HouseholdDraft, place: int, old: KnownHousehold, known: KnownPerson, ruling: HeadRuling) -> str:
    """Return the relation that a row may give a person on record, "" for none.

    Relations are told to the list's head: without him they say nothing. Nobody but him is made a head, and he nothing else.
    """
    person = household.people[place]
    if ruling is HeadRuling.UNEXPLAINED:
        return ""
    if ruling is HeadRuling.SAME and known.id == old.head_id:
        return person.relation if person.relation == HEAD else ""
    return "" if person.relation == HEAD and person is not household.head else person.relation


def _is_explicit(household: HouseholdDraft) -> bool:
    head = household.head
    return head.relation == HEAD or (bool(household.head_name) and household.head_name == head.name)
