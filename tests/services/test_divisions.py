from pathlib import Path

import pytest

from kzzq_desktop.domain.places import BANNER, TOWNSHIP, VILLAGE
from kzzq_desktop.services.divisions import BadDivisions, list_banners, list_townships, read_divisions

HEAD = "code,name,level,parent_code,other_names\n"
BANNER_LINE = "150523000000,开鲁县,3,150500000000,\n"
TOWN_LINE = "150523100000,开鲁镇,4,150523000000,开鲁|老开鲁\n"
VILLAGE_LINE = "150523100201,东关村,5,150523100000,\n"


def written(folder: Path, text: str, encoding: str = "utf-8") -> str:
    path = folder / "区划 表.CSV"
    path.write_bytes(text.encode(encoding))
    return str(path)


def test_both_shipped_banners_are_whole() -> None:
    assert [place.code for place in list_banners()] == ["150521000000", "150522000000"]
    for banner in list_banners():
        places = read_divisions(banner.code)
        by_code = {place.code: place for place in places}
        assert places[0] == banner
        assert len(by_code) == len(places)
        assert all(by_code[place.parent].level == place.level - 1 for place in places[1:])
        assert {place.level for place in places} == {BANNER, TOWNSHIP, VILLAGE}
        assert list_townships(banner.code) == tuple(place for place in places if place.level == TOWNSHIP)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_another_banner_comes_from_a_file(tmp_path: Path, encoding: str) -> None:
    places = read_divisions(written(tmp_path, HEAD + BANNER_LINE + TOWN_LINE + VILLAGE_LINE, encoding))
    assert [(place.name, place.level, place.other_names) for place in places] == [
        ("开鲁县", 3, ()),
        ("开鲁镇", 4, ("开鲁", "老开鲁")),
        ("东关村", 5, ()),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "第一行不是旗县"),
        (HEAD, "第一行不是旗县"),
        (HEAD + TOWN_LINE, "第一行不是旗县"),
        ("代码,名称\n1,2\n", "读不出来"),
        (HEAD + BANNER_LINE + "15052310000,开鲁镇,4,150523000000,\n", "读不出来"),
        (HEAD + BANNER_LINE + "150523100000,开鲁镇,四,150523000000,\n", "读不出来"),
        (HEAD + BANNER_LINE + "150523100000,开鲁镇\n", "读不出来"),
        (HEAD + BANNER_LINE + TOWN_LINE + TOWN_LINE, "第4行的代码重复"),
        (HEAD + BANNER_LINE + VILLAGE_LINE, "第3行的上级不对"),
    ],
)
def test_what_is_no_list_of_divisions_is_a_sentence(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(BadDivisions) as refused:
        read_divisions(written(tmp_path, text))
    assert said in refused.value.sentence()
    assert "CSV" in refused.value.sentence() or "code,name" in refused.value.sentence()


def test_a_missing_list_and_bytes_that_are_no_text_are_sentences(tmp_path: Path) -> None:
    for banner in ("999999", str(tmp_path / "没有.csv")):
        with pytest.raises(BadDivisions) as refused:
            read_divisions(banner)
        assert "没有" in refused.value.sentence()
    with pytest.raises(BadDivisions):
        read_divisions(written(tmp_path, HEAD + BANNER_LINE, "utf-32"))
