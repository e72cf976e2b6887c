import itertools

from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.documents import fonts
from kzzq_desktop.documents.paragraph import full_lines

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
