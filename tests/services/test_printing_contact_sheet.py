from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kzzq_desktop.base.clock import held
from kzzq_desktop.domain.people import Household, Member, Resident
from kzzq_desktop.domain.scope import Scope
from kzzq_desktop.domain.work import Contact
from kzzq_desktop.services.printing import contact_sheet
from kzzq_desktop.services.printing.audience import Audience
from kzzq_desktop.services.printing.paper import Request
from tests.services.papers_desk import ID_OF_TEST, make_papers_desk

WORK, PUBLIC, INTERNAL, ALL = Audience.WORK, Audience.PUBLIC, Audience.INTERNAL, Scope()


def collect(desk, scope, audience):
    return contact_sheet.collect(desk, Request(scope, audience))


@pytest.fixture
def made(tmp_path):
    with held(datetime(2026, 11, 23, tzinfo=UTC)):
        yield make_papers_desk(tmp_path)


def everything(collected):
    """All words that will be printed; ids are random digits and are left out."""
    return repr([replace(sheet, grid_id="") for sheet in collected.words]) + repr(collected.missing) + repr(collected.notes)


def test_the_work_sheet_holds_the_facts(made):
    (sheet,) = collect(made.desk, ALL, WORK).words
    assert sheet.place == "舍伯吐镇　先锋嘎查　01号网格（2组）"
    assert (sheet.member, sheet.phone, sheet.posts) == ("巴特尔·苏和", "164 0475 0316", "治安维护岗")
    assert (sheet.branch, sheet.since, sheet.total) == ("先锋嘎查党支部", "2024年3月1日", "共2户2人")
    first, second = sheet.households
    assert (first.head, first.place, first.phone) == ("乌云其木格", "2组2号", "154 0475 1234")
    assert (second.head, second.place, second.needs, second.people) == ("王𬮱", "2组12号", "低保", "1")


def test_the_wall_sees_masks_and_nothing_of_needs(made):
    made.add_household(
        made.grids[1], "李四海", ("大病",), head_id_number=ID_OF_TEST, note="胰岛素", away_where="赤峰",
        status="away", address="东街9号",
    )  # fmt: skip
    collected = collect(made.desk, ALL, PUBLIC)
    (sheet,) = collected.words
    assert [line.head for line in sheet.households] == ["乌***格", "李*海", "王*"]
    assert {line.phone for line in sheet.households} == {"154****1234"}
    assert {line.place for line in sheet.households} == {"2组"}
    assert (sheet.member, sheet.phone) == ("巴特尔·苏和", "164 0475 0316")
    for secret in ("低保", "大病", "胰岛素", "赤峰", "991X", "15404751234", "王𬮱", "乌云其木格", "12号", "东街", "1980"):
        assert secret not in everything(collected)


def test_no_child_stands_on_the_wall(made):
    made.add_household(made.grids[1], "小那顺", head_birth="2015-05")
    collected = collect(made.desk, ALL, PUBLIC)
    assert len(collected.words[0].households) == 2
    assert collected.words[0].total == "共2户2人"
    assert collected.notes == ("1户的户主未满14周岁，没有列入公示。",)
    assert "小那顺" in everything(collect(made.desk, ALL, WORK))


@pytest.mark.parametrize("audience", [WORK, PUBLIC])
@pytest.mark.parametrize("status", ["moved", "closed"])
def test_a_household_that_moved_away_is_never_printed(made, audience, status):
    home = made.add_household(made.grids[1], "敖登高娃")
    with made.desk.store.unit("迁出") as unit:
        unit.change(Household, home, status=status)
    collected = collect(made.desk, ALL, audience)
    assert len(collected.words[0].households) == 2
    assert "敖" not in everything(collected)


@pytest.mark.parametrize("audience", [WORK, PUBLIC])
@pytest.mark.parametrize("status", ["moved_out", "deceased"])
def test_a_head_who_died_or_moved_is_never_printed(made, audience, status):
    made.add_household(made.grids[1], "敖登高娃", head_status=status, head_phones="15404759999", phone="")
    collected = collect(made.desk, ALL, audience)
    assert "敖" not in everything(collected)
    assert "9999" not in everything(collected)
    assert [line.head for line in collected.words[0].households].count("待更新") == 1
    assert collected.notes == ("1户的户主已迁出、去世或没有登记，名册上写“待更新”，请更换户主。",)


def test_a_lead_who_died_is_never_printed(made):
    grid = made.add_grid(2)
    home = made.add_household(grid, "敖登高娃")
    with made.desk.store.reading() as conn:
        head = conn.exec_driver_sql("select head_id from household where id = ?", (home,)).scalar_one()
    made.add_lead(grid, "哈斯巴根", resident_id=head)
    assert collect(made.desk, Scope(grid=grid), WORK).words[0].member == "哈斯巴根"
    with made.desk.store.unit("去世") as unit:
        unit.change(Resident, head, status="deceased")
    collected = collect(made.desk, Scope(grid=grid), WORK)
    assert "哈斯巴根" not in everything(collected)
    assert "请改派" in collected.notes[0]


