"""The checks of boxes can fail: what they must catch is drawn here on purpose."""

import io
from datetime import date

import pytest

from kzzq_desktop.documents import fonts, sheet
from tests.documents.pdf_boxes import boxes_of, faults_of


def drawn(*acts):
    out = io.BytesIO()
    canvas = sheet.open_canvas(out, "", sheet.Paper("", date(2026, 11, 23), ""))
    for act in acts:
        act(canvas)
    canvas.save()
    return out.getvalue()


def words(x, y, said="巴特尔·苏和"):
    return lambda canvas: sheet.text(canvas, fonts.regular(), 12, x, y, said)


def test_what_stands_apart_has_no_fault():
    assert faults_of(drawn(words(100, 700), words(100, 680), words(200, 700))) == []


@pytest.mark.parametrize("other", [words(110, 700), words(100, 705), words(150, 696)])
def test_words_over_words_are_seen(other):
    (fault,) = faults_of(drawn(words(100, 700), other))
    assert "runs into" in fault


def test_words_over_a_line_are_seen():
    assert "crosses" in faults_of(drawn(words(100, 700), lambda canvas: canvas.line(120, 600, 120, 800)))[0]
    assert "crosses" in faults_of(drawn(words(100, 700), lambda canvas: canvas.line(50, 704, 300, 704)))[0]
    assert "crosses" in faults_of(drawn(words(100, 700), lambda canvas: canvas.rect(50, 600, 80, 200)))[0]


def test_a_line_beside_words_is_no_fault():
    lines = (lambda canvas: canvas.line(98, 600, 98, 800), lambda canvas: canvas.line(50, 697, 300, 697))
    assert faults_of(drawn(words(100, 700), *lines, lambda canvas: canvas.rect(90, 690, 120, 30))) == []


def test_words_off_the_sheet_are_seen():
    assert "leaves the sheet" in faults_of(drawn(words(560, 700)))[0]


def test_the_marks_of_the_ground_are_no_words():
    ground = sheet.Paper("", date(2026, 11, 23), "内部", demo=True, clerk="萨仁高娃", moment="2026-11-23 08:00")
    page = drawn(lambda canvas: sheet.draw_ground(canvas, ground), words(100, 700))
    assert [box.words for box in boxes_of(page)[0].words] == ["巴特尔·苏和"]
    assert faults_of(page) == []
