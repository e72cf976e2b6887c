from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles import Font

from kzzq_desktop.domain import flags
from kzzq_desktop.domain.drafts import PersonDraft, RowProblem
from kzzq_desktop.importers.columns import find_header
from kzzq_desktop.importers.people_rows import SheetFacts, has_two_digit_relations, read_person
from kzzq_desktop.importers.rows import TableRow
from tests.importers.tables import id_of, phone_of, sheet, write_xlsx
from tests.importers.tables import read as read_files

LABELS = ("姓名", "与户主关系", "性别", "出生日期", "身份证号", "联系电话", "备注")
GOOD = {"姓名": "王甲", "与户主关系": "户主", "性别": "男", "身份证号": id_of(1), "联系电话": phone_of(1)}


def read(*, two_digits: bool = False, **cells: object) -> tuple[PersonDraft | None, list[RowProblem]]:
    header = find_header(sheet(LABELS))
    assert header is not None
    facts = SheetFacts("台账.xlsx", "毛都嘎查", header, date(2026, 6, 1), is_heads=False, two_digit_relations=two_digits)
    return read_person(TableRow(5, [cells.get(label, "") for label in LABELS], {}), facts)


def person(**cells: object) -> PersonDraft:
    found, _ = read(**{**GOOD, **cells})
    assert found is not None
    return found


def test_a_good_row() -> None:
    found, problems = read(**GOOD, 出生日期="1950.2")
    assert found is not None
    assert (found.name, found.relation, found.sex, found.birth) == ("王甲", "02", "1", "1950-02")
    assert (found.id_number, found.phones, found.flags) == (id_of(1), (phone_of(1),), ())
    assert (found.spot.row, found.spot.col) == (5, 1)
    assert not problems


@pytest.mark.parametrize(
    ("cells", "flag"),
    [
        ({"身份证号": 1.52399196905140e17}, flags.ID_LOSSY),
        ({"身份证号": "1.52399E+17"}, flags.ID_LOSSY),
        ({"身份证号": "15239919690514"}, flags.ID_LENGTH),
        ({"身份证号": "152399196905140296"}, flags.ID_CHECKSUM),
        ({"性别": "女"}, flags.ID_CONFLICT),
        ({"出生日期": "1980-01-01"}, flags.ID_CONFLICT),
        ({"与户主关系": "妻", "性别": ""}, flags.ID_CONFLICT),
        ({"联系电话": "1541111"}, ""),
        ({"联系电话": "154111122"}, flags.PHONE_BAD),
        ({"姓名": "王□"}, flags.NAME_CHAR_LOST),
    ],
)
def test_what_is_doubtful_is_flagged_told_and_not_taken(cells: dict[str, object], flag: str) -> None:
    found, problems = read(**{**GOOD, **cells})
    assert found is not None
    assert found.flags == ((flag,) if flag else ())
    assert len(problems) == bool(flag)
    if flag.startswith("id_"):
        assert found.id_number == ""
        assert found.id_text != ""
        assert not problems[0].refused


def test_a_missing_number_is_flagged_and_no_problem() -> None:
    found, problems = read(**{**GOOD, "身份证号": "暂无"})
    assert found is not None
    assert found.flags == (flags.ID_MISSING,)
    assert not problems


def test_a_spouse_who_may_be_of_either_sex_is_no_conflict() -> None:
    assert person(与户主关系="老伴", 性别="").flags == ()
    assert person(与户主关系="配偶", 性别="").flags == ()


@pytest.mark.parametrize("year", [0, 1, -1])
def test_the_old_calendar_may_shift_the_year_by_one(year: int) -> None:
    born = int(id_of(1)[6:10])
    assert person(出生日期=f"{born + year}-01-15").flags == ()


@pytest.mark.parametrize(
    ("cells", "column"), [({"与户主关系": "邻居家的"}, "与户主关系"), ({"出生日期": "86年前后"}, "出生日期")]
)
def test_a_word_or_day_nobody_understands_is_told(cells: dict[str, str], column: str) -> None:
    found, problems = read(**{**GOOD, **cells})
    assert found is not None
    assert [problem.column for problem in problems] == [column]


def test_a_name_over_two_lines_may_be_two_people() -> None:
    found, problems = read(**{**GOOD, "姓名": "额尔敦\n其其格"})
    assert found is not None
    assert found.name == "额尔敦其其格"
    assert [problem.column for problem in problems] == ["姓名"]


