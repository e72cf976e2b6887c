from datetime import UTC, datetime

import pytest

from kzzq_desktop.base.clock import held
from kzzq_desktop.domain.duties import FORMS
from kzzq_desktop.domain.people import Resident
from kzzq_desktop.domain.places import Office
from kzzq_desktop.domain.scope import Scope
from kzzq_desktop.services import printing
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.printing import monthly_report
from kzzq_desktop.services.printing.audience import Audience
from kzzq_desktop.services.printing.report_facts import Counts, read_report
from kzzq_desktop.services.stats import stats
from tests.services.desks import TOWNSHIP, VILLAGES, make_desk
from tests.services.duty_office import Recount
from tests.services.papers_desk import make_papers_desk
from tests.services.test_printing_duty_ledger import log

NOW = datetime(2026, 11, 25, 4, tzinfo=UTC)
MONTH = "2026-11"
SEEDS = range(6)


def collect(desk, scope=None, month=MONTH):
    paper = monthly_report.PRINT
    return monthly_report.collect(desk, printing.make_request(paper, scope or Scope(), Audience.WORK, {"month": month}))


@pytest.fixture(params=SEEDS)
def counted(tmp_path, request):
    """A random office, its desk, and its rows to count again."""
    with held(NOW, request.param):
        desk = make_desk(tmp_path)
        yield desk, Recount(desk, request.param)
        desk.store.close()


def test_the_whole_office_counted_again_in_plain_python(counted):
    desk, again = counted
    total = read_report(desk, Scope(), MONTH).total
    assert (total.grids, total.vacant) == (len(again.grids()), again.vacant())
    assert (total.households, total.placed) == (len(again.living()), len(again.placed()))
    assert (total.entries, total.visits) == (len(again.done(MONTH)), again.visits(MONTH))
    assert (total.reached, total.late) == (again.reached(MONTH), again.late())
    assert total.never == sum(days is None for days in again.days().values())
    assert total.worst == max((days for days in again.days().values() if days is not None), default=None)


def test_each_village_counted_again(counted):
    desk, again = counted
    of_village = read_report(desk, Scope(), MONTH).of_village
    for village in VILLAGES:
        found = of_village.get(village, Counts())
        assert (found.grids, found.vacant, found.late) == (len(again.grids(village)), again.vacant(village), again.late(village))
        assert (found.households, found.placed) == (len(again.living(village)), len(again.placed(village)))
        assert (found.entries, found.visits) == (len(again.done(MONTH, village)), again.visits(MONTH, village))
        assert found.reached == again.reached(MONTH, village)


def test_months_and_duties_counted_again(counted):
    desk, again = counted
    facts = read_report(desk, Scope(), MONTH)
    assert (facts.months[0], facts.months[-1], len(facts.months)) == ("2025-12", MONTH, 12)
    for month in facts.months:
        for form in FORMS:
            found = facts.by_month.get((month, form.code), 0)
            assert found == sum(duty["code"] == form.code for duty in again.done(month))
    assert facts.doers == len({duty["member_id"] for duty in again.done(MONTH) if duty["member_id"]})
    assert sum(facts.visits.values()) == again.visits(MONTH)


def test_it_agrees_with_the_totals_of_the_office(counted):
    desk, _ = counted
    totals, report = stats(desk), read_report(desk, Scope(), MONTH).total
    assert (totals.households, totals.in_grids, totals.grids) == (report.households, report.placed, report.grids)
    assert totals.vacant_grids == report.vacant
    assert sum(one.entries for one in totals.by_month if one.month == MONTH) == report.entries
    assert sum(one.households for one in totals.by_month if one.month == MONTH) == report.visits


def test_parts_add_up_to_the_whole(counted):
    desk, _ = counted
    whole = read_report(desk, Scope(township=TOWNSHIP), MONTH)
    for village in VILLAGES:
        alone = read_report(desk, Scope(village=village), MONTH)
        assert alone.total.entries == whole.of_village.get(village, Counts()).entries
        assert alone.total.visits == whole.of_village.get(village, Counts()).visits
    assert sum(counts.entries for counts in whole.of_grid.values()) == whole.total.entries


@pytest.fixture
def made(tmp_path):
    with held(NOW):
        made = make_papers_desk(tmp_path)
        log(made, "2026-11-05", "policy", made.households, "讲医保")
        log(made, "2026-11-06", "lawful", made.households[:1], "讲村规民约")
        log(made, "2026-10-06", "lawful", made.households[:1], "讲村规民约")
        yield made
        made.desk.store.close()


def test_the_month_is_told_in_a_sentence(made):
    made.add_household(made.add_grid(2), "陈永贵")
    made.add_household(None, "李广才")
    (words,) = collect(made.desk).words
    assert words.sentence == (
        "2026年11月，舍伯吐镇2个网格、1名联系党员，联系3户。本月有1名党员履职2次（比上月增加1次），其中宣讲政策1次、遵章守法1次；"
        "联系3户次，联系到2户，占网格内住户的66.7%。截至11月25日，1个网格还没有确定党员，1个网格超过30天没有联系，1户还没有编入网格。"
    )
    assert words.matters == ""
    assert (words.place, words.record, words.month) == ("舍伯吐镇", TOWNSHIP, MONTH)


def test_a_month_without_duties_says_so(made):
    (words,) = collect(made.desk, month="2026-09").words
    assert "本月还没有履职记录。" in words.sentence
    assert "%" not in words.sentence
    assert all(bar.entries == 0 for bar in words.duties)


def test_one_village_is_told_by_grid(made):
    made.add_household(made.add_grid(2), "陈永贵")
    (words,) = collect(made.desk, Scope(village="150521102201")).words
    assert [row.cells for row in words.rows] == [
        ("01号网格（2组）", "巴特尔·苏和", "2", "2", "3", "2", "100%", "19天"),
        ("02号网格", "待确定", "1", "—", "—", "—", "0%", "从未"),
        ("合计", "", "3", "2", "3", "2", "66.7%", "从未"),
    ]
    assert [row.strong for row in words.rows] == [False, False, True]


def test_a_whole_banner_is_told_by_township(made):
    desk = Desk(made.desk.store, made.desk.clerk_id, made.desk.clerk, Office("150521000000", "科尔沁左翼中旗", "", ""))
    (words,) = collect(desk).words
    assert [(row.cells[0], row.strong) for row in words.rows] == [("舍伯吐镇", True), ("　先锋嘎查", False), ("合计", True)]
    assert (words.place, words.record) == ("科尔沁左翼中旗", "150521000000")


def test_nobody_gone_is_named(made):
    home = made.add_household(None, "敖登高娃")
    grid = made.add_grid(3)
    with made.desk.store.reading() as conn:
        own = conn.exec_driver_sql("select head_id from household where id = ?", (home,)).scalar_one()
    made.add_lead(grid, "哈斯巴根", resident_id=own)
    with made.desk.store.unit("去世") as unit:
        unit.change(Resident, own, status="deceased")
    assert "哈斯巴根" not in repr(collect(made.desk, Scope(village="150521102201")))


def test_an_office_without_anything_prints_nothing(tmp_path):
    desk = make_desk(tmp_path)
    assert collect(desk).words == ()
    desk.store.close()
