"""How tiles look: a shade, and a mark beside it that needs no colour; words scaled to the tile."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kzzq_desktop.documents import fonts, sheet
from kzzq_desktop.documents.map_layout import TILE_GAP, Placed, Plan
from kzzq_desktop.documents.map_words import NOBODY, Tile
from kzzq_desktop.documents.pen import MIDDLE, Pen, Room
from kzzq_desktop.documents.sheet import INK, LINE, MM, RED, SOFT, Colour

# From pale to dark, so that a grey printer tells them apart; the marks say the same once more.
SHADES: tuple[Colour, ...] = ((0.93, 0.965, 0.925), (0.985, 0.91, 0.71), (0.955, 0.765, 0.56), (0.87, 0.555, 0.475), (1, 1, 1))
WHITE: Colour = (1, 1, 1)
HATCH: Colour = (0.81, 0.785, 0.76)
HATCHED = len(SHADES) - 1
_PAD, _HATCH = 1.1 * MM, 2.4 * MM
_BASE_WIDE, _BASE_HIGH = 16.3 * MM, 11.4 * MM
_NUMBER, _NAME, _SMALL = 8.0, 8.0, 7.5
_LABEL, _MOST_LABEL = 8.5, 1.5
_MOST_SCALE = 2.6
_ROUND = 0.25


@dataclass(frozen=True, slots=True)
class TileBox:
    """A tile with its lower left corner and size, its gap taken off."""

    tile: Tile
    x: float
    y: float
    wide: float
    high: float


def boxes_of(placed: Placed, plan: Plan) -> list[TileBox]:
    """Return where the tiles of a village stand."""
    wide, high = plan.wide - TILE_GAP, plan.high - TILE_GAP
    left = placed.x + plan.label
    return [
        TileBox(tile, left + at % plan.tiles * plan.wide, placed.y - (at // plan.tiles + 1) * plan.high + TILE_GAP, wide, high)
        for at, tile in enumerate(placed.tiles)
    ]


def draw_shades(pen: Pen, boxes: Sequence[TileBox]) -> None:
    """Draw the tiles' grounds, edges and marks: one operator a shade, not a call a tile."""
    ops = [f"q 0.5 w {_colour(LINE)} RG"]
    for step, shade in enumerate(SHADES):
        held = [box for box in boxes if box.tile.step == step and not box.tile.plain]
        if held:
            ops.append(f"{_colour(shade)} rg {_rects(held)} B")
    if plain := [box for box in boxes if box.tile.plain]:
        ops.append(f"{_colour(WHITE)} rg {_rects(plain)} B")
    if hatched := [box for box in boxes if box.tile.step == HATCHED and not box.tile.plain]:
        ops += [f"q {_rects(hatched)} W n 0.7 w {_colour(HATCH)} RG {' '.join(_hatch(box) for box in hatched)} S Q"]
    ops.append(f"{_colour(INK)} rg {' '.join(filter(None, map(_mark, boxes)))} f" if any(map(_mark, boxes)) else "")
    if vacant := [box for box in boxes if not box.tile.member]:
        ops.append(f"{_colour(RED)} RG 1.3 w [3 2] 0 d {_rects(vacant, inset=0.9)} S")
    pen.canvas._code.append("\n".join([*filter(None, ops), "Q"]))  # noqa: SLF001 - as Pen


def write_words(pen: Pen, boxes: Iterable[TileBox]) -> None:
    """Write number, member, households and the time since the last contact."""
    bold, regular = fonts.bold(), fonts.regular()
    for box in boxes:
        scale = _scale(box)
        number, name = pen.style(bold, _size(_NUMBER, scale)), pen.style(regular, _size(_NAME, scale))
        small, strong = pen.style(regular, _size(_SMALL, scale)), pen.style(bold, _size(_SMALL, scale))
        left, right, inner = box.x + _PAD, box.x + box.wide - _PAD, box.wide - 2 * _PAD
        pen.put(number, left, box.y + box.high * 0.835 - MIDDLE * number.size, box.tile.number)
        room = Room(inner, box.high * 0.43)
        pen.put_fitted(name if box.tile.member else number, left, box.y + box.high * 0.5, box.tile.member or NOBODY, room)
        base = box.y + box.high * 0.165 - MIDDLE * small.size
        homes = f"{box.tile.households}户" if box.tile.households else ""
        pen.put(small, left, base, homes)
        pen.put(strong, right - strong.chain.width(box.tile.since, strong.size), base, box.tile.since)


def write_label(pen: Pen, placed: Placed, plan: Plan) -> None:
    """Write a village's name and numbers beside its first row, a township's above it."""
    if placed.town:
        y = placed.y + 2.6 * MM
        pen.put(pen.style(fonts.bold(), 12), placed.x, y, placed.town)
        sheet.rule(pen.canvas, placed.x, placed.x + plan.label + plan.tiles * plan.wide - TILE_GAP, y - 1.4 * MM, 0.8, SOFT)
    size = _size(_LABEL, min(_MOST_LABEL, max(1.0, plan.high / _BASE_HIGH / 1.2)))
    wide, top = plan.label - 2 * MM, placed.y - 1 * MM
    name = f"{placed.village.name}（续）" if placed.again else placed.village.name
    pen.put_fitted(pen.style(fonts.bold(), size), placed.x, top - 1.1 * size, name, Room(wide, 2.2 * size))
    small = pen.style(fonts.regular(), size - 1.5)
    pen.put_fitted(small, placed.x, top - 2.75 * size, placed.village.note, Room(wide, size))


def _scale(box: TileBox) -> float:
    return min(box.wide / _BASE_WIDE, box.high / _BASE_HIGH, _MOST_SCALE)


def _size(size: float, scale: float) -> float:
    return round(size * scale / _ROUND) * _ROUND


def _colour(colour: Colour) -> str:
    return " ".join(f"{part:g}" for part in colour)


def _rects(boxes: Iterable[TileBox], inset: float = 0.0) -> str:
    return " ".join(
        f"{box.x + inset:.2f} {box.y + inset:.2f} {box.wide - 2 * inset:.2f} {box.high - 2 * inset:.2f} re" for box in boxes
    )


def _hatch(box: TileBox) -> str:
    """Return slanting lines over a tile; what leaves it is clipped."""
    lines, at = [], -box.high
    while at < box.wide:
        x = box.x + at
        lines.append(f"{x:.2f} {box.y:.2f} m {x + box.high:.2f} {box.y + box.high:.2f} l")
        at += _HATCH
    return " ".join(lines)


def _mark(box: TileBox) -> str:
    """Return a small square for each step beyond the first, in the tile's upper right corner."""
    if box.tile.plain or box.tile.step == HATCHED:
        return ""
    side = 1.5 * MM * min(_scale(box), 1.8)
    y = box.y + box.high * 0.835 - side / 2
    squares = (box.x + box.wide - _PAD - side - at * side * 1.45 for at in range(box.tile.step))
    return " ".join(f"{x:.2f} {y:.2f} {side:.2f} {side:.2f} re" for x in squares)
