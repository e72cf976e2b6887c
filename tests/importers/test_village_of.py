import pytest

from kzzq_desktop.domain.gazetteer import Gazetteer
from kzzq_desktop.domain.places import Place
from kzzq_desktop.importers.columns import find_header
from kzzq_desktop.importers.village_of import RowVillages, find_village, village_in_rows
from tests.importers.tables import GAZETTEER, MAODU, data_rows, sheet

OTHER_MAODU, EAST = "150599101200", "150599100201"


@pytest.mark.parametrize(
    ("file", "name", "titles", "code"),
    [
        ("甲镇台账.xlsx", "毛都嘎查", (), MAODU),
        ("乙苏木台账.xlsx", "毛都嘎查", (), OTHER_MAODU),
        ("台账.xlsx", "Sheet1", ("试验旗甲镇毛都嘎查户情台账",), MAODU),
        ("甲镇毛都嘎查（已核）.csv", "", (), MAODU),
        ("甲镇-东毛都嘎查.xls", "Sheet1", ("户台账", "填报单位：东毛都嘎查村民委员会（盖章）"), EAST),
        ("甲镇台账.xlsx", "孙家窑嘎查", ("毛都嘎查户情台账",), MAODU),
        ("台账.xlsx", "东毛都", (), EAST),
    ],
)
def test_the_village_of_a_sheet(file: str, name: str, titles: tuple[str, ...], code: str) -> None:
    assert find_village(file, name, titles, GAZETTEER).code == code


def test_a_name_in_two_townships_is_asked_unless_the_office_settles_it() -> None:
    found = find_village("台账.xlsx", "毛都嘎查", (), GAZETTEER)
    assert found.code == ""
    assert set(found.candidates) == {MAODU, OTHER_MAODU}
    assert find_village("台账.xlsx", "毛都嘎查", (), GAZETTEER, "150599101000").code == OTHER_MAODU


def test_sources_that_disagree_are_asked() -> None:
    found = find_village("甲镇台账.xlsx", "毛都嘎查", ("甲镇东毛都嘎查户情台账",), GAZETTEER)
    assert found.code == ""
    assert set(found.candidates) == {MAODU, EAST}


def test_a_village_of_another_township_than_the_one_named_is_asked() -> None:
    found = find_village("乙苏木台账.xlsx", "东毛都嘎查", (), GAZETTEER)
    assert (found.code, found.candidates) == ("", (EAST,))


def test_a_banner_named_settles_a_name_that_two_banners_have() -> None:
    levels = (("000000", "旗", 3, ""), ("100000", "镇", 4, "000000"), ("100200", "新屯村", 5, "100000"))
    places = [
        Place(f"15059{digit}{rest}", name if level == 5 else banner + name, level, f"15059{digit}{parent}")
        for digit, banner in ((7, "前"), (8, "后"))
        for rest, name, level, parent in levels
    ]
    both = Gazetteer(places)
    assert find_village("后旗台账.xlsx", "新屯村", (), both).code == "150598100200"
    assert find_village("台账.xlsx", "新屯村", (), both).code == ""


def test_nothing_named_leaves_no_candidates() -> None:
    assert find_village("台账.xlsx", "Sheet1", ("户台账",), GAZETTEER).candidates == ()


def in_rows(label: str, *cells: str, townships: tuple[str, ...] = ()) -> str:
    made = sheet(["户主", "电话", label], *(["王甲", "", cell] for cell in cells))
    header = find_header(made)
    assert header is not None
    return village_in_rows(list(data_rows(made, header, ())), header, GAZETTEER, townships).code


def test_rows_tell_the_village_by_address_grid_or_codes() -> None:
    assert in_rows("家庭住址", "东毛都嘎查1组", "1组", "东毛都嘎查") == EAST
    assert in_rows("网格编号", f"{EAST}001", f"{EAST}002") == EAST
    assert in_rows("网格名称", "东毛都嘎查第1网格") == EAST
    assert in_rows("户号", "1002010001", "1002010002", townships=("150599100000",)) == EAST
    assert in_rows("户号", "1002010001", "1002010002") == ""
    assert in_rows("家庭住址", "东毛都嘎查", "毛都嘎查", "东毛都嘎查") == ""


def test_a_village_column_stands_above_the_sheets_own() -> None:
    rows = (["乙苏木", "毛都嘎查", "王甲"], ["", "东毛都", "王乙"], ["", "", "王丙"], ["", "西毛都嘎查", "王丁"])
    made = sheet(["苏木镇", "嘎查村", "户主"], *rows)
    header = find_header(made)
    assert header is not None
    village_of = RowVillages(header, GAZETTEER, EAST, ())
    assert [village_of(row) for row in data_rows(made, header, ())] == [OTHER_MAODU, EAST, EAST, ""]
    assert [row.number for row, _ in village_of.unclear] == [5]
