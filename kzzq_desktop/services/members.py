"""Party members: lists, cards, adding, editing, eligibility, branches."""

from collections.abc import Sequence
from dataclasses import dataclass

from kzzq_desktop.base.clock import new_id, today
from kzzq_desktop.base.errors import AppError, FormError, Problem
from kzzq_desktop.domain.eligibility import AGE_LIMIT, age_on
from kzzq_desktop.domain.form_checks import check_day, check_member, member_values
from kzzq_desktop.domain.listing import MemberFilter, MemberOrder
from kzzq_desktop.domain.names import normal_name, normal_text
from kzzq_desktop.domain.people import Eligibility, Member, MemberPost, MemberRow
from kzzq_desktop.domain.person_forms import MemberForm
from kzzq_desktop.domain.places import Branch
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.store import households, members, office
from kzzq_desktop.store import people as marks
from kzzq_desktop.store.unit import Unit


class MemberGone(AppError):
    """The member was removed meanwhile."""

    advice = "请刷新列表后再试。"


class MemberBusy(AppError):
    """A member who looks after a grid cannot be removed."""

    advice = "请先在网格里换人或移交，再删除。"


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save made or changed: the member's id and the unit, for taking it back ("" when nothing changed)."""

    member_id: str
    unit_id: str


@dataclass(frozen=True, slots=True)
class BranchChoice:
    """A party branch to choose."""

    id: str
    name: str
    village_id: str


def list_ids(desk: Desk, chosen: MemberFilter, order: str = MemberOrder.NAME, *, down: bool = False) -> tuple[str, ...]:
    """Return the ids of the members wanted, sorted and filtered in the database."""
    with desk.store.reading() as conn:
        return members.list_member_ids(conn, chosen, order, down=down)


def list_rows(desk: Desk, ids: Sequence[str]) -> tuple[MemberRow, ...]:
    """Return a window of rows in the order of `ids`."""
    with desk.store.reading() as conn:
        return members.read_members(conn, ids)


def list_branches(desk: Desk) -> tuple[BranchChoice, ...]:
    """Return the party branches on record."""
    with desk.store.reading() as conn:
        return tuple(BranchChoice(branch.id, branch.name, branch.division_id or "") for branch in office.list_branches(conn))


def read_form(desk: Desk, member_id: str) -> MemberForm:
    """Return a member as his form."""
    with desk.store.reading() as conn:
        record = _known(members.read_member(conn, member_id))
        (row,) = members.read_members(conn, [member_id])
    return MemberForm(
        name=record.name,
        other_names=households.joined_names(record.other_names),
        sex=record.sex,
        birth=record.birth,
        phone="、".join(phone for phone in record.phone.split("|") if phone),
        village_id=record.village_id or "",
        branch_id=record.branch_id or "",
        household_id=record.household_id or "",
        resident_id=record.resident_id or "",
        posts=row.posts,
        committee=bool(record.committee),
        note=record.note,
    )


def suggest_household(desk: Desk, name: str, village_id: str) -> tuple[str, str]:
    """Return (household, resident) when exactly one living resident of the village bears the name, else two ""."""
    with desk.store.reading() as conn:
        found = members.find_own_household(conn, normal_name(name), village_id)
    return found[0] if len(found) == 1 else ("", "")


def add_member(desk: Desk, form: MemberForm) -> Saved:
    """Save a new member with posts and, if it is new, the branch; raises FormError with all Problems."""
    if problems := check_member(form, today()):
        raise FormError(problems)
    member_id = new_id()
    with desk.store.unit("新增党员") as unit:
        values = member_values(form, today()) | _suggested(str(member_values(form, today())["birth"]))
        unit.add_many(Member, [{"id": member_id, **values, "branch_id": _branch(unit, form)}])
        marks.write_posts(unit, member_id, form.posts)
    return Saved(member_id, unit.id)


def edit_member(desk: Desk, member_id: str, form: MemberForm) -> Saved:
    """Save the form over a member in one unit; raises FormError with all Problems."""
    if problems := check_member(form, today()):
        raise FormError(problems)
    with desk.store.unit("修改党员") as unit:
        held = _known(members.read_member(unit.conn, member_id))
        values = member_values(form, today())
        kept = {name: value for name, value in values.items() if name != "raw_name" or values["name"] != held.name}
        unit.change(Member, member_id, **kept, branch_id=_branch(unit, form))
        marks.write_posts(unit, member_id, form.posts)
    return Saved(member_id, _written(unit))


def suggest_eligibility(birth: str) -> Eligibility:
    """Return what the birth alone says: aged at 70 or over, else active."""
    age = age_on(birth, today())
    return Eligibility.AGED if age is not None and age >= AGE_LIMIT else Eligibility.ACTIVE


def set_eligibility(desk: Desk, member_id: str, eligibility: Eligibility, why: str, day: str) -> str:
    """Say whether a member may be asked, since when and why; an exemption needs its reason. Return the unit."""
    since, problems = check_day(day, today())
    found = list(problems)
    if eligibility in {Eligibility.INFIRM, Eligibility.AWAY} and not why.strip():
        found.append(Problem("没有写原因", "，请写明情况，例如“常年在沈阳务工”。", field="why"))
    if found:
        raise FormError(found)
    with desk.store.unit("修改能否安排") as unit:
        _known(members.read_member(unit.conn, member_id))
        unit.change(Member, member_id, eligibility=eligibility.value, eligibility_why=normal_text(why), eligibility_day=since)
    return _written(unit)


def remove_member(desk: Desk, member_id: str) -> str:
    """Remove a member entered by mistake (stamped; can be taken back); refused while he looks after a grid."""
    with desk.store.unit("删除党员") as unit:
        _known(members.read_member(unit.conn, member_id))
        if members.list_current_contacts(unit.conn, member_id):
            raise MemberBusy("这名党员正联系着网格。")
        unit.remove(MemberPost, members.list_post_ids(unit.conn, member_id))
        unit.remove(Member, [member_id])
    return unit.id


def _branch(unit: Unit, form: MemberForm) -> str | None:
    """Return the branch chosen or named; a name that is not on record makes a new branch of the member's village."""
    name = normal_text(form.branch_name)
    if form.branch_id or not name:
        return form.branch_id or None
    return members.find_branch(unit.conn, name, form.village_id) or unit.add(
        Branch(id="", name=name, division_id=form.village_id)
    )


def _suggested(birth: str) -> dict[str, object]:
    suggestion = suggest_eligibility(birth)
    day = today().isoformat() if suggestion is Eligibility.AGED else ""
    return {"eligibility": suggestion.value, "eligibility_day": day}


def _known(record: Member | None) -> Member:
    if record is None:
        raise MemberGone("这名党员已经删除。")
    return record


def _written(unit: Unit) -> str:
    return unit.id if unit.seq >= unit.first_seq else ""
