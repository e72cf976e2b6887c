"""What of a contact sheet is the same on many pages: its measures, its columns, and everything but the grid's words."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from reportlab.pdfgen.canvas import Canvas

from kzzq_desktop.documents import bilingual_title, fonts, qr, sheet
from kzzq_desktop.documents import contact_sheet_parts as parts
from kzzq_desktop.documents.photo import Frame
from kzzq_desktop.documents.sheet import LEFT, MM, RIGHT

FIRST_ROOM, NEXT_ROOM = 12, 23
PUBLIC = "公示"
_LEAST_ROWS = 10

_ABOVE, _TITLE, _RULES = 284.3 * MM, 276.2 * MM, (263.2 * MM, 262 * MM)
_NEXT_TITLE, _NEXT_RULE = 280.1 * MM, 276.9 * MM
PLACE_Y, PLACE_HIGH = 269 * MM, 9.2 * MM
_TITLE_BAND = Frame(LEFT, _RULES[0] + 1.5 * MM, RIGHT - LEFT, 23.2 * MM)
_BAND_TOP, _BAND_BOTTOM = 258.2 * MM, 220.8 * MM
LABEL = 18.4 * MM
FACT_ROWS, FACT_HIGH = (249 * MM, 239.2 * MM, 229.6 * MM), 9.5 * MM
PHOTO = Frame(LEFT + 4.2 * MM, _BAND_BOTTOM + 3.2 * MM, 23.3 * MM, 31 * MM)
CODE = 20 * MM
CODE_X = RIGHT - 6.4 * MM - CODE
SHORT_PLACE, SHORT_MEMBER = 266.3 * MM, 257.5 * MM
TOTAL_Y = 213.4 * MM
_TABLE_TOP, _TABLE_BOTTOM = 210.3 * MM, 98.1 * MM
_NEXT_TOP, _NEXT_ROW = 240.6 * MM, 8.8 * MM
_HEADING = 8.8 * MM


@dataclass(frozen=True, slots=True)
class Look:
    """What a page of this paper looks like apart from its words: pages of one look share one frame."""

    audience: str
    photo: bool
    page: int
    last: bool
    lines: int

    @property
    def name(self) -> str:
        """Return the name of the frame."""
        return f"look{self.photo:d}{self.last:d}p{self.page}n{self.lines}"

    @property
    def public(self) -> bool:
        """Tell whether it is to be pinned up."""
        return self.audience == PUBLIC

    @property
    def rows(self) -> int:
        """Return how many rows are ruled: on the first page empty ones stay for the pen."""
        return max(self.lines, _LEAST_ROWS) if self.page == 1 else self.lines


@dataclass(frozen=True, slots=True)
class Column:
    """A column: which field of a line, under which heading, how wide in mm, how far in its words begin in points."""

    key: str
    heading: str
    wide: float
    size: float = 11
    pad: float = 5
    inset: float = 6
    bold: bool = False
    centred: bool = False

    @property
    def width(self) -> float:
        """Return the width in points."""
        return self.wide * MM


_NUMBER = 11.3 * MM
_WORK = (
    Column("head", "户主", 32.5, 12.5, bold=True),
    Column("people", "人口", 12, 11.5, centred=True),
    Column("phone", "联系电话", 31.8, 11, inset=8),
    Column("place", "组别门牌", 32.5, 10.5),
    Column("needs", "服务需求", 28.9, 10),
    Column("note", "备注", 27, 9.5),
)
_INTERNAL = (
    Column("head", "户主", 29.6, 12, bold=True),
    Column("people", "人口", 11.3, 11, centred=True),
    Column("id_number", "证件号", 39.5, 10.5),
    Column("phone", "联系电话", 28.9, 10.5),
    Column("place", "组别门牌", 25.4, 10),
    Column("note", "需求和备注", 30, 9.5),
)
_PUBLIC = (
    Column("head", "户主", 52.9, 13.5, inset=24, pad=14, bold=True),
    Column("people", "人口", 21.9, 12.5, centred=True),
    Column("phone", "联系电话", 49.4, 12.5, inset=22),
    Column("place", "所在组", 40.5, 12.5, inset=20, pad=12),
)

_COLUMNS = {PUBLIC: _PUBLIC, sheet.INTERNAL: _INTERNAL}


def room(page: int) -> int:
    """Return how many households a page of a grid holds."""
    return FIRST_ROOM if page == 1 else NEXT_ROOM


def count_pages(households: int) -> int:
    """Return how many pages a grid takes."""
    return 1 + max(0, -(-(households - FIRST_ROOM) // NEXT_ROOM))


def columns(look: Look) -> tuple[Column, ...]:
    """Return the columns after the number."""
    return _COLUMNS.get(look.audience, _WORK)


def cells(look: Look) -> Iterator[tuple[Column, float]]:
    """Yield each column with its left edge."""
    left = LEFT + _NUMBER
    for column in columns(look):
        yield column, left
        left += column.width


def row_height(look: Look) -> float:
    """Return how high a row of the table is."""
    return (_TABLE_TOP - _TABLE_BOTTOM - _HEADING) / look.rows if look.page == 1 else _NEXT_ROW


def middles(look: Look) -> list[float]:
    """Return the height of the middle of each row."""
    edges = _row_edges(look)[1:]
    return [(upper + lower) / 2 for upper, lower in pairwise(edges)]


def fact_columns(look: Look) -> tuple[float, float]:
    """Return where the two columns of labels beside the photo begin."""
    return (PHOTO.left + PHOTO.width + 5 * MM, 104.4 * MM) if look.photo else (LEFT + 6.4 * MM, 92.4 * MM)


def code_y(look: Look) -> float:
    """Return the lower edge of the square code."""
    return _BAND_BOTTOM + 11.3 * MM if look.page == 1 else 251.5 * MM


def draw(canvas: Canvas, look: Look, paper: sheet.Paper) -> None:
    """Draw the frame of a look."""
    sheet.draw_ground(canvas, paper)
    if look.page == 1:
        _draw_head(canvas, look, paper)
        _draw_band(canvas, look)
        parts.draw_duties(canvas, _TABLE_BOTTOM)
        parts.draw_talk_days(canvas)
        parts.draw_signatures(canvas, public=look.public)
    else:
        _draw_short_head(canvas, look)
    _draw_table(canvas, look)
    sheet.draw_foot(canvas, paper)


def _draw_head(canvas: Canvas, look: Look, paper: sheet.Paper) -> None:
    bilingual_title.draw_beside(canvas, paper, _title(look), _TITLE_BAND)
    for left, y, words in _small_words(look, beside_title(look, paper)):
        x = LEFT if left else RIGHT - fonts.regular().width(words, 9.5)
        sheet.text(canvas, fonts.regular(), 9.5, x, y, words, sheet.RED)
    parts.draw_title(canvas, _TITLE, 27, _title(look))
    sheet.rule(canvas, LEFT, RIGHT, _RULES[0], 1.8, sheet.RED)
    sheet.rule(canvas, LEFT, RIGHT, _RULES[1], 0.6, sheet.RED)


def _small_words(look: Look, pushed: tuple[float, float]) -> Iterator[tuple[bool, float, str]]:
    """Yield whether they stand at the left, how high, the words: in both corners, or stacked across from the Mongolian."""
    yield not pushed[0], _ABOVE, "1+10 党员联系户制度"
    if not look.public:
        words = "内部资料，不得外传" if look.audience == sheet.INTERNAL else "工作用表，注意保管"
        yield bool(pushed[1]), _ABOVE - (4.6 * MM if any(pushed) else 0), words


def beside_title(look: Look, paper: sheet.Paper) -> tuple[float, float]:
    """Return how far the Mongolian heading pushes the title's words in from the left and from the right."""
    return bilingual_title.pushed(paper, bilingual_title.width_beside(paper, _title(look), _TITLE_BAND))


