"""Settling: the clerk's decisions become one save that every office will see; what hangs on them follows in it."""

from collections.abc import Sequence
from typing import Any

from kzzq_desktop.base.clock import today
from kzzq_desktop.base.errors import AppError, FormError, Problem
from kzzq_desktop.domain.changes import IN_USE
from kzzq_desktop.domain.codes import HEAD
from kzzq_desktop.domain.exchange_views import Settlement
from kzzq_desktop.domain.people import Resident
from kzzq_desktop.domain.row_state import GONE, RowState
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.record_titles import title_of
from kzzq_desktop.services.settle_checks import settled_values
from kzzq_desktop.store import conflicts as kept
from kzzq_desktop.store import households
from kzzq_desktop.store.conflicts import Waiting
from kzzq_desktop.store.record_rows import RecordRows
from kzzq_desktop.store.save_authors import Authors
from kzzq_desktop.store.unit import Unit

WHAT = "核对U盘交换的不同"


class NothingToSettle(AppError):
    """The record waits for nobody: it was settled meanwhile."""

    advice = "请刷新后再看。"


class ChangedSince(AppError):
    """The record was written after the clerk looked at it."""

    advice = "没有保存；请刷新后再核对一遍。"


def settle(desk: Desk, settlements: Sequence[Settlement]) -> str:
    """Write what the clerk decided as one save; return the unit's id. All or nothing: raises FormError with all Problems.

    Fields he left out stay open. Raises NothingToSettle, ChangedSince. Taking the save back restores the values that were
    shown before, not the dispute: the other offices' values were overwritten knowingly.
    """
    with desk.store.unit(WHAT) as unit:
        decided = [(_waiting(unit, one), one) for one in settlements]
        problems: list[Problem] = []
        written = []
        for waiting, one in decided:
            values, found = _values(waiting, one)
            found += _missing_head(unit, waiting, values)
            problems += _placed(unit, waiting, found) if len(settlements) > 1 else found
            written.append((waiting, values))
        if problems:
            raise FormError(problems)
        for waiting, values in written:
            unit.settle(waiting.table, waiting.row["id"], values)
        for waiting, values in written:
            _follow(unit, waiting, values)
    return unit.id


def _waiting(unit: Unit, one: Settlement) -> Waiting:
    found = kept.list_waiting(unit.conn, one.table, [one.row_id])
    if not found:
        raise NothingToSettle("这一处已经核对过了。")
    if one.stamp and one.stamp != found[0].row["sy_rev"]:
        raise ChangedSince("这一处在您核对时又有了改动。")
    return found[0]


def _values(waiting: Waiting, one: Settlement) -> tuple[dict[str, Any], list[Problem]]:
    """Return what is written of a record, its removal included, and what is wrong."""
    removals = [how for how, _ in waiting.state.heads[GONE].values() if how != IN_USE]
    if one.remove is not None and not removals:
        return {}, [Problem("这条记录没有人删除过", "，请刷新后再核对。")]
    if one.remove:
        return {GONE: max(removals)}, []
    values, problems = settled_values(waiting, one.values, today())
    if one.remove is False:
        values[GONE] = IN_USE
    if not values and not problems:
        problems = [Problem("还没有选", "，请先选好再保存。")]
    return values, problems


def _missing_head(unit: Unit, waiting: Waiting, values: dict[str, Any]) -> list[Problem]:
    """Refuse a head who is not on record in the household."""
    head_id = values.get("head_id")
    if waiting.table != "household" or not head_id:
        return []
    person = households.read_resident(unit.conn, head_id)
    good = person is not None and person.household_id == waiting.row["id"]
    return [] if good else [Problem("选的户主已不在这一户", "，请选另一人，或先把这个人恢复。", field="head_id")]


def _placed(unit: Unit, waiting: Waiting, problems: Sequence[Problem]) -> list[Problem]:
    """Return problems with the record they are of."""
    if not problems:
        return []
    title = title_of(RecordRows(unit.conn), waiting.table, waiting.row).title
    return [Problem(one.what, one.mend, where=title, field=one.field) for one in problems]


def _follow(unit: Unit, waiting: Waiting, values: dict[str, Any]) -> None:
    """Let what hangs on a decision come with it: a kept record's household, the relations to a chosen head."""
    if values.get(GONE) == IN_USE:
        authors = Authors(unit.conn)
        removals = [dot for dot, (how, _) in waiting.state.heads[GONE].items() if how != IN_USE]
        back = kept.list_removed_with(unit.conn, waiting, [(dot[0], authors.author(dot)) for dot in removals])
        for table, ids in back.items():
            unit.rewrite(table, {row_id: {GONE: IN_USE} for row_id in ids})
    if waiting.table == "household" and values.get("head_id"):
        _follow_head(unit, waiting.row["id"], values["head_id"])


def _follow_head(unit: Unit, household_id: str, head_id: str) -> None:
    """Let exactly the chosen one be the head by his relation; another's goes back to what it was before he became head.

    A relation in dispute is settled where only one of its values is still possible.
    """
    people = households.read_residents(unit.conn, household_id)
    disputed = {one.row["id"]: one.state for one in kept.list_waiting(unit.conn, "resident", [person.id for person in people])}
    for person in people:
        possible = _relations(disputed.get(person.id), is_head=person.id == head_id)
        if len(possible) == 1 and person.id in disputed and len(disputed[person.id].heads["relation"]) > 1:
            unit.settle("resident", person.id, {"relation": possible.pop()})
        elif person.id == head_id:
            unit.change(Resident, person.id, relation=HEAD)
        elif person.relation == HEAD and not possible:
            before = kept.last_change(unit.conn, "resident", person.id, "relation", HEAD)
            unit.change(Resident, person.id, relation=str(before or ""))


def _relations(state: RowState | None, *, is_head: bool) -> set[str]:
    """Return the values in dispute that fit somebody who is the head, or is not."""
    if is_head or state is None:
        return {HEAD} if is_head else set()
    return {value for value in state.heads["relation"].values() if value != HEAD}
