"""党员联系户名册: one page a grid, to be pinned up (公示), to work with (工作) or for the office alone (内部)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from reportlab.pdfgen.canvas import Canvas

from kzzq_desktop.base.job import Job
from kzzq_desktop.documents import contact_sheet_frame as frames
from kzzq_desktop.documents import fonts, qr, sheet
from kzzq_desktop.documents.contact_sheet_frame import Look
from kzzq_desktop.documents.pen import MIDDLE, Pen, Room, Style, start
from kzzq_desktop.documents.photo import draw_photo
from kzzq_desktop.domain.page_code import page_code, spoken

PAPER_SIGN = "H"
_JOB_STEP = 50


@dataclass(frozen=True, slots=True)
class HouseholdLine:
    """A household as one line: everything already masked for the audience and in the words that are printed."""

    head: str
    people: str
    phone: str
    place: str
    needs: str = ""
    note: str = ""
    id_number: str = ""


@dataclass(frozen=True, slots=True)
class SheetWords:
    """A grid's sheet. `place` is township, village and grid; `member` is "" while the grid has none; `photo` JPEG or PNG."""

    grid_id: str
    place: str
    member: str
    phone: str
    posts: str
    branch: str
    since: str
    total: str
    households: tuple[HouseholdLine, ...]
    photo: bytes | None = None


Leaf = tuple[SheetWords, Look, tuple[HouseholdLine, ...]]
"""A page: which grid, what it looks like, which households stand on it."""


def build(words: Sequence[SheetWords], paper: sheet.Paper, out: BinaryIO, job: Job) -> sheet.Built:
    """Write the sheets as a PDF; return its pages and where names stand. `job` may cancel between two pages."""
    canvas = sheet.open_canvas(out, "党员联系户名册", paper)
    leaves = list(_leaves(words, paper.audience))
    writer = _Writer(canvas, paper, len(leaves))
    for number, (grid, look, lines) in enumerate(leaves, 1):
        if number % _JOB_STEP == 1:
            job.step(number - 1, len(leaves), "正在排版")
        writer.page(number, grid, look, lines)
    job.step(len(leaves), len(leaves), "正在写出")
    canvas.save()
    return sheet.Built(len(leaves), tuple(_places(leaves)))


def _places(leaves: Sequence[Leaf]) -> Iterator[tuple[str, int]]:
    """Yield grids, members and heads with their pages."""
    for number, (grid, look, lines) in enumerate(leaves):
        if look.page == 1:
            yield grid.place.replace("　", " "), number
            if grid.member:
                yield grid.member, number
        for line in lines:
            yield line.head, number


def _leaves(words: Sequence[SheetWords], audience: str) -> Iterator[Leaf]:
    """Yield the pages: which grid, what the page looks like, which households stand on it."""
    for grid in words:
        photo = grid.photo is not None
        rest, page, of = grid.households, 1, frames.count_pages(len(grid.households))
        while page == 1 or rest:
            look = Look(
                audience=audience, photo=photo and page == 1, page=page, last=page == of, lines=min(len(rest), frames.room(page))
            )
            yield grid, look, rest[: look.lines]
            rest = rest[look.lines :]
            page += 1


