"""Households: lists, adding, editing, removing, needs. Their place in a grid is moved by services/grids."""

from collections.abc import Sequence
from dataclasses import dataclass

from kzzq_desktop.base.clock import new_id, today
from kzzq_desktop.base.errors import AppError, FormError, Problem
from kzzq_desktop.domain.codes import HEAD
from kzzq_desktop.domain.form_checks import check_household, household_values, resident_values
from kzzq_desktop.domain.id_numbers import read_id
from kzzq_desktop.domain.listing import HouseholdFilter, HouseholdOrder
from kzzq_desktop.domain.people import Household, HouseholdNeed, HouseholdRow, Resident
from kzzq_desktop.domain.person_forms import HouseholdForm, ResidentForm
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.store import households
from kzzq_desktop.store import people as marks
from kzzq_desktop.store.unit import Unit

LIVING = frozenset({"here", "away"})


class HouseholdGone(AppError):
    """The household was removed meanwhile."""

    advice = "请刷新列表后再试。"


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Another resident on record with the same ID number: `at` is the resident's place in the form."""

    at: int
    name: str
    household_id: str
    place: str


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save made or changed: the household's id and the unit, for taking it back ("" when nothing changed)."""

    household_id: str
    unit_id: str


def list_ids(desk: Desk, chosen: HouseholdFilter, order: str = HouseholdOrder.PLACE, *, down: bool = False) -> tuple[str, ...]:
    """Return the ids of the households wanted, sorted and filtered in the database."""
    with desk.store.reading() as conn:
        return households.list_household_ids(conn, chosen, order, down=down)


def list_rows(desk: Desk, ids: Sequence[str]) -> tuple[HouseholdRow, ...]:
    """Return a window of rows in the order of `ids`."""
    with desk.store.reading() as conn:
        return households.read_households(conn, ids)


def read_form(desk: Desk, household_id: str) -> HouseholdForm:
    """Return a household as its form: living residents who still belong to it, the head first."""
    with desk.store.reading() as conn:
        record = _known(households.read_household(conn, household_id))
        people = households.read_residents(conn, household_id)
        needs = marks.read_needs(conn, [household_id]).get(household_id, ())
    texts = record.model_dump(include={"village_id", "group_no", "building", "door_no", "address", "ledger_no", "note"})
    stated = "" if record.stated_people is None else str(record.stated_people)
    living = tuple(_resident_form(person) for person in people if person.status in LIVING)
    return HouseholdForm(**texts, phone=_spoken(record.phone), stated_people=stated, needs=needs, residents=living)


def check(form: HouseholdForm) -> tuple[Problem, ...]:
    """Return all that is wrong with a form; nothing is saved."""
    return check_household(form, today())


def find_duplicates(desk: Desk, form: HouseholdForm, household_id: str = "") -> tuple[Duplicate, ...]:
    """Return others on record who hold an ID number of this form: a hint, not a refusal."""
    numbers = [read_id(resident.id_number).number if resident.id_number.strip() else "" for resident in form.residents]
    own = {resident.id for resident in form.residents}
    with desk.store.reading() as conn:
        known = households.find_id_numbers(conn, numbers)
        found = [
            (at, other) for at, number in enumerate(numbers) if number for other in known.get(number, ()) if other[0] not in own
        ]
        rows = {row.id: row for row in households.read_households(conn, [other[2] for _, other in found])}
    return tuple(
        Duplicate(at, name, home, f"{rows[home].village} {rows[home].head}家" if home in rows else "")
        for at, (_, name, home) in found
        if home != household_id or household_id == ""
    )


def add_household(desk: Desk, form: HouseholdForm, grid_id: str = "") -> Saved:
    """Save a new household with its residents and needs in one unit; raises FormError with all Problems."""
    if problems := check_household(form, today()):
        raise FormError(problems)
    household_id = new_id()
    ids = [new_id() for _ in form.residents]
    head_id = next(row_id for row_id, resident in zip(ids, form.residents, strict=True) if resident.relation == HEAD)
    with desk.store.unit("新增住户") as unit:
        row = {"id": household_id, "head_id": head_id, "grid_id": grid_id or None, **household_values(form)}
        unit.add_many(Household, [row])
        _add_residents(unit, household_id, list(zip(ids, form.residents, strict=True)), 0)
        marks.write_needs(unit, household_id, form.needs)
    return Saved(household_id, unit.id)


