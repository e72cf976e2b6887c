"""入户走访登记表: a grid's households with five boxes each to tick on the visit; it can be read back from a scan."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from reportlab.pdfgen.canvas import Canvas

from kzzq_desktop.base.job import Job
from kzzq_desktop.documents import bilingual_title, fonts, qr, sheet
from kzzq_desktop.documents.pen import LEADING, MIDDLE, Pen, Room, Style, fit
from kzzq_desktop.documents.photo import Frame
from kzzq_desktop.documents.sheet import A4, MM, Built, Paper
from kzzq_desktop.domain import visit_geometry as geometry
from kzzq_desktop.domain.form_code import form_code
from kzzq_desktop.domain.page_code import page_code, spoken
from kzzq_desktop.domain.visit_geometry import Place

TITLE, SIGN = "入户走访登记表", "V"
_JOB_STEP, _FORM = 50, "visit"
_DUTY_HEADS = (("宣讲", "政策"), ("化解", "矛盾"), ("解决", "困难"), ("创业", "致富"), ("遵章", "守法"))
_TITLE_Y, _MONTH_Y, _PLACE_Y, _MEMBER_Y, _HINT_Y = 27.5, 34.5, 44.5, 54.0, 63.5
_TITLE_BAND = Frame(A4.left, (geometry.PAGE_HIGH - 39.5) * MM, (geometry.CODE.x - 4) * MM - A4.left, 22 * MM)
_MEMBER_X, _PHONE_LABEL_X, _PHONE_X, _FACTS_END = 36.0, 101.0, 120.0, 163.0
_PAD, _APART = 2.0, 0.9
_NAME_HIGH, _ROW_ROOM = 8.2, geometry.ROW - 0.8
_SIGN_Y, _SIGN_RULE = 270.0, 34.0
_HINTS = (
    "走访后在做过的事下面打勾，一户可以打几个；没走到的不打。空行留给新来的住户。",
    "扫描或照着登记，不用再抄一遍；请不要折叠，四角的方块和右上角的码上不要写字。",
)


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A household's row: its id (for the code alone), head, where it is, phone."""

    household_id: str
    head: str
    place: str
    phone: str


@dataclass(frozen=True, slots=True)
class VisitWords:
    """A grid's form for a month ("2026-11"): who goes, whom to visit."""

    grid_id: str
    month: str
    place: str
    member: str
    phone: str
    rows: tuple[VisitRow, ...]


Leaf = tuple[VisitWords, int, tuple[VisitRow, ...]]


def build(words: Sequence[VisitWords], paper: Paper, out: BinaryIO, job: Job) -> Built:
    """Write the forms; a grid of more than a page's rows goes on to marked pages. `job` may cancel between two pages."""
    canvas = sheet.open_canvas(out, TITLE, paper)
    leaves = list(_leaves(words))
    pen = Pen(canvas)
    sheet.frame(canvas, _FORM, lambda made: _draw_frame(made, paper))
    for number, leaf in enumerate(leaves):
        if number % _JOB_STEP == 0:
            job.step(number, len(leaves), "正在排版")
        canvas.doForm(_FORM)
        _write(pen, leaf)
        foot = sheet.page_words(number + 1, len(leaves), partial=paper.partial)
        style = pen.style(fonts.regular(), 9)
        pen.put(style, A4.right - style.chain.width(foot, 9), A4.foot, foot)
        pen.flush()
        canvas.showPage()
    job.step(len(leaves), len(leaves), "正在写出")
    canvas.save()
    return Built(len(leaves), tuple(_places(leaves)))


def _leaves(words: Sequence[VisitWords]) -> Iterator[Leaf]:
    for form in words:
        rows, page = form.rows, 1
        while page == 1 or rows:
            yield form, page, rows[: geometry.ROWS]
            rows, page = rows[geometry.ROWS :], page + 1


