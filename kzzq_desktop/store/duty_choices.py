"""What a duty can be logged for: grids with their leads, households to tick, who looked after a grid on a day."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Row, Select, case, func, select

from kzzq_desktop.domain.duty_log import GridChoice, HouseholdChoice
from kzzq_desktop.domain.people import Household, Member, Resident
from kzzq_desktop.domain.places import Division
from kzzq_desktop.domain.work import Contact, Grid, Role
from kzzq_desktop.store.derived import SEARCH_KEY
from kzzq_desktop.store.tables import table_of
from kzzq_desktop.store.unit import CHUNK

GRID, HOUSEHOLD, RESIDENT, MEMBER, CONTACT, DIVISION = (
    table_of(kind) for kind in (Grid, Household, Resident, Member, Contact, Division)
)
HEAD = RESIDENT.alias("head")
GONE = ("moved", "closed")
LEFT = ("moved_out", "deceased")


def list_grid_choices(conn: Connection) -> tuple[GridChoice, ...]:
    """Return every grid by village and number, with its lead now (`keys`: how the search knows him) and its households."""
    held = (
        select(HOUSEHOLD.c.grid_id, func.count().label("n"))
        .where(HOUSEHOLD.c.sy_del == 0, HOUSEHOLD.c.status.not_in(GONE), HOUSEHOLD.c.grid_id.is_not(None))
        .group_by(HOUSEHOLD.c.grid_id)
    )
    leads = (
        select(CONTACT.c.grid_id, MEMBER.c.name, SEARCH_KEY.c.line)
        .join(MEMBER, MEMBER.c.id == CONTACT.c.member_id)
        .outerjoin(SEARCH_KEY, (SEARCH_KEY.c.ref_id == MEMBER.c.id) & (SEARCH_KEY.c.kind == MEMBER.name))
        .where(CONTACT.c.sy_del == 0, CONTACT.c.until == "", CONTACT.c.role == Role.LEAD)
    )
    counts = {row.grid_id: row.n for row in conn.execute(held)}
    names = {row.grid_id: (row.name, _name_keys(row.line or "")) for row in conn.execute(leads)}
    chosen = (
        select(GRID.c.id, GRID.c.village_id, DIVISION.c.name.label("village"), GRID.c.number, GRID.c.name)
        .join(DIVISION, DIVISION.c.id == GRID.c.village_id, isouter=True)
        .where(GRID.c.sy_del == 0)
        .order_by(GRID.c.village_id, GRID.c.number)
    )
    return tuple(
        GridChoice(r.id, r.village_id, r.village or "", r.number, r.name, member, counts.get(r.id, 0), keys)
        for r in conn.execute(chosen)
        for member, keys in (names.get(r.id, ("", "")),)
    )


def list_households_of(conn: Connection, grid_id: str) -> tuple[HouseholdChoice, ...]:
    """Return a grid's households to tick, those moved away or closed left out; unsorted."""
    chosen = _HOUSEHOLDS.where(HOUSEHOLD.c.grid_id == grid_id, HOUSEHOLD.c.sy_del == 0, HOUSEHOLD.c.status.not_in(GONE))
    return _choices(conn, [chosen])


def find_households(conn: Connection, ids: Sequence[str]) -> tuple[HouseholdChoice, ...]:
    """Return these households whatever their status; removed and unknown ones are left out."""
    chunks = [ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK)]
    return _choices(conn, [_HOUSEHOLDS.where(HOUSEHOLD.c.id.in_(chunk), HOUSEHOLD.c.sy_del == 0) for chunk in chunks])


def lead_on(conn: Connection, grid_id: str, day: str) -> str:
    """Return the member who led the grid on that day, "" if nobody did. On the day of a handover it is the new one."""
    chosen = (
        select(CONTACT.c.member_id)
        .where(CONTACT.c.grid_id == grid_id, CONTACT.c.sy_del == 0, CONTACT.c.role == Role.LEAD)
        .where(CONTACT.c.since <= day, (CONTACT.c.until == "") | (CONTACT.c.until >= day))
        .order_by(CONTACT.c.since.desc(), CONTACT.c.sy_rev.desc())
    )
    return conn.execute(chosen).scalars().first() or ""


def member_name(conn: Connection, member_id: str) -> str:
    """Return a member's name, "" if unknown or removed."""
    return conn.execute(select(MEMBER.c.name).where(MEMBER.c.id == member_id, MEMBER.c.sy_del == 0)).scalar() or ""


def grid_village(conn: Connection, grid_id: str) -> str:
    """Return the village a grid stands in, "" if the grid is unknown or removed."""
    return conn.execute(select(GRID.c.village_id).where(GRID.c.id == grid_id, GRID.c.sy_del == 0)).scalar() or ""


def _name_keys(line: str) -> str:
    """Return a member's name, pinyin and initials from his search keys; phones are no help in finding a grid."""
    words = (word.strip("=") for word in line.split())
    return " ".join(dict.fromkeys(word for word in words if word and not word.isdigit()))


_LIVE = func.coalesce(func.sum(case((RESIDENT.c.status.in_(LEFT), 0), else_=1)), 0)
_HOUSEHOLDS = select(
    *(HOUSEHOLD.c[name] for name in ("id", "group_no", "door_no", "status", "status_day", "grid_id", "stated_people")),
    HEAD.c.name.label("head"),
    select(_LIVE).where(RESIDENT.c.household_id == HOUSEHOLD.c.id, RESIDENT.c.sy_del == 0).scalar_subquery().label("live"),
).join(HEAD, HEAD.c.id == HOUSEHOLD.c.head_id, isouter=True)


def _choices(conn: Connection, asked: Iterable[Select[tuple[object, ...]]]) -> tuple[HouseholdChoice, ...]:
    return tuple(_choice(row) for chosen in asked for row in conn.execute(chosen))


def _choice(row: Row[tuple[object, ...]]) -> HouseholdChoice:
    people = row.stated_people if row.stated_people and row.live <= 1 else row.live
    return HouseholdChoice(
        row.id, row.head or "", row.group_no, row.door_no, row.status, row.status_day, people, row.grid_id or ""
    )
