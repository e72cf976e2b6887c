from pathlib import Path

import pytest

from kzzq_desktop.domain.gazetteer import DivisionListBad, Gazetteer, read_places, shipped_gazetteer, shipped_lists
from kzzq_desktop.domain.places import TOWNSHIP, VILLAGE, Place

LISTS = shipped_lists()
EVERYTHING = shipped_gazetteer()
VILLAGES = [place for place in EVERYTHING.places.values() if place.level == VILLAGE]
PLACES = (
    Place("150599000000", "试验旗", 3, ""),
    Place("150599100000", "甲镇", 4, "150599000000"),
    Place("150599101000", "乙苏木", 4, "150599000000"),
    Place("150599100200", "毛都嘎查", 5, "150599100000", ("毛都艾勒嘎查", "孙家窑嘎查")),
    Place("150599100201", "东毛都嘎查", 5, "150599100000"),
    Place("150599101200", "毛都嘎查", 5, "150599101000"),
    Place("150599101201", "二十家子村委会", 5, "150599101000"),
    Place("150599101202", "三分场生活区", 5, "150599101000"),
)


@pytest.fixture
def gazetteer() -> Gazetteer:
    return Gazetteer(PLACES)


def test_the_shipped_lists_hold_two_banners_whole() -> None:
    assert [path.name for path in LISTS] == ["divisions_150521.csv", "divisions_150522.csv"]
    levels = [place.level for place in read_places(LISTS[0])]
    assert (levels.count(TOWNSHIP), levels.count(VILLAGE)) == (21, 553)
    assert len(read_places(LISTS[1])) == 333


@pytest.mark.parametrize("place", VILLAGES, ids=lambda place: place.code)
def test_every_village_is_found_after_its_township_by_all_its_spellings(place: Place) -> None:
    township = EVERYTHING.places[place.parent].name
    banner = EVERYTHING.places[f"{place.code[:6]}000000"].name
    for name in (place.name, *place.other_names):
        for text in (f"{township}{name}", f"{township}{name}党员联系户台账", f"{banner}{township}-{name}（已核）"):
            codes = EVERYTHING.villages_in(text)
            assert place.code in codes
            same = [other for other in codes if EVERYTHING.places[other].parent == place.parent]
            assert same == [place.code]


def test_a_name_in_two_townships_stays_open_until_one_is_named(gazetteer: Gazetteer) -> None:
    assert gazetteer.villages_in("毛都嘎查") == ("150599100200", "150599101200")
    assert gazetteer.villages_in("乙苏木毛都嘎查") == ("150599101200",)
    assert gazetteer.villages_in("毛都嘎查", ("150599100000",)) == ("150599100200",)


def test_the_longest_name_wins_and_old_names_lead_to_the_code(gazetteer: Gazetteer) -> None:
    assert gazetteer.villages_in("甲镇东毛都嘎查户情台账") == ("150599100201",)
    assert gazetteer.villages_in("甲镇孙家窑嘎查") == ("150599100200",)


def test_the_tail_of_a_longer_unknown_name_is_not_taken(gazetteer: Gazetteer) -> None:
    assert gazetteer.villages_in("西毛都嘎查") == ()


@pytest.mark.parametrize("text", ["二十家子村委会", "二十家子村", "二十家子", "二十家子村村民委员会", "乙苏木二十家子村台账"])
def test_office_words_and_kinds_may_be_left_out(gazetteer: Gazetteer, text: str) -> None:
    assert gazetteer.villages_in(text) == ("150599101201",)


def test_spaces_between_the_characters_do_not_matter(gazetteer: Gazetteer) -> None:
    assert gazetteer.villages_in("甲镇　东 毛都 嘎查") == ("150599100201",)


def test_names_for_the_clerk(gazetteer: Gazetteer) -> None:
    assert gazetteer.name("150599101200") == "乙苏木 毛都嘎查"
    assert gazetteer.name("150599101000") == "乙苏木"
    assert gazetteer.name("1") == ""


def test_a_list_of_another_banner_can_be_loaded(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    rows = ("code,name,level,parent_code", "150599000000,试验旗,3,", "150599100000,甲镇,4,150599000000")
    path.write_text("\n".join(rows), encoding="utf-8-sig")
    assert [place.name for place in read_places(path)] == ["试验旗", "甲镇"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "没有数据"),
        ("name,level\n甲镇,4\n", "缺少"),
        ("code,name,level,parent_code\n1505,试验旗,3,\n", "第2行：编码"),
        ("code,name,level,parent_code\n150599000000,,3,\n", "第2行：没有名称"),
        ("code,name,level,parent_code\n150599000000,试验旗,9,\n", "第2行：level"),
        ("code,name,level,parent_code\n150599000000,试验旗,3,\n150599000000,试验旗,3,\n", "第3行：编码与前面重复"),
        ("code,name,level,parent_code\n150599000000,试验旗,3,\n150599100000,甲镇,4,150598000000\n", "第3行：上级"),
    ],
)
def test_a_bad_list_names_its_line(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DivisionListBad) as caught:
        read_places(path)
    assert words in caught.value.sentence()
    assert "CSV" in caught.value.sentence()


def test_a_list_that_is_no_text_or_not_there(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    with pytest.raises(DivisionListBad):
        read_places(path)
    path.write_bytes("code,name,level\n150599000000,试验旗,3".encode("gb18030"))
    with pytest.raises(DivisionListBad):
        read_places(path)