def _draw_short_head(canvas: Canvas, look: Look) -> None:
    parts.draw_title(canvas, _NEXT_TITLE, 19, f"{_title(look)}（续页）")
    sheet.rule(canvas, LEFT, RIGHT, _NEXT_RULE, 1.4, sheet.RED)
    _draw_code_ground(canvas, code_y(look))


def _title(look: Look) -> str:
    return "党员联系户公示" if look.public else "党员联系户名册"


def _draw_band(canvas: Canvas, look: Look) -> None:
    sheet.box(canvas, LEFT, _BAND_BOTTOM, RIGHT - LEFT, _BAND_TOP - _BAND_BOTTOM, fill=sheet.TINT, radius=4)
    _draw_code_ground(canvas, code_y(look))
    first, second = fact_columns(look)
    labels = (
        (first, 0, "联系党员"),
        (second, 0, "联系电话"),
        (first, 1, "岗　　位"),
        (second, 1, "联系起始"),
        (first, 2, "所在支部"),
    )
    for left, row, words in labels:
        sheet.text(canvas, fonts.regular(), 10, left, FACT_ROWS[row] - 3.8, words, sheet.SOFT)


def _draw_code_ground(canvas: Canvas, bottom: float) -> None:
    """Keep the square code's quiet zone white."""
    quiet = qr.quiet_zone(CODE)
    sheet.box(canvas, CODE_X - quiet, bottom - 24, CODE + 2 * quiet, CODE + 24 + quiet, fill=(1, 1, 1), radius=3)


def _draw_table(canvas: Canvas, look: Look) -> None:
    edges = _row_edges(look)
    lefts = [LEFT, LEFT + _NUMBER, *(left + column.width for column, left in cells(look))]
    sheet.box(canvas, LEFT, edges[1], RIGHT - LEFT, _HEADING, fill=sheet.TINT)
    sheet.ruled(canvas, lefts, edges)
    headings = ["序号", *(column.heading for column in columns(look))]
    for left, right, words in zip(lefts, lefts[1:], headings, strict=False):
        sheet.text_centred(canvas, fonts.bold(), 11, (left + right) / 2, edges[0] - 16.8, words)
    before = 0 if look.page == 1 else FIRST_ROOM + (look.page - 2) * NEXT_ROOM
    for number, middle in enumerate(middles(look)[: look.lines], before + 1):
        sheet.text_centred(canvas, fonts.regular(), 11, LEFT + _NUMBER / 2, middle - 4.2, str(number))
    if look.page == 1:
        parts.draw_heading(canvas, TOTAL_Y, "联系户")
    if not look.last:
        words = "续下页"
        x = RIGHT - fonts.regular().width(words, 9.5)
        sheet.text(canvas, fonts.regular(), 9.5, x, TOTAL_Y if look.page == 1 else edges[-1] - 14, words, sheet.RED)


def _row_edges(look: Look) -> list[float]:
    """Return the height of each line of the table, from the top down."""
    top = _TABLE_TOP if look.page == 1 else _NEXT_TOP
    return [top, *(top - _HEADING - number * row_height(look) for number in range(look.rows + 1))]
