"""How the words of a cell stand: never cut, never tiny where the row may grow."""

from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.documents.roll_fit import SMALLEST, needed, placed, sure_length
from kzzq_desktop.documents.roll_words import ROW, RollColumn
from tests.documents.rolls import COLUMNS

TEXTS = st.text(alphabet="额尔敦朝鲁阿拉坦仓·，、。（）㛃𠮷abc12", min_size=1, max_size=60)
PLAIN, WRAPPING = RollColumn("姓名", 20), RollColumn("备注", 20, wraps=True)


@given(TEXTS, st.floats(40, 200), st.sampled_from([PLAIN, WRAPPING]))
def test_nothing_is_cut_and_the_row_is_high_enough(words, width, column):
    high = needed(column, words, width, ROW)
    setting = placed(column, words, width, ROW, high)
    assert "".join(setting.lines).replace(" ", "") == words.replace(" ", "")
    assert high >= ROW
    assert setting.high <= high + 0.1


@given(
    st.sampled_from(["巴特尔·苏和", "额尔敦朝鲁·阿拉坦仓巴雅尔", "阿拉坦其其格·额尔德尼巴雅尔·孟根其其格"]), st.floats(55, 120)
)
def test_a_name_stays_readable(words, width):
    high = needed(PLAIN, words, width, ROW)
    assert placed(PLAIN, words, width, ROW, high).size >= SMALLEST


def test_what_fits_by_its_length_alone_does():
    for column in COLUMNS:
        letters = "国" * sure_length(column, 90)
        assert placed(column, letters, 90, ROW, ROW).lines == (letters,)
