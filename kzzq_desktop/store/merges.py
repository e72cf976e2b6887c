"""What hangs on a person or a household that is merged into another: read whole, and moved over."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, select

from kzzq_desktop.domain.duties import boxes_text, read_boxes
from kzzq_desktop.domain.people import Household, HouseholdNeed, Member, Resident
from kzzq_desktop.domain.places import Division
from kzzq_desktop.domain.work import Duty, DutyHousehold, Grid
from kzzq_desktop.store.people import read_needs
from kzzq_desktop.store.tables import table_of
from kzzq_desktop.store.unit import CHUNK, Unit

HOUSEHOLD, RESIDENT, NEED, MEMBER, DIVISION = map(table_of, (Household, Resident, HouseholdNeed, Member, Division))
GRID, DUTY, PART = map(table_of, (Grid, Duty, DutyHousehold))
Row = Mapping[str, Any]
Stamps = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Held:
    """Two households with all that a merge shows, the kept one first. `people` are those of both; rows are whole.

    `duties` is how many the other is in; equal `stamps` mean that nobody edited either since.
    """

    home: Row
    other_home: Row
    people: Mapping[str, Row]
    needs: tuple[str, ...]
    other_needs: tuple[str, ...]
    villages: Mapping[str, str]
    grids: Mapping[str, int]
    duties: int
    stamps: Stamps


def read_held(conn: Connection, kept_id: str, other_id: str, *, of_people: bool = False) -> Held | None:
    """Return what two households hold, None where one is no longer in use; `of_people`: the ids are two residents'."""
    if of_people:
        at_home = {row["id"]: row["household_id"] for row in _live(conn, RESIDENT, "id", [kept_id, other_id])}
        kept_id, other_id = at_home.get(kept_id, ""), at_home.get(other_id, "")
    ids = [kept_id, other_id]
    homes = {row["id"]: row for row in _live(conn, HOUSEHOLD, "id", dict.fromkeys(ids))}
    if not homes.keys() >= set(ids):
        return None
    people = sorted(_live(conn, RESIDENT, "household_id", homes), key=lambda row: (row["household_id"], row["place"], row["id"]))
    needs = read_needs(conn, list(homes))
    villages = _live(conn, DIVISION, "id", {row["village_id"] for row in homes.values()})
    grids = _live(conn, GRID, "id", {row["grid_id"] for row in homes.values() if row["grid_id"]})
    stamped = [*homes.values(), *people, *_live(conn, NEED, "household_id", homes)]
    return Held(
        homes[kept_id], homes[other_id], {row["id"]: row for row in people}, needs.get(kept_id, ()), needs.get(other_id, ()),
        {row["id"]: row["name"] for row in villages}, {row["id"]: row["number"] for row in grids},
        len(duties_of(conn, other_id)), tuple(sorted((row["id"], row["sy_rev"]) for row in stamped)),
    )  # fmt: skip


def living_ids(conn: Connection, ids: Collection[str]) -> frozenset[str]:
    """Return which of these households and residents are in use."""
    return frozenset(row["id"] for table in (HOUSEHOLD, RESIDENT) for row in _live(conn, table, "id", ids))


def move_members(unit: Unit, column: str, old: str, new: Mapping[str, object]) -> None:
    """Tie party members who hung on `old` (a resident or a household) to the kept one."""
    unit.change_many(Member, {row["id"]: new for row in _live(unit.conn, MEMBER, column, [old])})


def move_duties(unit: Unit, old: str, new: str, part_ids: Mapping[str, str]) -> None:
    """Move a household's duties to another; `part_ids` are the derived ids {duty: row} of the moved ones."""
    parts = _live(unit.conn, PART, "household_id", [old])
    moved = [
        {**{name: row[name] for name in ("duty_id", "day", "sy_scope")}, "id": part_ids[row["duty_id"]], "household_id": new}
        for row in parts
    ]
    unit.put_many(DutyHousehold, moved)
    unit.remove(DutyHousehold, [row["id"] for row in parts])
    unit.change_many(Duty, _renamed(unit.conn, [row["duty_id"] for row in parts], old, new))


def duties_of(conn: Connection, household_id: str) -> tuple[str, ...]:
    """Return the duties a household is in."""
    return tuple(row["duty_id"] for row in _live(conn, PART, "household_id", [household_id]))


def _renamed(conn: Connection, duties: Sequence[str], old: str, new: str) -> dict[str, dict[str, object]]:
    """Return new boxes for duties whose own boxes name the old household (the parties of a dispute)."""
    found: dict[str, dict[str, object]] = {}
    for row in _live(conn, DUTY, "id", duties):
        boxes = read_boxes(row["boxes"])
        named = {key: value for key, value in boxes.items() if isinstance(value, tuple) and old in value}
        if named:
            changed = {key: tuple(dict.fromkeys(new if one == old else one for one in value)) for key, value in named.items()}
            found[row["id"]] = {"boxes": boxes_text({**boxes, **changed})}
    return found


def _live(conn: Connection, table: Table, column: str, values: Collection[str]) -> list[Row]:
    wanted, found = list(values), list[Row]()
    for start in range(0, len(wanted), CHUNK):
        chosen = select(table).where(table.c[column].in_(wanted[start : start + CHUNK]), table.c.sy_del == 0)
        found += [dict(row) for row in conn.execute(chosen).mappings()]
    return found
