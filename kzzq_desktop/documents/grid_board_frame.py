"""What of a grid's board is the same on many: its measures, the panel at the left, the ruled list at the right."""

from dataclasses import dataclass
from typing import NamedTuple

from reportlab.pdfgen.canvas import Canvas

from kzzq_desktop.documents import bilingual_title, fonts, sheet
from kzzq_desktop.documents import contact_sheet_parts as parts
from kzzq_desktop.documents.pen import MIDDLE
from kzzq_desktop.documents.photo import Frame
from kzzq_desktop.documents.sheet import A3_WIDE, MM, Paper

TITLE = "网格公示牌"
PAGE = A3_WIDE
MOST, FEW, COLUMNS = 24, 12, 2

PLACE_Y, PLACE_WIDE = 253.4 * MM, 300 * MM
_TITLE_Y, _TITLE_SIZE, _RULE = 268 * MM, 46.0, 244 * MM
_TITLE_BAND = Frame(PAGE.left, 249 * MM, PAGE.wide - 26 * MM, 36 * MM)
CODE = 19 * MM
CODE_X, CODE_Y = PAGE.right - CODE, 260 * MM

SIDE_LEFT, _SIDE_WIDE = PAGE.left, 162 * MM
_SIDE_TOP, _SIDE_BOTTOM = 236 * MM, 45 * MM
PHOTO = Frame(SIDE_LEFT + 6 * MM, 178 * MM, 39 * MM, 52 * MM)
NAME_Y, NAME_HIGH = 212.4 * MM, 19 * MM
PHONE_Y, PHONE_HIGH = 187.4 * MM, 16.4 * MM
LABEL_X, FACT_ROWS = SIDE_LEFT + 6 * MM, (167 * MM, 151.5 * MM, 136 * MM)
LABEL, FACT_WIDE, FACT_HIGH = 35 * MM, 123 * MM, 14.5 * MM
_DUTIES_Y, _DUTY_STEP = 117 * MM, 14 * MM

LIST_LEFT = SIDE_LEFT + _SIDE_WIDE + 8 * MM
_LIST_WIDE = PAGE.right - LIST_LEFT
LIST_HEAD_Y = 230 * MM
_LIST_TOP, _LIST_BOTTOM, _HEADING = 224 * MM, 45 * MM, 12 * MM
_APART = 6 * MM
_COLUMN_WIDE = (_LIST_WIDE - _APART) / COLUMNS
_SHARES = (12 * MM, 50 * MM)

_TALK_BOTTOM, _TALK_HIGH = 24 * MM, 16 * MM
TALK_MIDDLE = _TALK_BOTTOM + _TALK_HIGH / 2
OVERSIGHT_X, OVERSIGHT_WIDE = 302 * MM, 97 * MM
_INSET = 3 * MM


@dataclass(frozen=True, slots=True)
class Look:
    """What a board looks like apart from its words; `rows` is how many rows a column is ruled for."""

    photo: bool
    rows: int
    page: int

    @property
    def name(self) -> str:
        """Return the name of the frame."""
        return f"board{self.photo:d}r{self.rows}p{self.page}"


class Cells(NamedTuple):
    """Where a household's words begin, and how wide each may be."""

    number: float
    head: float
    head_wide: float
    place: float
    place_wide: float


def rows_for(households: int) -> int:
    """Return how many rows a column has: six for up to twelve households, for more as many as fill both columns evenly."""
    return max(FEW, households + households % COLUMNS) // COLUMNS


def size_of(look: Look) -> float:
    """Return the letters' size of a household's head: up to twelve are read from three metres."""
    return 27.0 if look.rows <= FEW // COLUMNS else 20.0


def small_size_of(look: Look) -> float:
    """Return the letters' size of the other cells."""
    return size_of(look) * 0.75


def row_high(look: Look) -> float:
    """Return how high a row of the list is."""
    return (_LIST_TOP - _HEADING - _LIST_BOTTOM) / look.rows


def row_middle(look: Look, at: int) -> float:
    """Return the middle of a household's row; the list goes down the first column, then down the second."""
    return _LIST_TOP - _HEADING - (at % look.rows + 0.5) * row_high(look)


