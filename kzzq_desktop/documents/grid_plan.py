"""划分方案: a village's grids for the members' meeting: who stands in which, who looks after it and why, what moves."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

from reportlab.pdfgen.canvas import Canvas

from kzzq_desktop.base.job import Job
from kzzq_desktop.documents import sheet, title_block
from kzzq_desktop.documents.flow import Faces, Flow, Mark, faces_of, write_marks
from kzzq_desktop.documents.pen import Pen
from kzzq_desktop.documents.sheet import A4, MM, Built, Paper

TITLE, SIGN = "划分方案", "G"
_JOB_STEP = 50
_TOP, _BOTTOM = A4.height - title_block.HIGH - 2.5 * MM, 24 * MM
_GRIDS = (("网格", 14), ("联系范围", 26), ("联系党员", 28), ("户数", 12), ("联系户（户主和门牌）", 98))
_DRAFTED = (("网格", 14), ("联系范围", 26), ("联系党员", 28), ("原户数", 14), ("户数", 12), ("联系户（户主和门牌）", 84))
_MOVES = (("原网格", 18), ("新网格", 18), ("户数", 12), ("原因", 44), ("住户", 86))
_WHYS = (("网格", 15), ("联系党员", 30), ("安排的理由", 133))
_SIGNATURES = ("主持人：", "记录人：", "党员代表：", "日期：　　年　月　日")
_VOTE = "会议应到党员　　　　人，实到　　　　人；同意　　　　人，不同意　　　　人，弃权　　　　人。"
_CLOSING = 52 * MM  # how high the meeting's part is: nobody signs on a page that says nothing


@dataclass(frozen=True, slots=True)
class PlanWords:
    """A village's plan: `state` is 现有网格 or 草案; rows as they are printed; `waiting` heads without a grid.

    The rows of a `draft` also say how many households a grid held before.
    """

    village_id: str
    place: str
    state: str
    facts: tuple[tuple[str, str], ...]
    sentences: tuple[str, ...]
    grids: tuple[tuple[str, ...], ...]
    moves: tuple[tuple[str, ...], ...]
    whys: tuple[tuple[str, ...], ...]
    waiting: str
    draft: bool = False


def build(words: Sequence[PlanWords], paper: Paper, out: BinaryIO, job: Job) -> Built:
    """Write the plans, each village beginning a page. `job` may cancel between two pages: nothing is written then."""
    canvas = sheet.open_canvas(out, TITLE, paper)
    faces = faces_of(paper)
    pages = [(one, page, marks) for one in words for page, marks in enumerate(_laid_out(one, faces), 1)]
    pen = Pen(canvas)
    for state in {one.state: None for one in words}:
        sheet.frame(canvas, _form(state), partial(_draw_frame, paper=paper, state=state))
    for number, (one, page, marks) in enumerate(pages):
        if number % _JOB_STEP == 0:
            job.step(number, len(pages), "正在排版")
        canvas.doForm(_form(one.state))
        write_marks(pen, marks, faces)
        title_block.write_code(pen, A4, SIGN, one.village_id, page)
        title_block.write_foot(pen, paper, A4, number + 1, len(pages))
        pen.flush()
        canvas.showPage()
    job.step(len(pages), len(pages), "正在写出")
    canvas.save()
    return Built(len(pages), tuple((one.place, number) for number, (one, page, _) in enumerate(pages) if page == 1))


def _form(state: str) -> str:
    return f"plan{len(state)}"


def _draw_frame(canvas: Canvas, paper: Paper, state: str) -> None:
    sheet.draw_ground(canvas, paper)
    title_block.draw(canvas, paper, A4, f"网格{TITLE}", state)
    sheet.draw_foot(canvas, paper)


def _laid_out(one: PlanWords, faces: Faces) -> list[list[Mark]]:
    flow = Flow(A4, _TOP, _BOTTOM, faces, f"{one.place}（续）")
    flow.heading(one.place)
    flow.facts(one.facts)
    for sentence in one.sentences:
        flow.paragraph(sentence, 10)
    if one.grids:
        heads = _DRAFTED if one.draft else _GRIDS
        flow.heading("网格和联系户", needs=24 * MM)
        flow.table(heads, one.grids, listed=(1, len(heads) - 1))
    if one.waiting:
        flow.paragraph(one.waiting, 10)
    if one.moves:
        flow.heading("调整的住户", needs=24 * MM)
        flow.table(_MOVES, one.moves, listed=(4,))
    if one.whys:
        flow.heading("联系党员", needs=24 * MM)
        flow.table(_WHYS, one.whys)
    flow.heading("会议意见", needs=_CLOSING)
    flow.paragraph(_VOTE)
    flow.blank(18 * MM)
    flow.signatures(_SIGNATURES)
    return flow.pages
