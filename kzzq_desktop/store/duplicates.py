"""The office's people as the duplicate desk looks at them, and the pairs that a clerk has told apart."""

import json
import re
import uuid
from collections import defaultdict

from sqlalchemy import Connection, select

from kzzq_desktop.domain.duplicate_rows import SeenHousehold, SeenPerson
from kzzq_desktop.domain.names import is_lost
from kzzq_desktop.domain.people import Household, HouseholdStatus, Resident, ResidentStatus
from kzzq_desktop.domain.places import Setting
from kzzq_desktop.store.office import write_setting
from kzzq_desktop.store.tables import table_of
from kzzq_desktop.store.unit import Unit

HOUSEHOLD, RESIDENT, SETTING = table_of(Household), table_of(Resident), table_of(Setting)
APART = "apart-"
KEY_DIGITS = 26
DAMAGED = re.compile(r"台账原文身份证号：([^；]+)")
GONE = (HouseholdStatus.MOVED.value, HouseholdStatus.CLOSED.value)


def read_seen(conn: Connection) -> list[SeenHousehold]:
    """Return every household with its people, in the order of villages and ids.

    Who moved out, and households that moved or were closed, are left out: they stand elsewhere now, and rightly twice.
    """
    people = _people(conn)
    fields = (HOUSEHOLD.c[name] for name in ("id", "village_id", "group_no", "door_no", "head_id"))
    asked = select(*fields).where(HOUSEHOLD.c.sy_del == 0, HOUSEHOLD.c.status.not_in(GONE))
    rows = conn.execute(asked.order_by(HOUSEHOLD.c.village_id, HOUSEHOLD.c.id))
    return [
        SeenHousehold(row.id, row.village_id, row.group_no, row.door_no, row.head_id or "", tuple(people[row.id])) for row in rows
    ]


def read_apart(conn: Connection) -> frozenset[frozenset[str]]:
    """Return the pairs of ids that were told apart."""
    told = select(SETTING.c.value).where(SETTING.c.key.startswith(APART), SETTING.c.sy_del == 0)
    return frozenset(frozenset(json.loads(value)) for value in conn.execute(told).scalars())


def write_apart(unit: Unit, division_id: str, one: str, other: str) -> None:
    """Remember that two are not the same. One row a decision, its key derived of both ids: two PCs write the same one."""
    pair = sorted((one, other))
    digits = uuid.uuid5(uuid.NAMESPACE_OID, f"apart/{'/'.join(pair)}").hex[:KEY_DIGITS]
    write_setting(unit, division_id, f"{APART}{digits}", pair)


def _people(conn: Connection) -> dict[str, list[SeenPerson]]:
    found: dict[str, list[SeenPerson]] = defaultdict(list)
    names = ("id", "household_id", "name", "other_names", "relation", "sex", "birth", "id_number", "phones", "note")
    asked = select(*(RESIDENT.c[name] for name in names))
    asked = asked.where(RESIDENT.c.sy_del == 0, RESIDENT.c.status != ResidentStatus.MOVED.value)
    for row in conn.execute(asked.order_by(RESIDENT.c.household_id, RESIDENT.c.place, RESIDENT.c.id)):
        damaged = DAMAGED.search(row.note) if row.note and not row.id_number else None
        found[row.household_id].append(
            SeenPerson(
                row.id, row.household_id, row.name, tuple(json.loads(row.other_names)) if row.other_names != "[]" else (),
                row.relation, row.sex, row.birth, row.id_number, damaged[1] if damaged else "",
                tuple(row.phones.split("|")) if row.phones else (), is_lost(row.name),
            )
        )  # fmt: skip
    return found
