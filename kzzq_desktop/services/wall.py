"""Which rows of a list may hang on a wall: nobody who moved away or died, and no household that a child stands for."""

from collections.abc import Sequence

from kzzq_desktop.base.clock import today
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.printing.audience import is_child
from kzzq_desktop.store import wall


def households_on_wall(desk: Desk, ids: Sequence[str]) -> list[str]:
    """Return those of the households that may stand on a public list, in their order."""
    day = today()
    with desk.store.reading() as conn:
        allowed = {one for one, birth in wall.list_heads(conn, ids) if not is_child(birth, day)}
    return [one for one in ids if one in allowed]


def members_on_wall(desk: Desk, ids: Sequence[str]) -> list[str]:
    """Return those of the members who may stand on a public list, in their order."""
    with desk.store.reading() as conn:
        allowed = set(wall.list_present(conn, ids))
    return [one for one in ids if one in allowed]


def abandoned_grids(desk: Desk) -> frozenset[str]:
    """Return the grids whose lead no list may name any more."""
    with desk.store.reading() as conn:
        return frozenset(wall.list_abandoned(conn))


def duties_of_gone(desk: Desk, ids: Sequence[str]) -> frozenset[str]:
    """Return those of the duties whose member no list may name any more."""
    with desk.store.reading() as conn:
        return frozenset(wall.list_duties_of_gone(conn, ids))
