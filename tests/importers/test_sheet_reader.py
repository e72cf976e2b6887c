from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.domain.sheet_view import FORBIDDEN, IGNORED, NOTHING_SAID, Ground, RowKind, Said
from kzzq_desktop.domain.spot import Spot
from kzzq_desktop.domain.work_list import WORK_LIST
from kzzq_desktop.importers.layouts import HEADS, OTHER, PEOPLE
from kzzq_desktop.importers.sheet import Sheet
from kzzq_desktop.importers.sheet_reader import GUIDE, BookReader, Found
from tests.importers.tables import GAZETTEER, HEADER, MAODU, family, id_of, phone_of, sheet

EAST = "150599100201"
FILE = "甲镇户情台账.xlsx"
LABELS = ["户主", "联系电话", "组", "网格"]
HOMES = [["王一", phone_of(1), "1组", "第1网格"], ["赵四", phone_of(2), "2组", "第1网格"]]


def found_in(*sheets: Sheet, file: str = FILE, said: Said = NOTHING_SAID, township: str = "") -> Found:
    found = Found()
    BookReader(Path(file), GAZETTEER, township, said, date(2026, 3, 1), found).read(sheets, QuietJob())
    return found


def names(found: Found) -> list[list[str]]:
    return [[person.name for person in home.people] for home in found.households]


def villages(found: Found) -> list[str]:
    return [home.village_code for home in found.households]


def test_the_village_is_named_by_the_sheet_its_title_or_the_file() -> None:
    assert villages(found_in(sheet(LABELS, *HOMES))) == [MAODU] * 2
    assert villages(found_in(sheet(["甲镇东毛都嘎查户情表"], LABELS, *HOMES, name="Sheet1"))) == [EAST] * 2
    assert villages(found_in(sheet(LABELS, *HOMES, name="Sheet1"), file="甲镇东毛都嘎查.xlsx")) == [EAST] * 2


def test_a_sheet_whose_village_nobody_names_is_asked_and_the_answer_holds() -> None:
    made = sheet(LABELS, *HOMES, name="Sheet1")
    found = found_in(made, file="台账.xlsx")
    (ask,) = found.asks
    assert (ask.spot, villages(found)) == (Spot("台账.xlsx", "Sheet1"), ["", ""])
    told = found_in(made, file="台账.xlsx", said=Said(villages={ask.spot: EAST}))
    assert (told.asks, villages(told)) == ([], [EAST] * 2)


SUMMARY = sheet(["嘎查村", "户数"], ["毛都嘎查", 2.0], ["东毛都嘎查", 2.0], name="汇总")


def test_the_sheet_left_over_is_about_the_village_that_no_other_is() -> None:
    left = sheet(["户主", "电话"], ["周七", phone_of(3)], name="Sheet2")
    found = found_in(sheet(LABELS, *HOMES), left, SUMMARY)
    assert villages(found) == [MAODU, MAODU, EAST]
    assert [remark.spot.sheet for remark in found.remarks] == ["Sheet2"]
    assert found_in(sheet(LABELS, *HOMES), left).asks[0].spot.sheet == "Sheet2"


def test_two_sheets_left_over_are_asked_but_the_cards_of_one_village_are_not() -> None:
    lists = [sheet(["户主", "电话"], [name, phone_of(3)], name=f"Sheet{at}") for at, name in enumerate(("周七", "吴八"))]
    assert len(found_in(sheet(LABELS, *HOMES), *lists, SUMMARY).asks) == 2
    cards = [
        sheet(["户情卡"], ["户主", name, "家庭人口", 1.0], ["组", "1组", "电话", phone_of(9)], name=name)
        for name in ("周七", "吴八")
    ]
    found = found_in(sheet(LABELS, *HOMES), *cards, SUMMARY)
    assert (found.asks, villages(found)) == ([], [MAODU, MAODU, EAST, EAST])


@pytest.mark.parametrize("line", [["毛都嘎查"], ["村名：毛都嘎查"], ["【毛都嘎查】"], ["一、毛都嘎查"]])
def test_lines_name_the_villages_of_the_rows_under_them(line: list[str]) -> None:
    made = sheet(["甲镇户情表"], LABELS, line, HOMES[0], ["东毛都嘎查"], HOMES[1], name="Sheet1")
    assert villages(found_in(made)) == [MAODU, EAST]


def test_a_column_of_villages_stands_above_the_sheets_own() -> None:
    rows = [["毛都嘎查", *HOMES[0]], ["东毛都嘎查", *HOMES[1]]]
    assert villages(found_in(sheet(["嘎查村", *LABELS], *rows))) == [MAODU, EAST]


def test_a_card_named_like_its_head_is_not_about_a_village_of_that_name() -> None:
    card = [["甲镇毛都嘎查户情卡"], ["户主", "东毛都", "家庭人口", 1.0], ["组", "1组", "电话", phone_of(9)]]
    assert villages(found_in(sheet(*card, name="东毛都"))) == [MAODU]


def test_work_lists_guides_and_hidden_sheets_are_not_read() -> None:
    work = sheet(LABELS, *HOMES, [WORK_LIST])
    guide = sheet(["户主怎么填"], ["每户一行"], name=GUIDE)
    hidden = replace(sheet(LABELS, *HOMES, name="旧"), hidden=True)
    found = found_in(work, guide, hidden)
    assert found.households == []
    assert [skipped.spot.sheet for skipped in found.skipped] == ["毛都嘎查", "旧"]
    assert set(found.layouts.values()) == {OTHER}


