"""便民联系卡: ten cards on a sheet with its back, to be cut out and handed to the households of a grid."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import BinaryIO

from reportlab.pdfgen.canvas import Canvas

from kzzq_desktop.base.job import Job
from kzzq_desktop.documents import card_sheet, fonts, qr, sheet
from kzzq_desktop.documents import contact_card_faces as faces
from kzzq_desktop.documents.card_sheet import PER_SHEET, STRAIGHT, Shift
from kzzq_desktop.documents.contact_card_faces import CardWords
from kzzq_desktop.documents.pen import Pen, Room, fit
from kzzq_desktop.documents.sheet import A4, MM
from kzzq_desktop.domain.page_code import page_code, spoken

__all__ = ["CardWords", "CardsWords", "build"]

PAPER_SIGN = "C"
_JOB_STEP = 25  # sheets: two pages each
_FRONT, _BACK = "sheet_front", "sheet_back"
# The foot lies in the margin that is cut away, between the crop marks wherever the back's are moved to.
_FOOT_Y, _FOOT_SIZE = 4.6 * MM, 7.0
_FOOT_LEFT, _FOOT_MIDDLE_LEFT = 22 * MM, 98 * MM
_FOOT_MIDDLE_RIGHT, _FOOT_RIGHT = 112 * MM, 188 * MM
_CODE = 8.5 * MM
_CODE_X, _CODE_Y = A4.width - 4.4 * MM - _CODE, card_sheet.BOTTOM + 2.5 * card_sheet.CARD_HIGH - _CODE / 2


@dataclass(frozen=True, slots=True)
class CardsWords:
    """All cards of a print, one entry a grid, and how the backs are moved."""

    cards: tuple[CardWords, ...]
    shift: Shift = STRAIGHT


Leaf = tuple[tuple[CardWords, ...], int]
"""A sheet: the cards on it, and which sheet of its record it is."""


def build(words: Sequence[CardsWords], paper: sheet.Paper, out: BinaryIO, job: Job) -> sheet.Built:
    """Write fronts and backs in turn as a PDF; `job` may cancel between two sheets."""
    canvas = sheet.open_canvas(out, "便民联系卡", paper)
    leaves = [(leaf, one.shift) for one in words for leaf in _leaves(one.cards)]
    writer = _Writer(canvas, paper, 2 * len(leaves))
    for number, (leaf, shift) in enumerate(leaves):
        if number % _JOB_STEP == 0:
            job.step(2 * number, 2 * len(leaves), "正在排版")
        writer.sheet(2 * number + 1, leaf, shift)
    job.step(2 * len(leaves), 2 * len(leaves), "正在写出")
    canvas.save()
    return sheet.Built(2 * len(leaves), tuple(_places([leaf for leaf, _ in leaves])))


def _leaves(cards: Sequence[CardWords]) -> Iterator[Leaf]:
    """Yield the sheets: grids follow one another on a sheet, each village begins a new one."""
    for _, held in groupby(cards, key=lambda card: card.village_id):
        lying = [card for card in held for _ in range(card.cards)]
        of: dict[str, int] = {}
        for first in range(0, len(lying), PER_SHEET):
            on = tuple(lying[first : first + PER_SHEET])
            of[_record(on)] = of.get(_record(on), 0) + 1
            yield on, of[_record(on)]


def _record(on: Sequence[CardWords]) -> str:
    """Return whose sheet it is: its grid's, or its village's where cards of several grids lie on it."""
    grids = {card.grid_id for card in on}
    return on[0].grid_id if len(grids) == 1 else on[0].village_id


def _places(leaves: Sequence[Leaf]) -> Iterator[tuple[str, int]]:
    """Yield grids and members with the page of their first card."""
    told: set[str] = set()
    for number, (on, _) in enumerate(leaves):
        for card in on:
            if card.grid_id not in told:
                told.add(card.grid_id)
                yield from ((name, 2 * number) for name in (card.place.replace("　", " "), card.member) if name)


class _Writer:
    """Writes sheet after sheet of one document."""

    def __init__(self, canvas: Canvas, paper: sheet.Paper, pages: int) -> None:
        self.canvas, self.paper, self.pages = canvas, paper, pages
        self.pen, self.card_pen = Pen(canvas), Pen(canvas)
        self.foot_style = self.pen.style(fonts.regular(), _FOOT_SIZE)
        self.fronts: dict[CardWords, str] = {}
        self.backs: dict[tuple[tuple[str, str, str], ...], str] = {}
        self.grounds: dict[Shift, str] = {}
        faces.draw_grounds(canvas, demo=paper.demo)

    def sheet(self, number: int, leaf: Leaf, shift: Shift) -> None:
        """Write a front and its back; `number` is the front's page."""
        on, of_record = leaf
        fronts, backs = [self._front(card) for card in on], [self._back(card) for card in on]
        code = page_code(PAPER_SIGN, _record(on), of_record)
        square = qr.square(code, _CODE_X, _CODE_Y, _CODE)
        for page, forms, moved in ((number, fronts, STRAIGHT), (number + 1, backs, shift)):
            back = page != number
            ground = self._ground(moved)
            self.canvas.doForm(ground)
            for place, form in enumerate(forms):
                x, y = card_sheet.corner(place, back=back)
                self._place(form, x + moved.right * MM, y - moved.down * MM)
            self.canvas._code.append(square)  # noqa: SLF001 - as Pen
            self._foot(page, code)
            self.canvas.showPage()

    def _front(self, card: CardWords) -> str:
        if card not in self.fronts:
            self.fronts[card] = f"front{len(self.fronts)}"
            faces.draw_front(self.canvas, self.card_pen, self.fronts[card], card)
        return self.fronts[card]

    def _back(self, card: CardWords) -> str:
        if card.answers not in self.backs:
            self.backs[card.answers] = f"back{len(self.backs)}"
            faces.draw_back(self.canvas, self.card_pen, self.backs[card.answers], card)
        return self.backs[card.answers]

    def _ground(self, shift: Shift) -> str:
        if shift not in self.grounds:
            self.grounds[shift] = f"ground{len(self.grounds)}"
            sheet.frame(self.canvas, self.grounds[shift], lambda canvas: self._draw_ground(canvas, shift))
        return self.grounds[shift]

    def _draw_ground(self, canvas: Canvas, shift: Shift) -> None:
        sheet.draw_ground(canvas, self.paper)
        card_sheet.draw_crop_marks(canvas, shift)
        demo = "　演示数据" if self.paper.demo else ""
        words = f"{self.paper.office}　{sheet.day_words(self.paper.day.isoformat())}打印　{self.paper.audience}{demo}"
        size, (line, *_) = fit(fonts.regular(), words, Room(_FOOT_MIDDLE_LEFT - _FOOT_LEFT, _FOOT_SIZE), _FOOT_SIZE)
        sheet.text(canvas, fonts.regular(), size, _FOOT_LEFT, _FOOT_Y, line, sheet.SOFT)

    def _place(self, form: str, x: float, y: float) -> None:
        """Draw a card with its lower left corner at a place."""
        self.canvas._code.append(f"q 1 0 0 1 {x:.2f} {y:.2f} cm")  # noqa: SLF001 - as Pen
        self.canvas.doForm(form)
        self.canvas._code.append("Q")  # noqa: SLF001

    def _foot(self, page: int, code: str) -> None:
        words = sheet.page_words(page, self.pages, partial=self.paper.partial)
        self.pen.put(self.foot_style, _FOOT_RIGHT - fonts.regular().width(words, _FOOT_SIZE), _FOOT_Y, words)
        self.pen.put(self.foot_style, _FOOT_MIDDLE_RIGHT, _FOOT_Y, spoken(code))
        self.pen.flush()
