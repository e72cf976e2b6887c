"""What was said of a layout's columns comes back with it, and only with it."""

from pathlib import Path

import pytest

from kzzq_desktop.domain.sheet_view import FORBIDDEN, IGNORED
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.history import list_units
from kzzq_desktop.services.import_columns import remember, remembered
from kzzq_desktop.store import office
from tests.services.desks import TOWNSHIP, make_desk

FLAT, CARDS = "序号|户主|姓名|电话", "户主|住址"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty office."""
    return make_desk(tmp_path)


def test_nothing_is_remembered_at_first(desk: Desk) -> None:
    assert remembered(desk) == {}


def test_each_source_keeps_its_own_columns(desk: Desk) -> None:
    remember(desk, {FLAT: {3: "address", 0: IGNORED}, CARDS: {1: "note"}})
    assert remembered(desk) == {FLAT: {3: "address", 0: IGNORED}, CARDS: {1: "note"}}
    remember(desk, {CARDS: {1: "address"}})
    assert remembered(desk) == {FLAT: {3: "address", 0: IGNORED}, CARDS: {1: "address"}}


def test_no_columns_forget_the_source(desk: Desk) -> None:
    remember(desk, {FLAT: {3: "address"}, CARDS: {1: "note"}})
    remember(desk, {FLAT: {}})
    assert remembered(desk) == {CARDS: {1: "note"}}
    remember(desk, {FLAT: {2: "note"}})
    assert remembered(desk)[FLAT] == {2: "note"}


def test_the_same_again_saves_nothing(desk: Desk) -> None:
    assert remember(desk, {FLAT: {3: "address"}}) != ""
    before = len(list_units(desk))
    assert remember(desk, {FLAT: {3: "address"}, CARDS: {}}) == ""
    assert remember(desk, {}) == ""
    assert len(list_units(desk)) == before


def test_a_source_of_any_length_is_kept(desk: Desk) -> None:
    long = "很长的列名|" * 200
    remember(desk, {long: {0: "name"}, long + "x": {0: "note"}})
    assert remembered(desk) == {long: {0: "name"}, long + "x": {0: "note"}}


def test_what_is_no_field_is_left_out(desk: Desk) -> None:
    values = ({"source": FLAT, "columns": {"1": "gone", "x": "name", "2": FORBIDDEN, "3": "phone"}}, ["odd"], {"columns": 3})
    with desk.store.unit("别的版本写的") as unit:
        for at, value in enumerate(values):
            office.write_setting(unit, TOWNSHIP, f"columns/{at}", value)
    assert remembered(desk) == {FLAT: {3: "phone"}}
