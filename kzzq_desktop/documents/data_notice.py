"""信息告知单: all that is kept on one household, for that household itself, in plain words."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from reportlab.pdfgen.canvas import Canvas

from kzzq_desktop.base.job import Job
from kzzq_desktop.documents import bilingual_title, fonts, qr, sheet
from kzzq_desktop.documents.flow import Faces, Flow, Mark, faces_of, write_marks
from kzzq_desktop.documents.pen import Pen, Room
from kzzq_desktop.documents.photo import Frame
from kzzq_desktop.documents.sheet import A4, MM, Built, Paper
from kzzq_desktop.domain.page_code import page_code, spoken

TITLE, SIGN = "信息告知单", "N"
_JOB_STEP, _FORM = 50, "notice"
_TITLE_Y, _RULE, _TOP, _BOTTOM = 277 * MM, 264 * MM, 262 * MM, 24 * MM
_CODE = 17 * MM
_BAND = Frame(A4.left, 265 * MM, A4.wide - _CODE - 6 * MM, 22 * MM)
_PEOPLE = (
    ("姓名", 22), ("与户主关系", 15), ("性别", 8), ("出生", 18), ("身份证号", 34), ("电话", 26), ("状况", 22), ("其他", 30),
)  # fmt: skip
_DUTIES = (("日期", 20), ("做了什么", 22), ("记下的内容", 130))
_AUDIENCES = (
    ("公示（张贴）", "户主姓名和电话隐去一部分，只写到组；不写证件号、需求、备注，不写未满14周岁的人。"),
    ("工作", "联系党员和经办人用：姓名、电话、门牌、需求；证件号只有后四位。"),
    ("内部", "本单位留存，印出来有水印和编号，谁印、印了几份都有登记。"),
)
_RIGHTS = (
    "一、您可以查看、复印这些信息，也可以问清楚为什么记、怎么用。",
    "二、哪一项不对或缺了，可以要求更正、补充；在本单上改好交回就行。",
    "三、不需要联系服务了，或者不愿意留存，可以要求删除。",
    "四、这些信息只为党员联系服务而记，不记民族、信仰、存款，不给人打分，不提供给无关的单位和个人。",
)
_LAW = "依据《中华人民共和国个人信息保护法》第四十四条至第四十七条。"


@dataclass(frozen=True, slots=True)
class NoticeWords:
    """One household's notice: labels and values, a row a person, a row a duty, whom to ask; nothing of other households."""

    household_id: str
    head: str
    facts: tuple[tuple[str, str], ...]
    people: tuple[tuple[str, ...], ...]
    gone: str
    service: tuple[tuple[str, str], ...]
    duties: tuple[tuple[str, str, str], ...]
    ask: str


def build(words: Sequence[NoticeWords], paper: Paper, out: BinaryIO, job: Job) -> Built:
    """Write a notice for each household. `job` may cancel between two pages: nothing is written then."""
    canvas = sheet.open_canvas(out, TITLE, paper)
    faces = faces_of(paper)
    pages = list(_pages(words, faces))
    count = Counter(notice.household_id for notice, _, _ in pages)
    pen = Pen(canvas)
    sheet.frame(canvas, _FORM, lambda made: _draw_frame(made, paper, faces))
    places: list[tuple[str, int]] = []
    for number, (notice, page, marks) in enumerate(pages):
        if number % _JOB_STEP == 0:
            job.step(number, len(pages), "正在排版")
        canvas.doForm(_FORM)
        write_marks(pen, marks, faces)
        _write_head(pen, notice, page)
        foot = sheet.page_words(page, count[notice.household_id])
        style = pen.style(fonts.regular(), 9)
        pen.put(style, A4.right - style.chain.width(foot, 9), A4.foot, foot)
        pen.flush()
        canvas.showPage()
        if page == 1 and notice.head:
            places.append((notice.head, number))
    job.step(len(pages), len(pages), "正在写出")
    canvas.save()
    return Built(len(pages), tuple(places))


def _pages(words: Sequence[NoticeWords], faces: Faces) -> Iterator[tuple[NoticeWords, int, list[Mark]]]:
    for notice in words:
        for page, marks in enumerate(_laid_out(notice, faces), 1):
            yield notice, page, marks


def _laid_out(notice: NoticeWords, faces: Faces) -> list[list[Mark]]:
    flow = Flow(A4, _TOP - 8 * MM, _BOTTOM, faces)
    flow.heading("一、住户信息")
    flow.facts(notice.facts)
    flow.heading("二、家庭成员", needs=30 * MM)
    flow.table(_PEOPLE, notice.people)
    if notice.gone:
        flow.paragraph(notice.gone, 9.5)
    flow.heading("三、联系服务")
    flow.facts(notice.service)
    if notice.duties:
        flow.table(_DUTIES, notice.duties)
    flow.heading("四、谁能看到什么")
    flow.table((("给谁看", 30), ("能看到什么", 150)), _AUDIENCES)
    flow.heading("五、您的权利", needs=59 * MM)
    for sentence in _RIGHTS:
        flow.paragraph(sentence)
    flow.paragraph(_LAW, 9.5)
    flow.paragraph(notice.ask)
    flow.signatures(("户主（或家庭成员）签字：", "经办人签字：", "日期：　　　年　　月　　日"))
    return flow.pages


def _draw_frame(canvas: Canvas, paper: Paper, faces: Faces) -> None:
    sheet.draw_ground(canvas, paper)
    bilingual_title.draw_beside(canvas, paper, TITLE, _BAND)
    middle = (A4.left + A4.right) / 2
    canvas.setFillColorRGB(*sheet.RED)
    spacing = 3.6
    wide = faces.head.width(TITLE, 22) + spacing * (len(TITLE) - 1)
    canvas.setFont(faces.head.fontName, 22)
    canvas.drawString(middle - wide / 2, _TITLE_Y, TITLE, charSpace=spacing)
    sheet.text_centred(canvas, fonts.regular(), 10, middle, _TITLE_Y - 7 * MM, "台账里留存的您家信息，请您核对", sheet.SOFT)
    sheet.rule(canvas, A4.left, A4.right - _CODE - 5 * MM, _RULE, 1.4, sheet.RED)
    sheet.draw_foot(canvas, paper)


def _write_head(pen: Pen, notice: NoticeWords, page: int) -> None:
    code = page_code(SIGN, notice.household_id, page)
    x, y = A4.right - _CODE - 1 * MM, _RULE - 1 * MM
    pen.canvas._code.append(qr.square(code, x, y, _CODE))  # noqa: SLF001 - as Pen
    pen.put_centred(pen.style(fonts.regular(), 6), x + _CODE / 2, y - 4 * MM, spoken(code))
    name = f"{notice.head}　家" if notice.head else "本户"
    again = "（续）" if page > 1 else ""
    room = Room(A4.wide - _CODE - 10 * MM, 10 * MM)
    pen.put_fitted(pen.style(fonts.bold(), 14), A4.left, _RULE - 7 * MM, f"{name}{again}", room)
