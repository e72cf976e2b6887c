"""What a merge writes: the kept one's fields, the ties of the other moved over, the other removed."""

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum

from kzzq_desktop.base.clock import today
from kzzq_desktop.domain.codes import HEAD
from kzzq_desktop.domain.merges import merge_household, merge_person, moved_relations
from kzzq_desktop.domain.new_head import Kin
from kzzq_desktop.domain.people import Household, HouseholdNeed, HouseholdStatus, Resident
from kzzq_desktop.services.duty import part_id
from kzzq_desktop.services.households import LIVING
from kzzq_desktop.store import merges
from kzzq_desktop.store import people as marks
from kzzq_desktop.store.households import list_need_ids
from kzzq_desktop.store.merges import Held, Row
from kzzq_desktop.store.unit import Unit

Pairs = Sequence[tuple[str, str]]


class Left(StrEnum):
    """What becomes of the household that one of two people is taken out of."""

    SAME = "same"  # both are in one household
    LIVES = "lives"  # others live there
    CLOSED = "closed"  # only people who died or moved are left
    EMPTY = "empty"  # nobody is left: it goes, too
    HEADLESS = "headless"  # others live there and lose their head: refused


def left_of(held: Held, person_id: str) -> Left:
    """Return what becomes of the other's household without this person."""
    if held.home["id"] == held.other_home["id"]:
        return Left.SAME
    rest = [row for key, row in people_of(held, held.other_home).items() if key != person_id]
    if not rest:
        return Left.EMPTY
    if not any(row["status"] in LIVING for row in rest):
        return Left.CLOSED
    return Left.HEADLESS if held.other_home["head_id"] == person_id else Left.LIVES


def people_of(held: Held, home: Row) -> dict[str, Row]:
    """Return the people of one of the two households."""
    return {key: row for key, row in held.people.items() if row["household_id"] == home["id"]}


def still_both(held: Held, pairs: Pairs) -> tuple[tuple[str, str], ...]:
    """Return the pairs whose people are still in these two households."""
    mine, theirs = people_of(held, held.home), people_of(held, held.other_home)
    return tuple((kept, other) for kept, other in pairs if kept in mine and other in theirs)


def merged_person(held: Held, kept_id: str, other_id: str, take: Collection[str]) -> dict[str, object]:
    """Return what a person becomes; who is merged with the head of his own household is the head."""
    same_home = held.home["id"] == held.other_home["id"]
    result = merge_person(held.people[kept_id], held.people[other_id], take, same_head=same_home)
    return result | ({"relation": HEAD} if same_home and held.home["head_id"] in (kept_id, other_id) else {})


def member_merged(kept: Row, other: Row, relations: Mapping[str, str]) -> dict[str, object]:
    """Return what one who is in both households becomes; `relations` are those to the kept one's head."""
    return merge_person(kept, {**other, "relation": relations[other["id"]]}, (), same_head=True)


def relations_of(held: Held, pairs: Pairs) -> dict[str, str]:
    """Return what each of the other household is to the kept one's head, "" where that is not known."""
    kin = [Kin(key, row["relation"], row["sex"]) for key, row in people_of(held, held.other_home).items()]
    head = held.other_home["head_id"] or ""
    present = dict(pairs).get(held.home["head_id"] or "", "")
    return moved_relations(kin, head, present)


def write_person(unit: Unit, held: Held, kept_id: str, other_id: str, take: Collection[str]) -> None:
    """Merge two people; what is left of the other's household follows."""
    home, other_home = held.home["id"], held.other_home["id"]
    unit.change(Resident, kept_id, **_own(merged_person(held, kept_id, other_id, take)))
    _replace(unit, home, kept_id, other_id)
    left = left_of(held, other_id)
    if left is Left.EMPTY:
        _absorb(unit, held)
    elif left is Left.CLOSED:
        rest = [key for key in people_of(held, held.other_home) if key != other_id]
        head = held.other_home["head_id"]
        closed = {"status": HouseholdStatus.CLOSED.value, "status_day": today().isoformat(), "grid_id": None}
        unit.change(Household, other_home, head_id=rest[0] if head == other_id else head, **closed)
    elif left is Left.SAME and held.home["head_id"] == other_id:
        unit.change(Household, home, head_id=kept_id)


def write_household(unit: Unit, held: Held, pairs: Pairs, take: Collection[str]) -> None:
    """Merge two households: who is in both becomes one, the others come over."""
    home = held.home["id"]
    relations, both = relations_of(held, pairs), {other: kept for kept, other in pairs}
    place = 1 + max((row["place"] for row in people_of(held, held.home).values()), default=0)
    coming = [key for key in people_of(held, held.other_home) if key not in both]
    unit.change_many(
        Resident,
        {key: {"household_id": home, "place": place + at, "relation": relations[key]} for at, key in enumerate(coming)},
    )
    for kept_id, other_id in pairs:
        result = merge_person(
            held.people[kept_id], {**held.people[other_id], "relation": relations[other_id]}, (), same_head=True
        )
        unit.change(Resident, kept_id, **_own(result))
        _replace(unit, home, kept_id, other_id)
    unit.change(Household, home, **_own(merge_household(held.home, held.other_home, take)))
    _absorb(unit, held)
    head = held.home["head_id"]
    if not head and held.other_home["head_id"]:
        other_head = held.other_home["head_id"]
        unit.change(Household, home, head_id=both.get(other_head, other_head))


def _replace(unit: Unit, home: str, kept_id: str, other_id: str) -> None:
    """Take the other person away; party members tied to him are tied to the kept one."""
    merges.move_members(unit, "resident_id", other_id, {"resident_id": kept_id, "household_id": home})
    unit.remove(Resident, [other_id])


def _absorb(unit: Unit, held: Held) -> None:
    """Move what hangs on the other household over to the kept one, and take it away."""
    home, other = held.home["id"], held.other_home["id"]
    marks.write_needs(unit, home, dict.fromkeys((*held.needs, *held.other_needs)))
    unit.remove(HouseholdNeed, list_need_ids(unit.conn, other))
    merges.move_members(unit, "household_id", other, {"household_id": home})
    merges.move_duties(unit, other, home, {duty: part_id(duty, home) for duty in merges.duties_of(unit.conn, other)})
    unit.remove(Household, [other])


def _own(row: Mapping[str, object]) -> dict[str, object]:
    """Return a row's fields without id and stamp."""
    return {name: value for name, value in row.items() if name != "id" and not name.startswith("sy_")}