def cells(look: Look, at: int) -> Cells:
    """Return where a household's cells are."""
    left = _column_left(at // look.rows)
    number, head = _SHARES
    place = _COLUMN_WIDE - number - head
    first = left + number
    return Cells(
        left + number / 2,
        first + _INSET,
        head - 2 * _INSET,
        first + head + _INSET,
        place - 2 * _INSET,
    )


def fact_column(look: Look) -> tuple[float, float]:
    """Return where name and phone begin and how wide they may be."""
    left = PHOTO.left + PHOTO.width + 7 * MM if look.photo else SIDE_LEFT + 6 * MM
    return left, SIDE_LEFT + _SIDE_WIDE - 4 * MM - left


def draw(canvas: Canvas, look: Look, paper: Paper) -> None:
    """Draw the frame of a look."""
    sheet.draw_ground(canvas, paper, PAGE)
    bilingual_title.draw_beside(canvas, paper, TITLE, _TITLE_BAND, 24)
    _draw_title(canvas)
    _draw_side(canvas, look)
    _draw_list(canvas, look)
    _draw_talk_days(canvas)
    sheet.draw_foot(canvas, paper, PAGE)


def _draw_title(canvas: Canvas) -> None:
    spacing = _TITLE_SIZE * 0.2
    wide = fonts.bold().width(TITLE, _TITLE_SIZE) + spacing * (len(TITLE) - 1)
    canvas.setFillColorRGB(*sheet.RED)
    canvas.setFont(fonts.bold().fontName, _TITLE_SIZE)
    canvas.drawString((PAGE.width - wide) / 2, _TITLE_Y, TITLE, charSpace=spacing)
    sheet.rule(canvas, PAGE.left, PAGE.right, _RULE, 2.4, sheet.RED)
    sheet.rule(canvas, PAGE.left, PAGE.right, _RULE - 1.6 * MM, 0.8, sheet.RED)


def _draw_side(canvas: Canvas, look: Look) -> None:
    sheet.box(canvas, SIDE_LEFT, _SIDE_BOTTOM, _SIDE_WIDE, _SIDE_TOP - _SIDE_BOTTOM, fill=sheet.TINT, radius=6)
    left, _ = fact_column(look)
    sheet.text(canvas, fonts.regular(), 15, left, NAME_Y + 12 * MM, "联系党员", sheet.SOFT)
    sheet.rule(canvas, SIDE_LEFT + 6 * MM, SIDE_LEFT + _SIDE_WIDE - 6 * MM, 127 * MM, 0.8, sheet.LINE)
    for number, (duty, *_) in enumerate(parts.DUTIES):
        y = _DUTIES_Y - number * _DUTY_STEP
        parts.disc(canvas, SIDE_LEFT + 11 * MM, y, str(number + 1), 4.4 * MM)
        sheet.text(canvas, fonts.bold(), 23, SIDE_LEFT + 20 * MM, y - MIDDLE * 23, duty)
        sheet.text(canvas, fonts.regular(), 18, SIDE_LEFT + 60 * MM, y - MIDDLE * 18, parts.SENTENCES[number], sheet.SOFT)


def _draw_list(canvas: Canvas, look: Look) -> None:
    canvas.setFillColorRGB(*sheet.RED)
    canvas.rect(LIST_LEFT, LIST_HEAD_Y - 1 * MM, 1.6 * MM, 6 * MM, stroke=0, fill=1)
    sheet.text(canvas, fonts.bold(), 20, LIST_LEFT + 4.5 * MM, LIST_HEAD_Y, "联系户")
    rows = [_LIST_TOP, *(_LIST_TOP - _HEADING - number * row_high(look) for number in range(look.rows + 1))]
    for column in range(COLUMNS):
        left = _column_left(column)
        edges = [left]
        for share in (*_SHARES, _COLUMN_WIDE - sum(_SHARES)):
            edges.append(edges[-1] + share)
        sheet.box(canvas, left, _LIST_TOP - _HEADING, _COLUMN_WIDE, _HEADING, fill=sheet.TINT)
        sheet.ruled(canvas, edges, rows)
        for start, end, words in zip(edges, edges[1:], ("序号", "户主", "所在组"), strict=False):
            sheet.text_centred(canvas, fonts.bold(), 14, (start + end) / 2, _LIST_TOP - _HEADING / 2 - 5.3, words)


def _draw_talk_days(canvas: Canvas) -> None:
    sheet.box(canvas, PAGE.left, _TALK_BOTTOM, PAGE.wide, _TALK_HIGH, fill=sheet.TINT, radius=6)
    base = TALK_MIDDLE - MIDDLE * 18
    sheet.text(canvas, fonts.bold(), 20, PAGE.left + 6 * MM, TALK_MIDDLE - MIDDLE * 20, "群众说事日", sheet.RED)
    sheet.text(canvas, fonts.regular(), 18, PAGE.left + 47 * MM, base, "每月")
    x = PAGE.left + 68 * MM
    for day in parts.TALK_DAYS:
        parts.disc(canvas, x, TALK_MIDDLE, day, 5 * MM)
        sheet.text(canvas, fonts.regular(), 18, x + 6.5 * MM, base, "日")
        x += 20 * MM
    words = "有事到说事点说：能办的当场办，一时办不了的限期办"
    sheet.text(canvas, fonts.regular(), 16.5, PAGE.left + 132 * MM, TALK_MIDDLE - MIDDLE * 16.5, words, sheet.SOFT)


def _column_left(column: int) -> float:
    return LIST_LEFT + column * (_COLUMN_WIDE + _APART)
