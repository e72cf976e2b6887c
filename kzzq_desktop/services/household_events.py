"""Life events of a household, one step each: away, back, moved out, a death, another head. Each has its day."""

from collections.abc import Mapping
from dataclasses import dataclass

from kzzq_desktop.base.clock import today
from kzzq_desktop.base.errors import FormError, Problem
from kzzq_desktop.domain.codes import HEAD
from kzzq_desktop.domain.form_checks import check_day
from kzzq_desktop.domain.names import normal_text
from kzzq_desktop.domain.new_head import Kin, relations_after
from kzzq_desktop.domain.people import Household, HouseholdStatus, Resident, ResidentStatus
from kzzq_desktop.domain.person_forms import AwayForm
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.households import LIVING, HouseholdGone, written_id
from kzzq_desktop.store import households
from kzzq_desktop.store.unit import Unit

RESIDENT_EVENTS = {
    ResidentStatus.AWAY: "外出",
    ResidentStatus.HERE: "返乡",
    ResidentStatus.MOVED: "迁出",
    ResidentStatus.DECEASED: "去世",
}


@dataclass(frozen=True, slots=True)
class NewHead:
    """Who is the head from now on, and what the others are to him: {resident: GB/T 4761 code}, missing ones as proposed."""

    resident_id: str
    relations: Mapping[str, str]


def mark_away(desk: Desk, household_id: str, form: AwayForm) -> str:
    """The whole household went away; return the unit."""
    values = {"away_where": normal_text(form.where), "away_return": normal_text(form.back)}
    return _set_status(desk, household_id, HouseholdStatus.AWAY, form.day, "全家外出", values)


def mark_home(desk: Desk, household_id: str, day: str) -> str:
    """The household is back home; return the unit."""
    return _set_status(desk, household_id, HouseholdStatus.HOME, day, "全家返乡", {"away_where": "", "away_return": ""})


def mark_moved(desk: Desk, household_id: str, day: str) -> str:
    """The household moved out of the village for good and leaves its grid; return the unit."""
    gone = {"grid_id": None, "away_where": "", "away_return": ""}
    return _set_status(desk, household_id, HouseholdStatus.MOVED, day, "全家迁出", gone)


def propose_relations(desk: Desk, household_id: str, head_id: str) -> dict[str, str]:
    """Return what everybody becomes when this resident is the head; "" where the clerk must say."""
    with desk.store.reading() as conn:
        return _proposed(
            _home(households.read_household(conn, household_id)), households.read_residents(conn, household_id), head_id
        )


def change_head(desk: Desk, household_id: str, head: NewHead) -> str:
    """Make another living resident the head; return the unit."""
    with desk.store.unit("换户主") as unit:
        _put_head(unit, _home(households.read_household(unit.conn, household_id)), head)
    return written_id(unit)


def mark_resident(desk: Desk, resident_id: str, status: ResidentStatus, day_text: str, head: NewHead | None = None) -> str:
    """Record that a resident went away, came back, moved out or died; return the unit.

    When the head leaves for good, `head` names the next one in the same save; when nobody is left the household is closed.
    """
    day, problems = check_day(day_text, today())
    if problems:
        raise FormError(problems)
    with desk.store.unit(RESIDENT_EVENTS[status]) as unit:
        person = households.read_resident(unit.conn, resident_id)
        if person is None:
            raise HouseholdGone("这个人已经删除。")
        home = _home(households.read_household(unit.conn, person.household_id))
        unit.change(Resident, resident_id, status=status.value, status_day=day)
        if status not in LIVING:
            _mend_household(unit, home, resident_id, day, head)
    return written_id(unit)


def _mend_household(unit: Unit, home: Household, left_id: str, day: str, head: NewHead | None) -> None:
    """Somebody left for good: the household needs a living head, or is closed when nobody is left."""
    living = [person for person in households.read_residents(unit.conn, home.id) if person.status in LIVING]
    if not living:
        left = {"grid_id": None, "away_where": "", "away_return": ""}
        unit.change(Household, home.id, status=HouseholdStatus.CLOSED.value, status_day=day, **left)
    elif home.head_id == left_id:
        if head is None:
            raise FormError([Problem("户主已不在", "，请同时选出新户主。", field="head")])
        _put_head(unit, home, head)


def _put_head(unit: Unit, home: Household, head: NewHead) -> None:
    people = households.read_residents(unit.conn, home.id)
    chosen = next((person for person in people if person.id == head.resident_id), None)
    if chosen is None or chosen.status not in LIVING:
        raise FormError([Problem("新户主应是这一户里在家或外出的人", "，请重新选择。", field="head")])
    relations = _proposed(home, people, head.resident_id) | dict(head.relations) | {head.resident_id: HEAD}
    unit.change(Household, home.id, head_id=head.resident_id)
    unit.change_many(Resident, {person.id: {"relation": relations[person.id]} for person in people})


def _proposed(home: Household, people: tuple[Resident, ...], head_id: str) -> dict[str, str]:
    return relations_after([Kin(person.id, person.relation, person.sex) for person in people], home.head_id or "", head_id)


def _set_status(
    desk: Desk, household_id: str, status: HouseholdStatus, day_text: str, what: str, values: Mapping[str, str | None]
) -> str:
    day, problems = check_day(day_text, today())
    if problems:
        raise FormError(problems)
    with desk.store.unit(what) as unit:
        _home(households.read_household(unit.conn, household_id))
        unit.change(Household, household_id, status=status.value, status_day=day, **values)
    return written_id(unit)


def _home(record: Household | None) -> Household:
    if record is None:
        raise HouseholdGone("这一户已经删除。")
    return record
