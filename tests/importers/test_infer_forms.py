import pytest

from kzzq_desktop.domain.sheet_view import Ground
from kzzq_desktop.importers.infer_forms import Found, birth, by_form, head_ticks, sex_by_others
from kzzq_desktop.importers.profiles import Profile
from tests.importers.tables import id_of, phone_of

ROWS = 8


def found_in(*columns: list[object], **named: list[int]) -> Found:
    return Found(named, {col: Profile(col, tuple(cells)) for col, cells in enumerate(columns)})


def no_words(found: Found) -> dict[int, dict[str, float]]:
    return {col: {} for col in found.profiles}


def ids(sexes: str) -> list[object]:
    return [id_of(number * 31, sex) for number, sex in enumerate(sexes)]


def test_a_column_is_given_once_and_is_then_no_longer_open() -> None:
    found = found_in(ids("1" * ROWS), [""] * ROWS)
    assert [one.col for one in found.open()] == [0]
    found.give("id_number", 0, words=False)
    assert found.open() == []
    assert found.fields["id_number"] == [0]
    assert found.grounds == {0: Ground.CONTENT}


def test_columns_named_by_words_are_not_open() -> None:
    assert found_in(ids("1" * ROWS), note=[0]).open() == []


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ([id_of(n * 3) for n in range(ROWS)], "id_number"),
        (["男", "女"] * 4, "sex"),
        (["户主", "妻", "长子", "次女"] * 2, "relation"),
        ([phone_of(n) for n in range(ROWS)], "phone"),
        (["第1网格"] * 4 + ["第2网格"] * 4, "grid"),
        (["1组"] * 8, "group"),
        (["毛都嘎查党支部"] * 8, "branch"),
        (["甲乙苏木"] * 8, "township"),
        (["毛都嘎查"] * 8, "village"),
        ([f"毛都嘎查1组{n}号" for n in range(8)], "address"),
        (["", "外出务工", *[""] * 6], "note"),
        (["政策宣传岗"] * 8, "post"),
    ],
)
def test_each_form_finds_its_field(cells: list[object], field: str) -> None:
    found = found_in(cells)
    by_form(found, no_words(found))
    assert dict(found.fields) == {field: [0]}


def test_of_two_columns_of_one_form_the_word_decides() -> None:
    found = found_in(ids("1" * ROWS), [id_of(900 + n) for n in range(ROWS)])
    by_form(found, {0: {}, 1: {"id_number": 0.6}})
    assert found.fields["id_number"] == [1]


def test_of_two_columns_of_one_form_the_fuller_one_is_taken() -> None:
    found = found_in([*[""] * 4, *ids("1111")], ids("1" * ROWS))
    by_form(found, no_words(found))
    assert found.fields["id_number"] == [1]


def test_a_form_that_a_word_gives_to_another_field_is_left_to_it() -> None:
    codes = ["150599200202001"] * 8
    found = found_in(codes)
    by_form(found, {0: {"grid": 0.6}})
    assert dict(found.fields) == {"grid": [0]}


def test_a_grid_written_once_over_its_households_is_one() -> None:
    found = found_in(["第1网格", *[""] * 9, "第2网格", *[""] * 9])
    by_form(found, no_words(found))
    assert found.fields["grid"] == [0]


def test_villages_without_the_word_for_village_are_told_by_their_blocks() -> None:
    found = found_in(["毛都嘎查"] * 10 + ["东毛都"] * 10 + ["孙家窑"] * 10)
    by_form(found, no_words(found))
    assert found.fields["village"] == [0]


def test_relations_by_the_numbers_of_the_standard_are_told_by_their_heads() -> None:
    found = found_in(["02", "12", "20", "02", "12", "30", "02", "52"])
    by_form(found, no_words(found))
    assert found.fields["relation"] == [0]


def test_names_with_remarks_are_no_notes() -> None:
    found = found_in(["王一（已去世）", "李二", "赵四（迁出）"])
    by_form(found, no_words(found))
    assert not found.fields


@pytest.mark.parametrize("ticks", [["是", "否", "否", "是"], ["√", "", "", "√"], ["√", "×", "×", "√"]])
def test_ticks_say_who_the_head_is(ticks: list[object]) -> None:
    found = found_in(ticks, head_name=[0])
    head_ticks(found, (0,), no_words(found))
    assert dict(found.fields) == {"relation": [0]}


def test_names_under_the_same_word_are_no_ticks() -> None:
    found = found_in(["王一", "", "", "赵四"], head_name=[0])
    head_ticks(found, (0,), no_words(found))
    assert dict(found.fields) == {"head_name": [0]}


@pytest.mark.parametrize("agree", [True, False])
def test_ones_and_twos_are_sexes_where_the_ids_agree(agree: bool) -> None:
    sexes = "12112212"
    digits = [sex if agree else str(3 - int(sex)) for sex in sexes]
    found = found_in(ids(sexes), list(digits), id_number=[0])
    sex_by_others(found)
    assert ("sex" in found.fields) == agree


def test_ones_and_twos_are_sexes_where_the_relations_agree() -> None:
    found = found_in(["户主", "妻", "长子", "女儿", "母亲", "次子"], ["1", "2", "1", "2", "2", "1"], relation=[0])
    sex_by_others(found)
    assert found.fields["sex"] == [1]


def test_days_are_births_only_where_the_ids_beside_them_agree() -> None:
    numbers = ids("1" * ROWS)
    born = [f"{str(number)[6:10]}-{str(number)[10:12]}" for number in numbers]
    right, wrong = found_in(numbers, born, id_number=[0]), found_in(numbers, ["2025年3月5日"] * ROWS, id_number=[0])
    for found in (right, wrong):
        birth(found, no_words(found))
    assert right.fields["birth"] == [1]
    assert "birth" not in wrong.fields


def test_without_ids_days_over_decades_are_births_and_days_of_one_year_are_not() -> None:
    spread, close = found_in([f"{1940 + n * 9}.3.4" for n in range(ROWS)]), found_in([f"2025.{n + 1}.4" for n in range(ROWS)])
    for found in (spread, close):
        birth(found, no_words(found))
    assert spread.fields["birth"] == [0]
    assert "birth" not in close.fields


@pytest.mark.parametrize(
    "cells",
    [[20001.0 + n * 3000 for n in range(7)], ["86.5.3", "45.1.2", "99.10.11", "52.3.4"], [19610304.0, 19850101.0, 20010203.0]],
)
def test_days_as_excel_counts_them_and_with_short_years_are_days(cells: list[object]) -> None:
    found = found_in(cells)
    birth(found, no_words(found))
    assert found.fields["birth"] == [0]
