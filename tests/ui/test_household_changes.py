"""Menus of a household and of its people, and the step behind each entry."""

import pytest
from PySide6.QtCore import Qt

from kzzq_desktop.domain.people import ResidentStatus
from kzzq_desktop.domain.person_forms import AwayForm
from kzzq_desktop.domain.work import Grid
from kzzq_desktop.services import household_events, households
from kzzq_desktop.services.grids import GridLocked
from kzzq_desktop.services.household_card import read_card
from kzzq_desktop.ui.dialogs.household_changes import household_entries, person_entries
from tests.services.desks import VILLAGE
from tests.services.people_forms import HEAD, household
from tests.ui.people_window import dialog_of, open_window

RETURN = Qt.Key.Key_Return


@pytest.fixture
def home(desk) -> str:
    return households.add_household(desk, household()).household_id


def keys(entries) -> list[str]:
    """What can be done, without the papers, which stand before the last."""
    return [what for what, _ in entries if what and not what.startswith("print:")]


def step(qtbot, desk, home: str, what: str):
    window = open_window(qtbot, desk, "households")
    window.pages["households"]._clear_filters()
    window.open("households", home)
    window.pages["households"]._do(what)
    return window, window.pages["households"]


def test_the_menu_offers_what_can_happen_next(desk, home):
    assert keys(household_entries(read_card(desk, home))) == ["away", "moved", "head", "edit", "needs", "into_grid", "delete"]
    household_events.mark_away(desk, home, AwayForm("2026-01"))
    assert keys(household_entries(read_card(desk, home)))[:3] == ["home", "moved", "head"]
    household_events.mark_moved(desk, home, "2026-02")
    assert keys(household_entries(read_card(desk, home)))[:3] == ["away", "home", "head"]


def test_a_household_can_have_its_notice_printed(desk, home):
    offered = dict(household_entries(read_card(desk, home)))
    assert offered[f"print:data_notice:household:{home}"] == "打印信息告知单…"


def test_one_alone_has_no_other_head_and_an_empty_house_no_events(desk):
    home = households.add_household(desk, household(HEAD)).household_id
    card = read_card(desk, home)
    assert "head" not in keys(household_entries(card))
    household_events.mark_resident(desk, card.head_id, ResidentStatus.DECEASED, "2026-01")
    assert keys(household_entries(read_card(desk, home))) == ["edit", "needs", "into_grid", "delete"]


def test_a_persons_menu_depends_on_where_he_is(desk, home):
    card = read_card(desk, home)
    son = card.residents[1].id
    head = card.head_id
    assert keys(person_entries(card, head)) == [f"away:{head}", f"moved_out:{head}", f"deceased:{head}", "edit"]
    assert keys(person_entries(card, son))[3:] == ["head", "edit", f"remove:{son}"]
    household_events.mark_resident(desk, son, ResidentStatus.MOVED, "2026-01")
    assert keys(person_entries(read_card(desk, home), son)) == [f"here:{son}", "edit", f"remove:{son}"]
    assert person_entries(read_card(desk, home), son)[0][1] == "迁回…"


def test_a_resident_goes_away_and_comes_back(qtbot, desk, home):
    son = read_card(desk, home).residents[1].id
    window, page = step(qtbot, desk, home, f"away:{son}")
    qtbot.keyClick(dialog_of(window), RETURN)
    assert read_card(desk, home).residents[1].status == "away"
    page._do(f"here:{son}")
    qtbot.keyClick(dialog_of(window), RETURN)
    assert read_card(desk, home).residents[1].status == "here"


def test_the_last_one_is_warned_about(qtbot, desk):
    home = households.add_household(desk, household(HEAD)).household_id
    head = read_card(desk, home).head_id
    window, _ = step(qtbot, desk, home, f"deceased:{head}")
    dialog = dialog_of(window)
    assert any("没有别人了" in part.text() for part in dialog.findChildren(type(dialog.form.labels["day"])))
    qtbot.keyClick(dialog, RETURN)
    assert read_card(desk, home).row.status == "closed"


def test_moving_out_hides_the_household_from_those_living_here(qtbot, desk, home):
    other = households.add_household(desk, household(HEAD, door_no="9")).household_id
    window, page = step(qtbot, desk, home, "moved")
    page.status.pick("living")
    qtbot.keyClick(dialog_of(window), RETURN)
    assert page.table.rows_model.ids == (other,)
    assert page.panel.card.row.id == other


def test_back_home_clears_where_they_were(qtbot, desk, home):
    household_events.mark_away(desk, home, AwayForm("2026-01", "沈阳"))
    window, _ = step(qtbot, desk, home, "home")
    qtbot.keyClick(dialog_of(window), RETURN)
    assert (read_card(desk, home).row.status, read_card(desk, home).away_where) == ("home", "")


def test_the_head_changes_by_keyboard(qtbot, desk, home):
    window, page = step(qtbot, desk, home, "head")
    dialog = dialog_of(window)
    assert [box.isEnabled() for box in dialog.relations.values()] == [False, True]
    granddaughter = list(dialog.relations)[1]
    dialog.form.box("head").pick(granddaughter)
    dialog.form.changed.emit()
    assert [box.isEnabled() for box in dialog.relations.values()] == [True, False]
    qtbot.keyClick(dialog, RETURN)
    assert page.panel.card.row.head == "阿拉腾其其格"


def test_a_step_that_changes_nothing_says_nothing(qtbot, desk, home):
    window, _ = step(qtbot, desk, home, "needs")
    before = window.last_unit
    qtbot.keyClick(dialog_of(window), RETURN)
    assert window.last_unit == before


def test_a_locked_grid_refuses_and_the_dialog_stays(qtbot, desk, home):
    with desk.store.unit("x") as unit:
        grid = unit.add(Grid(id="", village_id=VILLAGE, number=1, locked=1))
    window, _ = step(qtbot, desk, home, "into_grid")
    dialog = dialog_of(window)
    dialog.form.fill({"grid": grid})
    with pytest.raises(GridLocked):
        dialog.try_save()
    assert dialog.isVisible()
    assert read_card(desk, home).row.grid_id == ""


def test_a_person_entered_by_mistake_is_removed_after_asking(qtbot, desk, home, monkeypatch):
    son = read_card(desk, home).residents[1].id
    asked = []
    monkeypatch.setattr("kzzq_desktop.ui.ask.confirm", lambda _parent, question, *_words, **_more: asked.append(question) or True)
    step(qtbot, desk, home, f"remove:{son}")
    assert asked == ["删除 特木尔？"]
    assert [person.name for person in read_card(desk, home).residents] == ["包金花", "阿拉腾其其格"]
