"""Rows and changes that a ledger's drafts become: a field the ledger leaves empty never empties a record (pure)."""

import json
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from kzzq_desktop.domain.drafts import HouseholdDraft, PersonDraft
from kzzq_desktop.domain.flags import NAME_CHAR_LOST
from kzzq_desktop.domain.id_numbers import birth_in, sex_in
from kzzq_desktop.domain.known import KnownHousehold, KnownMember, KnownPerson
from kzzq_desktop.domain.order import door_key, group_key, natural_key

Row = dict[str, object]
T = TypeVar("T", KnownHousehold, KnownPerson, KnownMember)
# A list says more or less of where somebody is; who is gone is not called back by it.
_RANK = {"home": 0, "here": 0, "away": 1, "moved": 2, "moved_out": 2, "closed": 3, "deceased": 3}
_SPELLED: dict[str, Callable[[str], object]] = {"group_no": group_key, "building": natural_key, "door_no": door_key}
GONE_HOMES, GONE_PEOPLE = frozenset({"moved", "closed"}), frozenset({"moved_out", "deceased"})


def household_row(household_id: str, head_id: str, draft: HouseholdDraft, grid_id: str) -> Row:
    """Return a new Household as a row; what is rarely given is left to the column's default."""
    row: Row = {
        "id": household_id,
        "village_id": draft.village_code,
        "group_no": draft.group_no,
        "door_no": draft.door_no,
        "address": draft.address,
        "head_id": head_id,
        "phone": draft.phone,
        "stated_people": draft.stated_people,
        "grid_id": grid_id or None,
        "status": draft.status,
    }
    return row | {name: text for name in ("building", "ledger_no", "note") if (text := getattr(draft, name))}


def resident_row(resident_id: str, household_id: str, draft: PersonDraft, place: int, relation: str) -> Row:
    """Return a new Resident as a row; a damaged ID number is kept in the note, to be completed by the clerk."""
    damaged = f"台账原文身份证号：{draft.id_text}" if draft.id_text and not draft.id_number else ""
    note = "；".join(filter(None, (draft.note, damaged)))
    row: Row = {
        "id": resident_id,
        "household_id": household_id,
        "name": draft.name,
        "relation": relation,
        "sex": draft.known_sex,
        "birth": draft.known_birth,
        "id_number": draft.id_number,
        "phones": "|".join(draft.phones),
        "status": draft.status or "here",
        "place": place,
    }
    if draft.raw_name or draft.other_names or note:
        row |= {"raw_name": draft.raw_name, "other_names": json.dumps(draft.other_names, ensure_ascii=False), "note": note}
    return row


def known_household(row: Row, people: Sequence[KnownPerson], needs: Iterable[str]) -> KnownHousehold:
    """Return a household that this import makes, for later rows to be compared with."""
    place = (row["id"], row["village_id"], row["group_no"], row.get("building", ""), row["door_no"])
    facts = (*place, row["address"], row["phone"], row["stated_people"])
    ties = (row["grid_id"] or "", row["status"], row["head_id"])
    return KnownHousehold(*facts, *ties, tuple(people), frozenset(needs))  # type: ignore[arg-type]


def known_person(row: Row, draft: PersonDraft) -> KnownPerson:
    """Return a resident that this import makes, for later rows to be compared with."""
    names = (str(row["id"]), str(row["household_id"]), draft.name, draft.other_names)
    facts = (draft.known_sex, draft.known_birth, draft.id_number, str(row["phones"]), str(row["status"]))
    return KnownPerson(*names, str(row["relation"]), *facts)


def completed(known: T, patch: Row) -> T:
    """Return what becomes of a household, person or member by a patch of its own fields."""
    if not patch:
        return known
    told = {name: tuple(json.loads(str(value))) if name == "other_names" else value for name, value in patch.items()}
    return replace(known, **told)  # type: ignore[arg-type]


def household_given(draft: HouseholdDraft, grid_id: str = "") -> Row:
    """Return the fields that a draft may change; empty ones say nothing."""
    return {
        "group_no": draft.group_no,
        "building": draft.building,
        "door_no": draft.door_no,
        "address": draft.address,
        "phone": draft.phone,
        "stated_people": draft.stated_people,
        "status": "" if draft.status == "home" else draft.status,
        "grid_id": grid_id,
    }