def test_only_the_present_lead_stands_on_the_sheet(made):
    with made.desk.store.unit("换人") as unit:
        member = unit.add(Member(id="", name="陈永贵", phone="16404750317"))
        unit.add(Contact(id="", grid_id=made.grids[1], member_id=member, since="2020-01-01", until="2024-02-28"))
        unit.add(Contact(id="", grid_id=made.grids[1], member_id=member, role="backup", since="2025-01-01"))
    assert collect(made.desk, ALL, WORK).words[0].member == "巴特尔·苏和"


def test_a_vacant_grid_prints_and_is_said(made):
    made.add_household(made.add_grid(2), "陈永贵")
    collected = collect(made.desk, ALL, WORK)
    assert [sheet.member for sheet in collected.words] == ["巴特尔·苏和", ""]
    assert collected.notes == ("1个网格还没有联系党员，名册上写“待确定”。",)


def test_an_empty_grid_is_left_out_unless_asked_for(made):
    empty = made.add_grid(3)
    collected = collect(made.desk, ALL, WORK)
    assert len(collected.words) == 1
    assert collected.notes == ("1个网格没有住户，没有打印。",)
    assert len(collect(made.desk, Scope(grid=empty), WORK).words) == 1


def test_the_scope_chooses_grids(made):
    first = made.grids[1]
    other = made.add_grid(1, village="150521102202")
    made.add_household(other, "陈永贵", needs=("残疾",))
    assert [sheet.grid_id for sheet in collect(made.desk, ALL, WORK).words] == [first, other]
    (sheet,) = collect(made.desk, Scope(village="150521102202"), WORK).words
    assert (sheet.grid_id, sheet.households[0].needs) == (other, "残疾")
    (sheet,) = collect(made.desk, Scope(grid=other), WORK).words
    assert sheet.grid_id == other


def test_two_heads_of_one_name_are_told_apart_at_work(made):
    made.add_household(made.grids[1], "王𬮱", head_id_number="15052119700101992X"[:17] + "3", door_no="20")
    notes = [line.note for line in collect(made.desk, ALL, WORK).words[0].households]
    assert notes == ["", "证号尾号991X", "证号尾号9923"]
    assert "尾号" not in everything(collect(made.desk, ALL, PUBLIC))


def test_the_office_alone_sees_whole_numbers(made):
    made.add_household(made.grids[1], "李广才", ("残疾",), head_id_number=ID_OF_TEST, note="钥匙在邻居家", door_no="30")
    made.add_household(made.grids[1], "敖登高娃", head_id_number=ID_OF_TEST, head_status="deceased", door_no="31")
    lines = collect(made.desk, ALL, INTERNAL).words[0].households
    assert [line.id_number for line in lines] == ["", ID_OF_TEST, ID_OF_TEST, ""]
    assert (lines[2].needs, lines[2].note) == ("", "残疾；钥匙在邻居家")
    for audience in (WORK, PUBLIC):
        assert ID_OF_TEST not in everything(collect(made.desk, ALL, audience))


def test_an_away_household_says_where_and_when(made):
    made.add_household(made.grids[1], "李广才", status="away", away_where="赤峰", away_return="2027年春节", note="钥匙在邻居家")
    assert "外出：赤峰，2027年春节回；钥匙在邻居家" in [line.note for line in collect(made.desk, ALL, WORK).words[0].households]


@pytest.mark.parametrize(
    ("where", "back", "note", "printed"),
    [
        ("", "", "外出务工", "外出务工"),
        ("赤峰", "", "外出务工", "外出务工：赤峰"),
        ("赤峰", "春节", "外出务工；钥匙在邻居家", "外出务工：赤峰，春节回；钥匙在邻居家"),
        ("", "", "常年外出", "常年外出"),
        ("", "", "钥匙在邻居家", "外出；钥匙在邻居家"),
        ("赤峰", "", "外出前把钥匙交给邻居", "外出：赤峰；外出前把钥匙交给邻居"),
        ("", "", "", "外出"),
    ],
)
def test_an_absence_is_said_once(made, where, back, note, printed):
    made.add_household(made.grids[1], "李广才", status="away", away_where=where, away_return=back, note=note)
    assert printed in [line.note for line in collect(made.desk, ALL, WORK).words[0].households]


def test_a_note_that_only_repeats_a_need_is_left_out(made):
    made.add_household(made.grids[1], "李广才", needs=("低保",), note="低保户；钥匙在邻居家")
    assert "钥匙在邻居家" in [line.note for line in collect(made.desk, ALL, WORK).words[0].households]


def test_names_that_no_font_has_are_listed_with_their_place(made):
    made.add_household(made.grids[1], "张\U00031353青")
    (missing,) = collect(made.desk, ALL, WORK).missing
    assert (missing.letters, missing.name, missing.where) == ("\U00031353", "张\U00031353青", "舍伯吐镇先锋嘎查01号网格（2组）")
    assert collect(made.desk, ALL, PUBLIC).missing == ()
