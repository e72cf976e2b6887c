import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.importers.notes import (
    NOT_AWAY,
    household_in_row,
    household_status,
    own_words,
    person_status,
    says_status,
    status_in_row,
    status_words,
)


@pytest.mark.parametrize(
    ("note", "status"),
    [("死亡", "deceased"), ("已故", "deceased"), ("2023年去世", "deceased"), ("亡", "deceased"),
     ("户口迁出", "moved_out"), ("已迁走", "moved_out"), ("外出务工", "away"), ("未外出", "here"), ("已出嫁", "here"),
     ("低保户", "here"), ("", "here"), ("户口未迁出", "here")],
)  # fmt: skip
def test_what_a_note_says_of_a_person(note: str, status: str) -> None:
    assert person_status(note) == status


@pytest.mark.parametrize(
    ("note", "status"),
    [("外出务工", "away"), ("全家迁出", "moved"), ("举家搬迁到旗里", "moved"), ("户主死亡", "home"), ("", "home")],
)
def test_what_a_note_says_of_a_household(note: str, status: str) -> None:
    assert household_status(note) == status


def test_yes_and_no_mean_what_their_column_asks() -> None:
    asked = {
        ("外出", "是"): "外出", ("是否外出", "否"): NOT_AWAY, ("是否在家", "否"): "外出", ("是否在家", "是"): NOT_AWAY,
        ("状态", "死亡"): "死亡", ("在家", "一人在家"): "一人在家",
    }  # fmt: skip
    assert {(label, value): status_words(label, value) for label, value in asked} == asked


@pytest.mark.parametrize(
    ("words", "person", "household"),
    [("全家外出", "here", "away"), ("举家外出务工", "here", "away"), ("外出", "away", "away"), ("本人外出", "away", "home"),
     ("户主本人在外打工", "away", "home"), ("去世，全家外出", "deceased", "away"), ("全家搬迁", "here", "moved"),
     ("本人外出，全家搬迁", "away", "moved"), ("全家迁出", "moved_out", "moved"), ("去世，户已销", "deceased", "closed")],
)  # fmt: skip
def test_a_household_and_one_of_it_are_told_apart(words: str, person: str, household: str) -> None:
    assert (person_status(words), household_status(words)) == (person, household)


KIN = ("丈夫", "妻子", "妻", "夫", "儿子", "长子", "其子", "女儿", "父亲", "母亲", "老伴", "儿媳", "孙子", "哥哥", "父母", "子女")
WHAT = ("去世", "已故", "2019年去世", "外出", "在外务工", "迁走", "户口迁出", "不在家", "常年在外地")
OTHERS = [f"{kin}{gap}{what}" for kin in KIN for gap in ("", "已", " ") for what in WHAT]


@given(st.sampled_from(OTHERS), st.sampled_from(["", "养羊二十只", "低保户", "本人残疾"]), st.booleans())
def test_what_is_said_of_another_never_marks_the_row_s_person(other: str, own: str, is_head: bool) -> None:
    for note in (f"{own}，{other}", f"{other}，{own}", f"{own} {other}"):
        assert status_in_row("", note, is_head=is_head) == "here"
        assert household_in_row("", note) == "home"


@given(st.sampled_from(OTHERS), st.sampled_from([("外出务工", "away"), ("已去世", "deceased"), ("户口迁出", "moved_out")]))
def test_one_s_own_words_still_count_beside_what_is_said_of_another(other: str, own: tuple[str, str]) -> None:
    words, status = own
    for note in (f"{other}，{words}", f"{words}；{other}", f"{other}，本人{words}"):
        assert status_in_row("", note, is_head=True) == status


@pytest.mark.parametrize(
    "note", ["随儿子外出", "与丈夫一同外出", "跟女儿在外地", "在儿子家，外地", "夫妻外出", "丈夫去世后外出务工", "儿子和本人外出"]
)
def test_who_goes_with_another_goes_himself(note: str) -> None:
    assert status_in_row("", note, is_head=True) == "away"


def test_the_head_is_another_to_everybody_but_himself() -> None:
    assert status_in_row("", "户主去世", is_head=True) == "deceased"
    assert status_in_row("", "户主去世", is_head=False) == "here"
    assert own_words("户主去世，外出", is_head=False) == "，外出"


@given(st.sampled_from((*WHAT, "全家外出", "去世，全家外出", "举家搬迁", "")), st.booleans())
def test_a_word_in_the_status_column_outranks_every_remark(note: str, is_head: bool) -> None:
    for stated, person, home in (("在家", "here", "home"), ("外出", "away", "away"), ("去世", "deceased", "home"),
                                 ("全家外出", "here", "away"), ("在家，户已销", "here", "closed")):  # fmt: skip
        assert status_in_row(stated, note, is_head=is_head) == person
        assert household_in_row(stated, note) == home


def test_who_is_not_away_may_still_have_died() -> None:
    assert not says_status(NOT_AWAY)
    assert not says_status("")
    assert not says_status("正常")
    assert status_in_row(NOT_AWAY, "外出务工", is_head=True) == "here"
    assert status_in_row(NOT_AWAY, "去世", is_head=True) == "deceased"
    assert household_in_row(NOT_AWAY, "外出务工") == "home"
    assert household_in_row(NOT_AWAY, "全家迁出") == "moved"