def household_patch(given: Row, old: KnownHousehold) -> Row:
    """Return the fields given that differ: another spelling of a group or door is no difference.

    A phone is the household's own where none of its people has it: it stays, and one that somebody has is his alone.
    """
    patch = {name: value for name, value in given.items() if value and value != getattr(old, name)}
    if "status" in patch and _RANK[str(patch["status"])] < _RANK[old.status]:
        del patch["status"]
    for name, key in _SPELLED.items():
        if name in patch and key(str(patch[name])) == key(str(getattr(old, name))):
            del patch[name]
    if "phone" in patch:
        of_people = {digits for person in old.people for digits in person.phones.split("|") if digits}
        if patch["phone"] in of_people or not {*filter(None, old.phone.split("|"))} <= of_people:
            del patch["phone"]
    return patch


def person_given(draft: PersonDraft) -> Row:
    """Return the fields that a draft may change; empty ones say nothing."""
    return {
        "relation": draft.relation,
        "sex": "" if draft.known_sex == "0" else draft.known_sex,
        "birth": draft.known_birth,
        "id_number": draft.id_number,
        "phones": "|".join(draft.phones),
        "status": "" if draft.status == "here" else draft.status,
    }


def person_patch(given: Row, draft: PersonDraft, old: KnownPerson) -> Row:
    """Return the fields given that differ, with phones and spellings added to those on record.

    A name on record is never changed by a list; another spelling is put beside it. What a right ID number on record
    says of sex and birth is not changed by a list that has no number.
    """
    bound = bool(old.id_number) and not draft.id_number
    patch: Row = {name: given[name] for name in ("relation", "id_number") if given[name] not in {"", getattr(old, name)}}
    if given["sex"] not in {"", old.sex} and not (bound and sex_in(old.id_number) == old.sex):
        patch["sex"] = given["sex"]
    if is_fuller_birth(draft.known_birth, old.birth) and not (bound and birth_in(old.id_number) == old.birth):
        patch["birth"] = draft.known_birth
    if draft.phones and not set(draft.phones) <= set(old.phones.split("|")):
        patch["phones"] = "|".join(dict.fromkeys((*draft.phones, *filter(None, old.phones.split("|")))))
    if given["status"] and _RANK[str(given["status"])] > _RANK[old.status]:
        patch["status"] = given["status"]
    if spelled := _spellings(draft, old):
        patch["other_names"] = json.dumps((*old.other_names, *spelled), ensure_ascii=False)
    return patch


def is_fuller_birth(told: str, known: str) -> bool:
    """Say whether a list's birth may stand for the one on record: another one, and never known less exactly."""
    return bool(told) and not known.startswith(told) and len(told) >= len(known)


def unlike_number(draft: PersonDraft, old: KnownPerson) -> list[str]:
    """Return which of birth and sex a list without an ID number gives otherwise than the right number on record."""
    if draft.id_number or not old.id_number:
        return []
    born, sex = birth_in(old.id_number), sex_in(old.id_number)
    told = [("birth", bool(draft.birth) and not born.startswith(draft.birth)), ("sex", bool(draft.sex) and draft.sex != sex)]
    return [name for name, unlike in told if unlike and getattr(old, name) == {"birth": born, "sex": sex}[name]]


def _spellings(draft: PersonDraft, old: KnownPerson) -> tuple[str, ...]:
    if draft.name == old.name and not draft.other_names:
        return ()
    lost = NAME_CHAR_LOST in draft.flags
    return tuple(
        name for name in dict.fromkeys((draft.name, *draft.other_names)[lost:]) if name not in {old.name, *old.other_names}
    )


def need_rows(household_id: str, needs: Iterable[str], present: set[str]) -> list[Row]:
    """Return a row for each need not yet marked; its id is uuid5 of household and need. `present` is added to."""
    fresh = [need for need in dict.fromkeys(needs) if need not in present]
    present.update(fresh)
    return [{"id": need_id(household_id, need), "household_id": household_id, "need": need} for need in fresh]


def need_id(household_id: str, need: str) -> str:
    """Return the id of a household's need: the same on every PC, so that two marks unite."""
    return uuid.uuid5(uuid.NAMESPACE_OID, f"need/{household_id}/{need}").hex
