from pathlib import Path

import pytest

from kzzq_desktop.domain.people import Household
from kzzq_desktop.services import history
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.office import NewOffice, found
from kzzq_desktop.store.database import open_file
from kzzq_desktop.store.undo import NothingToUndo
from tests.store.people import TOWNSHIP, VILLAGE


@pytest.fixture
def desk(tmp_path: Path):
    from kzzq_desktop.services.divisions import read_divisions
    from kzzq_desktop.services.office import _office

    places = read_divisions("150521")
    opened = found(
        open_file(tmp_path, bytes(32), new=True), _office(places, NewOffice("150521", TOWNSHIP, "斯琴")), "c" * 32, "斯琴", places
    )
    yield opened
    opened.store.close()


def save(desk: Desk) -> tuple[str, str]:
    with desk.store.unit("登记住户") as unit:
        household_id = unit.add(Household(id="", village_id=VILLAGE))
    return household_id, unit.id


def test_a_save_is_planned_taken_back_and_restored(desk: Desk) -> None:
    household_id, unit_id = save(desk)
    assert history.plan_undo(desk, unit_id).removed == 1
    undone, plan = history.undo_unit(desk, unit_id)
    assert plan.removed == 1
    assert [unit.what for unit in history.list_units(desk, 2)] == ["撤销：登记住户", "登记住户"]
    redone, _ = history.undo_unit(desk, undone)
    assert history.list_units(desk, 1)[0].what == "恢复：登记住户"
    assert history.list_units(desk, 1)[0].id == redone
    assert [line.clerk for line in history.list_history(desk, Household, household_id)] == ["斯琴"] * 3


def test_what_cannot_be_undone_writes_nothing(desk: Desk) -> None:
    _, unit_id = save(desk)
    history.undo_unit(desk, unit_id)
    before = history.list_units(desk)
    with pytest.raises(NothingToUndo):
        history.undo_unit(desk, unit_id)
    with pytest.raises(NothingToUndo):
        history.plan_undo(desk, "0000000000000000:1")
    assert history.list_units(desk) == before
