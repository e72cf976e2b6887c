from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.importers.kinds import SENSITIVE, VALUES, Kind, is_never, kind_of
from tests.importers.tables import id_of, phone_of


def test_right_ids_and_phones_are_known_for_any_number() -> None:
    for number in range(0, 400, 7):
        assert kind_of(id_of(number)) == Kind.ID
        assert kind_of(phone_of(number)) == Kind.PHONE


@pytest.mark.parametrize(
    "cell",
    [
        "１５２３９９１９５００１０１００３３",
        "152399 19500101 0033",
        "152399-19500101-0033",
        "'152399195001010033",
        "15239919500101003x",
        "152399195001010033（本人）",
        "152399\n195001010033",
        "1.52399E+17",
        1.52399195001010e17,
        "152399500101003",
    ],
)
def test_ids_in_all_the_forms_they_suffer(cell: object) -> None:
    assert kind_of(cell) & Kind.ID


@pytest.mark.parametrize(
    "cell",
    [
        "15400000001",
        15400000001.0,
        "+86 15400000001",
        "0475-0123456",
        "(0475)0123456",
        "154-0000-0001",
        "15400000001；15400000002",
        "15400000001（妻）",
        "1540000000",
        "电话：15400000001",
    ],
)
def test_phones_in_all_the_forms_they_have(cell: object) -> None:
    assert kind_of(cell) & Kind.PHONE


@pytest.mark.parametrize("cell", ["包丹巴 15400000001", "包丹巴（15400000001）", "包丹巴15400000001", "包丹巴\n15400000001"])
def test_a_name_with_a_phone_is_a_members(cell: str) -> None:
    assert kind_of(cell) & Kind.NAME_PHONE


@pytest.mark.parametrize(
    "cell",
    [
        "1986-05-03",
        "1986.5.3",
        "1986/5/3",
        "1986年5月3日",
        "1986年5月",
        "1986.5",
        "86.5.3",
        "19860503",
        19860503.0,
        1986.5,
        date(1986, 5, 3),
    ],
)
def test_days_in_all_their_forms(cell: object) -> None:
    assert kind_of(cell) & Kind.DATE


def test_a_number_of_days_and_a_year_may_be_days() -> None:
    assert kind_of(31520.0) & Kind.SERIAL_DAY
    assert kind_of("1986") & Kind.YEAR
    assert not kind_of(12.0) & (Kind.DATE | Kind.SERIAL_DAY | Kind.YEAR)


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("男", Kind.SEX),
        ("女性", Kind.SEX),
        ("M", Kind.SEX),
        ("户主", Kind.RELATION),
        ("大小子", Kind.RELATION),
        ("1组", Kind.GROUP),
        ("第三村民小组", Kind.GROUP),
        ("东2社", Kind.GROUP),
        ("第1网格", Kind.GRID),
        ("毛都嘎查网格二", Kind.GRID),
        ("150599100200001", Kind.GRID),
        ("毛都嘎查", Kind.VILLAGE),
        ("甲乙镇", Kind.TOWNSHIP),
        ("毛都嘎查1组2号", Kind.ADDRESS),
        ("3口人", Kind.COUNT),
        ("四", Kind.COUNT),
        (3.0, Kind.COUNT),
        (45.6, Kind.NUMBER),
        ("长期外出务工", Kind.REMARK),
        ("政策宣传岗", Kind.POST),
        ("毛都嘎查党支部", Kind.BRANCH),
        ("是", Kind.YES_NO),
        ("蒙古族", Kind.ETHNIC),
        ("汉", Kind.ETHNIC),
        ("9999990381199955617", Kind.ACCOUNT),
        ("共青团员", Kind.POLITICAL),
        ("初中", Kind.PRIVATE),
        ("已婚", Kind.PRIVATE),
        ("蒙G1234", Kind.TEXT),
        ("YL0123456789", Kind.CODE),
    ],
)
def test_what_a_cell_says_by_itself(cell: object, kind: Kind) -> None:
    assert kind_of(cell) & kind


@pytest.mark.parametrize("cell", ["", " ", "无", "未办", "/", "—", "空号", "不详", "N/A", "…"])
def test_words_for_nothing_are_nothing(cell: str) -> None:
    assert kind_of(cell) == Kind.NOTHING


@pytest.mark.parametrize(
    "name", ["王一", "阿拉坦其其格", "孛儿只斤·巴特尔", "张 三", "李*", "白?", "乌云（已去世）", "𬸚兰", "高娃"]
)
def test_names_are_names(name: str) -> None:
    assert kind_of(name) & Kind.NAME


@pytest.mark.parametrize(
    "cell", ["男", "是", "在家", "毛都嘎查", "第1网格", "15400000001", "初中", "群众", "蒙古族", 3.0, "王一，李二"]
)
def test_other_words_are_no_names(cell: object) -> None:
    assert not kind_of(cell) & Kind.NAME


def test_what_a_rule_forbids_is_no_value_of_a_field() -> None:
    fields = Kind.ID | Kind.PHONE | Kind.SEX | Kind.RELATION | Kind.NAME | Kind.GROUP | Kind.GRID | Kind.DATE
    assert not SENSITIVE & fields
    assert fields & ~Kind.NAME & VALUES == fields & ~Kind.NAME


@pytest.mark.parametrize("cell", ["蒙古族", "汉族", "蒙", "群众", "中共党员", "9999990381199955617"])
def test_what_must_never_be_read_is_told_at_a_glance(cell: str) -> None:
    assert is_never(cell)
    assert kind_of(cell) & SENSITIVE


@pytest.mark.parametrize("cell", ["", "王一", "蒙根", "汉白玉", "152399195001010", 9.0, "第1网格"])
def test_what_may_be_read_is_not(cell: object) -> None:
    assert not is_never(cell)


@given(st.text(max_size=40) | st.floats(allow_nan=False, allow_infinity=False) | st.dates())
def test_every_cell_has_kinds_and_blanks_around_it_do_not_matter(cell: object) -> None:
    found = kind_of(cell)
    assert isinstance(found, Kind)
    if isinstance(cell, str) and cell.strip() == cell and cell.isprintable():
        assert kind_of(f" {cell} ") == found


def test_a_long_text_is_only_text() -> None:
    assert kind_of("王" * 200) == Kind.TEXT
