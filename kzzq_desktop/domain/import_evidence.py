"""What speaks for a household of a list being one on record, beside the name of its head (pure)."""

from collections import Counter

from kzzq_desktop.domain.drafts import HouseholdDraft, PersonDraft
from kzzq_desktop.domain.import_people import MONTH, has_name, head_of, is_like_named, is_mistyped, match_people, may_be, names_of
from kzzq_desktop.domain.known import KnownHousehold, KnownPerson
from kzzq_desktop.domain.order import Key, natural_key

SUPPORTED = 3
_SURE = 6
_GONE = frozenset({"moved_out", "deceased"})
_BIRTH, _YEAR, _PHONE, _NAME, _MOST_NAMES, _PLACE = 8, 3, 6, 4, 3, 3


def is_headed_by(household: KnownHousehold, draft: HouseholdDraft) -> bool:
    """Say whether a household that shares an ID number with the draft has its head: by number, or by a fitting name.

    A number alone is not enough where the name is another's and the others of the draft are not known there: it was copied.
    By name somebody must be the same to both: a married daughter is a child to one and the wife to the other. A birth that
    may be a slip of the pen is none in another place.
    """
    head, mine = head_of(household), draft.head
    if head is None:
        return False
    if mine.id_number and mine.id_number == head.id_number:
        return len(draft.people) == 1 or is_like_named(mine, head) or is_same_people(draft, household)
    slip = is_mistyped(mine, head) and not _is_elsewhere(draft, household)
    return has_name(mine, head) and (may_be(mine, head) or slip) and _same_to_both(draft, household)


def is_same_people(draft: HouseholdDraft, household: KnownHousehold) -> bool:
    """Say whether most people of both the draft and the household are the same, or half of the household in its own place."""
    pairs = zip(draft.people, match_people(draft.people, household.people), strict=True)
    shared = sum(known is not None and is_like_named(person, known) for person, known in pairs)
    here = sum(person.status not in _GONE for person in household.people) or len(household.people)
    if 2 * shared > max(len(draft.people), here):
        return True
    place = bool(draft.group_no and draft.door_no) and _place_of(draft) == _place_of(household)
    return place and 2 * shared >= here


def evidence(draft: HouseholdDraft, household: KnownHousehold, grid_id: str) -> int | None:
    """Return how much supports that both are one, None where something speaks against it.

    Places change, births do not: another group or door is outweighed by a birth, a phone or the family's names.
    """
    own = head_of(household)
    head = draft.head
    namesakes = [p for p in household.people if head.name in names_of(p) and (may_be(head, p) or is_mistyped(head, p))]
    if not namesakes:
        return None
    person = own if own in namesakes else namesakes[0]
    shared = _shared_names(draft, household, person)
    if person is not own and not (shared and is_same_people(draft, household)):
        return None
    score = _of_people(draft, household, person, shared)
    if _is_elsewhere(draft, household):
        return score if score >= _SURE else None
    return score + _of_place(draft, household, grid_id)


def equals(draft: HouseholdDraft, household: KnownHousehold) -> bool:
    """Say whether a household equals the draft in all it says: only so are two like households told apart."""
    if _place_of(draft) != _place_of(household) or len(draft.people) != len(household.people):
        return False
    facts = ("address", "stated_people", "status")
    if any(getattr(draft, name) != getattr(household, name) for name in facts):
        return False
    told = sorted(_told(person, draft.relation_of(person)) for person in draft.people)
    return told == sorted((p.name, p.sex, p.birth, p.relation, p.phones, p.status) for p in household.people)


def is_bare(draft: HouseholdDraft) -> bool:
    """Say whether a draft tells nothing but names: no number, birth, phone or place."""
    people = any(person.id_number or person.birth or person.phones for person in draft.people)
    return not (people or draft.phone or draft.group_no or draft.door_no or draft.building)


def _same_to_both(draft: HouseholdDraft, household: KnownHousehold) -> bool:
    relations = {person.id_number: person.relation for person in household.people if person.id_number}
    shared = [(person.relation, relations[person.id_number]) for person in draft.people if person.id_number in relations]
    return any(new == old or not new or not old for new, old in shared)


def _told(person: PersonDraft, relation: str) -> tuple[str, ...]:
    relation = person.relation or relation
    return person.name, person.known_sex, person.known_birth, relation, "|".join(person.phones), person.status


def _place_of(one: HouseholdDraft | KnownHousehold) -> tuple[Key, Key, Key]:
    """Group, building and door, whatever their spelling: 二 is 2, and 12号 is 12."""
    return natural_key(one.group_no), natural_key(one.building), natural_key(one.door_no)


def _is_elsewhere(draft: HouseholdDraft, household: KnownHousehold) -> bool:
    pairs = zip(_place_of(draft), _place_of(household), strict=True)
    return any(new and old and new != old for new, old in pairs)


def _shared_names(draft: HouseholdDraft, household: KnownHousehold, person: KnownPerson) -> int:
    """Count the people of the draft, beside its head, who bear a name of the household's others."""
    names = Counter(one.name for one in draft.people if one is not draft.head)
    others = Counter(one.name for one in household.people if one is not person)
    spelled = {name for one in household.people if one is not person for name in one.other_names}
    return (names & others).total() + sum(name in spelled and name not in others for name in names)


def _of_people(draft: HouseholdDraft, household: KnownHousehold, person: KnownPerson, shared: int) -> int:
    """Weigh the head's birth, phones of the household, and names beside the head's."""
    score, birth = 0, draft.head.known_birth
    if birth and person.birth and may_be(draft.head, person):
        score += _BIRTH if min(len(birth), len(person.birth)) >= MONTH else _YEAR
    given = {digits for one in draft.people for digits in one.phones} | ({draft.phone} - {""})
    if given and given & {digits for digits in household.phone.split("|") if digits}.union(
        *(one.phones.split("|") for one in household.people)
    ):
        score += _PHONE
    score += _NAME * min(shared, _MOST_NAMES)
    whole = shared and len(draft.people) == len(household.people) == shared + 1
    return score + (_SURE - _NAME if whole else 0)


def _of_place(draft: HouseholdDraft, household: KnownHousehold, grid_id: str) -> int:
    """Weigh group, building and door that agree, an address with a number in it, and the grid."""
    agree = sum(bool(new) and new == old for new, old in zip(_place_of(draft), _place_of(household), strict=True))
    address = bool(draft.address) and draft.address == household.address and any(letter.isdecimal() for letter in draft.address)
    return _PLACE * (agree + address + bool(grid_id and grid_id == household.grid_id))