def test_a_remark_in_brackets_after_the_name_is_a_status() -> None:
    assert person(姓名="王甲（已故）").status == "deceased"
    assert person(姓名="王甲", 备注="户口迁出").status == "moved_out"


def test_numbered_relations_of_a_sheet_are_read_by_its_own_scheme() -> None:
    assert has_two_digit_relations(["2", "12", "20"])
    assert has_two_digit_relations(["02"])
    assert not has_two_digit_relations(["0", "1", "2", "3", "户主"])
    assert read(two_digits=True, **{**GOOD, "与户主关系": 2.0})[0].relation == "02"
    assert read(two_digits=False, **{**GOOD, "与户主关系": 2.0})[0].relation == "20"


@given(st.dictionaries(st.sampled_from(LABELS), st.one_of(st.text(max_size=12), st.floats(0, 1e18), st.dates()), max_size=7))
def test_no_row_ends_in_a_crash_and_no_problem_holds_a_value(cells: dict[str, object]) -> None:
    found, problems = read(**cells)
    for problem in problems:
        for value in cells.values():
            if isinstance(value, str) and len(value.strip()) > 3:
                assert value.strip() not in problem.what + problem.mend
    assert found is None or found.name


def struck(**cells: object) -> tuple[PersonDraft | None, list[RowProblem]]:
    labels = (*LABELS, "状态")
    header = find_header(sheet(labels))
    assert header is not None
    facts = SheetFacts("台账.xlsx", "毛都嘎查", header, date(2026, 6, 1), is_heads=False, struck=frozenset({(4, 0)}))
    return read_person(TableRow(5, [{**GOOD, **cells}.get(label, "") for label in labels], {}), facts)


@pytest.mark.parametrize(
    ("cells", "status", "told"),
    [({}, "deceased", 1), ({"备注": "外出务工"}, "deceased", 1), ({"状态": "在家"}, "deceased", 1),
     ({"备注": "去世"}, "deceased", 0), ({"备注": "户口迁出"}, "moved_out", 0), ({"备注": "妻子去世"}, "deceased", 1)],
)  # fmt: skip
def test_a_name_struck_through_is_read_as_dead_and_told_once(cells: dict[str, object], status: str, told: int) -> None:
    found, problems = struck(**cells)
    assert found is not None
    assert found.status == status
    assert [(one.column, one.what, one.refused) for one in problems] == [("姓名", "姓名上划了删除线，按去世读。", False)] * told


def stated(status: str, note: str, name: str = "王甲") -> tuple[str, list[str]]:
    header = find_header(sheet(("姓名", "与户主关系", "状态", "备注")))
    assert header is not None
    facts = SheetFacts("台账.xlsx", "毛都嘎查", header, date(2026, 6, 1), is_heads=False)
    found, problems = read_person(TableRow(5, [name, "户主", status, note], {}), facts)
    assert found is not None
    assert found.note == note
    return found.status, [problem.what for problem in problems]


def test_the_status_column_is_believed_and_a_remark_of_death_beside_it_told() -> None:
    assert stated("在家", "外出务工") == ("here", [])
    assert stated("在家", "丈夫去世") == ("here", [])
    assert stated("外出", "已去世") == ("away", ["备注里写了去世，与状态栏不同；按状态栏读。"])
    assert stated("在家", "户口迁出") == ("here", ["备注里写了迁出，与状态栏不同；按状态栏读。"])
    assert stated("去世", "已故") == ("deceased", [])
    assert stated("", "已故") == ("deceased", [])
    assert stated("在家", "", "王甲（已故）")[0] == "here"
    assert stated("", "", "王甲（已故）")[0] == "deceased"


def test_a_name_struck_through_in_a_workbook_is_told(tmp_path: Path) -> None:
    rows = [["户主", "姓名", "与户主关系"], ["王甲", "王甲", "户主"], ["王甲", "李乙", "妻"]]
    path = write_xlsx(tmp_path / "甲镇毛都嘎查台账.xlsx", rows)
    book = openpyxl.load_workbook(path)
    book.active["B3"].font = Font(strike=True)
    book.save(path)
    reading = read_files(path)
    assert [person.status for person in reading.households[0].people] == ["here", "deceased"]
    assert [(one.spot.row, one.spot.col, one.what) for one in reading.problems] == [(3, 2, "姓名上划了删除线，按去世读。")]
