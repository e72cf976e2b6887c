"""What a sound file satisfies: ties lead somewhere, totals add up, stamps are in order, derived tables equal their source."""

from dataclasses import dataclass

from sqlalchemy import Column, Connection, Table, func, or_, select

from kzzq_desktop.domain.changes import SyncBlob, SyncLog, SyncUnit
from kzzq_desktop.domain.people import Household, HouseholdNeed, Member, MemberPost, Resident
from kzzq_desktop.domain.places import Branch, Division
from kzzq_desktop.domain.work import Contact, Duty, DutyHousehold, Grid, Role
from kzzq_desktop.store import list_order, reach, search_index
from kzzq_desktop.store.boots import read_meta
from kzzq_desktop.store.guards import missing_guards, stamped_tables
from kzzq_desktop.store.tables import table_of

HOUSEHOLD, NEED, RESIDENT, MEMBER, POST = map(table_of, (Household, HouseholdNeed, Resident, Member, MemberPost))
DIVISION, BRANCH, GRID, CONTACT, DUTY, PART = map(table_of, (Division, Branch, Grid, Contact, Duty, DutyHousehold))
BLOB, LOG, UNIT = map(table_of, (SyncBlob, SyncLog, SyncUnit))
# Ties that must lead to a row in use. What tells of the past (duties, contacts) may name what was removed since.
LIVE_TIES = (
    (HOUSEHOLD.c.village_id, DIVISION),
    (HOUSEHOLD.c.head_id, RESIDENT),
    (HOUSEHOLD.c.grid_id, GRID),
    (RESIDENT.c.household_id, HOUSEHOLD),
    (NEED.c.household_id, HOUSEHOLD),
    (MEMBER.c.village_id, DIVISION),
    (MEMBER.c.branch_id, BRANCH),
    (POST.c.member_id, MEMBER),
    (GRID.c.village_id, DIVISION),
    (PART.c.duty_id, DUTY),
)
PAST_TIES = (
    (MEMBER.c.household_id, HOUSEHOLD),
    (MEMBER.c.resident_id, RESIDENT),
    (CONTACT.c.grid_id, GRID),
    (CONTACT.c.member_id, MEMBER),
    (DUTY.c.grid_id, GRID),
    (DUTY.c.member_id, MEMBER),
    (PART.c.household_id, HOUSEHOLD),
)
DERIVED = (("search_key", search_index), ("household_reach", reach), ("household_order", list_order))


@dataclass(frozen=True, slots=True)
class Loose:
    """How many rows of `table` name in `column` something that is not there."""

    table: str
    column: str
    count: int


def count_loose(conn: Connection) -> tuple[Loose, ...]:
    """Return the ties that lead nowhere."""
    found = [_loose(conn, column, target, in_use=True) for column, target in LIVE_TIES]
    found += [_loose(conn, column, target, in_use=False) for column, target in PAST_TIES]
    photos = select(func.count()).where(MEMBER.c.photo.is_not(None), MEMBER.c.sy_del == 0)
    lost = conn.execute(photos.where(MEMBER.c.photo.not_in(select(BLOB.c.sha256)))).scalar_one()
    return tuple(loose for loose in (*found, Loose("member", "photo", lost)) if loose.count)


def count_households(conn: Connection) -> tuple[int, int, int]:
    """Return the households in all, those in grids and those without one, each counted on its own."""
    every = select(func.count()).select_from(HOUSEHOLD).where(HOUSEHOLD.c.sy_del == 0)
    placed = every.where(HOUSEHOLD.c.grid_id.in_(select(GRID.c.id).where(GRID.c.sy_del == 0)))
    without = every.where(or_(HOUSEHOLD.c.grid_id.is_(None), HOUSEHOLD.c.grid_id == ""))
    total, inside, outside = (conn.execute(asked).scalar_one() for asked in (every, placed, without))
    return total, inside, outside


def count_crowded_grids(conn: Connection) -> int:
    """Return how many grids are led by more than one member now."""
    led = select(CONTACT.c.grid_id).where(CONTACT.c.sy_del == 0, CONTACT.c.until == "", CONTACT.c.role == Role.LEAD)
    crowded = led.group_by(CONTACT.c.grid_id).having(func.count() > 1)
    return conn.execute(select(func.count()).select_from(crowded.subquery())).scalar_one()


def count_twin_numbers(conn: Connection) -> int:
    """Return how many grid numbers stand twice in one village."""
    twins = select(GRID.c.village_id).where(GRID.c.sy_del == 0).group_by(GRID.c.village_id, GRID.c.number)
    return conn.execute(select(func.count()).select_from(twins.having(func.count() > 1).subquery())).scalar_one()


def count_wrong_stamps(conn: Connection) -> int:
    """Return how many rows stand beyond the counters or share a rev, and how many log rows belong to no save."""
    rev = int(read_meta(conn, "rev") or 0)
    wrong = 0
    for table in (*stamped_tables(), LOG):
        wrong += conn.execute(select(func.count()).select_from(table).where(table.c.sy_rev > rev)).scalar_one()
        twins = select(table.c.sy_rev).group_by(table.c.sy_rev).having(func.count() > 1).subquery()
        wrong += conn.execute(select(func.count()).select_from(twins)).scalar_one()
    covering = select(UNIT.c.actor).where(
        UNIT.c.actor == LOG.c.actor, UNIT.c.first_seq <= LOG.c.seq, UNIT.c.last_seq >= LOG.c.seq
    )
    return wrong + conn.execute(select(func.count()).select_from(LOG).where(~covering.exists())).scalar_one()


def count_derived_faults(conn: Connection) -> tuple[Loose, ...]:
    """Return the derived tables that differ from a new derivation."""
    counted = [Loose(table, "", kept.count_wrong(conn)) for table, kept in DERIVED]
    return tuple(loose for loose in counted if loose.count)


def rebuild_derived(conn: Connection) -> None:
    """Derive every local table anew."""
    for _, kept in DERIVED:
        kept.rebuild(conn)


def count_missing_guards(conn: Connection) -> int:
    """Return how many tables stand unguarded against writes round the unit."""
    return len(missing_guards(conn))


def _loose(conn: Connection, column: Column[str], target: Table, *, in_use: bool) -> Loose:
    source = column.table
    there = select(target.c.id).where(target.c.sy_del == 0) if in_use else select(target.c.id)
    asked = select(func.count()).where(source.c.sy_del == 0, column.is_not(None), column != "", column.not_in(there))
    return Loose(str(source.name), column.name, conn.execute(asked).scalar_one())