def test_a_sheet_that_is_no_list_is_named_and_shown() -> None:
    found = found_in(sheet(["一、填表说明"], ["每月5日前上报"], name="说明"))
    assert [skipped.spot.sheet for skipped in found.skipped] == ["说明"]
    assert found.views[0].kinds == {0: RowKind.UNREAD, 1: RowKind.UNREAD}


def test_a_mended_cell_is_read_as_the_clerk_wrote_it() -> None:
    broken = [["王一", "155", "1组", ""], HOMES[1]]
    place = Spot(FILE, "毛都嘎查", 2, 2)
    assert found_in(sheet(LABELS, *broken)).households[0].people[0].phones == ()
    mended = found_in(sheet(LABELS, *broken), said=Said(cells={place: phone_of(7), replace(place, col=4): "第3网格"}))
    assert mended.households[0].people[0].phones == (phone_of(7),)
    assert mended.households[0].grid_number == 3
    assert mended.views[0].rows[1][1] == phone_of(7)


def test_a_cell_mended_outside_of_the_sheet_and_one_of_another_file_do_no_harm() -> None:
    far, other = Spot(FILE, "毛都嘎查", 9, 6), Spot("别的.xlsx", "毛都嘎查", 2, 1)
    assert names(found_in(sheet(LABELS, *HOMES), said=Said(cells={far: "备", other: "周七"}))) == [["王一"], ["赵四"]]


def test_a_name_struck_through_is_of_one_who_died_until_it_is_mended() -> None:
    made = replace(sheet(LABELS, *HOMES), struck=frozenset({(1, 0)}))
    assert found_in(made).households[0].people[0].status == "deceased"
    place = Spot(FILE, "毛都嘎查", 2, 1)
    assert found_in(made, said=Said(cells={place: "王一"})).households[0].people[0].status == "here"


def test_a_column_said_to_be_another_is_so_in_every_sheet_of_the_layout() -> None:
    labels = [*LABELS[:2], "某栏", "号"]
    rows = [["王一", phone_of(1), "甲", "第5网格"], ["赵四", phone_of(2), "乙", "第6网格"]]
    first = found_in(sheet(labels, *rows))
    source = first.views[0].tables[0].source
    said = Said(columns={source: {2: "address", 3: IGNORED}})
    again = found_in(sheet(labels, *rows), sheet(["户情表"], labels, *rows, name="东毛都嘎查"), said=said)
    assert [home.address for home in again.households] == ["甲", "乙"] * 2
    assert {home.grid_number for home in again.households} == {None}
    assert {one.tables[0].source for one in again.views} == {source}
    assert again.views[0].tables[0].columns[2].ground is Ground.CLERK


def test_what_is_forbidden_is_left_out_said_and_not_shown() -> None:
    found = found_in(sheet([*LABELS, "民族", "某栏"], [*HOMES[0], "汉族", "甲"], [*HOMES[1], "蒙古族", "乙"]))
    assert [(column.header, column.never) for column in found.left_out] == [("民族", True), ("某栏", False)]
    assert found.views[0].tables[0].columns[4].field == FORBIDDEN
    assert "蒙古族" not in repr(found.households) + "".join(str(row) for row in found.views[0].rows)


def test_hidden_rows_and_columns_are_read_and_said() -> None:
    made = replace(sheet(LABELS, *HOMES), hidden_rows=frozenset({2}), hidden_cols=frozenset({1}))
    found = found_in(made)
    assert names(found) == [["王一"], ["赵四"]]
    assert [remark.why for remark in found.remarks] == ["表里有隐藏的1行、1列，也一起读了。"]


def test_formulas_that_were_kept_as_text_show_what_they_speak_of() -> None:
    found = found_in(sheet(LABELS, HOMES[0], ["赵四", phone_of(2), "=C2", "=D2"]))
    assert [(home.group_no, home.grid_number) for home in found.households] == [("1", 1), ("1", 1)]


def test_tables_of_several_layouts_in_one_sheet_are_all_read() -> None:
    found = found_in(sheet(LABELS, *HOMES, [], HEADER, *family(5, "周七", "吴八")))
    assert names(found) == [["王一"], ["赵四"], ["周七", "吴八"]]
    assert set(found.layouts.values()) == {HEADS}
    assert [one.layout for one in found.views[0].tables] == [HEADS, PEOPLE]


def test_a_village_that_a_row_names_and_nobody_knows_is_a_problem_of_the_row() -> None:
    found = found_in(sheet(["嘎查村", *LABELS], ["无此嘎查", *HOMES[0]], ["毛都嘎查", *HOMES[1]]))
    assert [(problem.spot.row, problem.column) for problem in found.problems] == [(2, "嘎查村")]
    assert villages(found) == ["", MAODU]


def test_a_list_of_members_gives_members_and_no_households() -> None:
    rows = [["包丹巴", "男", id_of(3), "毛都嘎查党支部"], ["乌云", "女", id_of(4, "2"), "毛都嘎查党支部"]]
    found = found_in(sheet(["毛都嘎查党员花名册"], ["姓名", "性别", "身份证号", "党支部"], *rows))
    assert [member.name for member in found.members] == ["包丹巴", "乌云"]
    assert found.households == []
