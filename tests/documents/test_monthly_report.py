import io
from datetime import date

import pytest

from kzzq_desktop.base.errors import Cancelled
from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.documents import monthly_report, report_table
from kzzq_desktop.documents.report_words import DutyBar, Figure, ReportWords, ShareBar, TableColumn, TableRow, percent
from kzzq_desktop.documents.sheet import Paper
from kzzq_desktop.domain.page_code import read_page_code
from kzzq_desktop.domain.papers import PaperSettings
from kzzq_desktop.domain.spans import months_before
from tests.documents.pdf_boxes import assert_snapshot, faults_of
from tests.documents.pdf_reading import codes_on, plain, text_of

SENTENCE = "2026年11月，舍伯吐镇11个嘎查村、社区的94个网格、92名联系党员，联系940户。本月有73名党员履职209次。"
DUTIES = ("宣讲政策", "化解矛盾", "解决困难", "创业致富", "遵章守法")


def make_report(rows=12, scale=1, month="2026-11", **facts):
    months = months_before(month, 12)
    counts = [[scale * ((at * 7 + line * 5) % 23) for at in range(12)] for line in range(5)]
    columns = (
        TableColumn("嘎查村、社区", 40, words=True),
        TableColumn("履职\n次数", 20),
        TableColumn("占网格内\n住户", 30, bar=True),
    )
    table = tuple(TableRow((f"花胡硕嘎查{at}", str(at * scale), f"{at}%"), at / 100, strong=not at % 9) for at in range(rows))
    words = {
        "sentence": SENTENCE,
        "figures": tuple(Figure(str(19000 * scale), "本月联系到（户）", "联系42964户次") for _ in range(5)),
        "duties": tuple(DutyBar(word, counts[at][-1], counts[at][-1] * 9, counts[at][-2]) for at, word in enumerate(DUTIES)),
        "shares": tuple(ShareBar("30天内联系过的网格", at * 30 * scale, 90 * scale, "个") for at in range(4)),
        "by_month": tuple(zip(DUTIES, map(tuple, counts), strict=True)),
        "table": "各嘎查村、社区",
        "note": "住户、网格和距上次联系的天数截至2026年11月25日",
        **facts,
    }
    return ReportWords(record="150521102000", month=month, place="舍伯吐镇", months=months, columns=columns, rows=table, **words)


def drawn(words, **facts):
    out = io.BytesIO()
    built = monthly_report.build([words], Paper("舍伯吐镇党建办", date(2026, 11, 25), "工作", **facts), out, QuietJob())
    return out.getvalue(), built


@pytest.mark.parametrize("scale", [0, 1, 900])
@pytest.mark.parametrize("month", ["2026-11", "2026-01", "2026-12"])
def test_nothing_runs_into_anything(scale, month):
    assert faults_of(drawn(make_report(scale=scale, month=month), demo=True)[0]) == []


@pytest.mark.parametrize("mongolian", ["left", "right"])
def test_the_mongolian_heading_has_its_place(mongolian):
    pdf, _ = drawn(make_report(), settings=PaperSettings(mongolian=mongolian, unreviewed=True))
    assert faults_of(pdf) == []


def test_a_long_sentence_grows_smaller_and_stays_whole():
    pdf, _ = drawn(make_report(sentence=SENTENCE * 7))
    assert faults_of(pdf) == []
    assert text_of(pdf)[0].count(plain(SENTENCE)) == 7


def test_numbers_stand_on_the_bars():
    words = make_report()
    page = text_of(drawn(words)[0])[0]
    for bar in words.duties:
        assert all(said in page for said in (bar.word, f"{bar.entries}次", f"{bar.visits}户次", f"{bar.before}次"))
    for at in range(12):
        assert str(sum(numbers[at] for _, numbers in words.by_month)) in page
    assert all(said in page for said in ("60/90个", "66.7%", "90/90个", "100%"))
    assert "舍伯吐镇2026年11月" in page


def test_matters_are_printed_only_when_there_are_any():
    said = "群众说事点收到事项12件，现场办结9件。"
    without, with_matters = (text_of(drawn(make_report(matters=words))[0])[0] for words in ("", said))
    assert said not in without
    assert said in with_matters
    assert "说事" not in without


@pytest.mark.parametrize(("rows", "pages"), [(0, 1), (1, 2), (report_table.ROOM, 2), (report_table.ROOM + 1, 3), (553, 19)])
def test_rows_are_spread_over_pages(rows, pages):
    words = make_report(rows)
    pdf, built = drawn(words)
    assert built.pages == pages
    found = text_of(pdf)
    assert all(found[page].count(plain(name)) >= 1 for name, page in built.places)
    leaves = monthly_report._leaves(words.rows)
    assert [row for leaf in leaves for row in leaf] == list(words.rows)
    assert all(len(leaf) <= report_table.ROOM for leaf in leaves)
    assert not any(leaf[-1].strong for leaf in leaves[:-1])


def test_each_page_has_its_code():
    pdf, built = drawn(make_report(40))
    codes = [read_page_code(code) for page in range(built.pages) for code in codes_on(pdf, page, 150)]
    assert [(code.paper, code.id_start, code.page, code.month) for code in codes] == [
        ("Y", "150521102000", page, "2026-11") for page in (1, 2, 3)
    ]


def test_cancel_stops_and_writes_nothing():
    job, out = QuietJob(), io.BytesIO()
    job.cancelled = True
    with pytest.raises(Cancelled):
        monthly_report.build([make_report()], Paper("党建办", date(2026, 11, 25), "工作"), out, job)
    assert out.getvalue() == b""


def test_it_looks_as_it_did():
    assert_snapshot("monthly_report", drawn(make_report())[0])


@pytest.mark.parametrize(
    ("part", "whole", "said"), [(0, 0, "—"), (0, 9, "0%"), (2, 3, "66.7%"), (1, 2, "50%"), (9999, 10000, "99.9%"), (5, 5, "100%")]
)
def test_shares_are_said(part, whole, said):
    assert percent(part, whole) == said