def _places(leaves: Sequence[Leaf]) -> Iterator[tuple[str, int]]:
    for number, (form, page, rows) in enumerate(leaves):
        if page == 1:
            yield form.place.replace("　", " "), number
            if form.member:
                yield form.member, number
        for row in rows:
            yield row.head, number


def _write(pen: Pen, leaf: Leaf) -> None:
    form, page, rows = leaf
    again = "（续页）" if page > 1 else ""
    place = Room((_FACTS_END - geometry.LEFT) * MM, 8 * MM)
    pen.put_fitted(pen.style(fonts.bold(), 15), A4.left, _y(_PLACE_Y), f"{form.place}{again}", place)
    year, month = form.month.split("-")
    pen.put_centred(pen.style(fonts.regular(), 12), _title_middle(), _y(_MONTH_Y) - 4.5, f"{year}年{int(month)}月")
    name, phone = pen.style(fonts.bold(), 12), pen.style(fonts.regular(), 12)
    room = Room((_PHONE_LABEL_X - _MEMBER_X - 3) * MM, 9 * MM)
    pen.put_fitted(name, _MEMBER_X * MM, _y(_MEMBER_Y), form.member or "待确定", room)
    if form.phone:
        pen.put_fitted(phone, _PHONE_X * MM, _y(_MEMBER_Y), form.phone, Room((_FACTS_END - _PHONE_X) * MM, 9 * MM))
    for at, row in enumerate(rows):
        _write_row(pen, at, (page - 1) * geometry.ROWS + at + 1, row)
    _write_code(pen, form, page, rows)


def _write_row(pen: Pen, at: int, number: int, row: VisitRow) -> None:
    """Write number, head, place and phone: together in the middle of the row, a long name or address in several lines."""
    edges = geometry.columns()
    middle = geometry.row_top(at) + geometry.ROW / 2
    pen.put_centred(pen.style(fonts.regular(), 10), (edges[0] + edges[1]) / 2 * MM, _y(middle) - 3.8, str(number))
    left, wide = (edges[1] + _PAD) * MM, (edges[2] - edges[1] - 2 * _PAD) * MM
    size, names = fit(fonts.bold(), row.head, Room(wide, _NAME_HIGH * MM), 12)
    said = "　".join(part for part in (row.place, row.phone) if part)
    rest = _ROW_ROOM * MM - len(names) * size * LEADING - _APART * MM
    small, lines = fit(fonts.regular(), said, Room(wide, rest), 9)
    high = len(names) * size * LEADING + (_APART * MM + len(lines) * small * LEADING if said else 0)
    y = _put_lines(pen, pen.style(fonts.bold(), size), left, _y(middle) + high / 2, names)
    _put_lines(pen, pen.style(fonts.regular(), small), left, y - _APART * MM, lines if said else ())


def _put_lines(pen: Pen, style: Style, x: float, y: float, lines: Sequence[str]) -> float:
    """Write lines from y down; return where they end."""
    step = style.size * LEADING
    for line in lines:
        pen.put(style, x, y - step / 2 - MIDDLE * style.size, line)
        y -= step
    return y


def _write_code(pen: Pen, form: VisitWords, page: int, rows: Sequence[VisitRow]) -> None:
    place = geometry.CODE
    code = form_code((SIGN, form.grid_id, page, form.month), geometry.VERSION, [row.household_id for row in rows])
    square = qr.square(code, place.x * MM, _y(place.y + place.high), place.wide * MM)
    pen.canvas._code.append(square)  # noqa: SLF001 - as Pen
    words = spoken(page_code(SIGN, form.grid_id, page, form.month))
    pen.put_centred(pen.style(fonts.regular(), 7), (place.x + place.wide / 2) * MM, _y(place.y + place.high + 7), words)


