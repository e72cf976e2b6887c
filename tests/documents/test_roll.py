import io
from datetime import date

import pytest

from kzzq_desktop.base.errors import Cancelled
from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.documents import roll
from kzzq_desktop.documents.sheet import A4, Paper
from kzzq_desktop.domain.page_code import read_page_code
from tests.documents.pdf_boxes import assert_snapshot, faults_of
from tests.documents.pdf_reading import codes_on, fonts_of, plain, text_of
from tests.documents.rolls import make_roll, make_section

SECTIONS = (make_section("舍伯吐镇　先锋嘎查", 25, 1), make_section("舍伯吐镇　花胡硕嘎查", 3, 2))


def drawn(words, audience="工作", **facts):
    out = io.BytesIO()
    built = roll.build([words], Paper("舍伯吐镇党建办", date(2026, 11, 23), audience, **facts), out, QuietJob())
    return out.getvalue(), built


@pytest.mark.parametrize("flowing", [False, True])
@pytest.mark.parametrize("audience", ["公示", "工作", "内部"])
def test_nothing_runs_into_anything(flowing, audience):
    words = make_roll(*SECTIONS, flowing=flowing, signatures=("填表人：", "审核人："), subtitle="2026年11月")
    assert faults_of(drawn(words, audience, demo=True, clerk="萨仁高娃")[0]) == []


def test_every_name_and_head_stands_on_the_page_that_is_told():
    pdf, built = drawn(make_roll(*SECTIONS))
    pages = text_of(pdf)
    assert len(pages) == built.pages
    assert all(plain(name) in pages[page] for name, page in built.places)
    assert {name for name, _ in built.places} >= {block.name for section in SECTIONS for block in section.blocks}
    assert [page for _, page in built.places] == sorted(page for _, page in built.places)


def test_heads_repeat_and_pages_are_counted():
    pdf, built = drawn(make_roll(*SECTIONS))
    for number, page in enumerate(text_of(pdf), 1):
        assert "住户花名册" in page
        assert "序号户主姓名人口电话备注" in page
        assert f"第{number}页共{built.pages}页" in page
    partial = text_of(drawn(make_roll(SECTIONS[1]), partial=True)[0])
    assert "第1页" in partial[0]
    assert "共1页" not in partial[0]


@pytest.mark.parametrize("dpi", [75, 150, 300])
def test_each_page_has_its_code(dpi):
    pdf, built = drawn(make_roll(*SECTIONS, month="2026-11"))
    found = [read_page_code(code) for page in range(built.pages) for code in codes_on(pdf, page, dpi)]
    assert len(found) == built.pages
    assert {code.id_start for code in found} == {section.record[:12] for section in SECTIONS}
    assert {(code.paper, code.month) for code in found} == {("R", "2026-11")}
    assert [code.page for code in found] == [*range(1, built.pages), 1]


def test_a_page_without_a_record_has_no_code():
    section = make_section("未填嘎查村", 2)
    assert codes_on(drawn(make_roll(type(section)("未填嘎查村", "", section.blocks)))[0], 0, 150) == []


def test_it_looks_as_it_did():
    assert_snapshot("roll", drawn(make_roll(*SECTIONS, page=A4, signatures=("填表人：", "审核人：")))[0])
    assert_snapshot("roll_flowing", drawn(make_roll(*SECTIONS, flowing=True))[0])


def test_only_embedded_fonts_and_equal_bytes():
    assert set(fonts_of(drawn(make_roll(*SECTIONS))[0]).values()) == {True}
    assert drawn(make_roll(*SECTIONS))[0] == drawn(make_roll(*SECTIONS))[0]


def test_rows_for_a_workbook_say_joined_cells_in_every_row():
    rows = list(roll.rows_of(make_roll(*SECTIONS)))
    assert len(rows) == sum(len(block.rows) for section in SECTIONS for block in section.blocks)
    for section in SECTIONS:
        own = [row for row in rows if row[0] == section.head]
        heads = [block.rows[0][1] for block in section.blocks for _ in block.rows]
        assert [row[2] for row in own] == heads


def test_cancel_writes_nothing():
    job = QuietJob()
    job.cancelled = True
    out = io.BytesIO()
    with pytest.raises(Cancelled):
        roll.build([make_roll(*SECTIONS)], Paper("办", date(2026, 1, 1), "工作"), out, job)
    assert out.getvalue() == b""
