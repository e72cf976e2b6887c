import io
from datetime import date

import pytest

from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.documents import duty_ledger
from kzzq_desktop.documents.roll_words import RollBlock, RollSection, RollWords
from kzzq_desktop.documents.sheet import Paper
from tests.documents.conftest import NAMES
from tests.documents.pdf_boxes import assert_snapshot, faults_of
from tests.documents.pdf_reading import plain, text_of

WORDS = "入户讲解医保缴费、秸秆禁烧和高标准农田补助政策，答复了草原补奖发放时间（政策：城乡居民医保，方式：入户，人数：23）"


def make_ledger(left_out, *, entries=9, one_village=False):
    rows = [
        (f"11月{at + 1}日", "宣讲政策", "02号" if one_village else "玻璃忽镜嘎查02号", NAMES[at % len(NAMES)],
         "、".join(NAMES[: 1 + at % len(NAMES)]), WORDS * (at % 3), "10")
        for at in range(entries)
    ]  # fmt: skip
    shown = tuple(RollBlock((tuple(cell for at, cell in enumerate(row) if at not in left_out),)) for row in rows)
    sections = tuple(RollSection(name, "150521102201", shown, "9次　联系90户次") for name in NAMES[:3])
    columns = duty_ledger.columns(left_out, one_village=one_village)
    return RollWords("履职台账", "L", columns, sections, subtitle="先锋嘎查　2026年11月　按党员", month="2026-11", flowing=True)


def drawn(words):
    out = io.BytesIO()
    duty_ledger.build([words], Paper("舍伯吐镇党建办", date(2026, 11, 23), "工作"), out, QuietJob())
    return out.getvalue()


@pytest.mark.parametrize("left_out", [{3}, {1}, {4, 6}, {0}])
@pytest.mark.parametrize("one_village", [False, True])
def test_nothing_runs_into_anything(left_out, one_village):
    pdf = drawn(make_ledger(left_out, one_village=one_village))
    assert faults_of(pdf) == []
    assert len(text_of(pdf)) > 1


def test_columns_leave_out_what_the_head_says():
    assert [column.heading for column in duty_ledger.columns({3})] == ["日期", "职责", "网格", "住户", "内容", "户数"]
    assert [column.heading for column in duty_ledger.columns({4, 6})] == ["日期", "职责", "网格", "党员", "内容"]
    wide, narrow = duty_ledger.columns({3}), duty_ledger.columns({3}, one_village=True)
    assert narrow[2].width < wide[2].width
    assert [column.width for column in narrow[3:]] == [column.width for column in wide[3:]]


def test_every_word_is_there():
    (page, *_) = text_of(drawn(make_ledger({3}, entries=3)))
    assert plain(WORDS) in page
    assert "9次联系90户次" in page


def test_it_looks_as_it_did():
    assert_snapshot("duty_ledger", drawn(make_ledger({3}, entries=5)))
