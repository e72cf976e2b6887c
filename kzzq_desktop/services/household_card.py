"""The card of a household: who lives there, what they need, who looks after them, and all that happened."""

from dataclasses import dataclass

from kzzq_desktop.domain.people import HouseholdRow, ResidentRow
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.household_history import Happening, list_happenings
from kzzq_desktop.services.households import LIVING, HouseholdGone
from kzzq_desktop.store import households


@dataclass(frozen=True, slots=True)
class HouseholdCard:
    """A household as its card shows it. `residents` live here or are away; `gone` moved out or died."""

    row: HouseholdRow
    head_id: str
    residents: tuple[ResidentRow, ...]
    gone: tuple[ResidentRow, ...]
    member_id: str
    member_phone: str
    status_day: str
    away_where: str
    away_return: str
    note: str
    happenings: tuple[Happening, ...]


def read_card(desk: Desk, household_id: str) -> HouseholdCard:
    """Return a household's card; raises HouseholdGone."""
    with desk.store.reading() as conn:
        rows = households.read_households(conn, [household_id])
        record = households.read_household(conn, household_id)
        if not rows or record is None:
            raise HouseholdGone("这一户已经删除。")
        people = [households.light_resident(person) for person in households.read_residents(conn, household_id)]
        member_id, _, phone = households.lead_of(conn, record.grid_id or "")
    return HouseholdCard(
        rows[0],
        record.head_id or "",
        tuple(person for person in people if person.status in LIVING),
        tuple(person for person in people if person.status not in LIVING),
        member_id,
        phone,
        record.status_day,
        record.away_where,
        record.away_return,
        record.note,
        list_happenings(desk, household_id),
    )
