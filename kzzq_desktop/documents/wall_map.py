"""作战图: A3, a tile a grid, in the shade of the days since its last contact; for the office's wall, not for the public."""

from collections.abc import Sequence
from typing import BinaryIO

from reportlab.pdfgen.canvas import Canvas

from kzzq_desktop.base.job import Job
from kzzq_desktop.documents import fonts, map_layout, map_tiles, sheet, title_block
from kzzq_desktop.documents.map_layout import Placed, Plan
from kzzq_desktop.documents.map_tiles import TileBox
from kzzq_desktop.documents.map_words import NOBODY, MapWords, Tile
from kzzq_desktop.documents.pen import MIDDLE, Pen
from kzzq_desktop.documents.sheet import A3_WIDE, INK, MM, Built, Paper

TITLE, PAPER_SIGN = "作战图", "W"
_FRAME = "map"
_LEGEND_Y, _SAMPLE_WIDE, _SAMPLE_HIGH = A3_WIDE.height - 42.5 * MM, 11 * MM, 6.6 * MM
_SIZE, _APART = 10.0, 8 * MM


def build(words: Sequence[MapWords], paper: Paper, out: BinaryIO, job: Job) -> Built:
    """Write one map as a PDF of as many sheets as it takes. `job` may cancel between two: nothing is written then."""
    (whole,) = words
    plan, placed = map_layout.place(whole.villages)
    pages = 1 + max((one.page for one in placed), default=0)
    canvas = sheet.open_canvas(out, TITLE, paper, A3_WIDE)
    pen = Pen(canvas)
    sheet.frame(canvas, _FRAME, lambda made: _draw_frame(made, whole, paper))
    for page in range(pages):
        job.step(page, pages, "正在排版")
        canvas.doForm(_FRAME)
        _draw_page(pen, whole, plan, [one for one in placed if one.page == page])
        title_block.write_code(pen, A3_WIDE, PAPER_SIGN, whole.record, page + 1)
        title_block.write_foot(pen, paper, A3_WIDE, page + 1, pages)
        pen.flush()
        canvas.showPage()
    job.step(pages, pages, "正在写出")
    canvas.save()
    return Built(pages, tuple(_places(placed)))


def _draw_frame(canvas: Canvas, words: MapWords, paper: Paper) -> None:
    sheet.draw_ground(canvas, paper, A3_WIDE)
    title_block.draw(canvas, paper, A3_WIDE, TITLE, f"{words.place}　{sheet.day_words(paper.day.isoformat())}　{words.totals}")
    sheet.draw_foot(canvas, paper, A3_WIDE)


def _draw_page(pen: Pen, words: MapWords, plan: Plan, placed: Sequence[Placed]) -> None:
    boxes = [box for one in placed for box in map_tiles.boxes_of(one, plan)]
    samples = _legend(pen, words)
    map_tiles.draw_shades(pen, [*boxes, *samples])
    pen.canvas.setFillColorRGB(*INK)  # the words are written in the colour that was set last
    map_tiles.write_words(pen, boxes)
    for one in placed:
        map_tiles.write_label(pen, one, plan)


def _legend(pen: Pen, words: MapWords) -> list[TileBox]:
    """Write what the shades and marks mean and how many grids are so; return the sample tiles to draw."""
    style, x, samples = pen.style(fonts.regular(), _SIZE), A3_WIDE.left, []
    marks = [(Tile("", "党员", 0, "", step), f"{said}　{count}个") for step, (said, count) in enumerate(words.legend)]
    marks.append((Tile("", "", 0, "", 0, plain=True), f"党员{NOBODY}　{words.vacant}个"))
    if words.plain:
        marks.append((Tile("", "党员", 0, "", 0, plain=True), f"没有住户　{words.plain}个"))
    for tile, said in marks:
        samples.append(TileBox(tile, x, _LEGEND_Y - _SAMPLE_HIGH / 2, _SAMPLE_WIDE, _SAMPLE_HIGH))
        x += _SAMPLE_WIDE + 2 * MM
        pen.put(style, x, _LEGEND_Y - MIDDLE * _SIZE, said)
        x += style.chain.width(said, _SIZE) + _APART
    return samples


def _places(placed: Sequence[Placed]) -> list[tuple[str, int]]:
    """Return the page of each township and village."""
    found = []
    for one in placed:
        found += [(one.town, one.page)] if one.town else []
        found += [] if one.again else [(one.village.name, one.page)]
    return found
