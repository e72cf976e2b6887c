"""Who may stand on a list for everybody: those who live here."""

from collections.abc import Sequence

from sqlalchemy import Connection, func, select

from kzzq_desktop.domain.people import Household, Member, Resident
from kzzq_desktop.domain.work import Duty
from kzzq_desktop.store.papers import GONE, LEFT, list_leads
from kzzq_desktop.store.tables import table_of
from kzzq_desktop.store.unit import CHUNK

HOUSEHOLD, RESIDENT, MEMBER, DUTY = (table_of(kind) for kind in (Household, Resident, Member, Duty))
BIRTH, STATUS = func.coalesce(RESIDENT.c.birth, ""), func.coalesce(RESIDENT.c.status, "")


def list_heads(conn: Connection, households: Sequence[str]) -> list[tuple[str, str]]:
    """Return (household, birth of its head) of those that live here and whose head neither moved away nor died."""
    asked = (
        select(HOUSEHOLD.c.id, BIRTH)
        .outerjoin(RESIDENT, (RESIDENT.c.id == HOUSEHOLD.c.head_id) & (RESIDENT.c.sy_del == 0))
        .where(HOUSEHOLD.c.sy_del == 0, HOUSEHOLD.c.status.not_in(GONE), STATUS.not_in(LEFT))
    )
    return [
        (row[0], row[1])
        for start in range(0, len(households), CHUNK)
        for row in conn.execute(asked.where(HOUSEHOLD.c.id.in_(households[start : start + CHUNK])))
    ]


def list_present(conn: Connection, members: Sequence[str]) -> list[str]:
    """Return the members whose own record as a resident, where there is one, says neither moved away nor died."""
    asked = (
        select(MEMBER.c.id)
        .outerjoin(RESIDENT, (RESIDENT.c.id == MEMBER.c.resident_id) & (RESIDENT.c.sy_del == 0))
        .where(MEMBER.c.sy_del == 0, STATUS.not_in(LEFT))
    )
    return [
        row[0]
        for start in range(0, len(members), CHUNK)
        for row in conn.execute(asked.where(MEMBER.c.id.in_(members[start : start + CHUNK])))
    ]


def list_abandoned(conn: Connection) -> list[str]:
    """Return the grids whose lead moved away or died and has not been replaced yet."""
    return [lead.grid_id for lead in list_leads(conn) if lead.status in LEFT]


def list_duties_of_gone(conn: Connection, duties: Sequence[str]) -> list[str]:
    """Return those of the duties that somebody did who has moved away or died since."""
    asked = (
        select(DUTY.c.id)
        .join(MEMBER, MEMBER.c.id == DUTY.c.member_id)
        .join(RESIDENT, (RESIDENT.c.id == MEMBER.c.resident_id) & (RESIDENT.c.sy_del == 0))
        .where(RESIDENT.c.status.in_(LEFT))
    )
    return [
        row[0]
        for start in range(0, len(duties), CHUNK)
        for row in conn.execute(asked.where(DUTY.c.id.in_(duties[start : start + CHUNK])))
    ]
