"""网格公示牌: a large sheet for the wall of a grid: who looks after it, what for, and the masked list of its households."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from reportlab.pdfgen.canvas import Canvas

from kzzq_desktop.base.job import Job
from kzzq_desktop.documents import fonts, qr, sheet
from kzzq_desktop.documents import grid_board_frame as frames
from kzzq_desktop.documents.grid_board_frame import Look
from kzzq_desktop.documents.pen import MIDDLE, Pen, Room
from kzzq_desktop.documents.photo import draw_photo
from kzzq_desktop.documents.sheet import MM, Built, Paper
from kzzq_desktop.domain.page_code import page_code, spoken

SIGN = "B"
_JOB_STEP = 50
_FILLED = 0.84  # how much of a row its words may fill


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A household as it may hang on a wall: its masked head and its group."""

    head: str
    place: str


@dataclass(frozen=True, slots=True)
class BoardWords:
    """A grid's board; what is "" is left out. `reach` is the grid's range in words, `oversight` the number for complaints."""

    grid_id: str
    place: str
    reach: str
    member: str
    phone: str
    posts: str
    branch: str
    total: str
    oversight: str
    households: tuple[BoardLine, ...]
    photo: bytes | None = None


Leaf = tuple[BoardWords, Look, tuple[BoardLine, ...]]


def build(words: Sequence[BoardWords], paper: Paper, out: BinaryIO, job: Job) -> Built:
    """Write the boards. `job` may cancel between two pages: nothing is written then."""
    canvas = sheet.open_canvas(out, frames.TITLE, paper, frames.PAGE)
    leaves = list(_leaves(words))
    writer = _Writer(canvas, paper, len(leaves))
    for number, leaf in enumerate(leaves):
        if number % _JOB_STEP == 0:
            job.step(number, len(leaves), "正在排版")
        writer.page(number + 1, leaf)
    job.step(len(leaves), len(leaves), "正在写出")
    canvas.save()
    return Built(len(leaves), tuple(_places(leaves)))


def _leaves(words: Sequence[BoardWords]) -> Iterator[Leaf]:
    for board in words:
        homes, page = board.households, 1
        while page == 1 or homes:
            here = homes[: frames.MOST]
            look = Look(photo=board.photo is not None, rows=frames.rows_for(len(here)), page=page)
            yield board, look, here
            homes, page = homes[frames.MOST :], page + 1


def _places(leaves: Sequence[Leaf]) -> Iterator[tuple[str, int]]:
    for number, (board, look, _) in enumerate(leaves):
        if look.page == 1:
            yield board.place.replace("　", " "), number
            if board.member:
                yield board.member, number


class _Writer:
    """Writes board after board of one document."""

    def __init__(self, canvas: Canvas, paper: Paper, pages: int) -> None:
        self.canvas, self.paper, self.pages = canvas, paper, pages
        self.pen = Pen(canvas)
        self.forms: set[str] = set()

    def page(self, number: int, leaf: Leaf) -> None:
        """Write one page."""
        board, look, homes = leaf
        if look.name not in self.forms:
            sheet.frame(self.canvas, look.name, lambda canvas: frames.draw(canvas, look, self.paper))
            self.forms.add(look.name)
        self.canvas.doForm(look.name)
        if board.photo is not None:
            draw_photo(self.canvas, board.photo, frames.PHOTO)
        self._head(board, look)
        self._facts(board, look)
        for at, home in enumerate(homes):
            self._household(look, at, home)
        code = page_code(SIGN, board.grid_id, look.page)
        self.canvas._code.append(qr.square(code, frames.CODE_X, frames.CODE_Y, frames.CODE))  # noqa: SLF001 - as Pen
        small = self.pen.style(fonts.regular(), 6)
        self.pen.put_centred(small, frames.CODE_X + frames.CODE / 2, frames.CODE_Y - 4 * MM, spoken(code))
        foot = sheet.page_words(number, self.pages, partial=self.paper.partial)
        style = self.pen.style(fonts.regular(), 9)
        self.pen.put(style, frames.PAGE.right - style.chain.width(foot, 9), frames.PAGE.foot, foot)
        self.pen.flush()
        self.canvas.showPage()

    def _head(self, board: BoardWords, look: Look) -> None:
        again = "（续页）" if look.page > 1 else ""
        room = Room(frames.PLACE_WIDE, 14 * MM)
        style = self.pen.style(fonts.bold(), 29)
        self.pen.put_fitted(style, frames.PAGE.width / 2, frames.PLACE_Y, f"{board.place}{again}", room, centred=True)
        self.pen.put(self.pen.style(fonts.regular(), 18), frames.LIST_LEFT + 34 * MM, frames.LIST_HEAD_Y, board.total)

    def _facts(self, board: BoardWords, look: Look) -> None:
        left, wide = frames.fact_column(look)
        put, bold, plain = self.pen.put_fitted, fonts.bold(), fonts.regular()
        put(self.pen.style(bold, 38), left, frames.NAME_Y, board.member or "待确定", Room(wide, frames.NAME_HIGH))
        if board.phone:
            put(self.pen.style(bold, 30), left, frames.PHONE_Y, board.phone, Room(wide, frames.PHONE_HIGH))
        said = (("岗　　位", board.posts), ("所在支部", board.branch), ("联系范围", board.reach))
        facts = [fact for fact in said if fact[1]]
        for y, (_, text) in zip(frames.FACT_ROWS, facts, strict=False):
            put(self.pen.style(plain, 20), frames.SIDE_LEFT + frames.LABEL, y, text, Room(frames.FACT_WIDE, frames.FACT_HIGH))
        if board.oversight:
            words = f"监督电话　{board.oversight}"
            put(self.pen.style(bold, 20), frames.OVERSIGHT_X, frames.TALK_MIDDLE, words, Room(frames.OVERSIGHT_WIDE, 14 * MM))
        self.pen.flush()
        self._labels(left, [label for label, _ in facts], phone=bool(board.phone))

    def _labels(self, left: float, facts: Sequence[str], *, phone: bool) -> None:
        """Write the paler words that tell what the others are."""
        style = self.pen.style(fonts.regular(), 15)
        if phone:
            self.pen.put(style, left, frames.PHONE_Y + 9.4 * MM, "联系电话")
        for y, label in zip(frames.FACT_ROWS, facts, strict=False):
            self.pen.put(style, frames.LABEL_X, y - MIDDLE * 15, label)
        self.canvas.setFillColorRGB(*sheet.SOFT)
        self.pen.flush()
        self.canvas.setFillColorRGB(*sheet.INK)

    def _household(self, look: Look, at: int, home: BoardLine) -> None:
        cells = frames.cells(look, at)
        middle, high = frames.row_middle(look, at), frames.row_high(look) * _FILLED
        size, small = frames.size_of(look), frames.small_size_of(look)
        self.pen.put_centred(
            self.pen.style(fonts.regular(), small), cells.number, middle - MIDDLE * small, str(self._number(look, at))
        )
        room = Room(cells.head_wide, high)
        self.pen.put_fitted(self.pen.style(fonts.bold(), size), cells.head, middle, home.head, room)
        room = Room(cells.place_wide, high)
        self.pen.put_fitted(self.pen.style(fonts.regular(), small), cells.place, middle, home.place, room)

    @staticmethod
    def _number(look: Look, at: int) -> int:
        return (look.page - 1) * frames.MOST + at + 1
