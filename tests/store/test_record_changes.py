"""Saves as far as they touched a few records."""

from kzzq_desktop.domain.people import Household, Resident
from kzzq_desktop.store.record_changes import list_saves
from tests.store.people import add_family, found_office


def test_saves_are_told_once_each_with_what_they_made_and_changed(store):
    found_office(store)
    home = add_family(store, "王秀英")
    other = add_family(store, "李广才")
    with store.unit("改两户") as unit:
        unit.change(Household, home, door_no="5")
        unit.change(Household, other, door_no="6")
    with store.unit("加一人") as unit:
        new = unit.add(Resident(id="", household_id=home, name="王立新"))
    with store.reading() as conn:
        saves = list_saves(conn, {"household": [home], "resident": [new]})
        assert list_saves(conn, {"household": []}) == ()
    assert [(save.what, save.clerk) for save in saves] == [("加一人", "操作员"), ("改两户", "操作员"), ("登记住户", "操作员")]
    added, edited, first = saves
    assert (added.made, added.changed) == ([("resident", new)], [])
    assert edited.changed == [("household", home, {"door_no": ("", "5")})]
    assert first.made == [("household", home)]
