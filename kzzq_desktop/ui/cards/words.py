"""Words and marks of households and members, as lists and cards show them."""

from collections.abc import Sequence
from datetime import date

from kzzq_desktop.base import clock
from kzzq_desktop.domain.order import group_words
from kzzq_desktop.domain.people import ELIGIBILITY_WORDS, HOUSEHOLD_STATUS_WORDS, HouseholdRow
from kzzq_desktop.services.household_history import Happening
from kzzq_desktop.ui.parts.marks import Mark, reach_mark
from kzzq_desktop.ui.parts.timeline import Event

STATUS_MARKS = {
    "home": Mark("ok", HOUSEHOLD_STATUS_WORDS["home"], pill=True, icon="home"),
    "away": Mark("due", HOUSEHOLD_STATUS_WORDS["away"], pill=True, icon="away"),
    "moved": Mark("mute", HOUSEHOLD_STATUS_WORDS["moved"], pill=True, icon="moved"),
    "closed": Mark("mute", HOUSEHOLD_STATUS_WORDS["closed"], pill=True),
}
LIST_MARKS = {
    "away": Mark("mute", HOUSEHOLD_STATUS_WORDS["away"], icon="away"),
    "moved": Mark("mute", HOUSEHOLD_STATUS_WORDS["moved"], icon="moved"),
    "closed": Mark("mute", HOUSEHOLD_STATUS_WORDS["closed"]),
}
ELIGIBILITY_MARKS = {
    "active": Mark("ok", ELIGIBILITY_WORDS["active"]),
    "aged": Mark("mute", ELIGIBILITY_WORDS["aged"]),
    "infirm": Mark("mute", ELIGIBILITY_WORDS["infirm"]),
    "away": Mark("mute", ELIGIBILITY_WORDS["away"], icon="away"),
}
NOTHING = "—"


def place_words(row: HouseholdRow) -> str:
    """Return group and door as they are said: 东2组 5号, 3号楼2单元 201; the address where neither is known and it says more."""
    door = f"{row.door_no}号" if row.door_no and row.door_no[-1].isdigit() else row.door_no
    place = " ".join(part for part in (group_words(row.group_no, row.building), door) if part)
    return place or (row.address if row.address != row.village else "")


def grid_words(row: HouseholdRow) -> str:
    """Return a household's grid and its member: 03 白音那木拉."""
    if not row.grid_id:
        return "未入网格"
    return f"{row.grid_number:02d} {row.member or '还没有党员'}"


def contact_mark(row: HouseholdRow) -> Mark | str:
    """Return when a household was last reached; away ones say so instead."""
    if row.status in LIST_MARKS:
        return LIST_MARKS[row.status]
    if not row.reached:
        return reach_mark(None) if row.grid_id else NOTHING
    mark = reach_mark(days_since(row.reached))
    return Mark(mark.tone, mark.words)


def days_since(day: str) -> int:
    """Return how many days have passed since a full day."""
    return (clock.today() - date.fromisoformat(day)).days


def day_words(day: str) -> str:
    """Return a day, perhaps partly known, as it is said in a sentence: 2026年8月12日."""
    return "".join(f"{int(part)}{unit}" for part, unit in zip(day.split("-"), "年月日", strict=False) if part.isdigit())


def events_of(happenings: Sequence[Happening]) -> list[Event]:
    """Return what happened for a timeline; days of this year are short, older ones stand in full beside who did it."""
    this_year = f"{clock.today().year}年"
    events = []
    for one in happenings:
        said = day_words(one.day)
        if said.startswith(this_year) and said != this_year:
            events.append(Event(said.removeprefix(this_year), one.what, one.who, one.tone))
        else:
            events.append(Event(one.day[:7], one.what, "·".join(part for part in (one.who, said) if part), one.tone))
    return events
