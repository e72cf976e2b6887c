"""What every paper shares: page formats, colours, the foot of the page, the marks on its ground, ruled tables."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from kzzq_desktop.documents import drawn_glyphs, fonts
from kzzq_desktop.documents.pen import Pen
from kzzq_desktop.domain.papers import PaperSettings

MM = 72 / 25.4
"""Points a millimetre: every measure of a paper is in points, written as mm where it is a mm on the ruler."""


@dataclass(frozen=True, slots=True)
class Format:
    """A page in points: its size (ISO 216), its side margins, the baseline of the foot."""

    width: float
    height: float
    margin: float = 17 * MM
    foot: float = 14 * MM

    @property
    def left(self) -> float:
        """Return where words begin."""
        return self.margin

    @property
    def right(self) -> float:
        """Return where words end."""
        return self.width - self.margin

    @property
    def wide(self) -> float:
        """Return how wide the words may be."""
        return self.width - 2 * self.margin


A4 = Format(210 * MM, 297 * MM, 17 * MM, 14 * MM)
A4_WIDE = Format(297 * MM, 210 * MM, 15 * MM, 11 * MM)
A3 = Format(297 * MM, 420 * MM, 20 * MM, 14 * MM)
A3_WIDE = Format(420 * MM, 297 * MM, 18 * MM, 12 * MM)
A5 = Format(148 * MM, 210 * MM, 12 * MM, 9 * MM)
A5_WIDE = Format(210 * MM, 148 * MM, 12 * MM, 9 * MM)
WIDTH, HEIGHT = A4.width, A4.height
LEFT, RIGHT = A4.left, A4.right
FOOT = A4.foot

Colour = tuple[float, float, float]
RED: Colour = (0.65, 0.12, 0.1)
INK: Colour = (0.12, 0.11, 0.1)
SOFT: Colour = (0.36, 0.33, 0.3)
LINE: Colour = (0.62, 0.58, 0.54)
TINT: Colour = (0.975, 0.955, 0.94)
MARK: Colour = (0.95, 0.935, 0.925)
INTERNAL = "内部"


@dataclass(frozen=True, slots=True)
class Paper:
    """What is the same on every page of one print.

    The office, the day, the word of the audience, whether people are made up; of 内部 the clerk, the moment in words and
    the number of this copy (0 in the preview); whether these are the first pages of more (the number of all is unknown
    yet); `pictures` of characters that no font has, {character: PNG or JPEG}; `settings` are the office's own.
    """

    office: str
    day: date
    audience: str
    demo: bool = False
    clerk: str = ""
    moment: str = ""
    copy: int = 0
    partial: bool = False
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    settings: PaperSettings = field(default_factory=PaperSettings)


@dataclass(frozen=True, slots=True)
class Built:
    """What a builder wrote: how many pages, and where names stand: (name or place, page counted from 0), in page order."""

    pages: int
    places: tuple[tuple[str, int], ...] = ()


def open_canvas(out: BinaryIO, title: str, paper: Paper, page: Format = A4) -> Canvas:
    """Return a canvas whose first font is ours, so that no font is named that is not embedded.

    It is dated by the day of the print alone: the same words make the same bytes.
    """
    rl_config.useA85 = 0  # streams as bytes: smaller, and no second coding in Python
    canvas = Canvas(
        out,
        pagesize=(page.width, page.height),
        pageCompression=1,
        invariant=1,
        pdfVersion=(1, 4),
        initialFontName=fonts.regular().fontName,
        initialFontSize=10,
    )
    drawn_glyphs.tell(canvas._doc, paper.pictures)  # noqa: SLF001 - as `fonts`
    canvas.setTitle(title)
    canvas.setAuthor(paper.office)
    canvas.setCreator("kzzq_desktop")
    canvas.setProducer("kzzq_desktop")
    canvas.setSubject("")
    stamp = canvas._doc._timeStamp  # noqa: SLF001 - reportlab knows only the present moment or the year 2000
    stamp.YMDhms, stamp.dhh = (*paper.day.timetuple()[:3], 0, 0, 0), 8
    return canvas


def frame(canvas: Canvas, name: str, draw: Callable[[Canvas], None]) -> None:
    """Draw what stays the same on many pages once, as a form that `canvas.doForm(name)` repeats."""
    canvas.beginForm(name)
    draw(canvas)
    canvas.endForm()


def draw_ground(canvas: Canvas, paper: Paper, page: Format = A4) -> None:
    """Draw the pale marks of the demonstration and of 内部; first of all, so that the words lie over them."""
    if paper.demo:
        _draw_demo(canvas, page)
    if paper.audience == INTERNAL:
        _draw_internal(canvas, paper, page)


def _draw_demo(canvas: Canvas, page: Format) -> None:
    large = min(page.width, page.height) / 4
    canvas.saveState()
    canvas.setFillColorRGB(*MARK)
    canvas.translate(page.width / 2, page.height / 2 - 20)
    canvas.rotate(38)
    canvas.setFont(fonts.bold().fontName, large)
    canvas.drawCentredString(0, -large * 0.27, "演 示")
    canvas.setFont(fonts.bold().fontName, large * 0.16)
    canvas.drawCentredString(0, -large * 0.64, "人员与号码均为虚构")
    canvas.restoreState()


def _draw_internal(canvas: Canvas, paper: Paper, page: Format) -> None:
    """Draw who took this copy and when, over the whole page: a photo of any part of it tells where it came from."""
    words = f"{INTERNAL}　{paper.clerk}　{paper.moment}　{copy_words(paper.copy)}"
    size, step = 11.0, 40 * MM
    wide = fonts.regular().width(words, size) + 16 * MM
    reach = (page.width**2 + page.height**2) ** 0.5 / 2
    canvas.saveState()
    canvas.setFillColorRGB(*MARK)
    canvas.translate(page.width / 2, page.height / 2)
    canvas.rotate(30)
    canvas.setFont(fonts.regular().fontName, size)
    for row in range(-int(reach / step), int(reach / step) + 1):
        for column in range(-int(reach / wide) - 1, int(reach / wide) + 1):
            canvas.drawString((column + row % 2 / 2) * wide, row * step, words)
    canvas.restoreState()


def copy_words(copy: int) -> str:
    """Return what the watermark says of the copy."""
    return f"第{copy}号" if copy else "预览"


def draw_foot(canvas: Canvas, paper: Paper, page: Format = A4) -> None:
    """Draw the foot's rule and what it says on every page."""
    rule(canvas, page.left, page.right, page.foot + 14, 0.5, LINE)
    demo = "　演示数据" if paper.demo else ""
    words = f"{paper.office}　{day_words(paper.day.isoformat())}打印　{paper.audience}{demo}"
    text(canvas, fonts.regular(), 9, page.left, page.foot, words, SOFT)