def edit_household(desk: Desk, household_id: str, form: HouseholdForm) -> Saved:
    """Save the form over a household: residents changed, added, and those taken out of the form removed, in one unit."""
    if problems := check_household(form, today()):
        raise FormError(problems)
    with desk.store.unit("修改住户") as unit:
        before = _known(households.read_household(unit.conn, household_id))
        held = {person.id: person for person in households.read_residents(unit.conn, household_id)}
        ids = [resident.id if resident.id in held else new_id() for resident in form.residents]
        head_id = next(row_id for row_id, resident in zip(ids, form.residents, strict=True) if resident.relation == HEAD)
        values = household_values(form) | {"head_id": head_id}
        if before.village_id != form.village_id:
            values["grid_id"] = None
        unit.change(Household, household_id, **values)
        pairs = list(zip(ids, form.residents, strict=True))
        unit.change_many(Resident, {row_id: _changed(held[row_id], resident) for row_id, resident in pairs if row_id in held})
        _add_residents(unit, household_id, [pair for pair in pairs if pair[0] not in held], len(held))
        gone = [row_id for row_id, person in held.items() if person.status in LIVING and row_id not in ids]
        unit.remove(Resident, gone)
        marks.write_needs(unit, household_id, form.needs)
    return Saved(household_id, written_id(unit))


def remove_household(desk: Desk, household_id: str) -> str:
    """Remove a household entered by mistake with its residents and needs (stamped; can be taken back). Return the unit."""
    with desk.store.unit("删除住户") as unit:
        _known(households.read_household(unit.conn, household_id))
        unit.remove(Resident, [person.id for person in households.read_residents(unit.conn, household_id)])
        unit.remove(HouseholdNeed, households.list_need_ids(unit.conn, household_id))
        unit.remove(Household, [household_id])
    return unit.id


def remove_resident(desk: Desk, resident_id: str) -> str:
    """Remove a resident entered by mistake; the head and the last one of a household are refused."""
    with desk.store.unit("删除家庭成员") as unit:
        person = households.read_resident(unit.conn, resident_id)
        if person is None:
            raise HouseholdGone("这个人已经删除。")
        home = _known(households.read_household(unit.conn, person.household_id))
        if home.head_id == resident_id:
            raise FormError([Problem("户主不能直接删除", "，请先换户主，或删除整户。", field="people")])
        unit.remove(Resident, [resident_id])
    return unit.id


def set_needs(desk: Desk, household_id: str, needs: Sequence[str]) -> str:
    """Tick a household's needs; return the unit, "" when nothing changed."""
    with desk.store.unit("修改需求") as unit:
        _known(households.read_household(unit.conn, household_id))
        marks.write_needs(unit, household_id, needs)
    return written_id(unit)


def written_id(unit: Unit) -> str:
    """Return a closed unit's id for taking it back, "" when nothing was written."""
    return unit.id if unit.seq >= unit.first_seq else ""


def _add_residents(unit: Unit, household_id: str, pairs: Sequence[tuple[str, ResidentForm]], place: int) -> None:
    unit.add_many(
        Resident,
        [
            {"id": row_id, "household_id": household_id, "place": at, **resident_values(resident, today())}
            for at, (row_id, resident) in enumerate(pairs, place)
        ],
    )


def _changed(person: Resident, form: ResidentForm) -> dict[str, object]:
    """Return a resident's new values; the raw text of a ledger's name is kept while the name stays."""
    values = resident_values(form, today())
    return {name: value for name, value in values.items() if name != "raw_name" or values["name"] != person.name}


def _resident_form(person: Resident) -> ResidentForm:
    texts = person.model_dump(include={"id", "name", "relation", "sex", "birth", "id_number", "note"})
    return ResidentForm(**texts, phones=_spoken(person.phones), other_names=households.joined_names(person.other_names))


def _spoken(phones: str) -> str:
    return "、".join(phone for phone in phones.split("|") if phone)


def _known(record: Household | None) -> Household:
    if record is None:
        raise HouseholdGone("这一户已经删除。")
    return record
