"""What a save makes and changes again before its end is found and listed like anything else."""

from kzzq_desktop.domain.people import Household, Member, Resident
from kzzq_desktop.domain.work import Grid
from kzzq_desktop.store.checks import count_derived_faults
from kzzq_desktop.store.database import Store
from kzzq_desktop.store.search import find


def test_a_row_made_and_changed_in_one_save_is_found(store: Store) -> None:
    with store.unit("新增") as unit:
        unit.add(Grid(id="g", village_id="150521102201", number=1))
        unit.add(Household(id="h", village_id="150521102201", head_id="r"))
        unit.add(Resident(id="r", household_id="h", name="单秀英", relation="02"))
        unit.add(Member(id="m", name="特木尔"))
        unit.change(Household, "h", grid_id="g")
        unit.change(Resident, "r", note="x")
        unit.change(Member, "m", note="x")
    with store.reading() as conn:
        assert [hit.ref_id for hit in find(conn, "sxy")] == ["h"]
        assert [hit.ref_id for hit in find(conn, "tme")] == ["m"]
        assert not count_derived_faults(conn)
