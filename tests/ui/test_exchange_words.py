"""The words of the exchange: sizes, days, how pressing it is, receipts."""

from datetime import UTC, datetime

import pytest

from kzzq_desktop.base import clock
from kzzq_desktop.domain.exchange_views import GiveReceipt, PackageState
from kzzq_desktop.ui import icons
from kzzq_desktop.ui.exchange.words import (
    STATES,
    day_words,
    due_tone,
    given_words,
    moment_words,
    names_words,
    plan_words,
    receipt_text,
    receivers_of,
    size_words,
    start_words,
    table_words,
    unresolved_words,
)
from tests.ui.exchange_door import AT, banner_status, plan, seen, status

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (0, "0 字节"),
        (1023, "1023 字节"),
        (1024, "1.0 KB"),
        (186_000, "182 KB"),
        (4_400_000, "4.2 MB"),
        (12_400_000_000, "11.5 GB"),
    ],
)
def test_sizes(size: int, said: str):
    assert size_words(size) == said


def test_days_name_the_year_only_when_it_is_another():
    with clock.held(NOON):
        assert moment_words(AT) == "11月12日 09:40"
        assert day_words("2025-12-31T17:00:00Z") == "1月1日"
        assert day_words("2025-11-12T01:40:00Z") == "2025年11月12日"
        assert (day_words("2026-11-26"), day_words("")) == ("11月26日", "")


@pytest.mark.parametrize(
    ("due", "overdue", "tone"),
    [("2026-12-01", 0, ""), ("2026-11-24", 0, "due"), ("2026-11-20", 3, "due"), ("2026-11-10", 13, "over"), ("", 0, "")],
)
def test_it_presses_from_the_day_before_and_more_after_a_week(due: str, overdue: int, tone: str):
    with clock.held(NOON):
        assert due_tone(status(due_day=due, overdue_days=overdue)) == tone
        assert due_tone(status(enrolled=False, due_day=due, overdue_days=overdue)) == ""


def test_every_state_has_its_words_and_an_icon_that_is_there():
    assert set(STATES) == set(PackageState)
    assert len({mark.words for mark in STATES.values()}) == len(STATES)
    assert {mark.icon for mark in STATES.values() if mark.icon} <= set(icons.names())


def test_the_button_says_what_it_will_do():
    assert start_words(2, ["旗委组织部"]) == "读入 2 个数据包，再写出给旗委组织部"
    assert start_words(0, ["旗委组织部"]) == "写出给旗委组织部"
    assert start_words(1, []) == "读入 1 个数据包"
    assert names_words(["一", "二", "三", "四", "一"]) == "一、二、三等 4 处"


def test_a_township_writes_to_its_banner_and_the_banner_to_who_sent():
    assert [site.name for site in receivers_of(status(), ())] == ["旗委组织部"]
    assert receivers_of(banner_status(), ()) == []
    assert [site.name for site in receivers_of(banner_status(), [seen(sender="保康镇")])] == ["保康镇"]
    assert receivers_of(banner_status(), [seen(PackageState.DAMAGED, sender="保康镇")]) == []


def test_a_plan_in_one_line_and_by_kind():
    made = plan(seen())
    assert plan_words(made) == "新增 162 条，改动 51 条，删除 1 条，移走 2 条，两边不一样 3 处"
    assert table_words(made) == ["住户 新增2 改动31", "党员 改动12 删除1", "履职 新增160 改动8"]
    assert plan_words(plan(seen(), new=0, changed=0, conflicts=0, removed=0, moved=0)) == "没有新内容"


def test_receipts_as_text():
    given = GiveReceipt("旗委组织部", 7, AT, "KZ_0123_4567_7.kzsync", 0, 900, full=True)
    with clock.held(NOON):
        text = receipt_text((), (given,))
    assert text.splitlines()[0] == "U盘交换收条"
    assert "写出　给旗委组织部 第7号" in text
    assert "文件　KZ_0123_4567_7.kzsync" in text
    assert given_words(given) == "没有新内容，只带回执，整份"


def test_what_waits_in_one_line():
    assert unresolved_words(status()) == ""
    assert unresolved_words(status(conflicts=3, strays=1)) == "3 处两边改得不一样，1 条不归对方管的记录"
