"""The words of a tile map: villages with a tile a grid, how long ago each was contacted, all counted already."""

from dataclasses import dataclass

NOBODY = "待确定"


@dataclass(frozen=True, slots=True)
class Tile:
    """A grid: `step` is its place in the legend, `since` says the time; `member` "" has nobody yet, `plain` no households."""

    number: str
    member: str
    households: int
    since: str
    step: int
    plain: bool = False


@dataclass(frozen=True, slots=True)
class MapVillage:
    """A village: `note` counts it; `township` is the heading it stands under, "" where all stand in one."""

    name: str
    note: str
    tiles: tuple[Tile, ...]
    township: str = ""


@dataclass(frozen=True, slots=True)
class MapWords:
    """A whole map. `legend` has (words, how many grids) a step, then `vacant` grids and those without households."""

    record: str
    place: str
    totals: str
    legend: tuple[tuple[str, int], ...]
    vacant: int
    plain: int
    villages: tuple[MapVillage, ...]
