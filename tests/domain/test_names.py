import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.domain.names import is_lost, is_name_like, normal_name, normal_text, read_name

LETTERS = "王包乌日娜其木格𬸚㛃䶮𣲗·•・．.‧∙⋅●-。、 \u3000\u00a0\t\n★□?*ABab（）()\u200b\ue78d\ue863１"
ANY_NAME = st.text(alphabet=st.sampled_from(LETTERS), max_size=14)


@given(ANY_NAME)
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normal_name(normal_name(text)) == normal_name(text)
    assert normal_text(normal_text(text)) == normal_text(text)


@given(st.text(max_size=30))
def test_any_text_at_all_can_be_normalised(text: str) -> None:
    name = read_name(text)
    assert normal_name(name.name) == name.name


@pytest.mark.parametrize("dot", "·•・．.‧∙⋅●-。")
def test_every_dot_becomes_the_one_of_id_documents(dot: str) -> None:
    assert normal_name(f"博尔济吉特{dot}那日苏") == "博尔济吉特·那日苏"
    assert normal_name(f"博尔济吉特 {dot} 那日苏") == "博尔济吉特·那日苏"


def test_a_comma_may_part_two_people_and_is_no_dot() -> None:
    assert normal_name("王伟、李丽") == "王伟、李丽"
    assert not is_name_like("王伟、李丽")


@pytest.mark.parametrize("text", ["苏　和", "苏 和", " 苏\u00a0和 ", "苏\u200b和", "★苏和", "苏和\t", "苏\n和"])
def test_spaces_and_marks_are_no_part_of_a_name(text: str) -> None:
    assert normal_name(text) == "苏和"


def test_the_raw_text_is_kept_where_it_differs() -> None:
    assert read_name("苏　和").raw == "苏　和"
    assert read_name("苏和").raw == ""


def test_moved_characters_are_folded() -> None:
    for old, new in ((0xE81E, 0x9FB4), (0xE864, 0x9FBB), (0xE7C7, 0x1E3F)):
        assert normal_name(f"王{chr(old)}") == f"王{chr(new)}"


def test_rare_characters_survive() -> None:
    for name in ("白㛃", "李䶮", "包𬸚", "王𣲗"):
        assert normal_name(name) == name
        assert is_name_like(name)
        assert not is_lost(name)


@pytest.mark.parametrize("name", ["王□", "包?", "斯*", "何＊", "海\ue863", "王�", "王〓"])
def test_a_lost_character_is_seen_and_kept(name: str) -> None:
    read = read_name(name)
    assert read.lost
    assert len(read.name) == 2


@pytest.mark.parametrize("name", ["*姓名", "★包格", "包格", "博尔济吉特·那日苏"])
def test_marks_before_a_name_are_no_lost_characters(name: str) -> None:
    assert not read_name(name).lost


def test_brackets_hold_other_spellings_or_remarks() -> None:
    read = read_name("其力嘎（曾用名：其贺力嘎）")
    assert (read.name, read.other_names) == ("其力嘎", ("其贺力嘎",))
    read = read_name("吴龙金（亡）")
    assert (read.name, read.words) == ("吴龙金", ("亡",))


def test_long_names_are_never_cut_and_latin_words_stay_apart() -> None:
    assert normal_name("额尔敦其其格图雅高娃乌兰") == "额尔敦其其格图雅高娃乌兰"
    assert normal_name("Bat  Erdene") == "Bat Erdene"


@pytest.mark.parametrize("text", ["", "123", "合计：3", "王伟/李丽", "如：第1网格"])
def test_what_is_no_name(text: str) -> None:
    assert not is_name_like(normal_name(text))


def test_full_width_letters_become_plain() -> None:
    assert normal_text("ＡＢ１２") == "AB12"
    assert unicodedata.is_normalized("NFC", normal_name("博尔济吉特·那日苏"))
