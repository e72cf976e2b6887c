"""The grids of the office: the tree, a village's board, a grid's card, and the small changes made on them."""

from collections.abc import Collection, Sequence

from kzzq_desktop.base.errors import AppError, FormError, Problem
from kzzq_desktop.domain.board import GridCard, VillageCount
from kzzq_desktop.domain.grid_plan import LIVING
from kzzq_desktop.domain.listing import HouseholdFilter, HouseholdOrder
from kzzq_desktop.domain.people import Household, HouseholdRow
from kzzq_desktop.domain.work import Contact, Grid, GridRow
from kzzq_desktop.services.assign import NoSuchGrid, release
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.store import grids as kept
from kzzq_desktop.store import households as homes
from kzzq_desktop.store.unit import Unit

NAME_LENGTH = 64


class GridLocked(AppError):
    """A locked grid neither gives nor takes households."""

    advice = "请先解锁，再移动住户。"


class OtherVillage(AppError):
    """A household and a grid of different villages."""

    advice = "住户只能编入本嘎查村的网格。"


class GridNotEmpty(AppError):
    """A grid that still has households cannot be taken out of use."""

    advice = "请先把住户移到其他网格。"


def list_villages(desk: Desk) -> tuple[VillageCount, ...]:
    """Return every village that has households or grids, by code."""
    with desk.store.reading() as conn:
        return kept.count_villages(conn)


def list_grids(desk: Desk, villages: Collection[str] | None = None) -> tuple[GridRow, ...]:
    """Return the grids of these villages (None = all), by village and number."""
    with desk.store.reading() as conn:
        return kept.list_grid_rows(conn, villages)


def read_grid(desk: Desk, grid_id: str) -> GridRow:
    """Return one grid; raises NoSuchGrid."""
    with desk.store.reading() as conn:
        rows = kept.list_grid_rows(conn, grids=[grid_id])
    if not rows:
        raise NoSuchGrid("没有这个网格。")
    return rows[0]


def read_card(desk: Desk, grid_id: str) -> GridCard:
    """Return what the card says of a grid's member."""
    with desk.store.reading() as conn:
        return kept.read_card(conn, grid_id)


def list_grid_households(desk: Desk, grid_id: str) -> tuple[HouseholdRow, ...]:
    """Return a grid's households in natural order."""
    with desk.store.reading() as conn:
        chosen = HouseholdFilter(grid_id=grid_id, statuses=LIVING)
        return homes.read_households(conn, homes.list_household_ids(conn, chosen, HouseholdOrder.PLACE))


def read_rows(desk: Desk, ids: Sequence[str]) -> dict[str, HouseholdRow]:
    """Return {household: its row}, for a proposal that knows only ids."""
    with desk.store.reading() as conn:
        return {row.id: row for row in homes.read_households(conn, ids)}


def list_contacts(desk: Desk, grid_id: str) -> tuple[Contact, ...]:
    """Return everybody who ever looked after a grid, the newest first."""
    with desk.store.reading() as conn:
        return kept.list_contacts(conn, grid_id)


def lock_grid(desk: Desk, grid_id: str, *, locked: bool) -> str:
    """Lock or unlock a grid; return the unit's id."""
    with desk.store.unit("锁定网格" if locked else "解锁网格") as unit:
        _grid(unit, grid_id)
        unit.change(Grid, grid_id, locked=int(locked))
    return unit.id


def rename_grid(desk: Desk, grid_id: str, name: str) -> str:
    """Give a grid another name ("" = by its groups); return the unit's id."""
    chosen = name.strip()
    if len(chosen) > NAME_LENGTH:
        raise FormError([Problem(f"网格名称最多{NAME_LENGTH}个字", "，请写短一些。", field="name")])
    with desk.store.unit("修改网格名称") as unit:
        _grid(unit, grid_id)
        unit.change(Grid, grid_id, name=chosen)
    return unit.id


def move_households(desk: Desk, ids: Sequence[str], grid_id: str) -> str:
    """Put households of the village into a grid, or out of any ("" ); locked grids neither give nor take."""
    with desk.store.unit("调整住户所在网格") as unit:
        goal = _grid(unit, grid_id) if grid_id else None
        present = kept.household_grids(unit.conn, ids)
        villages = {village for village, _ in present.values()}
        locked = {grid.id for grid in kept.list_grid_spots(unit.conn, villages) if grid.locked}
        if (goal and goal.locked) or any(grid in locked for _, grid in present.values() if grid != grid_id):
            raise GridLocked("网格已锁定。")
        if goal and villages - {goal.village_id}:
            raise OtherVillage("住户和网格不在同一个嘎查村。")
        unit.change_many(Household, {house: {"grid_id": grid_id or None} for house in present})
    return unit.id


def drop_grid(desk: Desk, grid_id: str) -> str:
    """Take an empty grid out of use; whoever looked after it is released. Return the unit's id."""
    with desk.store.unit("撤销网格") as unit:
        grid = _grid(unit, grid_id)
        if any(spot.grid_id == grid_id for spot in kept.list_household_spots(unit.conn, [grid.village_id])):
            raise GridNotEmpty("这个网格里还有住户。")
        release(unit, [grid_id], "", "网格撤销")
        unit.remove(Grid, [grid_id])
    return unit.id


def _grid(unit: Unit, grid_id: str) -> Grid:
    found = kept.read_grid(unit.conn, grid_id)
    if found is None:
        raise NoSuchGrid("没有这个网格。")
    return found
