"""Laws of how the words of a roll's cell stand."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.documents import roll_fit
from kzzq_desktop.documents.pen import LEADING
from kzzq_desktop.documents.roll_fit import PAD, SMALLEST, TIGHT, chain_of, needed, placed, sure_length
from kzzq_desktop.documents.roll_words import ROW, RollColumn

NAME = RollColumn("姓名", 26, size=10.5, bold=True, wraps=True)
PLAIN = RollColumn("组别", 26)
LONG = "阿拉坦其其格·额尔德尼巴雅尔·孟根其其格"
COLUMNS = st.builds(
    RollColumn, st.just("列"), st.just(20), size=st.sampled_from([8, 9, 9.5, 10.5, 12]), bold=st.booleans(), wraps=st.booleans()
)
WORDS = st.text(alphabet="阿拉坦其格·巴雅尔𠮷㛃，；、（）a1 ", min_size=1, max_size=120)
WIDTHS = st.floats(30, 200)


def without_spaces(words):
    return "".join(words).replace(" ", "")


@given(COLUMNS, WORDS, WIDTHS)
def test_a_row_as_high_as_needed_holds_every_word_in_a_readable_size(column, words, width):
    high = needed(column, words, width, ROW)
    size, lines = placed(column, words, width, ROW, high)
    assert high >= ROW
    assert without_spaces(lines) == without_spaces(words)
    assert size >= min(SMALLEST, column.size)
    assert len(lines) == 1 or len(lines) * size * LEADING + TIGHT <= high + 0.011
    assert all(chain_of(column).width(line, size) <= width - 2 * PAD + 0.01 or len(line) == 1 for line in lines)


@given(COLUMNS, WORDS, WIDTHS)
def test_where_a_page_is_not_high_enough_words_shrink_and_none_is_lost(column, words, width):
    size, lines = placed(column, words, width, ROW, 60)
    assert without_spaces(lines) == without_spaces(words)
    assert len(lines) == 1 or len(lines) * size * LEADING <= 60 or size <= 1


@given(COLUMNS, st.text(alphabet="阿拉坦a1·", max_size=40), WIDTHS)
def test_what_surely_fits_does_fit(column, words, width):
    if len(words) <= sure_length(column, width):
        assert needed(column, words, width, ROW) == ROW


def test_words_a_little_too_long_shrink_before_they_break():
    size, lines = placed(NAME, "乌云其木格", 55, ROW, ROW)
    assert lines == ("乌云其木格",)
    assert SMALLEST < size < NAME.size


def test_a_long_name_grows_its_row_instead_of_becoming_tiny():
    for column in (NAME, replace(NAME, wraps=False), PLAIN):
        high = needed(column, LONG, 60, ROW)
        assert high > ROW
        assert placed(column, LONG, 60, ROW, high).size >= SMALLEST


def test_a_name_in_smaller_letters_where_that_saves_a_line():
    size, lines = placed(NAME, LONG, 85, ROW, 60)
    assert lines == ("阿拉坦其其格·", "额尔德尼巴雅尔·", "孟根其其格")
    assert size < NAME.size


def test_two_lines_that_fit_a_high_row_stay_in_their_size():
    column = RollColumn("职责", 50, size=10.5, wraps=True)
    assert placed(column, "带头清扫门前屋后，督促垃圾归点", 145, 32, 32) == (10.5, ("带头清扫门前屋后，", "督促垃圾归点"))
    assert needed(column, "带头清扫门前屋后，督促垃圾归点", 145, 32) == 32


@pytest.mark.parametrize("words", ["", "1", "包青山"])
def test_short_words_need_no_more_than_a_row(words):
    assert roll_fit.needed(PLAIN, words, 70, ROW) == ROW
