from datetime import UTC, datetime

from kzzq_desktop.base import clock
from kzzq_desktop.domain.people import Household, Resident
from kzzq_desktop.store.database import Store
from kzzq_desktop.store.history import list_history, list_units
from tests.store.people import add_family, found_office


def test_each_line_says_who_when_why_and_what(store: Store) -> None:
    with clock.held(datetime(2026, 3, 1, 8, tzinfo=UTC)):
        found_office(store)
        household_id = add_family(store, "特木尔")
    with clock.held(datetime(2026, 3, 2, 8, tzinfo=UTC)), store.unit("改电话") as unit:
        unit.change(Household, household_id, phone="16000000001", stated_people=4)
    with clock.held(datetime(2026, 3, 3, 8, tzinfo=UTC)), store.unit("删除") as unit:
        unit.remove(Household, [household_id])
    with store.reading() as conn:
        lines = list_history(conn, Household, [household_id])
    said = [(line.at[:10], line.clerk, line.what, line.field, line.old, line.new) for line in lines]
    assert said[0] == ("2026-03-03", "操作员", "删除", "sy_del", "0", "1")
    assert set(said[1:3]) == {
        ("2026-03-02", "操作员", "改电话", "phone", "", "16000000001"),
        ("2026-03-02", "操作员", "改电话", "stated_people", "", "4"),
    }
    assert said[3] == ("2026-03-01", "操作员", "登记住户", "", "", "")


def test_histories_of_several_rows_stand_together_newest_first(store: Store) -> None:
    found_office(store)
    households = [add_family(store, name) for name in ("特木尔", "乌兰")]
    with store.reading() as conn:
        assert [line.what for line in list_history(conn, Household, households)] == ["登记住户", "登记住户"]
        assert list_history(conn, Resident, households) == ()
        assert list_history(conn, Household, []) == ()


def test_a_history_goes_over_several_starts(store: Store) -> None:
    household_id = add_family(store, "特木尔")
    again = Store(store.engine)
    with again.unit("改电话") as unit:
        unit.change(Household, household_id, phone="16000000001")
    with again.reading() as conn:
        assert [line.what for line in list_history(conn, Household, [household_id])] == ["改电话", "登记住户"]


def test_saves_are_listed_newest_first_with_their_size(store: Store) -> None:
    found_office(store)
    add_family(store, "特木尔", "乌兰")
    with store.reading() as conn:
        units = list_units(conn)
        assert [(unit.what, unit.rows, unit.clerk) for unit in units] == [("登记住户", 3, "操作员"), ("建立", 3, "操作员")]
        assert list_units(conn, 1) == units[:1]
        assert len({unit.id for unit in units}) == 2
