from datetime import date

import pytest

from kzzq_desktop.base.clock import today
from kzzq_desktop.services.printing import Option
from kzzq_desktop.ui.papers.options import Options, latest_months
from kzzq_desktop.ui.parts.filters import ChoiceBox
from kzzq_desktop.ui.parts.segmented import Segmented
from tests.ui.made_up_papers import CARDS, COLOUR_OPTION, LEDGER, ROLL, made_up


@pytest.fixture
def options(shown):
    made = shown(Options(), 300, 200)
    made.changes = []
    made.changed.connect(lambda: made.changes.append(made.values()))
    return made


def test_each_option_has_its_box(options):
    options.offer(LEDGER)
    assert isinstance(options.boxes["month"], ChoiceBox)
    assert isinstance(options.boxes["colour"], Segmented)
    assert options.values() == {"month": f"{today():%Y-%m}", "colour": "plain"}
    assert options.boxes["month"].accessibleName() == "月份"


def test_a_choice_is_told_and_remembered_for_its_paper(options):
    options.offer(LEDGER)
    options.boxes["colour"].press(2)
    assert options.changes[-1]["colour"] == "tinted"
    options.offer(made_up("other", "别的纸", options=(COLOUR_OPTION,)))
    assert options.values() == {"colour": "plain"}
    options.offer(LEDGER)
    assert options.values()["colour"] == "tinted"


def test_many_choices_drop_down(options):
    many = Option("post", "岗位", tuple((str(at), f"第{at}种岗位") for at in range(9)))
    options.offer(made_up("posts", "设岗定责表", options=(many,)))
    assert isinstance(options.boxes["post"], ChoiceBox)
    assert options.values() == {"post": "0"}


def test_a_paper_without_options_takes_no_room(options):
    options.offer(ROLL)
    assert options.isHidden()
    assert options.values() == {}


def test_the_shift_of_the_backs_is_asked_where_the_printer_is_chosen(options):
    options.offer(CARDS)
    assert options.boxes == {}


def test_two_years_of_months_the_present_one_first():
    months = latest_months(date(2026, 1, 31))
    assert months[0] == ("2026-01", "2026年1月")
    assert months[1] == ("2025-12", "2025年12月")
    assert months[-1] == ("2024-02", "2024年2月")
    assert len({month for month, _ in months}) == 24
    assert latest_months(date(2024, 3, 31))[1] == ("2024-02", "2024年2月")
