"""亮身份牌: a plate of half a sheet for a member's door: who lives here, what he is there for, under which number."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from reportlab.pdfgen.canvas import Canvas

from kzzq_desktop.base.job import Job
from kzzq_desktop.documents import bilingual_title, fonts, qr, sheet
from kzzq_desktop.documents import contact_sheet_parts as parts
from kzzq_desktop.documents.pen import MIDDLE, Pen, Room
from kzzq_desktop.documents.photo import Frame, draw_photo
from kzzq_desktop.documents.sheet import A5_WIDE, MM, Built, Paper
from kzzq_desktop.domain.page_code import page_code, spoken

TITLE, SIGN = "亮身份牌", "D"
_JOB_STEP, _FRAME = 50, "plate"
_PAGE = A5_WIDE
# Printers leave an edge white: the band stays within it.
_BAND = Frame(8 * MM, 114 * MM, _PAGE.width - 16 * MM, 26 * MM)
_TITLE_BAND = Frame(_PAGE.left, _BAND.bottom + 2 * MM, _PAGE.wide, 22 * MM)
_PHOTO = Frame(_PAGE.left + 2 * MM, 50 * MM, 43.5 * MM, 58 * MM)
_BESIDE_PHOTO, _ALONE = _PHOTO.left + _PHOTO.width + 9 * MM, _PAGE.left + 4 * MM
_CODE = 15 * MM
_CODE_X, _CODE_Y = _PAGE.right - _CODE, 17.5 * MM
_NAME_Y, _NAME_HIGH = 97.5 * MM, 20 * MM
_FACT_Y, _FACT_STEP, _FACT_HIGH, _LABEL = 82.6 * MM, 10.2 * MM, 9.4 * MM, 25 * MM
_DUTIES_TOP = 42 * MM


@dataclass(frozen=True, slots=True)
class PlateWords:
    """A member's plate; what is "" is left out. `grids` says which grids he looks after; `photo` JPEG or PNG."""

    member_id: str
    name: str
    phone: str
    posts: str
    branch: str
    grids: str
    photo: bytes | None = None


def build(words: Sequence[PlateWords], paper: Paper, out: BinaryIO, job: Job) -> Built:
    """Write a plate a page. `job` may cancel between two pages: nothing is written then."""
    canvas = sheet.open_canvas(out, TITLE, paper, _PAGE)
    pen = Pen(canvas)
    sheet.frame(canvas, _FRAME, lambda made: _draw_frame(made, paper))
    for number, plate in enumerate(words):
        if number % _JOB_STEP == 0:
            job.step(number, len(words), "正在排版")
        _write(canvas, pen, plate)
        said = spoken(page_code(SIGN, plate.member_id))
        foot = f"{said}　　{sheet.page_words(number + 1, len(words), partial=paper.partial)}"
        style = pen.style(fonts.regular(), 9)
        pen.put(style, _PAGE.right - style.chain.width(foot, 9), _PAGE.foot, foot)
        pen.flush()
        canvas.showPage()
    job.step(len(words), len(words), "正在写出")
    canvas.save()
    return Built(len(words), tuple((plate.name, number) for number, plate in enumerate(words)))


def _write(canvas: Canvas, pen: Pen, plate: PlateWords) -> None:
    canvas.doForm(_FRAME)
    code = qr.square(page_code(SIGN, plate.member_id), _CODE_X, _CODE_Y, _CODE)
    canvas._code.append(code)  # noqa: SLF001 - as Pen
    seen = plate.photo is not None and draw_photo(canvas, plate.photo, _PHOTO)
    left = _BESIDE_PHOTO if seen else _ALONE
    wide = _PAGE.right - left
    pen.put_fitted(pen.style(fonts.bold(), 40), left, _NAME_Y, plate.name, Room(wide, _NAME_HIGH))
    bold, plain = pen.style(fonts.bold(), 24), pen.style(fonts.regular(), 15)
    said = (
        ("岗　　位", plate.posts, plain),
        ("党 支 部", plate.branch, plain),
        ("联系网格", plate.grids, plain),
        ("服务电话", plate.phone, bold),
    )
    facts = [fact for fact in said if fact[1]]
    for row, (_, text, style) in enumerate(facts):
        room = Room(wide - _LABEL, _FACT_HIGH)
        pen.put_fitted(style, left + _LABEL, _FACT_Y - row * _FACT_STEP, text, room)
    pen.flush()
    small = pen.style(fonts.regular(), 12)
    for row, (label, *_) in enumerate(facts):
        pen.put(small, left, _FACT_Y - row * _FACT_STEP - MIDDLE * 12, label)
    canvas.setFillColorRGB(*sheet.SOFT)


def _draw_frame(canvas: Canvas, paper: Paper) -> None:
    sheet.draw_ground(canvas, paper, _PAGE)
    sheet.box(canvas, *_BAND, fill=sheet.RED, radius=4)
    white = (1.0, 1.0, 1.0)
    bilingual_title.draw_beside(canvas, paper, TITLE, _TITLE_BAND, 16, white)
    title, size, spacing = "党员联系户", 30, 9
    wide = fonts.bold().width(title, size) + spacing * (len(title) - 1)
    canvas.setFillColorRGB(*white)
    canvas.setFont(fonts.bold().fontName, size)
    canvas.drawString((_PAGE.width - wide) / 2, _BAND.bottom + 11.6 * MM, title, charSpace=spacing)
    words = "有事找我　我来帮您"
    sheet.text_centred(canvas, fonts.regular(), 13, _PAGE.width / 2, _BAND.bottom + 4.2 * MM, words, white)
    _draw_duties(canvas)
    sheet.draw_foot(canvas, paper, _PAGE)


def _draw_duties(canvas: Canvas) -> None:
    """Draw the five duties between two rules, clear of the code."""
    sheet.rule(canvas, _PAGE.left, _PAGE.right, _DUTIES_TOP, 1.2, sheet.RED)
    right = _CODE_X - 4 * MM
    step = (right - _PAGE.left) / len(parts.DUTIES)
    for number, (duty, first, second) in enumerate(parts.DUTIES):
        x = _PAGE.left + number * step
        parts.disc(canvas, x + 3 * MM, _DUTIES_TOP - 7 * MM, str(number + 1), 2.6 * MM)
        sheet.text(canvas, fonts.bold(), 12, x + 7.5 * MM, _DUTIES_TOP - 7 * MM - 4.5, duty)
        sheet.text(canvas, fonts.regular(), 8.5, x, _DUTIES_TOP - 15 * MM, first, sheet.SOFT)
        sheet.text(canvas, fonts.regular(), 8.5, x, _DUTIES_TOP - 19.5 * MM, second, sheet.SOFT)
