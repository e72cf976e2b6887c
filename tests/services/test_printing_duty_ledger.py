from datetime import UTC, datetime

import pytest

from kzzq_desktop.base.clock import held
from kzzq_desktop.domain.duties import boxes_text
from kzzq_desktop.domain.people import Household, Member, Resident
from kzzq_desktop.domain.places import Office
from kzzq_desktop.domain.scope import Scope
from kzzq_desktop.domain.work import Duty, DutyHousehold, Grid
from kzzq_desktop.services import printing
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.printing import duty_ledger
from kzzq_desktop.services.printing.audience import Audience
from tests.services.papers_desk import make_papers_desk

PAPER = duty_ledger.PRINT
EVERYTHING = Scope()
BYS = ("member", "code", "household", "day")


@pytest.fixture
def made(tmp_path):
    """Two households of one grid, three entries in November 2026 and one in March, one of them by nobody."""
    with held(datetime(2026, 11, 23, tzinfo=UTC)):
        made = make_papers_desk(tmp_path)
        first, second = made.households
        log(made, "2026-11-05", "policy", (first, second), "入户讲医保。", boxes={"policy": "医保", "form": "入户", "reached": 3})
        log(made, "2026-11-02", "mediation", (first, second), "院墙边界", boxes={"kind": "邻里", "parties": (second,)})
        log(made, "2026-11-02", "lawful", (first,), "", boxes={"topic": "安全"}, place="嘎查部", member=None)
        log(made, "2026-03-08", "policy", (second,), "春耕补贴")
        yield made
        made.desk.store.close()


def log(made, day, code, homes, words, boxes=None, **facts):
    facts = {"grid_id": made.grids[1], "member_id": facts.pop("member", made.members[0]), **facts}
    with made.desk.store.unit("履职") as unit:
        duty = unit.add(Duty(id="", day=day, code=code, words=words, boxes=boxes_text(boxes or {}), **facts))
        for home in homes:
            unit.add(DutyHousehold(id="", duty_id=duty, household_id=home, day=day))
    return duty


def collect(made, scope=EVERYTHING, **options):
    return duty_ledger.collect(made.desk, printing.make_request(PAPER, scope, Audience.WORK, {"month": "2026-11", **options}))


def sections(made, scope=EVERYTHING, **options):
    (roll,) = collect(made, scope, **options).words
    return {section.head: (section.total, [block.rows[0] for block in section.blocks]) for section in roll.sections}


def test_by_member_each_has_a_section_with_its_sum(made):
    found = sections(made)
    assert list(found) == ["巴特尔·苏和　先锋嘎查", "未填党员"]
    total, rows = found["巴特尔·苏和　先锋嘎查"]
    assert total == "2次　联系4户次"
    assert rows == [
        ("11月2日", "化解矛盾", "先锋嘎查01号", "乌云其木格、王𬮱", "院墙边界（纠纷：邻里，当事户：乌云其木格）", "2"),
        ("11月5日", "宣讲政策", "先锋嘎查01号", "乌云其木格、王𬮱", "入户讲医保（政策：医保，方式：入户，人数：3）", "2"),
    ]
    assert found["未填党员"][1] == [("11月2日", "遵章守法", "先锋嘎查01号", "王𬮱", "地点：嘎查部，主题：安全", "1")]


def test_by_duty_and_by_day_in_their_order(made):
    assert {head: total for head, (total, _) in sections(made, by="code").items()} == {
        "宣讲政策": "1次　联系2户次", "化解矛盾": "1次　联系2户次", "遵章守法": "1次　联系1户次",
    }  # fmt: skip
    assert list(sections(made, by="code")) == ["宣讲政策", "化解矛盾", "遵章守法"]
    assert list(sections(made, by="day")) == ["2026年11月2日", "2026年11月5日"]
    assert sections(made, by="day")["2026年11月2日"][1][1][2] == "未填党员"


def test_by_household_an_entry_stands_under_each(made):
    found = sections(made, Scope(village="150521102201"), by="household")
    assert {head: total for head, (total, _) in found.items()} == {"乌云其木格　2组2号": "2次", "王𬮱　2组12号": "3次"}
    assert found["王𬮱　2组12号"][1][0][:4] == ("11月2日", "化解矛盾", "01号", "巴特尔·苏和")
    alone = sections(made, Scope(household=made.households[1]), by="household")
    assert list(alone) == ["乌云其木格　2组2号"]


