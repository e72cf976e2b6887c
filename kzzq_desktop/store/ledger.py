"""What is on record of some villages, for an import to be compared with, and the bulk save of its plan."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, Table, select

from kzzq_desktop.domain.changes import Stamped
from kzzq_desktop.domain.known import Known, KnownGrid, KnownHousehold, KnownMember, KnownPerson
from kzzq_desktop.domain.people import Household, HouseholdNeed, Member, MemberPost, Resident
from kzzq_desktop.domain.places import Branch
from kzzq_desktop.domain.work import Contact, Grid
from kzzq_desktop.store.boots import read_meta
from kzzq_desktop.store.tables import table_of
from kzzq_desktop.store.unit import CHUNK, Unit

# Marks whose ids are derived: one that was removed by the clerk or by an undo is put back, not made twice.
MARKS = (HouseholdNeed, MemberPost)
KINDS: tuple[type[Stamped], ...] = (Branch, Grid, Household, Resident, HouseholdNeed, Member, MemberPost, Contact)
HOUSEHOLD, RESIDENT, NEED, MEMBER, POST, BRANCH, GRID, CONTACT = (
    table_of(kind) for kind in (Household, Resident, HouseholdNeed, Member, MemberPost, Branch, Grid, Contact)
)
PORTION = 2_000  # rows stamped and handed over at once: all of a large import's would lie in memory twice more
Rows = Mapping[str, Sequence[Mapping[str, object]]]
Patches = Mapping[str, Mapping[str, Mapping[str, object]]]


def read_known(conn: Connection, villages: Collection[str], numbers: Collection[str] = ()) -> Known:
    """Return what is on record of these villages; members, branches and who holds these ID numbers of the whole office."""
    places = list(villages)
    people = _people(conn, places)
    needs = _needs(conn, places)
    households = tuple(
        KnownHousehold(
            row.id,
            row.village_id,
            row.group_no,
            row.building,
            row.door_no,
            row.address,
            row.phone,
            row.stated_people,
            row.grid_id or "",
            row.status,
            row.head_id or "",
            tuple(people[row.id]),
            frozenset(needs[row.id]),
        )
        for row in conn.execute(_live(HOUSEHOLD).where(HOUSEHOLD.c.village_id.in_(places)))
    )
    posts = frozenset((row.member_id, row.post) for row in conn.execute(_live(POST)))
    branches = {row.name: row.id for row in conn.execute(_live(BRANCH))}
    here = {person.id_number for household in people.values() for person in household}
    holders = _holders(conn, places, [number for number in numbers if number not in here])
    return Known(households, _members(conn), _grids(conn, places), branches, posts, holders)


def read_revision(conn: Connection) -> str:
    """Return what moves on with every save: a plan made at another revision is out of date."""
    return read_meta(conn, "rev") or ""


def save_plan(unit: Unit, inserts: Rows, patches: Patches) -> None:
    """Write a plan's rows and changes in bulk, parents first."""
    for kind in KINDS:
        name = table_of(kind).name
        rows = inserts.get(name, ())
        for start in range(0, len(rows), PORTION):
            (unit.put_many if kind in MARKS else unit.add_many)(kind, rows[start : start + PORTION])
        unit.change_many(kind, patches.get(name, {}))


def _live(table: Table) -> Select[*tuple[Any, ...]]:
    return select(table).where(table.c.sy_del == 0)


def _people(conn: Connection, villages: list[str]) -> dict[str, list[KnownPerson]]:
    found: dict[str, list[KnownPerson]] = defaultdict(list)
    chosen = _live(RESIDENT).join(HOUSEHOLD, HOUSEHOLD.c.id == RESIDENT.c.household_id)
    for row in conn.execute(chosen.where(HOUSEHOLD.c.village_id.in_(villages)).order_by(RESIDENT.c.place)):
        names = tuple(json.loads(row.other_names))
        facts = (row.relation, row.sex, row.birth, row.id_number, row.phones, row.status)
        found[row.household_id].append(KnownPerson(row.id, row.household_id, row.name, names, *facts))
    return found


def _holders(conn: Connection, villages: list[str], numbers: Sequence[str]) -> dict[str, str]:
    """Return the household outside these villages that holds each number."""
    chosen = (
        select(RESIDENT.c.id_number, RESIDENT.c.household_id)
        .join(HOUSEHOLD, HOUSEHOLD.c.id == RESIDENT.c.household_id)
        .where(RESIDENT.c.sy_del == 0, HOUSEHOLD.c.sy_del == 0, HOUSEHOLD.c.village_id.not_in(villages))
    )
    found: dict[str, str] = {}
    for start in range(0, len(numbers), CHUNK):
        rows = conn.execute(chosen.where(RESIDENT.c.id_number.in_(numbers[start : start + CHUNK])))
        found.update((row.id_number, row.household_id) for row in rows)
    return found


def _needs(conn: Connection, villages: list[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    chosen = _live(NEED).join(HOUSEHOLD, HOUSEHOLD.c.id == NEED.c.household_id)
    for row in conn.execute(chosen.where(HOUSEHOLD.c.village_id.in_(villages))):
        found[row.household_id].add(row.need)
    return found


def _members(conn: Connection) -> tuple[KnownMember, ...]:
    return tuple(
        KnownMember(
            row.id,
            row.name,
            tuple(json.loads(row.other_names)),
            row.village_id or "",
            row.phone,
            row.sex,
            row.birth,
            row.branch_id or "",
            row.household_id or "",
            row.eligibility,
            row.note,
        )
        for row in conn.execute(_live(MEMBER))
    )


def _grids(conn: Connection, villages: list[str]) -> tuple[KnownGrid, ...]:
    now = _live(CONTACT).where(CONTACT.c.until == "", CONTACT.c.role == "lead")
    leads = {row.grid_id: row.member_id for row in conn.execute(now)}
    chosen = _live(GRID).where(GRID.c.village_id.in_(villages))
    return tuple(KnownGrid(row.id, row.village_id, row.number, row.name, leads.get(row.id, "")) for row in conn.execute(chosen))
