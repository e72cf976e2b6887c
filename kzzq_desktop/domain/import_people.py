"""Which person of a household on record a row of a ledger means: by ID number, else by name, birth and relation (pure)."""

from collections.abc import Sequence
from dataclasses import replace

from kzzq_desktop.domain.codes import HEAD
from kzzq_desktop.domain.drafts import PersonDraft
from kzzq_desktop.domain.known import KnownHousehold, KnownPerson
from kzzq_desktop.domain.partial_days import fits
from kzzq_desktop.domain.spellings import is_another_spelling, is_named

WHOLE_DAY, MONTH = len("1986-05-03"), len("1986-05")
_NEAR_YEARS = 2
_SAME_BIRTH, _LIKE_BIRTH, _SAME_RELATION, _SHARED_PHONE, _SAME_SEX, _UNNAMED = 16, 8, 4, 2, 1, 64


def match_people(drafts: Sequence[PersonDraft], people: Sequence[KnownPerson]) -> list[KnownPerson | None]:
    """Match people inside one household one to one: by ID number, by name, then by birth and relation alone.

    Of two people of one name (father and son) each goes to the row that agrees most, whatever the order.
    """
    drafts = believed(drafts, people)
    free = {person.id: person for person in people}
    found = _by_number(drafts, free)
    open_rows = [row for row, person in enumerate(found) if person is None]
    if open_rows and free:
        _by_score(drafts, found, [(row, person) for row in open_rows for person in free.values()], free)
    return found


def believed(drafts: Sequence[PersonDraft], people: Sequence[KnownPerson]) -> Sequence[PersonDraft]:
    """Return the rows without ID numbers that are another's of this household: under his name, beside one of the row's."""
    holders = {person.id_number: person for person in people if person.id_number}
    strange = [
        row
        for row, draft in enumerate(drafts)
        if draft.id_number and (holder := holders.get(draft.id_number)) and draft.name != holder.name
        if not is_like_named(draft, holder) and _is_copied(row, drafts, people)
    ]
    return [replace(draft, id_number="") if row in strange else draft for row, draft in enumerate(drafts)] if strange else drafts


def _is_copied(row: int, drafts: Sequence[PersonDraft], people: Sequence[KnownPerson]) -> bool:
    draft = drafts[row]
    listed = any(at != row and other.id_number == draft.id_number for at, other in enumerate(drafts))
    return listed or any(has_name(draft, person) for person in people)


def head_of(household: KnownHousehold) -> KnownPerson | None:
    """Return the head on record: who is tied as such, else who is called so, else the first."""
    people = household.people
    tied = next((person for person in people if person.id == household.head_id), None)
    return tied or next((person for person in people if person.relation == HEAD), people[0] if people else None)


def names_of(person: KnownPerson) -> tuple[str, ...]:
    """Return all written forms of a person's name on record."""
    return (person.name, *person.other_names)


def has_name(draft: PersonDraft, person: KnownPerson) -> bool:
    """Say whether a row and a person share a written name."""
    if draft.name == person.name or draft.name in person.other_names or person.name in draft.other_names:
        return True
    return is_named(draft.name, names_of(person))


def is_like_named(draft: PersonDraft, person: KnownPerson) -> bool:
    """Say whether a row and a person share a name or a spelling of it."""
    return has_name(draft, person) or any(is_another_spelling(draft.name, name) for name in names_of(person))


def may_be(draft: PersonDraft, person: KnownPerson) -> bool:
    """Say whether neither number nor birth speaks against a row and a person of one name.

    A number that was mistyped does not: then the births still agree.
    """
    birth = draft.known_birth
    agree = not birth or not person.birth or fits(person.birth, birth)
    if draft.id_number and person.id_number and draft.id_number != person.id_number:
        return agree and bool(birth and person.birth)
    return agree


