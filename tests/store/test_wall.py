"""Who may stand on a public list, asked on either database."""

from kzzq_desktop.domain.people import Household, Member, Resident
from kzzq_desktop.domain.work import Contact, Duty
from kzzq_desktop.store.database import Store
from kzzq_desktop.store.wall import list_abandoned, list_duties_of_gone, list_heads, list_present
from tests.store.people import VILLAGE, add_family, add_member


def test_households_that_live_here_come_with_the_birth_of_their_head(store: Store) -> None:
    kinds = ("here", "away", "moved_out", "deceased")
    homes = [add_family(store, f"户主{kind}") for kind in kinds]
    moved, closed, removed = (add_family(store, name) for name in ("迁出", "已销", "删除"))
    with store.unit("样例") as unit:
        headless = unit.add(Household(id="", village_id=VILLAGE))
        for home, kind in zip(homes, kinds, strict=True):
            head = unit.conn.exec_driver_sql(f"SELECT head_id FROM household WHERE id = '{home}'").scalar_one()
            unit.change(Resident, head, status=kind, birth="1980-05")
        unit.change(Household, moved, status="moved")
        unit.change(Household, closed, status="closed")
        unit.remove(Household, [removed])
    with store.reading() as conn:
        found = list_heads(conn, [*homes, moved, closed, removed, headless, "unknown"])
        assert list_heads(conn, []) == []
    assert sorted(found) == sorted([(homes[0], "1980-05"), (homes[1], "1980-05"), (headless, "")])


def test_members_who_moved_away_or_died_are_not_present(store: Store) -> None:
    members = [add_member(store, name) for name in ("白音那木拉", "斯琴高娃", "特木尔")]
    with store.unit("样例") as unit:
        for member, status in zip(members, ("away", "deceased"), strict=False):
            own = unit.add(Resident(id="", household_id="h", name="本人", status=status))
            unit.change(Member, member, resident_id=own)
            unit.add(Contact(id="", grid_id=f"grid {status}", member_id=member, since="2024-03-01"))
        duties = [unit.add(Duty(id="", day="2026-11-01", code="policy", member_id=member)) for member in (*members, None)]
    with store.reading() as conn:
        assert list_abandoned(conn) == ["grid deceased"]
        assert list_duties_of_gone(conn, [*duties, "unknown"]) == [duties[1]]
        assert set(list_present(conn, [*members, "unknown"])) == {members[0], members[2]}
