import io
from dataclasses import replace
from datetime import date

import pytest

from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.documents import visit_form
from kzzq_desktop.documents.sheet import MM, Paper
from kzzq_desktop.documents.visit_form import VisitRow, VisitWords
from kzzq_desktop.domain import visit_geometry as geometry
from kzzq_desktop.domain.form_code import read_form_code
from kzzq_desktop.domain.papers import PaperSettings
from tests.documents.conftest import NAMES
from tests.documents.pdf_boxes import assert_snapshot, boxes_of, faults_of
from tests.documents.pdf_reading import codes_on, plain, text_of
from tests.documents.scans import code_and_map, framed, scanned

GRID = "5a" * 16


def make_form(households, member="巴特尔·苏和"):
    rows = tuple(
        VisitRow(f"{number + 17:05x}{'0' * 27}", NAMES[number % len(NAMES)], f"东2组{number}号（外出）", "154 0475 0316")
        for number in range(households)
    )
    return VisitWords(GRID, "2026-11", "舍伯吐镇　玻璃忽镜嘎查　03号网格", member, "164 0475 0316", rows)


def build(*forms, **facts):
    out = io.BytesIO()
    built = visit_form.build(forms, Paper("舍伯吐镇党建办", date(2026, 11, 23), "工作", **facts), out, QuietJob())
    return out.getvalue(), built


@pytest.mark.parametrize(("households", "pages"), [(0, 1), (1, 1), (12, 1), (13, 2), (25, 3)])
def test_a_page_holds_twelve_and_the_next_is_marked(households, pages):
    pdf, built = build(make_form(households))
    found = text_of(pdf)
    assert (len(found), built.pages) == (pages, pages)
    assert all("续页" in page for page in found[1:])
    assert all(plain(row.head) in "".join(found) for row in make_form(households).rows)


def test_nothing_runs_into_anything_and_it_looks_as_it_did():
    pdf, _ = build(make_form(13), make_form(0, ""), demo=True)
    assert faults_of(pdf) == []
    assert_snapshot("visit_form", build(make_form(13))[0])


LONG = "阿拉坦其其格·额尔德尼巴雅尔·孟根其其格"


@pytest.mark.parametrize("side", ["left", "right"])
def test_the_mongolian_heading_has_its_place(side):
    pdf, _ = build(make_form(2, LONG), settings=PaperSettings(mongolian=side, unreviewed=True))
    assert faults_of(pdf) == []


def size_of(pdf, words):
    return max(box.top - box.bottom for box in boxes_of(pdf)[0].words if words in box.words)


def test_long_names_and_addresses_stay_readable_in_their_row():
    address = "国道三〇四线以北第二排平房西数第七户院内西厢房（原供销社旧址后院，门口有两棵老榆树）"
    rows = (VisitRow("1" * 32, LONG, "2组7号", "154 0475 0316"), VisitRow("2" * 32, "王秀英", address, "154 0475 0316"))
    form = replace(make_form(0), rows=(*rows, replace(rows[0], place=address), VisitRow("3" * 32, "李广才", "", "")))
    pdf, _ = build(form)
    assert faults_of(pdf) == []
    (page,) = boxes_of(pdf)
    edges = [edge * MM for edge in geometry.columns()]
    for at in range(4):
        top, bottom = ((geometry.PAGE_HIGH - geometry.row_top(row)) * MM for row in (at, at + 1))
        inside = [box for box in page.words if bottom < (box.top + box.bottom) / 2 < top and box.left < edges[2]]
        assert all(bottom < box.bottom and box.top < top and box.right < edges[2] for box in inside)
    assert size_of(pdf, "孟根其其格") > 8
    assert size_of(pdf, "户院内西厢房") > 5


@pytest.mark.parametrize("dpi", [100, 150, 200, 300])
def test_the_code_tells_the_rows_that_are_printed(dpi):
    form = make_form(13)
    pdf, _ = build(form)
    first, second = (read_form_code(codes_on(pdf, page, dpi)[0]) for page in (0, 1))
    assert first.keys == tuple(row.household_id[:5] for row in form.rows[:12])
    assert second.keys == (form.rows[12].household_id[:5],)
    assert (first.page.page, second.page.page, first.page.month) == (1, 2, "2026-11")
    assert first.version == geometry.VERSION
    assert GRID.startswith(first.page.id_start)


@pytest.mark.parametrize(("degrees", "dpi"), [(0.0, 200), (1.5, 200), (-2.5, 200), (181.5, 200), (1.5, 150), (1.5, 300)])
def test_a_scan_finds_every_box_where_the_geometry_says(degrees, dpi):
    form = make_form(12)
    pdf, _ = build(form, demo=True)
    image = scanned(pdf, 0, degrees=degrees, dpi=dpi)
    code, plane = code_and_map(image)
    assert read_form_code(code).keys == tuple(row.household_id[:5] for row in form.rows)
    boxes = [geometry.box(row, duty) for row in range(geometry.ROWS) for duty in range(len(geometry.DUTIES))]
    assert min(framed(image, plane, box) for box in boxes) >= 0.9


def test_a_geometry_that_is_not_the_forms_is_seen():
    pdf, _ = build(make_form(12))
    image = scanned(pdf, 0)
    _, plane = code_and_map(image)
    moved = [geometry.Place(box.x + 2, box.y + 1.5, box.wide, box.high) for box in (geometry.box(3, 1), geometry.box(9, 4))]
    assert max(framed(image, plane, box) for box in moved) < 0.6
