"""The head that reports and maps share: the system's name, the title, what it is of, the square code of the page."""

from reportlab.pdfgen.canvas import Canvas

from kzzq_desktop.documents import bilingual_title, fonts, qr, sheet
from kzzq_desktop.documents.pen import Pen
from kzzq_desktop.documents.photo import Frame
from kzzq_desktop.documents.sheet import MM, Format, Paper
from kzzq_desktop.domain.page_code import page_code, spoken

CODE, HIGH = 15 * MM, 33 * MM
"""The side of the square code; how far below the sheet's edge the head ends."""
_TITLE, _SUBTITLE = 20.0, 10.5
_NAME_Y, _TITLE_Y, _SUBTITLE_Y, _RULE_Y = 12 * MM, 20.5 * MM, 26.5 * MM, 30 * MM
_WARNING = "工作用表，注意保管"


def draw(canvas: Canvas, paper: Paper, page: Format, title: str, subtitle: str) -> None:
    """Draw the head; the words of the page's code come with `write_code`."""
    top, beside = page.height, CODE + 6 * MM
    band = Frame(page.left, top - _RULE_Y + 1 * MM, page.wide - beside, 18 * MM)
    left, right = bilingual_title.pushed(paper, bilingual_title.draw_beside(canvas, paper, title, band))
    sheet.text(canvas, fonts.regular(), 9, page.left + left, top - _NAME_Y, "1+10 党员联系户制度", sheet.RED)
    sheet.text(canvas, fonts.regular(), 9, page.left + left, top - _NAME_Y - 12, _WARNING, sheet.RED)
    room = page.wide - 2 * max(left, right + beside)
    spacing = _TITLE * 0.14
    width = fonts.bold().width(title, _TITLE) + spacing * (len(title) - 1)
    canvas.setFillColorRGB(*sheet.RED)
    canvas.setFont(fonts.bold().fontName, _TITLE)
    canvas.drawString((page.width - width) / 2, top - _TITLE_Y, title, charSpace=spacing)
    small = min(_SUBTITLE, room / max(fonts.regular().width(subtitle, 1), 1))
    sheet.text_centred(canvas, fonts.regular(), small, page.width / 2, top - _SUBTITLE_Y, subtitle, sheet.SOFT)
    sheet.rule(canvas, page.left, page.right - beside, top - _RULE_Y, 1.4, sheet.RED)


def write_code(pen: Pen, page: Format, sign: str, record: str, number: int, month: str = "") -> None:
    """Write the square code and its words for page `number` of what was printed."""
    code = page_code(sign, record, number, month)
    x, y = page.right - CODE - 1.5 * MM, page.height - _RULE_Y + 1 * MM
    pen.canvas._code.append(qr.square(code, x, y, CODE))  # noqa: SLF001 - as Pen
    pen.put_centred(pen.style(fonts.regular(), 6), x + CODE / 2, y - 10, spoken(code))


def write_foot(pen: Pen, paper: Paper, page: Format, number: int, pages: int) -> None:
    """Write which page it is."""
    words, style = sheet.page_words(number, pages, partial=paper.partial), pen.style(fonts.regular(), 9)
    pen.put(style, page.right - style.chain.width(words, 9), page.foot, words)
