from kzzq_desktop.domain.places import ListItem, Place
from kzzq_desktop.store import office
from kzzq_desktop.store.database import Store
from tests.store.people import TOWNSHIP, VILLAGE

PLACES = (
    Place("150521000000", "科尔沁左翼中旗", 3, "150500000000"),
    Place(TOWNSHIP, "舍伯吐镇", 4, "150521000000", ("舍伯吐",)),
    Place(VILLAGE, "白音塔拉嘎查", 5, TOWNSHIP, ("白音他拉", "白兴塔拉")),
)


def words(store: Store, kind: str) -> list[str]:
    with store.reading() as conn:
        return [item.words for item in office.list_items(conn, kind)]


def test_divisions_come_back_as_they_went_in(store: Store) -> None:
    with store.unit("区划") as unit:
        office.add_divisions(unit, PLACES)
    with store.reading() as conn:
        assert office.list_places(conn) == PLACES
        assert office.list_places(conn, TOWNSHIP) == PLACES[2:]


def test_a_setting_is_one_row_however_often_it_is_set(store: Store) -> None:
    for value in ({"target": 10}, {"target": 9}, {"target": 9}, None, [1, "二"]):
        with store.unit("设置") as unit:
            office.write_setting(unit, TOWNSHIP, "grid_sizes", value)
        with store.reading() as conn:
            assert office.read_setting(conn, "grid_sizes") == value
    with store.reading() as conn:
        assert len(conn.execute(office.SETTING.select()).all()) == 1
        assert office.read_setting(conn, "unknown") is None


def test_settings_of_one_kind_come_together_in_the_order_of_their_keys(store: Store) -> None:
    with store.unit("设置") as unit:
        for key, value in (("columns/b", 2), ("columns/a", [1]), ("columns_c", 3), ("other", 4)):
            office.write_setting(unit, TOWNSHIP, key, value)
    with store.reading() as conn:
        assert office.read_settings(conn, "columns/") == ([1], 2)
        assert office.read_settings(conn, "columns_") == (3,)
        assert office.read_settings(conn, "none/") == ()


def test_a_list_holds_exactly_what_was_written_in_its_order(store: Store) -> None:
    with store.unit("列表") as unit:
        office.write_items(unit, "need", [ListItem(id="", kind="need", words=word) for word in ("独居", "残疾", "大病")])
    with store.reading() as conn:
        first, second, third = office.list_items(conn, "need")
    changed = [third, first, ListItem(id="", kind="need", words="低保")]
    with store.unit("列表") as unit:
        office.write_items(unit, "need", changed)
    assert words(store, "need") == ["大病", "独居", "低保"]
    assert words(store, "post") == []
    with store.reading() as conn:
        ids = {row.id: row.sy_del for row in conn.execute(office.ITEM.select())}
    assert ids[second.id] == 1
    assert ids[third.id] == 0
    with store.unit("不变") as unit:
        with store.reading() as conn:
            office.write_items(unit, "need", office.list_items(conn, "need"))
        assert unit.seq < unit.first_seq


def test_an_unknown_clerk_has_no_name(store: Store) -> None:
    with store.reading() as conn:
        assert office.find_clerk(conn, "nobody") == ""
        assert office.list_branches(conn) == ()
