import io
from datetime import date

import pypdfium2 as pdfium
import pytest
from reportlab.pdfgen.canvas import Canvas

from kzzq_desktop.documents import fonts, sheet
from tests.documents.conftest import make_words
from tests.documents.pdf_reading import text_of


@pytest.mark.parametrize(
    ("day", "words"),
    [("2026-11-23", "2026年11月23日"), ("2026-03-05", "2026年3月5日"), ("2026-03", "2026年3月"), ("1986", "1986年"), ("", "")],
)
def test_days_are_said_as_far_as_they_are_known(day, words):
    assert sheet.day_words(day) == words


def test_every_page_is_a4_and_says_where_it_stands(build):
    pdf = build(*(make_words(14, seed) for seed in range(3)))
    with pdfium.PdfDocument(pdf) as document:
        assert {tuple(round(side) for side in page.get_size()) for page in document} == {(595, 842)}
    for number, page in enumerate(text_of(pdf), 1):
        assert f"第{number}页共6页" in page
        assert "2026年11月23日打印" in page


def test_the_file_says_what_it_is_and_names_nobody(build):
    with pdfium.PdfDocument(build(make_words(10))) as document:
        facts = document.get_metadata_dict()
    assert facts["CreationDate"] == "D:20261123000000+08'00'"
    assert (facts["Title"], facts["Author"]) == ("党员联系户名册", "舍伯吐镇党建办")
    assert not {"巴特尔", "包青山"} & {word for value in facts.values() for word in value.split()}


def test_a_frame_is_drawn_once_and_repeated():
    out = io.BytesIO()
    canvas = sheet.open_canvas(out, "", sheet.Paper("", date(2026, 11, 23), ""))
    drawn = []

    def draw(on: Canvas) -> None:
        drawn.append(1)
        sheet.text(on, fonts.regular(), 12, 40, 700, "只画一次")

    sheet.frame(canvas, "once", draw)
    for _ in range(3):
        canvas.doForm("once")
        canvas.showPage()
    canvas.save()
    assert drawn == [1]
    assert text_of(out.getvalue()) == ["只画一次"] * 3
