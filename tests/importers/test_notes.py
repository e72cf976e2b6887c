import pytest

from kzzq_desktop.importers.notes import household_status, needs_in, person_status, status_words


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


@pytest.mark.parametrize(
    ("note", "needs"),
    [("低保户", ("低保",)), ("脱贫户", ("脱贫监测",)), ("独居老人", ("独居老人",)), ("五保", ("其他",)),
     ("低保，孩子留守", ("留守儿童", "低保")), ("大病、残疾", ("残疾", "大病")), ("边缘易致贫户", ("脱贫监测",)),
     ("非低保户", ()), ("外出务工", ()), ("", ())],
)  # fmt: skip
def test_needs_are_words_of_the_list(note: str, needs: tuple[str, ...]) -> None:
    assert needs_in(note) == needs


def test_yes_and_no_mean_what_their_column_asks() -> None:
    asked = {("外出", "是"): "外出", ("是否外出", "否"): "", ("是否在家", "否"): "外出", ("状态", "死亡"): "死亡"}
    assert {(label, value): status_words(label, value) for label, value in asked} == asked


@pytest.mark.parametrize(
    ("words", "person", "household"),
    [("全家外出", "here", "away"), ("举家外出务工", "here", "away"), ("外出", "away", "away"), ("本人外出", "away", "home"),
     ("户主本人在外打工", "away", "home"), ("去世，全家外出", "deceased", "away"), ("全家搬迁", "here", "moved"),
     ("本人外出，全家搬迁", "away", "moved"), ("全家迁出", "moved_out", "moved"), ("去世，户已销", "deceased", "closed")],
)  # fmt: skip
def test_a_household_and_one_of_it_are_told_apart(words: str, person: str, household: str) -> None:
    assert (person_status(words), household_status(words)) == (person, household)


def test_the_last_need_of_the_list_stands_alone() -> None:
    assert needs_in("低保、其他") == ("低保", "其他")
    assert needs_in(" 其他") == ("其他",)
    assert needs_in("其他情况良好") == ()
