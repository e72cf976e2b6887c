"""Columns of the lists: each header has its column, its explanation, and drop-downs that the importer understands."""

import pytest

from kzzq_desktop.domain.codes import relation_code, sex_code
from kzzq_desktop.importers import LISTS
from kzzq_desktop.importers.columns import bare_label, known_fields
from kzzq_desktop.importers.notes import household_status, person_status
from kzzq_desktop.services.ledger_columns import RELATIONS, SEXES, STATUSES, columns_of
from kzzq_desktop.services.office import NEEDS


@pytest.mark.parametrize("one", LISTS, ids=lambda one: one.key)
def test_each_header_has_its_column_in_order_and_says_what_it_is_for(one) -> None:
    columns = columns_of(one.key)
    assert tuple(column.head for column in columns) == one.headers
    assert all(column.about.endswith("。") for column in columns)
    assert all(known_fields(bare_label(column.head)) not in {(), ("forbidden",)} for column in columns)


def test_what_can_be_chosen_is_understood() -> None:
    assert all(relation_code(word) for word in RELATIONS)
    assert [sex_code(word) for word in SEXES] == ["1", "2"]
    meant = {(household_status(word), person_status(word)) for word in STATUSES}
    assert len(meant) == len(STATUSES)


def test_the_offices_own_words_are_offered() -> None:
    by_head = {column.head: column for column in columns_of("households", NEEDS)}
    assert by_head["需求"].options == NEEDS
    assert by_head["需求"].many
    assert {column.head: column for column in columns_of("members", posts=("政策宣传岗",))}["岗位"].options == ("政策宣传岗",)
    assert by_head["身份证号"].length == 18
    assert not by_head["身份证号"].number