class _Writer:
    """Writes page after page of one document."""

    def __init__(self, canvas: Canvas, paper: sheet.Paper, pages: int) -> None:
        self.canvas = canvas
        self.paper = paper
        self.pages = pages
        self.pen = Pen(canvas)
        self.forms: dict[Look, _Cells] = {}
        bold, regular = fonts.bold(), fonts.regular()
        self.place_style = self.pen.style(bold, 15)
        self.name_style = self.pen.style(bold, 18)
        self.phone_style = self.pen.style(bold, 15)
        self.fact_style = self.pen.style(regular, 11.5)
        self.small_style = self.pen.style(regular, 7.5)
        self.total_style = self.pen.style(regular, 10.5)
        self.foot_style = self.pen.style(regular, 9)

    def page(self, number: int, grid: SheetWords, look: Look, lines: Sequence[HouseholdLine]) -> None:
        """Write one page."""
        cells = self.forms.get(look) or self._form(look)
        self.canvas.doForm(look.name)
        if look.photo and grid.photo:
            draw_photo(self.canvas, grid.photo, frames.PHOTO)
        (self._head if look.page == 1 else self._short_head)(grid, look)
        cells.fill(lines)
        code = page_code(PAPER_SIGN, grid.grid_id, look.page)
        self.canvas._code.append(qr.square(code, frames.CODE_X, frames.code_y(look), frames.CODE))  # noqa: SLF001 - as Pen
        middle = frames.CODE_X + frames.CODE / 2
        self.pen.put_centred(self.small_style, middle, frames.code_y(look) - 17, spoken(code))
        foot = sheet.page_words(number, self.pages, partial=self.paper.partial)
        self.pen.put(self.foot_style, sheet.RIGHT - fonts.regular().width(foot, 9), sheet.FOOT, foot)
        self.pen.flush()
        self.canvas.showPage()

    def _form(self, look: Look) -> "_Cells":
        sheet.frame(self.canvas, look.name, lambda canvas: frames.draw(canvas, look, self.paper))
        self.forms[look] = _Cells(self.pen, look)
        return self.forms[look]

    def _head(self, grid: SheetWords, look: Look) -> None:
        put = self.pen.put_fitted
        place = Room(sheet.RIGHT - sheet.LEFT - 2 * max(frames.beside_title(look, self.paper)), frames.PLACE_HIGH)
        put(self.place_style, sheet.WIDTH / 2, frames.PLACE_Y, grid.place, place, centred=True)
        first, second = frames.fact_columns(look)
        rows = frames.FACT_ROWS
        room = Room(second - first - frames.LABEL - 10, frames.FACT_HIGH)
        narrow = Room(frames.CODE_X - second - frames.LABEL - 14, frames.FACT_HIGH)
        wide = Room(frames.CODE_X - first - frames.LABEL - 16, frames.FACT_HIGH)
        put(self.name_style, first + frames.LABEL, rows[0], grid.member or "待确定", room)
        put(self.phone_style, second + frames.LABEL, rows[0], grid.phone or "—", narrow)
        put(self.fact_style, first + frames.LABEL, rows[1], grid.posts or "—", room)
        put(self.fact_style, second + frames.LABEL, rows[1], grid.since or "—", narrow)
        put(self.fact_style, first + frames.LABEL, rows[2], grid.branch or "—", wide)
        self.pen.put(self.total_style, sheet.LEFT + 52, frames.TOTAL_Y, grid.total)

    def _short_head(self, grid: SheetWords, look: Look) -> None:  # noqa: ARG002 - called as _head is
        room = Room(frames.CODE_X - sheet.LEFT - 20, frames.FACT_HIGH)
        self.pen.put_fitted(self.place_style, sheet.LEFT, frames.SHORT_PLACE, grid.place, room)
        words = f"联系党员　{grid.member or '待确定'}　　{grid.phone}"
        self.pen.put_fitted(self.fact_style, sheet.LEFT, frames.SHORT_MEMBER, words, room)


class _Cells:
    """The places of one look's table, made once; `fill` writes the households into them."""

    def __init__(self, pen: Pen, look: Look) -> None:
        self.pen = pen
        high = frames.row_height(look) - 2
        self.rows = [
            [_Cell(pen, column, left, (middle, high)) for column, left in frames.cells(look)] for middle in frames.middles(look)
        ]

    def fill(self, lines: Sequence[HouseholdLine]) -> None:
        """Write a line a household."""
        for line, row in zip(lines, self.rows, strict=False):
            for cell in row:
                cell.put(getattr(line, cell.key))


class _Cell:
    """One place of the table: what fits by its length alone is written without measuring."""

    def __init__(self, pen: Pen, column: frames.Column, left: float, row: tuple[float, float]) -> None:
        self.pen = pen
        self.key = column.key
        chain = fonts.bold() if column.bold else fonts.regular()
        self.style: Style = pen.style(chain, column.size)
        self.middle, high = row
        self.centre = left + column.width / 2 if column.centred else None
        self.left = left + column.inset
        self.room = column.width - 2 * column.pad
        self.high_room = Room(self.room, high)
        self.sure = int(self.room / column.size)
        self.start = start(self.left, self.middle - MIDDLE * column.size)

    def put(self, words: str) -> None:
        """Write the words of one cell."""
        if not words:
            return
        style = self.style
        if self.centre is not None:
            self.pen.put_centred(style, self.centre, self.middle - MIDDLE * style.size, words)
        elif len(words) <= self.sure or style.chain.width(words, style.size) <= self.room:
            style.marks.append(f"{self.start}{words.translate(style.codes)}> Tj")
        else:
            self.pen.put_fitted(self.style, self.left, self.middle, words, self.high_room)
