"""Rolls: any paper that is a long table. Heads repeat, what belongs together stays on one page, each page has its code.

A roll is sections (a village, a branch); a section is blocks (a household, a member) of rows that stay together.
"""

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from kzzq_desktop.base.job import Job
from kzzq_desktop.documents import roll_frame, roll_layout, sheet
from kzzq_desktop.documents.pen import Pen
from kzzq_desktop.documents.roll_cells import Cells
from kzzq_desktop.documents.roll_layout import Leaf
from kzzq_desktop.documents.roll_words import RollWords
from kzzq_desktop.documents.sheet import Built, Paper

_JOB_STEP = 50


def build(words: Sequence[RollWords], paper: Paper, out: BinaryIO, job: Job) -> Built:
    """Write one roll as a PDF. `job` may cancel between two pages: nothing is written then."""
    (roll,) = words
    leaves = roll_layout.leaves(roll)
    canvas = sheet.open_canvas(out, roll.title, paper, roll.page)
    pen = Pen(canvas)
    cells = Cells(pen, roll)
    sheet.frame(canvas, roll_frame.NAME, lambda made: roll_frame.draw(made, roll, paper))
    for number, leaf in enumerate(leaves, 1):
        if number % _JOB_STEP == 1:
            job.step(number - 1, len(leaves), "正在排版")
        canvas.doForm(roll_frame.NAME)
        cells.write(leaf)
        roll_frame.write_page(pen, roll, leaf, sheet.page_words(number, len(leaves), partial=paper.partial))
        pen.flush()
        canvas.showPage()
    job.step(len(leaves), len(leaves), "正在写出")
    canvas.save()
    return Built(len(leaves), tuple(_places(leaves, flowing=roll.flowing)))


def rows_of(roll: RollWords) -> Iterator[tuple[str, ...]]:
    """Yield the roll's rows for a workbook: the section's head first, joined cells said in every row."""
    for section in roll.sections:
        for block in section.blocks:
            for row in block.rows:
                said = (block.rows[0][at] if column.joined else row[at] for at, column in enumerate(roll.columns))
                yield (section.head, *said)


def _places(leaves: Sequence[Leaf], *, flowing: bool) -> Iterator[tuple[str, int]]:
    for number, leaf in enumerate(leaves):
        if leaf.head and leaf.page == 1 and not flowing:
            yield leaf.head, number
        for strip in leaf.strips:
            yield from ((name, number) for name in strip.names)
