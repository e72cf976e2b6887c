"""Who looks after a grid: propose a lead for each, save the proposal as one unit, or name one by hand."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from kzzq_desktop.base.clock import new_id, today
from kzzq_desktop.base.errors import AppError
from kzzq_desktop.domain.assign import TOWNSHIP_CODE, MemberPlan, Proposal, plan_members
from kzzq_desktop.domain.eligibility import refusal_words
from kzzq_desktop.domain.grid_plan import GridSpot, HouseholdSpot
from kzzq_desktop.domain.seats import GridSeat, MemberSpot, seats_of
from kzzq_desktop.domain.work import Contact, Role
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.divide import closed_why
from kzzq_desktop.store import grids as kept
from kzzq_desktop.store import office as offices
from kzzq_desktop.store.unit import Unit


class NoSuchGrid(AppError):
    """The grid is not in use."""

    advice = "这个网格已经撤并，请刷新后再试。"


class NoSuchMember(AppError):
    """The member is not on record."""

    advice = "这名党员已经不在名册里，请另选一名。"


@dataclass(frozen=True, slots=True)
class Assigned:
    """What a saved proposal did; `unit_id` is "" where nothing had to change. `overdue` leads stay for want of another."""

    unit_id: str
    new: int
    kept: int
    vacant: int
    overdue: int = 0


def preview_members(desk: Desk, village_id: str = "", chosen: Sequence[tuple[str, str]] = ()) -> MemberPlan:
    """Propose leads for all grids, or for those of one village (its members, and who is spare in the township)."""
    facts = read_facts(desk, village_id)
    seats = seats_of(facts.households, facts.grids, facts.leads)
    plan = plan_members(seats, facts.members, today(), chosen, facts.names)
    return of_villages(plan, seats, facts.members, [village_id]) if village_id else plan


@dataclass(frozen=True, slots=True)
class Facts:
    """What a proposal starts from: the whole office, or the township of one village."""

    households: tuple[HouseholdSpot, ...]
    grids: tuple[GridSpot, ...]
    members: tuple[MemberSpot, ...]
    leads: dict[str, str]
    names: dict[str, str]


def read_facts(desk: Desk, village_id: str = "") -> Facts:
    """Read what a proposal starts from, in one snapshot."""
    with desk.store.reading() as conn:
        names = {place.code: place.name for place in offices.list_places(conn)}
        township = village_id[:TOWNSHIP_CODE]
        near = {code for code in names if code.startswith(township)} | {village_id} if village_id else None
        members = kept.list_member_spots(conn)
        households, grids = kept.list_household_spots(conn, near), kept.list_grid_spots(conn, near)
        leads = kept.list_leads(conn)
    if village_id:
        members = tuple(member for member in members if member.village_id.startswith(township))
    return Facts(households, grids, members, leads, names)


def of_villages(
    plan: MemberPlan, seats: Iterable[GridSeat], members: Iterable[MemberSpot], villages: Collection[str]
) -> MemberPlan:
    """Return what a proposal says of some villages: their grids, and their own members who get none."""
    mine = {seat.id for seat in seats if seat.village_id in villages}
    own = {member.id for member in members if member.village_id in villages}
    return replace(within(plan, mine), refusals=tuple(one for one in plan.refusals if one.member_id in own))


def within(plan: MemberPlan, grids: Collection[str]) -> MemberPlan:
    """Return what a proposal says of some grids; members who get none stay as they are."""
    return MemberPlan(
        tuple(proposal for proposal in plan.proposals if proposal.grid_id in grids),
        plan.refusals,
        tuple(vacancy for vacancy in plan.vacancies if vacancy.grid_id in grids),
    )


def assign(desk: Desk, plan: MemberPlan, day: str = "", approved_by: str = "") -> Assigned:
    """Save a proposal as one unit: who is replaced is released that day. What is kept is not touched."""
    new = [proposal for proposal in plan.proposals if not proposal.kept]
    left = [vacancy.grid_id for vacancy in plan.vacancies if vacancy.chosen]
    with desk.store.unit("确定联系党员") as unit:
        write_members(unit, new, day, approved_by)
        release(unit, left, day, "暂缺")
    unit_id = unit.id if unit.seq >= unit.first_seq else ""
    overdue = sum(bool(vacancy.stays) for vacancy in plan.vacancies)
    return Assigned(unit_id, len(new), len(plan.proposals) - len(new), len(plan.vacancies) - overdue, overdue)


def set_lead(desk: Desk, grid_id: str, member_id: str, why: str, day: str = "", approved_by: str = "") -> str:
    """Name a grid's lead by hand, whatever the rules propose ("" = nobody); return the unit's id."""
    with desk.store.unit("更换联系党员" if member_id else "解除联系") as unit:
        if kept.read_grid(unit.conn, grid_id) is None:
            raise NoSuchGrid("没有这个网格。")
        if member_id and member_id not in {member.id for member in kept.list_member_spots(unit.conn)}:
            raise NoSuchMember("没有这名党员。")
        if member_id:
            write_members(unit, [Proposal(grid_id, member_id, why)], day, approved_by)
        else:
            release(unit, [grid_id], day, why or "暂缺")
    return unit.id if unit.seq >= unit.first_seq else ""


def lead_notes(desk: Desk, grid_id: str, member_id: str) -> tuple[str, ...]:
    """Return what a clerk should know before naming this member: age and health, grids he has already."""
    with desk.store.reading() as conn:
        leads, members = kept.list_leads(conn), kept.list_member_spots(conn)
        others = [grid for grid, lead in leads.items() if lead == member_id and grid != grid_id]
        rows = kept.list_grid_rows(conn, grids=others) if others else ()
    member = next((one for one in members if one.id == member_id), None)
    if member is None:
        return ()
    notes = [f"已联系{row.village}{row.number:02d}号网格，{row.households}户。" for row in rows]
    if refused := refusal_words(member.eligibility, member.birth, today(), member.why):
        notes.insert(0, f"{refused}。")
    return tuple(notes)


def write_members(unit: Unit, proposals: Iterable[Proposal], day: str = "", approved_by: str = "") -> None:
    """Write leads into an open unit: one contact begins, another that was there ends the same day."""
    wanted = {proposal.grid_id: proposal for proposal in proposals}
    present = kept.open_contacts(unit.conn, list(wanted))
    since = day or today().isoformat()
    same = {grid for grid, member, _ in present.values() if wanted[grid].member_id == member}
    ended = {
        contact: {"until": since, "why": closed_why(why, "更换联系党员")}
        for contact, (grid, member, why) in present.items()
        if wanted[grid].member_id != member
    }
    unit.change_many(Contact, ended)
    unit.add_many(Contact, [_contact(proposal, since, approved_by) for grid, proposal in wanted.items() if grid not in same])


def release(unit: Unit, grids: Sequence[str], day: str, reason: str) -> None:
    """End whoever leads these grids now."""
    until = day or today().isoformat()
    present = kept.open_contacts(unit.conn, grids)
    unit.change_many(
        Contact, {contact: {"until": until, "why": closed_why(why, reason)} for contact, (_, _, why) in present.items()}
    )


def _contact(proposal: Proposal, since: str, approved_by: str) -> dict[str, object]:
    """Return a new contact as a whole row: bulk inserts fill in no defaults."""
    row = Contact(
        id=new_id(), grid_id=proposal.grid_id, member_id=proposal.member_id, role=Role.LEAD, since=since,
        why=proposal.why[:128], approved_by=approved_by[:64],
    )  # fmt: skip
    return row.model_dump(include={"id", "grid_id", "member_id", "role", "since", "until", "why", "approved_by"})
