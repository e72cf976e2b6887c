"""What every paper shares: the A4 page, its colours, the foot of the page, the mark of the demonstration, ruled tables."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from kzzq_desktop.documents import fonts

# Points; 1 mm = 2.835 points.
WIDTH, HEIGHT = 595.28, 841.89
LEFT, RIGHT = 48.0, WIDTH - 48.0
FOOT = 40.0

Colour = tuple[float, float, float]
RED: Colour = (0.65, 0.12, 0.1)
INK: Colour = (0.12, 0.11, 0.1)
SOFT: Colour = (0.36, 0.33, 0.3)
LINE: Colour = (0.62, 0.58, 0.54)
TINT: Colour = (0.975, 0.955, 0.94)
MARK: Colour = (0.95, 0.935, 0.925)


@dataclass(frozen=True, slots=True)
class Paper:
    """What is the same on every page of one print: the office, the day, the word of the audience, whether people are made up."""

    office: str
    day: date
    audience: str
    demo: bool = False


def open_canvas(out: BinaryIO, title: str, author: str, day: date) -> Canvas:
    """Return an A4 canvas whose first font is ours, so that no font is named that is not embedded.

    It is dated by the day of the print alone: the same words make the same bytes.
    """
    rl_config.useA85 = 0  # streams as bytes: smaller, and no second coding in Python
    canvas = Canvas(
        out,
        pagesize=(WIDTH, HEIGHT),
        pageCompression=1,
        invariant=1,
        pdfVersion=(1, 4),
        initialFontName=fonts.regular().fontName,
        initialFontSize=10,
    )
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setCreator("kzzq_desktop")
    canvas.setProducer("kzzq_desktop")
    canvas.setSubject("")
    stamp = canvas._doc._timeStamp  # noqa: SLF001 - reportlab knows only the present moment or the year 2000
    stamp.YMDhms, stamp.dhh = (day.year, day.month, day.day, 0, 0, 0), 8
    return canvas


def frame(canvas: Canvas, name: str, draw: Callable[[Canvas], None]) -> None:
    """Draw what stays the same on many pages once, as a form that `canvas.doForm(name)` repeats."""
    canvas.beginForm(name)
    draw(canvas)
    canvas.endForm()


def draw_demo(canvas: Canvas) -> None:
    """Draw the pale mark of the demonstration; first of all, so that the words lie over it."""
    canvas.saveState()
    canvas.setFillColorRGB(*MARK)
    canvas.translate(WIDTH / 2, HEIGHT / 2 - 20)
    canvas.rotate(38)
    canvas.setFont(fonts.bold().fontName, 150)
    canvas.drawCentredString(0, -40, "演 示")
    canvas.setFont(fonts.bold().fontName, 24)
    canvas.drawCentredString(0, -95, "人员与号码均为虚构")
    canvas.restoreState()


def draw_foot(canvas: Canvas, paper: Paper) -> None:
    """Draw the foot's rule and what it says on every page."""
    rule(canvas, LEFT, RIGHT, FOOT + 14, 0.5, LINE)
    demo = "　演示数据" if paper.demo else ""
    words = f"{paper.office}　{day_words(paper.day.isoformat())}打印　{paper.audience}{demo}"
    text(canvas, fonts.regular(), 9, LEFT, FOOT, words, SOFT)


def page_words(page: int, pages: int) -> str:
    """Return what the foot says of the page."""
    return f"第{page}页　共{pages}页"


def day_words(day: str) -> str:
    """Return an ISO day, which may be partly known, as it is said: 2026年11月23日, 2026年11月, 2026年."""
    parts = [part.lstrip("0") for part in day.split("-")]
    return "".join(f"{part}{unit}" for part, unit in zip(parts, "年月日", strict=False) if part)


def text(canvas: Canvas, chain: fonts.FontChain, size: float, x: float, y: float, words: str, colour: Colour = INK) -> None:
    """Write a line of the frame from x."""
    canvas.setFillColorRGB(*colour)
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
