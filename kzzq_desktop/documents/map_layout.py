"""Where the tiles of a map stand: as large as one sheet allows, else small and still readable on as few sheets as can be.

Villages run down columns: a label, then rows of tiles beside it. Pure arithmetic in points.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kzzq_desktop.documents.map_words import MapVillage, Tile
from kzzq_desktop.documents.sheet import A3_WIDE, MM

TOP, LOW = A3_WIDE.height - 48 * MM, A3_WIDE.foot + 9 * MM
COLUMN_GAP, TILE_GAP, VILLAGE_GAP, TOWN_HIGH = 6 * MM, 0.9 * MM, 1.8 * MM, 8.5 * MM
LEAST_WIDE, LEAST_HIGH = 17.2 * MM, 12.6 * MM
MOST_WIDE, MOST_HIGH = 62 * MM, 40 * MM
_SHAPE = 1.55  # how much wider than high a tile looks best
_MOST_COLUMNS, _MOST_TILES = 5, 14
_STEP = 0.5 * MM
_LABELS = {1: 36 * MM, 2: 28 * MM}
_LABEL = 20 * MM
Size = tuple[int, float]
"""A village's rows, and how high the heading above it is."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How many columns a sheet has, how many tiles stand in a row, how large a tile is, its gap included."""

    columns: int
    tiles: int
    wide: float
    high: float

    @property
    def label(self) -> float:
        """Return how wide a village's label is."""
        return _LABELS.get(self.columns, _LABEL)

    @property
    def column(self) -> float:
        """Return how far apart columns begin."""
        return (A3_WIDE.wide + COLUMN_GAP) / self.columns

    def rows(self, village: MapVillage) -> int:
        """Return how many rows of tiles a village takes."""
        return max(1, -(-len(village.tiles) // self.tiles))


@dataclass(frozen=True, slots=True)
class Placed:
    """A village or a part of one on its page, upper left corner at x, y; `town` stands above it where a township begins."""

    page: int
    x: float
    y: float
    village: MapVillage
    tiles: tuple[Tile, ...]
    rows: int
    town: str = ""
    again: bool = False


def place(villages: Sequence[MapVillage]) -> tuple[Plan, list[Placed]]:
    """Return the sizes, and where each village stands."""
    plan = _plan(villages)
    return plan, list(_placed(villages, plan))


def _plan(villages: Sequence[MapVillage]) -> Plan:
    """Return the plan with the largest tiles on one sheet, else the smallest tiles on the fewest sheets."""
    whole = [found for plan in _candidates(LEAST_HIGH) if (found := _highest(villages, plan))]
    if whole:
        return max(whole, key=lambda plan: (_looks(plan), -sum(map(plan.rows, villages)), -plan.tiles))
    return min(_candidates(LEAST_HIGH), key=lambda plan: (_pages(villages, plan), -plan.wide))


def _looks(plan: Plan) -> int:
    """Return how large the tiles are, in mm; a column more than one costs a tenth, for one matrix is read best."""
    return round(min(plan.wide / _SHAPE, plan.high) / MM * (1 - (plan.columns - 1) / 10))


def _candidates(high: float) -> Iterator[Plan]:
    for columns in range(1, _MOST_COLUMNS + 1):
        for tiles in range(1, _MOST_TILES + 1):
            plan = Plan(columns, tiles, 0, high)
            wide = (plan.column - COLUMN_GAP - plan.label) / tiles
            if wide >= LEAST_WIDE:
                yield Plan(columns, tiles, min(wide, MOST_WIDE), high)


def _highest(villages: Sequence[MapVillage], plan: Plan) -> Plan | None:
    """Return the plan with tiles as high as one sheet allows, None if they do not fit."""
    best, high = None, plan.high
    while high <= min(MOST_HIGH, plan.wide):
        taller = Plan(plan.columns, plan.tiles, plan.wide, high)
        if _pages(villages, taller) > 1:
            break
        best, high = taller, high + _STEP
    return best


def _pages(villages: Sequence[MapVillage], plan: Plan) -> int:
    room = (TOP - LOW) * plan.columns
    if sum(plan.rows(village) for village in villages) * plan.high > room * 100:
        return 1000
    return 1 + max((placed.page for placed in _placed(villages, plan)), default=0)


def _placed(villages: Sequence[MapVillage], plan: Plan) -> Iterator[Placed]:
    """Yield the villages down the columns; one that does not fit begins the next column, one longer than that is parted."""
    column, y, town = 0, TOP, ""
    for village in villages:
        tiles, again = village.tiles, False
        while tiles or not again:
            head = TOWN_HIGH if village.township != town else 0.0
            rows = max(1, -(-len(tiles) // plan.tiles))
            if y < TOP and y - head - rows * plan.high < LOW - TILE_GAP:
                column, y = column + 1, TOP
                head = TOWN_HIGH if village.township and not column % plan.columns else head
            fits = max(1, min(rows, int((y - head - LOW + TILE_GAP) / plan.high)))
            page, at = divmod(column, plan.columns)
            x = A3_WIDE.left + at * plan.column
            part = tiles[: fits * plan.tiles]
            said = f"{village.township}{'（续）' if village.township == town else ''}" if head else ""
            yield Placed(page, x, y - head, village, part, fits, said, again)
            tiles, again, town = tiles[fits * plan.tiles :], True, village.township
            y -= head + fits * plan.high + VILLAGE_GAP
