"""交接单: one member hands a grid's households over to another, signed by both and by who watches."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from reportlab.pdfgen.canvas import Canvas

from kzzq_desktop.base.job import Job
from kzzq_desktop.documents import sheet, title_block
from kzzq_desktop.documents.flow import Faces, Flow, Mark, faces_of, write_marks
from kzzq_desktop.documents.pen import Pen
from kzzq_desktop.documents.sheet import A4, MM, Built, Paper

TITLE, SIGN = "交接单", "J"
_JOB_STEP, _FORM = 50, "handover"
_TOP, _BOTTOM = A4.height - title_block.HIGH - 2.5 * MM, 24 * MM
_COLUMNS = (("序号", 10), ("户主", 34), ("人口", 11), ("组别门牌", 32), ("电话", 34), ("需求、外出、备注", 60))
_SIGNATURES = ("交出人签字：", "接收人签字：", "监交人签字：")
_DAYS = ("日期：　　年　　月　　日",) * 3
_CLOSING = 80 * MM  # how high everything after the table is: nobody signs on a page that says nothing
_ITEMS = (
    "一、上表所列各户已逐户当面（或电话）告知换人，告诉了接收人的姓名和电话。",
    "二、没有办完的事、答应过的事，写在下面的空处，由接收人接着办。",
)


@dataclass(frozen=True, slots=True)
class HandoverWords:
    """A grid's handover: rows of labels and values, a row a household; `name` is who hands over, for jumping to."""

    grid_id: str
    place: str
    name: str
    facts: tuple[tuple[tuple[str, str], ...], ...]
    households: tuple[tuple[str, ...], ...]
    total: str


def build(words: Sequence[HandoverWords], paper: Paper, out: BinaryIO, job: Job) -> Built:
    """Write the handovers, each beginning a page. `job` may cancel between two pages: nothing is written then."""
    canvas = sheet.open_canvas(out, TITLE, paper)
    faces = faces_of(paper)
    pages = [(one, page, marks) for one in words for page, marks in enumerate(_laid_out(one, faces), 1)]
    pen = Pen(canvas)
    sheet.frame(canvas, _FORM, lambda made: _draw_frame(made, paper))
    places: list[tuple[str, int]] = []
    for number, (one, page, marks) in enumerate(pages):
        if number % _JOB_STEP == 0:
            job.step(number, len(pages), "正在排版")
        canvas.doForm(_FORM)
        write_marks(pen, marks, faces)
        title_block.write_code(pen, A4, SIGN, one.grid_id, page)
        title_block.write_foot(pen, paper, A4, number + 1, len(pages))
        pen.flush()
        canvas.showPage()
        if page == 1:
            places += [(name, number) for name in (one.place, one.name) if name]
    job.step(len(pages), len(pages), "正在写出")
    canvas.save()
    return Built(len(pages), tuple(places))


def _draw_frame(canvas: Canvas, paper: Paper) -> None:
    sheet.draw_ground(canvas, paper)
    title_block.draw(canvas, paper, A4, TITLE, "党员联系户交接")
    sheet.draw_foot(canvas, paper)


def _laid_out(one: HandoverWords, faces: Faces) -> list[list[Mark]]:
    flow = Flow(A4, _TOP, _BOTTOM, faces, f"{one.place}（续）")
    flow.heading(one.place)
    flow.form(one.facts)
    flow.heading(f"移交的联系户　{one.total}", needs=24 * MM)
    if one.households:
        flow.table(_COLUMNS, one.households)
    else:
        flow.paragraph("这个网格现在没有住户。")
    flow.heading("交接事项", needs=_CLOSING)
    for item in _ITEMS:
        flow.paragraph(item)
    flow.blank(28 * MM)
    flow.signatures(_SIGNATURES, _DAYS)
    return flow.pages
