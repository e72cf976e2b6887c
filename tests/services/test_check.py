from pathlib import Path

import pytest
from sqlalchemy import text

from kzzq_desktop.domain.people import Household
from kzzq_desktop.domain.work import Grid
from kzzq_desktop.services.check import check, rebuild
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.store import checks
from tests.services.desks import VILLAGE, make_desk


@pytest.fixture
def desk(tmp_path: Path):
    opened = make_desk(tmp_path)
    yield opened
    opened.store.close()


def test_a_new_office_is_sound(desk: Desk) -> None:
    assert check(desk) == ()


def test_what_is_wrong_is_said_with_its_count(desk: Desk) -> None:
    with desk.store.unit("出错") as unit:
        grid_id = unit.add(Grid(id="", village_id=VILLAGE, number=1))
        unit.add(Household(id="", village_id=VILLAGE, grid_id=grid_id))
        unit.remove(Grid, [grid_id])
    found = {finding.area: finding for finding in check(desk)}
    assert set(found) == {"ties", "totals"}
    assert found["ties"].what == "住户里记的网格找不到。"
    assert found["totals"].what == "总户数1不等于入格0加未入格0。"


def test_derived_tables_are_mended_on_demand(desk: Desk) -> None:
    with desk.store.unit("网格") as unit:
        unit.add(Grid(id="", village_id=VILLAGE, number=1))
    with desk.store.local() as conn:
        conn.execute(text("DELETE FROM search_key"))
    assert [finding.what for finding in check(desk)] == ["查找用的索引与台账不一致，可以重建。"]
    rebuild(desk)
    assert check(desk) == ()


def test_a_damaged_file_is_said_before_all_else(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kzzq_desktop.store.database.integrity_faults", lambda _: ("page 7",))
    (finding,) = check(desk)
    assert (finding.area, finding.count) == ("file", 1)


def test_every_tie_has_its_word() -> None:
    from kzzq_desktop.services.check import DERIVED, RECORDS, TIES

    columns = {column for column, _ in (*checks.LIVE_TIES, *checks.PAST_TIES)}
    assert {column.name for column in columns} <= set(TIES)
    assert {column.table.name for column in columns} <= set(RECORDS)
    assert {table for table, _ in checks.DERIVED} == set(DERIVED)
