"""What rolls of people need, asked for in bulk: households with all their people, members, branches; plain tuples."""

from typing import NamedTuple

from sqlalchemy import Connection, and_, case, func, or_, select

from kzzq_desktop.domain.codes import HEAD
from kzzq_desktop.domain.people import Household, HouseholdNeed, Member, MemberPost, Resident
from kzzq_desktop.domain.places import VILLAGE, Branch, Division
from kzzq_desktop.domain.scope import Scope
from kzzq_desktop.domain.work import Contact, Grid, Role
from kzzq_desktop.store.derived import HOUSEHOLD_ORDER, MEMBER_ORDER
from kzzq_desktop.store.papers import GONE, LEFT
from kzzq_desktop.store.scopes import in_villages, of_households, of_members
from kzzq_desktop.store.tables import table_of

HOUSEHOLD, NEED, RESIDENT, MEMBER, POST, BRANCH, CONTACT, GRID, DIVISION = (
    table_of(kind) for kind in (Household, HouseholdNeed, Resident, Member, MemberPost, Branch, Contact, Grid, Division)
)
TOWNSHIP, OWN, ORDER = DIVISION.alias("township"), RESIDENT.alias("own"), HOUSEHOLD_ORDER.c
_TOWNSHIP_DIGITS = 9


class HomeFacts(NamedTuple):
    """A household where it stands, its head's id "" where none is on record; grid "" and 0 without one."""

    id: str
    village_id: str
    village: str
    township: str
    group_no: str
    building: str
    door_no: str
    address: str
    phone: str
    status: str
    away_where: str
    away_return: str
    note: str
    head_id: str
    grid_id: str
    grid_number: int
    grid_name: str


class PersonFacts(NamedTuple):
    """A resident of a household."""

    id: str
    household_id: str
    name: str
    relation: str
    sex: str
    birth: str
    id_number: str
    phones: str
    status: str
    note: str


class MemberFacts(NamedTuple):
    """A party member with branch and place: the own village, else where the branch is."""

    id: str
    name: str
    sex: str
    birth: str
    phone: str
    village_id: str
    village: str
    township: str
    branch_id: str
    branch: str
    branch_place: str
    eligibility: str
    eligibility_why: str


class LedGrid(NamedTuple):
    """A grid and who leads it now, with its households that are printed."""

    member_id: str
    grid_id: str
    village: str
    number: int
    households: int


class BranchFacts(NamedTuple):
    """A branch with its secretary; `village` is "" of a township's or a banner's own, both are "" where it has no place."""

    id: str
    name: str
    division_id: str
    village: str
    township: str
    secretary: str
    phone: str


def list_homes(conn: Connection, scope: Scope) -> list[HomeFacts]:
    """Return the scope's households by place, in a grid or not; those moved away or closed are left out."""
    asked = (
        select(
            HOUSEHOLD.c.id, HOUSEHOLD.c.village_id, func.coalesce(DIVISION.c.name, ""), func.coalesce(TOWNSHIP.c.name, ""),
            *(HOUSEHOLD.c[name] for name in HomeFacts._fields[4:13]),
            func.coalesce(HOUSEHOLD.c.head_id, ""),
            func.coalesce(GRID.c.id, ""), func.coalesce(GRID.c.number, 0), func.coalesce(GRID.c.name, ""),
        )
        .outerjoin(DIVISION, DIVISION.c.id == HOUSEHOLD.c.village_id)
        .outerjoin(TOWNSHIP, TOWNSHIP.c.id == DIVISION.c.parent_id)
        .outerjoin(GRID, and_(GRID.c.id == HOUSEHOLD.c.grid_id, GRID.c.sy_del == 0))
        .outerjoin(HOUSEHOLD_ORDER, ORDER.household_id == HOUSEHOLD.c.id)
        .where(HOUSEHOLD.c.sy_del == 0, HOUSEHOLD.c.status.not_in(GONE), of_households(scope))
        .order_by(ORDER.village_id, ORDER.place_key, HOUSEHOLD.c.id)
    )  # fmt: skip
    return [HomeFacts._make(row) for row in conn.execute(asked)]


def list_people(conn: Connection, scope: Scope) -> list[PersonFacts]:
    """Return the people of these households, each household's head first; those who moved away or died are left out."""
    asked = (
        select(*(RESIDENT.c[name] for name in PersonFacts._fields))
        .join(HOUSEHOLD, and_(HOUSEHOLD.c.id == RESIDENT.c.household_id, HOUSEHOLD.c.sy_del == 0))
        .where(RESIDENT.c.sy_del == 0, RESIDENT.c.status.not_in(LEFT), HOUSEHOLD.c.status.not_in(GONE), of_households(scope))
        .order_by(
            case((RESIDENT.c.id == HOUSEHOLD.c.head_id, 0), (RESIDENT.c.relation == HEAD, 1), else_=2),
            RESIDENT.c.place, RESIDENT.c.birth, RESIDENT.c.id,
        )
    )  # fmt: skip
    return [PersonFacts._make(row) for row in conn.execute(asked)]


