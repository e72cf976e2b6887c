"""月度汇总: a page of numbers and charts in the words of the month, then a table by village or by grid."""

from collections.abc import Sequence
from typing import BinaryIO

from reportlab.pdfgen.canvas import Canvas

from kzzq_desktop.base.job import Job
from kzzq_desktop.documents import report_table, sheet, title_block
from kzzq_desktop.documents.pen import Pen
from kzzq_desktop.documents.report_charts import Charts
from kzzq_desktop.documents.report_words import ReportWords, TableRow
from kzzq_desktop.documents.sheet import A4, Built, Paper
from kzzq_desktop.domain.spans import span_words

TITLE, PAPER_SIGN = "月度汇总", "Y"
_FRAME = "report"
_JOB_STEP = 50


def build(words: Sequence[ReportWords], paper: Paper, out: BinaryIO, job: Job) -> Built:
    """Write one report as a PDF. `job` may cancel between two pages: nothing is written then."""
    (report,) = words
    canvas = sheet.open_canvas(out, TITLE, paper)
    pen = Pen(canvas)
    leaves = _leaves(report.rows)
    pages = 1 + len(leaves)
    sheet.frame(canvas, _FRAME, lambda made: _draw_frame(made, report, paper))
    for number in range(1, pages + 1):
        if number % _JOB_STEP == 1:
            job.step(number - 1, pages, "正在排版")
        canvas.doForm(_FRAME)
        if number == 1:
            Charts(pen).draw(report)
        else:
            report_table.draw_page(pen, report, leaves[number - 2])
        canvas.setFillColorRGB(*sheet.INK)  # words and the code are written in the colour that was set last
        title_block.write_code(pen, A4, PAPER_SIGN, report.record, number, report.month)
        title_block.write_foot(pen, paper, A4, number, pages)
        pen.flush()
        canvas.showPage()
    job.step(pages, pages, "正在写出")
    canvas.save()
    return Built(pages, tuple(_places(report, leaves)))


def _leaves(rows: Sequence[TableRow]) -> list[Sequence[TableRow]]:
    """Return the rows of each page, about equally many; a township's sum never stands alone at a foot."""
    pages = -(-len(rows) // report_table.ROOM)
    each, found, first = -(-len(rows) // max(pages, 1)), [], 0
    while first < len(rows):
        last = min(first + each, len(rows))
        while first + 1 < last < len(rows) and rows[last - 1].strong:
            last -= 1
        found.append(rows[first:last])
        first = last
    return found


def _draw_frame(canvas: Canvas, report: ReportWords, paper: Paper) -> None:
    sheet.draw_ground(canvas, paper)
    title_block.draw(canvas, paper, A4, TITLE, f"{report.place}　{span_words(report.month)}")
    sheet.draw_foot(canvas, paper)


def _places(report: ReportWords, leaves: Sequence[Sequence[TableRow]]) -> list[tuple[str, int]]:
    """Return the page of each row that names a place."""
    found = [(report.place, 0)]
    for page, rows in enumerate(leaves, 1):
        found += [(row.cells[0], page) for row in rows if row.cells[0]]
    return found