def _draw_frame(canvas: Canvas, paper: Paper) -> None:
    sheet.draw_ground(canvas, paper)
    canvas.setFillColorRGB(0, 0, 0)
    for place in geometry.SQUARES:
        canvas.rect(place.x * MM, _y(place.y + place.high), place.wide * MM, place.high * MM, stroke=0, fill=1)
    sheet.text(canvas, fonts.regular(), 9.5, A4.left, _y(14.5), "1+10 党员联系户制度　工作用表，注意保管", sheet.RED)
    bilingual_title.draw_beside(canvas, paper, TITLE, _TITLE_BAND)
    _draw_title(canvas)
    for x, words in ((geometry.LEFT, "联系党员"), (_PHONE_LABEL_X, "联系电话")):
        sheet.text(canvas, fonts.regular(), 10, x * MM, _y(_MEMBER_Y) - 3.8, words, sheet.SOFT)
    for line, words in enumerate(_HINTS):
        sheet.text(canvas, fonts.regular(), 9.5, A4.left, _y(_HINT_Y + 5.2 * line) - 1.5 * MM, words, sheet.SOFT)
    _draw_table(canvas)
    _draw_signatures(canvas)
    sheet.draw_foot(canvas, paper)


def _draw_signatures(canvas: Canvas) -> None:
    for x, words in ((geometry.LEFT, "联系党员签字："), (84.0, "党支部书记签字：")):
        sheet.text(canvas, fonts.regular(), 11, x * MM, _y(_SIGN_Y), words)
        end = x * MM + fonts.regular().width(words, 11)
        sheet.rule(canvas, end, end + _SIGN_RULE * MM, _y(_SIGN_Y) - 3, 0.6, sheet.INK)
    words = "日期：　　月　　日"
    sheet.text(canvas, fonts.regular(), 11, A4.right - fonts.regular().width(words, 11), _y(_SIGN_Y), words)


def _draw_title(canvas: Canvas) -> None:
    size, spacing = 22, 3.4
    wide = fonts.bold().width(TITLE, size) + spacing * (len(TITLE) - 1)
    canvas.setFillColorRGB(*sheet.RED)
    canvas.setFont(fonts.bold().fontName, size)
    canvas.drawString(_title_middle() - wide / 2, _y(_TITLE_Y), TITLE, charSpace=spacing)


def _title_middle() -> float:
    """Return the middle of what the code leaves of the page's breadth, in points."""
    return (geometry.LEFT + geometry.CODE.x) / 2 * MM


def _draw_table(canvas: Canvas) -> None:
    edges = geometry.columns()
    top = geometry.TABLE_TOP
    rows = [top, *(geometry.row_top(row) for row in range(geometry.ROWS + 1))]
    sheet.box(canvas, A4.left, _y(rows[1]), (edges[-1] - edges[0]) * MM, geometry.HEADING * MM, fill=sheet.TINT)
    sheet.ruled(canvas, [edge * MM for edge in edges], [_y(row) for row in rows])
    middle = top + geometry.HEADING / 2
    heads = {0: "序号", 1: "户主、住处、电话", 7: "走访日期", 8: "记一句"}
    for at, words in heads.items():
        x = (edges[at] + edges[at + 1]) / 2 * MM
        size = 10.0 if at else 9.0
        sheet.text_centred(canvas, fonts.bold(), size, x, _y(middle) - size * 0.38, words)
    for duty, lines in enumerate(_DUTY_HEADS):
        x = (edges[2 + duty] + edges[3 + duty]) / 2 * MM
        for line, words in enumerate(lines):
            sheet.text_centred(canvas, fonts.bold(), 10, x, _y(middle - 2.3 + 4.6 * line) - 3.8, words)
    canvas.setStrokeColorRGB(0, 0, 0)
    canvas.setLineWidth(geometry.BOX_LINE * MM)
    for row in range(geometry.ROWS):
        for duty in range(len(geometry.DUTIES)):
            _draw_box(canvas, geometry.box(row, duty))


def _draw_box(canvas: Canvas, place: Place) -> None:
    canvas.rect(place.x * MM, _y(place.y + place.high), place.wide * MM, place.high * MM, stroke=1, fill=0)


def _y(down: float) -> float:
    """Return the height in points of what is so many millimetres below the upper edge."""
    return (geometry.PAGE_HIGH - down) * MM
