"""Which household and person on record a row of a ledger means: by ID number first, never by a name alone (pure)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kzzq_desktop.domain.drafts import HouseholdDraft, MemberDraft, PersonDraft
from kzzq_desktop.domain.known import KnownHousehold, KnownMember, KnownPerson
from kzzq_desktop.domain.partial_days import fits


@dataclass(frozen=True, slots=True)
class Matched:
    """A draft's household on record (None for a new one) and the person on record of each of its people."""

    household: KnownHousehold | None
    people: tuple[KnownPerson | None, ...]


class HouseholdIndex:
    """Households on record, and those made by this import so far, by what a ledger can name them by.

    One sheet lists a household once: what one of its rows has taken is not offered to its next row by name.
    """

    def __init__(self, households: Iterable[KnownHousehold]) -> None:
        self._households: dict[str, KnownHousehold] = {}
        self._by_id_number: dict[tuple[str, str], str] = {}
        self._by_name: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        self._taken: dict[tuple[str, str], set[str]] = defaultdict(set)
        for household in households:
            self.put(household)

    def put(self, household: KnownHousehold, sheet: tuple[str, str] | None = None) -> None:
        """Offer a household, or what has become of it; one just made from a sheet is taken there."""
        self._households[household.id] = household
        for person in household.people:
            for name in (person.name, *person.other_names):
                self._by_name[household.village_id, name][household.id] = None
            if person.id_number:
                self._by_id_number.setdefault((household.village_id, person.id_number), household.id)
        if sheet:
            self._taken[sheet].add(household.id)

    def match(self, draft: HouseholdDraft) -> Matched:
        """Return the household a draft means, and its people one to one."""
        sheet = (draft.spot.file, draft.spot.sheet)
        household = self._by_numbers(draft) or self._by_head(draft, self._taken[sheet])
        if household is None:
            return Matched(None, (None,) * len(draft.people))
        self._taken[sheet].add(household.id)
        return Matched(household, match_people(draft.people, household.people))

    def namesakes(self, draft: HouseholdDraft) -> int:
        """Return how many households on record a person of the head's name belongs to."""
        return len(self._by_name.get((draft.village_code, draft.head.name), ()))

    def _by_numbers(self, draft: HouseholdDraft) -> KnownHousehold | None:
        """Return the household that holds most of the draft's ID numbers."""
        keys = [(draft.village_code, person.id_number) for person in draft.people if person.id_number]
        votes = Counter(self._by_id_number[key] for key in keys if key in self._by_id_number)
        return self._households[votes.most_common(1)[0][0]] if votes else None

    def _by_head(self, draft: HouseholdDraft, taken: set[str]) -> KnownHousehold | None:
        """Return the household with the head's name that nothing speaks against and something speaks for.

        Of several, the first that equals the draft in all it says: only so are two like households told apart.
        """
        fitting = [
            household
            for household in map(self._households.__getitem__, self._by_name.get((draft.village_code, draft.head.name), ()))
            if household.id not in taken and not _contradicts(draft, household) and _supports(draft, household)
        ]
        if len(fitting) == 1:
            return fitting[0]
        return next((household for household in fitting if _equals(draft, household)), None)


def match_people(drafts: Sequence[PersonDraft], people: Sequence[KnownPerson]) -> tuple[KnownPerson | None, ...]:
    """Match people inside one household one to one: by ID number, then by name unless number or birth differ."""
    free = list(people)
    found: list[KnownPerson | None] = []
    for draft in drafts:
        same = next((p for p in free if draft.id_number and p.id_number == draft.id_number), None)
        found.append(same)
        if same:
            free.remove(same)
    for place, draft in enumerate(drafts):
        if found[place] is None:
            same = next((p for p in free if draft.name in (p.name, *p.other_names) and _may_be(draft, p)), None)
            if same:
                free.remove(same)
                found[place] = same
    return tuple(found)


def match_member(draft: MemberDraft, members: Iterable[KnownMember]) -> tuple[KnownMember | None, bool]:
    """Return the member a draft means and whether that is doubtful (several fit: none is taken)."""
    same = [m for m in members if draft.name in (m.name, *m.other_names) and draft.village_code in ("", m.village_id)]
    by_phone = [m for m in same if set(m.phone.split("|")) & set(draft.phones)]
    if len(by_phone) == 1:
        return by_phone[0], False
    apart = [m for m in same if not (m.phone and draft.phones) and (not draft.birth or not m.birth or fits(m.birth, draft.birth))]
    return (apart[0], False) if len(apart) == 1 else (None, len(apart) > 1)


def _contradicts(draft: HouseholdDraft, household: KnownHousehold) -> bool:
    pairs = ((draft.group_no, household.group_no), (draft.door_no, household.door_no))
    if any(new and old and new != old for new, old in pairs):
        return True
    mine, theirs = draft.head, next((p for p in household.people if draft.head.name in (p.name, *p.other_names)), None)
    return theirs is not None and not _may_be(mine, theirs)


def _supports(draft: HouseholdDraft, household: KnownHousehold) -> bool:
    """Tell whether more than the head's name agrees: the place, a phone, the birth, the people, or nothing else is known."""
    known = {person.name for person in household.people}
    names = {person.name for person in draft.people}
    phones = {*household.phone.split("|"), *(p for person in household.people for p in person.phones.split("|"))} - {""}
    given = {*filter(None, [draft.phone]), *(p for person in draft.people for p in person.phones)}
    place = bool(draft.group_no or draft.door_no) and draft.group_no == household.group_no and draft.door_no == household.door_no
    return place or bool(phones & given) or len(known & names) > 1 or (known == names and draft.group_no == household.group_no)


def _may_be(draft: PersonDraft, person: KnownPerson) -> bool:
    if draft.id_number and person.id_number:
        return draft.id_number == person.id_number
    birth = draft.known_birth
    return not birth or not person.birth or fits(person.birth, birth) or fits(birth, person.birth)


def _equals(draft: HouseholdDraft, household: KnownHousehold) -> bool:
    names = sorted(person.name for person in draft.people) == sorted(person.name for person in household.people)
    place = (draft.group_no, draft.door_no) == (household.group_no, household.door_no)
    return names and place and draft.stated_people == household.stated_people and draft.phone in ("", household.phone)