def test_the_head_says_place_time_and_sums(made):
    (roll,) = collect(made, Scope(village="150521102201"), by="code").words
    assert roll.subtitle == "先锋嘎查　2026年11月　按职责　共3次，联系5户次"
    assert (roll.month, roll.sign, {section.record for section in roll.sections}) == ("2026-11", "L", {"150521102201"})
    (roll,) = collect(made, span="year").words
    assert roll.subtitle == "舍伯吐镇　2026年　按党员　共4次，联系6户次"
    assert collect(made, span="quarter").count == 3
    assert collect(made, month="2026-05").words == ()


@pytest.mark.parametrize("by", BYS)
def test_rows_have_a_cell_a_column_and_every_entry_is_told(made, by):
    collected = collect(made, by=by)
    (roll,) = collected.words
    cells = [row for section in roll.sections for block in section.blocks for row in block.rows]
    assert {len(row) for row in cells} == {len(roll.columns)}
    assert len(cells) == (5 if by == "household" else collected.count)
    assert collected.missing == ()


@pytest.mark.parametrize("by", BYS)
@pytest.mark.parametrize("status", ["moved", "closed"])
def test_a_household_that_is_gone_is_counted_and_not_named(made, by, status):
    with made.desk.store.unit("迁出") as unit:
        unit.change(Household, made.households[1], status=status)
    collected = collect(made, by=by)
    assert "乌云" not in repr(collected)
    word = {"moved": "已迁出1户", "closed": "已销户1户"}[status]
    assert (f"王𬮱、{word}" in repr(collected)) == (by != "household")
    assert f"当事户：{word}" in repr(collected)
    assert collected.notes[0].startswith("1户已迁出或销户")


@pytest.mark.parametrize("by", BYS)
@pytest.mark.parametrize("status", ["moved_out", "deceased"])
def test_a_head_who_is_gone_is_never_named(made, by, status):
    with made.desk.store.reading() as conn:
        head = conn.exec_driver_sql("select head_id from household where id = ?", (made.households[0],)).scalar_one()
    with made.desk.store.unit("去世") as unit:
        unit.change(Resident, head, status=status)
    collected = collect(made, by=by)
    assert "王𬮱" not in repr(collected)
    assert ("待更新\\u3000" if by == "household" else "户主待更新1户") in repr(collected)
    assert "请更换户主" in collected.notes[-1]


@pytest.mark.parametrize("by", BYS)
def test_a_member_who_is_gone_is_never_named(made, by):
    home = made.add_household(None, "敖登高娃")
    with made.desk.store.reading() as conn:
        own = conn.exec_driver_sql("select head_id from household where id = ?", (home,)).scalar_one()
    with made.desk.store.unit("去世") as unit:
        unit.change(Member, made.members[0], resident_id=own)
        unit.change(Resident, own, status="deceased")
    assert "巴特尔" not in repr(collect(made, by=by))
    assert "已不在册" in repr(collect(made, by=by))


def test_needs_and_numbers_never_stand_on_it(made):
    for by in BYS:
        assert not any(secret in repr(collect(made, by=by)) for secret in ("低保", "991X", "15404751234"))


def test_a_grid_taken_out_of_use_keeps_its_entries(made):
    with made.desk.store.unit("撤销") as unit:
        for home in made.households:
            unit.change(Household, home, grid_id=None)
        unit.remove(Grid, [made.grids[1]])
    assert "先锋嘎查已撤销网格" in repr(collect(made, Scope(township="150521102000")))


def test_a_whole_banner_names_the_township_too(made):
    office = Office("150521000000", "科尔沁左翼中旗", "", "")
    made.desk = Desk(made.desk.store, made.desk.clerk_id, made.desk.clerk, office)
    (roll,) = collect(made).words
    assert "舍伯吐镇先锋嘎查01号" in repr(roll)
    assert roll.sections[0].record == "150521000000"


def test_what_is_too_long_says_how_to_part_it(made, monkeypatch):
    monkeypatch.setattr(duty_ledger, "MOST_LINES", 3)
    assert collect(made, by="member").count == 3
    with pytest.raises(duty_ledger.LedgerTooLong) as refused:
        collect(made, by="household")
    assert "分开打印" in refused.value.advice


def test_names_that_no_font_has_are_listed(made):
    home = made.add_household(made.grids[1], "张\U00031353青")
    log(made, "2026-11-09", "policy", (home,), "讲政策")
    assert [one.letters for one in collect(made).missing] == ["\U00031353"]
