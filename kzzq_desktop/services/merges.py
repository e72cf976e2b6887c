"""Merging two records of one person or of one household: first a preview, then one save that can be taken back."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from kzzq_desktop.base.errors import AppError
from kzzq_desktop.domain.codes import relation_word
from kzzq_desktop.domain.merges import MergeLine, household_lines, merge_household, person_lines
from kzzq_desktop.domain.order import group_words
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.households import HouseholdGone
from kzzq_desktop.services.merge_writes import (
    Left,
    left_of,
    member_merged,
    merged_person,
    people_of,
    relations_of,
    still_both,
    write_household,
    write_person,
)
from kzzq_desktop.store import merges
from kzzq_desktop.store.merges import Held, Row, Stamps


class CannotMerge(AppError):
    """Merging these two would leave a family without its head, or makes no sense."""

    advice = "请改为保留另一边，或先换户主，或把两户整户合并。"


class ChangedSince(AppError):
    """Somebody edited one of the two after the preview was made."""

    advice = "没有合并；请重新看一遍再合并。"


class MergeKind(StrEnum):
    """What is merged: two people, or two households with their people."""

    PERSON = "person"
    HOUSEHOLD = "household"


@dataclass(frozen=True, slots=True)
class MergeAsk:
    """What the clerk wants merged: `take` are the fields whose value is taken from the other.

    `people` are (kept one's, other one's) ids of the people who are in both households.
    """

    kind: MergeKind
    kept_id: str
    other_id: str
    take: frozenset[str] = frozenset()
    people: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class MergePlan:
    """What a merge would do, for the clerk to look at: fields, people, and what follows. `refused` says why it cannot be."""

    ask: MergeAsk
    lines: tuple[MergeLine, ...] = ()
    notes: tuple[str, ...] = ()
    stamps: Stamps = ()
    refused: str = ""


def look_at_merge(desk: Desk, ask: MergeAsk) -> MergePlan:
    """Return the preview, or one that only says why the two cannot be merged."""
    try:
        return plan_merge(desk, ask)
    except (CannotMerge, HouseholdGone) as error:
        return MergePlan(ask, refused=error.sentence())


def plan_merge(desk: Desk, ask: MergeAsk) -> MergePlan:
    """Return the preview; nothing is written. Raises HouseholdGone, CannotMerge."""
    with desk.store.reading() as conn:
        held = merges.read_held(conn, ask.kept_id, ask.other_id, of_people=ask.kind is MergeKind.PERSON)
    if ask.kept_id == ask.other_id:
        raise CannotMerge("两边是同一条记录。")
    if held is None:
        raise HouseholdGone("这两条里有一条已经删除。")
    if ask.kind is MergeKind.PERSON and left_of(held, ask.other_id) is Left.HEADLESS:
        raise CannotMerge("不保留的这一边是户主，那一户还有别人。")
    return _plan_person(ask, held) if ask.kind is MergeKind.PERSON else _plan_household(ask, held)


def merge(desk: Desk, plan: MergePlan) -> str:
    """Save a merge as one unit and return its id. Raises ChangedSince when anything of the two was edited meanwhile."""
    ask = plan.ask
    by_person = ask.kind is MergeKind.PERSON
    with desk.store.unit("合并同一人" if by_person else "合并同一户") as unit:
        held = merges.read_held(unit.conn, ask.kept_id, ask.other_id, of_people=by_person)
        if held is None or held.stamps != plan.stamps:
            raise ChangedSince("这两条在预览以后有人改过。")
        if by_person:
            write_person(unit, held, ask.kept_id, ask.other_id, ask.take)
        else:
            write_household(unit, held, ask.people, ask.take)
    return unit.id


def _plan_person(ask: MergeAsk, held: Held) -> MergePlan:
    left, one_home = left_of(held, ask.other_id), held.home["id"] == held.other_home["id"]
    result = merged_person(held, ask.kept_id, ask.other_id, ask.take)
    homes = _home_words(held, held.home), _home_words(held, held.other_home)
    lines = person_lines(held.people[ask.kept_id], held.people[ask.other_id], result, same_head=one_home)
    place = MergeLine("", "所在住户", *homes, homes[0])
    duties = f"，{held.duties}条履职记录转到保留的住户" if held.duties else ""
    notes = {
        Left.EMPTY: (f"不保留的住户里没有别人了，一起删除{duties}。",),
        Left.CLOSED: ("不保留的住户里没有在家或外出的人了，标为已销。",),
        Left.LIVES: ("不保留的住户里还有别人，那一户留着。",),
    }.get(left, ())
    return MergePlan(ask, (place, *lines), notes, held.stamps)


def _plan_household(ask: MergeAsk, held: Held) -> MergePlan:
    ask = replace(ask, people=still_both(held, ask.people))
    kept, other = held.home, held.other_home
    result = merge_household(kept, other, ask.take)
    shown = [{**row, "grid_id": _grid_words(held, row)} for row in (kept, other, result)]
    village, there = (held.villages.get(row["village_id"], "") for row in (kept, other))
    needs = ("、".join(held.needs), "、".join(held.other_needs), "、".join(dict.fromkeys((*held.needs, *held.other_needs))))
    places = MergeLine("", "嘎查村", village, there, village)
    lines = (places, *household_lines(shown[0], shown[1], shown[2]), MergeLine("", "需求", *needs), *_people_lines(ask, held))
    return MergePlan(ask, lines, tuple(_household_notes(ask, held)), held.stamps)


def _household_notes(ask: MergeAsk, held: Held) -> Iterator[str]:
    if held.duties:
        yield f"{held.duties}条履职记录转到保留的住户。"
    if held.home["village_id"] != held.other_home["village_id"]:
        yield "两户在不同的嘎查村：组、门牌、住址和网格以保留的一边为准。"
    coming = set(people_of(held, held.other_home)) - {other for _, other in ask.people}
    if any(not relation for key, relation in relations_of(held, ask.people).items() if key in coming):
        yield "转入的人与户主的关系要在合并后重新填。"


def _people_lines(ask: MergeAsk, held: Held) -> Iterator[MergeLine]:
    """Yield a line for each person: who becomes one, who stays, who comes over."""
    both, others, relations = dict(ask.people), people_of(held, held.other_home), relations_of(held, ask.people)
    for key, row in people_of(held, held.home).items():
        twin = others.get(both.get(key, ""))
        result = member_merged(row, twin, relations) if twin else row
        yield MergeLine("", "成员", _member_words(row), _member_words(twin) if twin else "", _member_words(result))
    for key, row in others.items():
        if key not in both.values():
            coming = _member_words({**row, "relation": relations[key]})
            yield MergeLine("", "成员", "", _member_words(row), f"{coming}（转入）")


def _member_words(row: Row) -> str:
    return " ".join(part for part in (row["name"], relation_word(row["relation"]), row["birth"]) if part)


def place_words(village: str, group_no: str, building: str, door_no: str, head: str) -> str:
    """Return where a household is and whose it is: 先锋嘎查 东2组 5号 包金花家."""
    door = f"{door_no}号" if door_no[-1:].isdigit() else door_no
    return " ".join(part for part in (village, group_words(group_no, building), door, head and f"{head}家") if part)


def _home_words(held: Held, home: Row) -> str:
    head = held.people[home["head_id"]]["name"] if home["head_id"] in held.people else ""
    village = held.villages.get(home["village_id"], "")
    return place_words(village, home["group_no"], home["building"], home["door_no"], head)


def _grid_words(held: Held, home: Row) -> str:
    number = held.grids.get(home["grid_id"] or "")
    return "" if number is None else f"{number:02d}号网格"
