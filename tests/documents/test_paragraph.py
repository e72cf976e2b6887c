import itertools

from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.documents import fonts
from kzzq_desktop.documents.paragraph import full_lines, listed_lines

SAID = "2026年11月，舍伯吐镇11个嘎查村、社区的94个网格、92名联系党员，联系19000户（其中外出102户），占网格内住户的63.5%。"


@given(st.integers(8, 60))
def test_lines_are_full_and_nothing_is_lost(letters):
    width = letters * 10.0
    lines = full_lines(fonts.regular(), SAID, width, 10)
    assert "".join(lines) == SAID
    assert all(fonts.regular().width(line, 10) <= width for line in lines)
    assert not any(line[0] in "，、。）%" for line in lines)
    for line, following in itertools.pairwise(lines):
        assert not (line[-1].isdigit() and (following[0].isdigit() or following[0] in "户名个%"))


def test_what_is_wider_than_a_line_stands_alone():
    assert full_lines(fonts.regular(), "共1234567890户。", 20, 10) == ["共", "1234567890户。"]
    assert full_lines(fonts.regular(), "", 20, 10) == []


@given(st.integers(6, 40))
def test_the_entries_of_a_list_stay_whole_where_a_line_holds_them(letters):
    entries = ["1号楼1单元：金强 101号", "李睿天 102号", "阿拉坦其其格·额尔德尼巴雅尔 7号", "王𬮱 12号"]
    said = "、".join(entries)
    lines = listed_lines(fonts.regular(), f"{said}\n{said}", letters * 10.0, 10)
    assert "".join(lines) == said * 2
    assert all(fonts.regular().width(line, 10) <= letters * 10 for line in lines)
    for entry in entries:
        if fonts.regular().width(f"{entry}、", 10) <= letters * 10:
            assert sum(line.count(entry) for line in lines) == 2


def test_a_list_begins_a_new_line_where_it_is_told_to():
    assert listed_lines(fonts.regular(), "2组：包青山\n3组：王秀英、李广才", 500, 10) == ["2组：包青山", "3组：王秀英、李广才"]