def page_words(page: int, pages: int, *, partial: bool = False) -> str:
    """Return what the foot says of the page; of the first pages of a print the number of all is not known yet."""
    return f"第{page}页" if partial else f"第{page}页　共{pages}页"


def day_words(day: str) -> str:
    """Return an ISO day, which may be partly known, as it is said: 2026年11月23日, 2026年11月, 2026年."""
    parts = [part.lstrip("0") for part in day.split("-")]
    return "".join(f"{part}{unit}" for part, unit in zip(parts, "年月日", strict=False) if part)


def text(canvas: Canvas, chain: fonts.FontChain, size: float, x: float, y: float, words: str, colour: Colour = INK) -> None:
    """Write a line of the frame from x."""
    canvas.setFillColorRGB(*colour)
    if chain.thickens(words, size):
        pen = Pen(canvas)
        pen.put(pen.style(chain, size), x, y, words)
        pen.flush()
        return
    canvas.setFont(chain.fontName, size)
    canvas.drawString(x, y, words)


def text_centred(
    canvas: Canvas, chain: fonts.FontChain, size: float, x: float, y: float, words: str, colour: Colour = INK
) -> None:
    """Write a line of the frame around x."""
    text(canvas, chain, size, x - chain.width(words, size) / 2, y, words, colour)


def rule(canvas: Canvas, left: float, right: float, y: float, thickness: float, colour: Colour) -> None:
    """Draw a level line."""
    canvas.setStrokeColorRGB(*colour)
    canvas.setLineWidth(thickness)
    canvas.line(left, y, right, y)


def box(
    canvas: Canvas, left: float, bottom: float, width: float, height: float, *, fill: Colour | None = None, radius: float = 0
) -> None:
    """Draw a box: filled without an edge, or with a thin edge."""
    if fill:
        canvas.setFillColorRGB(*fill)
        canvas.roundRect(left, bottom, width, height, radius, stroke=0, fill=1)
        return
    canvas.setStrokeColorRGB(*LINE)
    canvas.setLineWidth(0.6)
    canvas.roundRect(left, bottom, width, height, radius, stroke=1, fill=0)


def ruled(canvas: Canvas, columns: Sequence[float], rows: Sequence[float]) -> None:
    """Draw a table's lines: thin inside, a stronger edge around. Columns from left to right, rows from the top down."""
    canvas.setStrokeColorRGB(*LINE)
    canvas.setLineWidth(0.5)
    canvas.lines([(columns[0], y, columns[-1], y) for y in rows[1:-1]] + [(x, rows[0], x, rows[-1]) for x in columns[1:-1]])
    canvas.setStrokeColorRGB(*INK)
    canvas.setLineWidth(1)
    canvas.rect(columns[0], rows[-1], columns[-1] - columns[0], rows[0] - rows[-1], stroke=1, fill=0)
