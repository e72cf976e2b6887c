import pytest

from kzzq_desktop.ui import memory
from kzzq_desktop.ui.dialogs.print_shifts import ShiftRows
from tests.ui.made_up_papers import SHIFT_OPTIONS


@pytest.fixture
def rows(shown):
    made = shown(ShiftRows(SHIFT_OPTIONS, None))
    made.show_printer("Hall")
    return made


def test_nothing_is_moved_at_first(rows):
    assert rows.values() == {"shift_x": "0", "shift_y": "0"}


def test_each_printer_of_this_pc_keeps_its_own(rows, shown):
    rows.boxes["shift_x"].pick("-0.5")
    rows.keep("Hall")
    rows.show_printer("Office")
    assert rows.values() == {"shift_x": "0", "shift_y": "0"}
    rows.boxes["shift_y"].pick("0.5")
    rows.keep("Office")
    again = shown(ShiftRows(SHIFT_OPTIONS, None))
    again.show_printer("Hall")
    assert again.values() == {"shift_x": "-0.5", "shift_y": "0"}


def test_a_paper_without_shifts_forgets_none(rows, shown):
    rows.boxes["shift_x"].pick("0.5")
    rows.keep("Hall")
    shown(ShiftRows((), None)).keep("Hall")
    rows.show_printer("Office")
    rows.show_printer("Hall")
    assert rows.values()["shift_x"] == "0.5"


@pytest.mark.parametrize("broken", ["text", ["Hall"], {"Hall": 5}, {"Hall": {"shift_x": "17"}}])
def test_what_was_kept_wrongly_moves_nothing(rows, broken):
    memory.keep("printer.shifts", broken)
    rows.show_printer("Hall")
    assert rows.values() == {"shift_x": "0", "shift_y": "0"}
