"""Histories and taking a save back."""

from kzzq_desktop.domain.changes import HistoryLine, Stamped, UnitRow
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.store import history, undo
from kzzq_desktop.store.undo import UndoPlan

__all__ = ["UndoPlan", "list_history", "list_units", "plan_undo", "undo_unit"]
UNDONE = "撤销："


def list_units(desk: Desk, limit: int = 50) -> tuple[UnitRow, ...]:
    """Return the latest saves, newest first."""
    with desk.store.reading() as conn:
        return history.list_units(conn, limit)


def list_history(desk: Desk, kind: type[Stamped], row_id: str) -> tuple[HistoryLine, ...]:
    """Return what happened to one record, newest first, fields by their code names."""
    with desk.store.reading() as conn:
        return history.list_history(conn, kind, [row_id])


def plan_undo(desk: Desk, unit_id: str) -> UndoPlan:
    """Say what taking this save back would do; nothing is written."""
    with desk.store.reading() as conn:
        return undo.plan_undo(conn, unit_id)


def undo_unit(desk: Desk, unit_id: str) -> tuple[str, UndoPlan]:
    """Take a whole save back as one save of its own; return its unit id and what it did."""
    with desk.store.unit(UNDONE) as unit:
        plan = undo.plan_undo(unit.conn, unit_id)
        unit.what = _taken_back(plan.what)
        undo.carry_out(unit, plan)
    return unit.id, plan


def _taken_back(what: str) -> str:
    """Name the save that takes one back; taking that back restores the first."""
    return f"恢复：{what.removeprefix(UNDONE)}" if what.startswith(UNDONE) else UNDONE + what
