"""What of a roll is the same on every page, and the words of a page outside its table."""

from reportlab.pdfgen.canvas import Canvas

from kzzq_desktop.documents import bilingual_title, fonts, qr, sheet
from kzzq_desktop.documents.pen import MIDDLE, Pen, Room
from kzzq_desktop.documents.photo import Frame
from kzzq_desktop.documents.roll_layout import HEADING, Leaf, column_edges, table_top
from kzzq_desktop.documents.roll_words import RollWords
from kzzq_desktop.documents.sheet import MM, Paper
from kzzq_desktop.domain.page_code import page_code, spoken

NAME = "roll"
CODE = 15 * MM
_TITLE, _SUBTITLE, _HEAD = 17.0, 9.5, 11.5
_BESIDE = 25 * MM  # the code's words under its square, and air
_WARNINGS = {"工作": "工作用表，注意保管", "内部": "内部资料，不得外传"}


def draw(canvas: Canvas, roll: RollWords, paper: Paper) -> None:
    """Draw the frame: ground, title, headings, foot."""
    page = roll.page
    sheet.draw_ground(canvas, paper, page)
    top = page.height - 12 * MM
    band = Frame(page.left, table_top(page) + 10.3 * MM, page.wide - CODE - 5 * MM, 17.7 * MM)
    left, right = bilingual_title.pushed(paper, bilingual_title.draw_beside(canvas, paper, roll.title, band))
    sheet.text(canvas, fonts.regular(), 9, page.left + left, top, "1+10 党员联系户制度", sheet.RED)
    if warning := _WARNINGS.get(paper.audience):
        sheet.text(canvas, fonts.regular(), 9, page.left + left, top - 12, warning, sheet.RED)
    beside = max(left, right + CODE + 5 * MM) if left or right else 0.0
    _draw_title(canvas, roll, page.wide - 2 * beside)
    rule = table_top(page) + 9 * MM
    sheet.rule(canvas, page.left, page.right - CODE - 5 * MM, rule, 1.4, sheet.RED)
    _draw_headings(canvas, roll)
    sheet.draw_foot(canvas, paper, page)


def write_page(pen: Pen, roll: RollWords, leaf: Leaf, foot: str) -> None:
    """Write the line above the table, the page's code, the number of the page."""
    page = roll.page
    middle = table_top(page) + 4.2 * MM
    total = pen.style(fonts.regular(), 10)
    right = page.right - (_BESIDE if leaf.record else 0)
    wide = total.chain.width(leaf.total, total.size)
    if leaf.head:
        room = Room(right - page.left - wide - 8, 8 * MM)
        pen.put_fitted(pen.style(fonts.bold(), _HEAD), page.left, middle, leaf.head, room)
    if leaf.total:
        pen.put(total, right - wide, middle - MIDDLE * total.size, leaf.total)
    if leaf.record:
        _write_code(pen, roll, leaf)
    style = pen.style(fonts.regular(), 9)
    pen.put(style, page.right - style.chain.width(foot, 9), page.foot, foot)


def _write_code(pen: Pen, roll: RollWords, leaf: Leaf) -> None:
    page = roll.page
    code = page_code(roll.sign, leaf.record, leaf.page, roll.month)
    y = table_top(page) + 6 * MM
    pen.canvas._code.append(qr.square(code, page.right - CODE, y, CODE))  # noqa: SLF001 - as Pen
    style, words = pen.style(fonts.regular(), 6), spoken(code)
    pen.put(style, page.right - style.chain.width(words, style.size), y - 10, words)


def _draw_title(canvas: Canvas, roll: RollWords, room: float) -> None:
    """Draw the title and what stands under it, smaller where the Mongolian beside them leaves less room."""
    page, subtitle = roll.page, "" if roll.flowing else roll.subtitle
    y = table_top(page) + (16 if subtitle else 13) * MM
    wide = fonts.bold().width(roll.title, 1) + 0.14 * (len(roll.title) - 1)
    size = min(_TITLE, room / wide) if roll.title else _TITLE
    spacing = size * 0.14
    width = fonts.bold().width(roll.title, size) + spacing * (len(roll.title) - 1)
    canvas.setFillColorRGB(*sheet.RED)
    canvas.setFont(fonts.bold().fontName, size)
    canvas.drawString((page.width - width) / 2, y, roll.title, charSpace=spacing)
    if subtitle:
        small = min(_SUBTITLE, room / fonts.regular().width(subtitle, 1))
        sheet.text_centred(canvas, fonts.regular(), small, page.width / 2, y - 14, subtitle, sheet.SOFT)


def _draw_headings(canvas: Canvas, roll: RollWords) -> None:
    top, edges = table_top(roll.page), column_edges(roll)
    sheet.box(canvas, edges[0], top - HEADING, edges[-1] - edges[0], HEADING, fill=sheet.TINT)
    canvas.setStrokeColorRGB(*sheet.LINE)
    canvas.setLineWidth(0.5)
    canvas.lines([(x, top, x, top - HEADING) for x in edges[1:-1]])
    for left, right, column in zip(edges, edges[1:], roll.columns, strict=False):
        size = min(10.0, 10.0 * (right - left - 3) / max(fonts.bold().width(column.heading, 10), 1))
        sheet.text_centred(canvas, fonts.bold(), size, (left + right) / 2, top - HEADING / 2 - size * 0.38, column.heading)
