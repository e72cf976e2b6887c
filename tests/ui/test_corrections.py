"""What the clerk says adds up, and what is taken back leaves nothing behind."""

from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.domain.sheet_view import NOTHING_SAID, Said
from kzzq_desktop.domain.spot import Spot
from kzzq_desktop.ui.importing.corrections import (
    AUTO,
    count_differences,
    with_cell,
    with_column,
    with_password,
    with_village,
    without_sources,
)

SPOT = Spot("台账.xlsx", "先锋", 4, 3)
SOURCES, FIELDS = st.sampled_from(("flat", "cards")), st.sampled_from(("name", "phone", "note"))
COLUMNS = st.lists(st.tuples(SOURCES, st.integers(0, 3), FIELDS), max_size=8)


def said_of(columns: list[tuple[str, int, str]]) -> Said:
    said = NOTHING_SAID
    for source, col, field in columns:
        said = with_column(said, source, col, field)
    return said


def test_each_kind_of_word_is_kept_beside_the_others() -> None:
    said = with_village(NOTHING_SAID, Spot("台账.xlsx", "先锋"), "150521102201")
    said = with_password(with_cell(said, SPOT, "王秀英"), "密.xlsx", "secret")
    said = with_column(said, "flat", 2, "phone")
    assert said == Said(
        {Spot("台账.xlsx", "先锋"): "150521102201"}, {"flat": {2: "phone"}}, {SPOT: "王秀英"}, {"密.xlsx": "secret"}
    )


def test_a_password_is_never_shown_with_the_rest() -> None:
    assert "secret" not in repr(with_password(NOTHING_SAID, "密.xlsx", "secret"))


@given(COLUMNS)
def test_the_last_word_on_a_column_holds(columns: list[tuple[str, int, str]]) -> None:
    last = {(source, col): field for source, col, field in columns}
    said = said_of(columns).columns
    assert {(source, col): field for source, kept in said.items() for col, field in kept.items()} == last


@given(COLUMNS)
def test_what_is_given_back_to_the_program_leaves_nothing(columns: list[tuple[str, int, str]]) -> None:
    said = said_of(columns)
    for source, col, _ in columns:
        said = with_column(said, source, col, AUTO)
    assert said == NOTHING_SAID


@given(COLUMNS, COLUMNS)
def test_differences_are_symmetric_and_none_with_oneself(
    one: list[tuple[str, int, str]], other: list[tuple[str, int, str]]
) -> None:
    before, after = said_of(one), said_of(other)
    assert count_differences(before, after) == count_differences(after, before)
    assert (count_differences(before, after) == 0) == (before == after)
    assert count_differences(before, before) == 0


def test_cells_and_columns_are_counted_together() -> None:
    said = with_cell(with_column(NOTHING_SAID, "flat", 2, "phone"), SPOT, "王秀英")
    assert count_differences(NOTHING_SAID, said) == 2
    assert count_differences(said, with_cell(said, SPOT, "王秀兰")) == 1


def test_sources_are_left_out_whole() -> None:
    said = said_of([("flat", 1, "name"), ("cards", 1, "phone")])
    assert without_sources(said, frozenset({"flat", "unknown"})).columns == {"cards": {1: "phone"}}
