import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.base.errors import Cancelled
from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.documents import contact_sheet, contact_sheet_frame
from kzzq_desktop.documents.sheet import Paper
from kzzq_desktop.domain.page_code import read_page_code
from tests.documents.conftest import NAMES, make_words
from tests.documents.pdf_boxes import assert_snapshot, faults_of
from tests.documents.pdf_reading import codes_on, fonts_of, plain, poppler, text_of


@pytest.mark.parametrize("audience", ["工作", "公示"])
def test_every_name_is_found_on_its_page(build, audience):
    words = [make_words(11, seed) for seed in range(3)]
    pdf = build(*words, audience=audience)
    for page, grid in zip(text_of(pdf), words, strict=True):
        assert all(plain(line.head) in page and plain(line.phone) in page for line in grid.households)
        assert plain(grid.member + grid.phone) not in NAMES
        assert grid.member in page
    spoken = plain(poppler("pdftotext", pdf, "-enc", "UTF-8"))
    assert all(name in spoken for name in NAMES if len(name) < 9)


def test_the_work_sheet_says_what_work_needs(build):
    (page,) = text_of(build(make_words(10)))
    for words in (
        "党员联系户名册",
        "玻璃忽镜嘎查",
        "第3网格",
        "16404750316",
        "治安维护岗",
        "2024年3月1日",
        "共10户",
        "服务需求",
        "备注",
    ):
        assert words in page
    for duty in ("宣讲政策", "化解矛盾", "解决困难", "创业致富", "遵章守法"):
        assert duty in page
    assert "群众说事日每月5日15日25日" in page
    assert "党支部书记签字" in page
    assert "舍伯吐镇党建办2026年11月23日打印工作" in page
    assert "第1页共1页" in page


def test_the_public_sheet_has_no_column_for_needs(build):
    (page,) = text_of(build(make_words(10), audience="公示"))
    assert "党员联系户公示" in page
    assert "需求" not in page
    assert "备注" not in page
    assert not any(line.needs and line.needs in page for line in make_words(10).households)


def test_the_internal_sheet_has_numbers_and_the_clerks_mark(build):
    (page,) = text_of(build(make_words(10), audience="内部", clerk="萨仁高娃", moment="2026-11-23 08:30", copy=17))
    assert "证件号" in page
    assert "内部资料，不得外传" in page
    assert "萨仁高娃2026-11-2308:30第17号" in page
    assert all(line.id_number in page for line in make_words(10).households)
    assert not any(line.id_number in text_of(build(make_words(10)))[0] for line in make_words(10).households)


@pytest.mark.parametrize("audience", ["公示", "工作", "内部"])
def test_nothing_runs_into_anything(build, audience):
    words = [make_words(count, count) for count in (0, 1, 10, 12, 13, 40)] + [make_words(10, 3, member="")]
    assert faults_of(build(*words, audience=audience, demo=True, clerk="萨仁高娃", copy=1)) == []


@pytest.mark.parametrize(("name", "audience"), [("work", "工作"), ("public", "公示"), ("internal", "内部")])
def test_it_looks_as_it_did(build, name, audience):
    assert_snapshot(f"contact_sheet_{name}", build(make_words(13), audience=audience, clerk="萨仁高娃", copy=1))


def test_a_grid_without_a_member_says_so(build):
    (page,) = text_of(build(make_words(10, member="")))
    assert "待确定" in page


def test_the_demonstration_is_marked_on_every_page(build):
    pages = text_of(build(make_words(10), make_words(40), demo=True))
    assert len(pages) == 4
    assert all("演示" in page and "演示数据" in page for page in pages)
    assert "演示" not in text_of(build(make_words(10)))[0]


@pytest.mark.parametrize(("households", "pages"), [(0, 1), (1, 1), (10, 1), (12, 1), (13, 2), (35, 2), (36, 3), (60, 4)])
def test_a_large_grid_goes_on_to_marked_pages(build, households, pages):
    found = text_of(build(make_words(households)))
    assert len(found) == pages == contact_sheet_frame.count_pages(households)
    assert all("续页" in page for page in found[1:])
    assert "续页" not in found[0]
    assert all("续下页" in page for page in found[:-1])
    assert "续下页" not in found[-1]
    together = "".join(found)
    assert all(together.count(plain(line.phone)) >= 1 for line in make_words(households).households)


@given(st.lists(st.integers(0, 60), max_size=6))
def test_every_household_stands_on_exactly_one_page(counts):
    words = [make_words(count, seed) for seed, count in enumerate(counts)]
    leaves = list(contact_sheet._leaves(words, "工作"))
    for grid in words:
        assert [line for of, _, lines in leaves if of is grid for line in lines] == list(grid.households)
    assert all(len(lines) <= contact_sheet_frame.room(look.page) for _, look, lines in leaves)
    assert len(leaves) == sum(contact_sheet_frame.count_pages(count) for count in counts)


@pytest.mark.parametrize("dpi", [75, 100, 150, 200, 300])
def test_the_square_code_reads_from_paper(build, dpi):
    pdf = build(make_words(14, 5), make_words(10, 6), demo=True)
    for page, (seed, of_grid) in enumerate([(5, 1), (5, 2), (6, 1)]):
        (code,) = codes_on(pdf, page, dpi)
        found = read_page_code(code)
        assert (found.paper, found.page) == ("H", of_grid)
        assert make_words(10, seed).grid_id.startswith(found.id_start)


def test_the_code_holds_nothing_of_a_person(build):
    (code,) = codes_on(build(make_words(10)), 0, 150)
    assert len(code) == 14
    assert code.isascii()


def test_only_embedded_fonts(build):
    pdf = build(make_words(10), make_words(14), audience="公示", demo=True)
    assert set(fonts_of(pdf).values()) == {True}
    for line in poppler("pdffonts", pdf).splitlines()[2:]:
        assert line.split()[-5:-2] == ["yes", "yes", "yes"], line


def test_the_same_words_make_the_same_bytes(build):
    assert build(make_words(10), make_words(13)) == build(make_words(10), make_words(13))


def test_cancel_stops_between_pages_and_writes_nothing():
    job = QuietJob()
    job.cancelled = True
    out = io.BytesIO()
    with pytest.raises(Cancelled):
        contact_sheet.build([make_words(3)], Paper("办", date(2026, 1, 1), "工作"), out, job)
    assert out.getvalue() == b""
