"""Rows and changes that a ledger's drafts become: a field the ledger leaves empty never empties a record (pure)."""

import json
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from kzzq_desktop.domain.drafts import HouseholdDraft, PersonDraft
from kzzq_desktop.domain.known import KnownHousehold, KnownPerson

Row = dict[str, object]
T = TypeVar("T", KnownHousehold, KnownPerson)


def household_row(household_id: str, head_id: str, draft: HouseholdDraft) -> Row:
    """Return a new Household as a row."""
    return {
        "id": household_id,
        "village_id": draft.village_code,
        "group_no": draft.group_no,
        "building": draft.building,
        "door_no": draft.door_no,
        "address": draft.address,
        "head_id": head_id,
        "phone": draft.phone,
        "stated_people": draft.stated_people,
        "grid_id": None,
        "status": draft.status,
        "ledger_no": draft.ledger_no,
        "note": draft.note,
    }


def resident_row(resident_id: str, household_id: str, draft: PersonDraft, place: int, relation: str) -> Row:
    """Return a new Resident as a row; a damaged ID number is kept in the note, to be completed by the clerk."""
    damaged = f"台账原文身份证号：{draft.id_text}" if draft.id_text and not draft.id_number else ""
    return {
        "id": resident_id,
        "household_id": household_id,
        "name": draft.name,
        "raw_name": draft.raw_name,
        "other_names": json.dumps(draft.other_names, ensure_ascii=False),
        "relation": relation,
        "sex": draft.known_sex,
        "birth": draft.known_birth,
        "id_number": draft.id_number,
        "phones": "|".join(draft.phones),
        "status": draft.status or "here",
        "place": place,
        "note": "；".join(filter(None, (draft.note, damaged))),
    }


def known_household(household_id: str, draft: HouseholdDraft, people: Sequence[Row]) -> KnownHousehold:
    """Return a household that this import makes, for later rows to be compared with."""
    persons = tuple(known_person(row, person) for person, row in zip(draft.people, people, strict=True))
    head_id = persons[draft.people.index(draft.head)].id
    place = (draft.village_code, draft.group_no, draft.building, draft.door_no, draft.address, draft.phone, draft.stated_people)
    return KnownHousehold(household_id, *place, "", draft.status, head_id, persons)


def known_person(row: Row, draft: PersonDraft) -> KnownPerson:
    """Return a resident that this import makes, for later rows to be compared with."""
    facts = ("relation", "sex", "birth", "id_number", "phones", "status")
    return KnownPerson(
        str(row["id"]), str(row["household_id"]), draft.name, draft.other_names, *(str(row[fact]) for fact in facts)
    )


def completed(known: T, patch: Row) -> T:
    """Return what becomes of a household or person by a patch of its own fields."""
    return replace(known, **patch)  # type: ignore[arg-type]


def household_given(draft: HouseholdDraft) -> Row:
    """Return the fields that a draft may change; empty ones say nothing."""
    return {
        "group_no": draft.group_no,
        "building": draft.building,
        "door_no": draft.door_no,
        "address": draft.address,
        "phone": draft.phone,
        "stated_people": draft.stated_people,
        "status": "" if draft.status == "home" else draft.status,
    }


def household_patch(draft: HouseholdDraft, old: KnownHousehold) -> Row:
    """Return the fields that the draft gives and that differ; one who moved is not brought back by a list."""
    given = household_given(draft)
    if old.status != "home":
        del given["status"]
    return {name: value for name, value in given.items() if value and value != getattr(old, name)}


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


def person_patch(draft: PersonDraft, old: KnownPerson) -> Row:
    """Return the fields that the draft gives and that differ; a name on record is never changed by a list."""
    given = person_given(draft)
    patch: Row = {name: given[name] for name in ("relation", "sex", "id_number") if given[name] not in {"", getattr(old, name)}}
    if draft.known_birth and not old.birth.startswith(draft.known_birth):
        patch["birth"] = draft.known_birth
    if set(draft.phones) - set(old.phones.split("|")):
        patch["phones"] = "|".join(dict.fromkeys((*draft.phones, *filter(None, old.phones.split("|")))))
    if given["status"] and old.status == "here":
        patch["status"] = draft.status
    return patch


def need_rows(household_id: str, needs: Iterable[str], present: set[str]) -> list[Row]:
    """Return a row for each need not yet marked; its id is uuid5 of household and need. `present` is added to."""
    fresh = [need for need in dict.fromkeys(needs) if need not in present]
    present.update(fresh)
    return [{"id": need_id(household_id, need), "household_id": household_id, "need": need} for need in fresh]


def need_id(household_id: str, need: str) -> str:
    """Return the id of a household's need: the same on every PC, so that two marks unite."""
    return uuid.uuid5(uuid.NAMESPACE_OID, f"need/{household_id}/{need}").hex