def list_needs(conn: Connection, scope: Scope) -> list[tuple[str, str]]:
    """Return (household, need) of these households, in a fixed order."""
    asked = (
        select(NEED.c.household_id, NEED.c.need)
        .join(HOUSEHOLD, HOUSEHOLD.c.id == NEED.c.household_id)
        .where(NEED.c.sy_del == 0, of_households(scope))
        .order_by(NEED.c.household_id, NEED.c.need)
    )
    return [(row[0], row[1]) for row in conn.execute(asked)]


def list_members(conn: Connection, scope: Scope) -> list[MemberFacts]:
    """Return the scope's members by village and name; those whose own record says moved away or dead are left out.

    A member without a village belongs to where the branch is.
    """
    place = func.coalesce(MEMBER.c.village_id, BRANCH.c.division_id, "")
    wanted = in_villages(place, scope) if scope.township or scope.village else of_members(scope)
    asked = (
        select(
            *(MEMBER.c[name] for name in ("id", "name", "sex", "birth", "phone")), place,
            func.coalesce(DIVISION.c.name, ""), case((DIVISION.c.level == VILLAGE, func.coalesce(TOWNSHIP.c.name, "")), else_=""),
            *(func.coalesce(BRANCH.c[name], "") for name in ("id", "name", "division_id")),
            MEMBER.c.eligibility, MEMBER.c.eligibility_why,
        )
        .outerjoin(BRANCH, and_(BRANCH.c.id == MEMBER.c.branch_id, BRANCH.c.sy_del == 0))
        .outerjoin(DIVISION, DIVISION.c.id == place)
        .outerjoin(TOWNSHIP, TOWNSHIP.c.id == DIVISION.c.parent_id)
        .outerjoin(OWN, and_(OWN.c.id == MEMBER.c.resident_id, OWN.c.sy_del == 0))
        .outerjoin(MEMBER_ORDER, MEMBER_ORDER.c.member_id == MEMBER.c.id)
        .where(MEMBER.c.sy_del == 0, or_(OWN.c.status.is_(None), OWN.c.status.not_in(LEFT)), wanted)
        .order_by(place, MEMBER_ORDER.c.name_key, MEMBER.c.id)
    )  # fmt: skip
    return [MemberFacts._make(row) for row in conn.execute(asked)]


def list_member_posts(conn: Connection) -> list[tuple[str, str]]:
    """Return (member, post) of all members, in a fixed order."""
    asked = select(POST.c.member_id, POST.c.post).where(POST.c.sy_del == 0).order_by(POST.c.member_id, POST.c.post)
    return [(row[0], row[1]) for row in conn.execute(asked)]


def list_led_grids(conn: Connection) -> list[LedGrid]:
    """Return each grid that somebody leads now, by village and number."""
    homes = (
        select(HOUSEHOLD.c.grid_id, func.count().label("n"))
        .where(HOUSEHOLD.c.sy_del == 0, HOUSEHOLD.c.grid_id.is_not(None), HOUSEHOLD.c.status.not_in(GONE))
        .group_by(HOUSEHOLD.c.grid_id)
        .subquery()
    )
    asked = (
        select(CONTACT.c.member_id, GRID.c.id, func.coalesce(DIVISION.c.name, ""), GRID.c.number, func.coalesce(homes.c.n, 0))
        .join(GRID, and_(GRID.c.id == CONTACT.c.grid_id, GRID.c.sy_del == 0))
        .outerjoin(DIVISION, DIVISION.c.id == GRID.c.village_id)
        .outerjoin(homes, homes.c.grid_id == GRID.c.id)
        .where(CONTACT.c.sy_del == 0, CONTACT.c.until == "", CONTACT.c.role == Role.LEAD)
        .order_by(GRID.c.village_id, GRID.c.number, CONTACT.c.since)
    )
    return [LedGrid._make(row) for row in conn.execute(asked)]


def list_branches(conn: Connection, scope: Scope) -> list[BranchFacts]:
    """Return the branches of a township or of all, by division and name."""
    of_village = DIVISION.c.level == VILLAGE
    asked = (
        select(
            BRANCH.c.id, BRANCH.c.name, func.coalesce(BRANCH.c.division_id, ""),
            case((of_village, DIVISION.c.name), else_=""),
            func.coalesce(case((of_village, TOWNSHIP.c.name), else_=DIVISION.c.name), ""),
            BRANCH.c.secretary, BRANCH.c.secretary_phone,
        )
        .outerjoin(DIVISION, DIVISION.c.id == BRANCH.c.division_id)
        .outerjoin(TOWNSHIP, TOWNSHIP.c.id == DIVISION.c.parent_id)
        .where(BRANCH.c.sy_del == 0)
        .order_by(func.coalesce(BRANCH.c.division_id, ""), BRANCH.c.name, BRANCH.c.id)
    )  # fmt: skip
    if scope.township:
        asked = asked.where(BRANCH.c.division_id.startswith(scope.township[:_TOWNSHIP_DIGITS]))
    return [BranchFacts._make(row) for row in conn.execute(asked)]