def is_mistyped(draft: PersonDraft, person: KnownPerson) -> bool:
    """Say whether two births of one name are near enough for a slip of the pen: father and son lie further apart.

    The relation must not disagree, and two right numbers with two births are two people.
    """
    if draft.id_number and person.id_number:
        return False
    if draft.relation and person.relation and draft.relation != person.relation:
        return False
    one, other = draft.known_birth, person.birth
    if not one or not other:
        return False
    near = abs(int(one[:4]) - int(other[:4])) <= _NEAR_YEARS
    same_day = len(one) == len(other) == WHOLE_DAY and one[4:] == other[4:]
    return near or (same_day and sorted(one[:4]) == sorted(other[:4]))


def repeats(people: Sequence[PersonDraft]) -> dict[int, int]:
    """Return {row: an earlier row of the same person}: listed twice in one household."""
    if len({person.name for person in people}) == len(people) and len({p.id_number or p.name for p in people}) == len(people):
        return {}
    return {
        row: first
        for row, person in enumerate(people)
        if (first := next((at for at in range(row) if _is_repeat(people[at], person)), None)) is not None
    }


def _is_repeat(one: PersonDraft, other: PersonDraft) -> bool:
    if one.id_number and other.id_number:
        return one.id_number == other.id_number and one.name == other.name
    if one.name != other.name or (one.sex and other.sex and one.sex != other.sex):
        return False
    if len(one.known_birth) == WHOLE_DAY and one.known_birth == other.known_birth:
        return True
    return _facts(one) == _facts(other)


def _facts(person: PersonDraft) -> tuple[object, ...]:
    return (person.relation, person.sex, person.birth, person.id_number, person.phones)


def _by_number(drafts: Sequence[PersonDraft], free: dict[str, KnownPerson]) -> list[KnownPerson | None]:
    holders: dict[str, KnownPerson] = {}
    for person in free.values():
        if person.id_number:
            holders.setdefault(person.id_number, person)
    found: list[KnownPerson | None] = []
    for draft in drafts:
        same = holders.pop(draft.id_number, None) if draft.id_number else None
        found.append(same)
        if same:
            del free[same.id]
    return found


def _by_score(
    drafts: Sequence[PersonDraft],
    found: list[KnownPerson | None],
    pairs: Sequence[tuple[int, KnownPerson]],
    free: dict[str, KnownPerson],
) -> None:
    """Take the pairs that agree most first, as long as both are free."""
    scored = [(score, row, person) for row, person in pairs if (score := _score(drafts[row], person)) is not None]
    for _, row, person in sorted(scored, key=lambda pair: -pair[0]):
        if found[row] is None and person.id in free:
            found[row] = person
            del free[person.id]


def _score(draft: PersonDraft, person: KnownPerson) -> int | None:
    """Return how much a row and a person agree, None where they cannot be one."""
    named = has_name(draft, person)
    whole = len(person.birth) == WHOLE_DAY and draft.known_birth == person.birth
    same_relation = bool(draft.relation) and draft.relation == person.relation
    if not named and not (whole and same_relation and not (draft.id_number and person.id_number)):
        return None
    if named and not may_be(draft, person) and not is_mistyped(draft, person):
        return None
    if named and not whole and _is_other_sex(draft, person):
        return None
    score = _SAME_RELATION if same_relation else 0
    if draft.known_birth and person.birth:
        score += _SAME_BIRTH if draft.known_birth == person.birth else _LIKE_BIRTH if may_be(draft, person) else 0
    score += _SHARED_PHONE if draft.phones and set(draft.phones) & set(person.phones.split("|")) else 0
    score += _SAME_SEX if draft.known_sex == person.sex else 0
    return score if named else score - _UNNAMED


def _is_other_sex(draft: PersonDraft, person: KnownPerson) -> bool:
    """Say whether sex and relation both speak against a row and a person of one name."""
    sexes = draft.known_sex != "0" != person.sex and draft.known_sex != person.sex
    return sexes and "" not in {draft.relation, person.relation} and draft.relation != person.relation
