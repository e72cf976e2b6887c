from kzzq_desktop.base.clock import new_id
from kzzq_desktop.domain.duties import boxes_text
from kzzq_desktop.domain.duty_log import DutyCount, DutyFilter
from kzzq_desktop.domain.people import Household, Member
from kzzq_desktop.domain.places import Division
from kzzq_desktop.domain.work import Contact, Duty, DutyHousehold, Grid
from kzzq_desktop.store import duties, duty_choices

VILLAGE = "150521102201"
DAYS = ("2026-09-30", "2026-10-05", "2026-10-31", "2026-11-23")


def filled(store):
    """Two grids with three households each, a lead in the first, four duties: the first two for one grid, then the other."""
    grids, homes, member = [new_id(), new_id()], [new_id() for _ in range(6)], new_id()
    made = []
    with store.unit("样例") as unit:
        unit.add(Division(id=VILLAGE, name="先锋嘎查", level=5, parent_id="150521102000"))
        unit.add(Member(id=member, name="张玉林", village_id=VILLAGE))
        for n, grid in enumerate(grids):
            unit.add(Grid(id=grid, village_id=VILLAGE, number=n + 1))
        for n, home in enumerate(homes):
            unit.add(Household(id=home, village_id=VILLAGE, grid_id=grids[n // 3], status="closed" if n == 5 else "home"))
        unit.add(Contact(id="", grid_id=grids[0], member_id=member, since="2026-10-01"))
        for n, day in enumerate(DAYS):
            boxes = boxes_text({"policy": "取暖补贴", "form": "入户"})
            duty = Duty(
                id=new_id(),
                day=day,
                code="policy" if n % 2 == 0 else "lawful",
                grid_id=grids[n // 2],
                boxes=boxes,
                words=f"第{n}次",
            )
            made.append(unit.add(duty))
            for home in homes[n // 2 * 3 : n // 2 * 3 + 1 + n % 2]:
                unit.add(DutyHousehold(id=new_id(), duty_id=duty.id, household_id=home, day=day))
    return grids, homes, member, made


def test_the_log_is_listed_newest_first_and_by_each_filter(store):
    grids, homes, _, made = filled(store)
    with store.reading() as conn:
        assert duties.list_duty_ids(conn, DutyFilter()) == made[::-1]
        assert duties.list_duty_ids(conn, DutyFilter(), down=False) == made
        assert duties.list_duty_ids(conn, DutyFilter(grid_id=grids[1])) == [made[3], made[2]]
        assert duties.list_duty_ids(conn, DutyFilter(household_id=homes[1])) == [made[1]]
        assert duties.list_duty_ids(conn, DutyFilter(first_day="2026-10-01", last_day="2026-10-31")) == [made[2], made[1]]
        assert duties.list_duty_ids(conn, DutyFilter(words="取暖 第2")) == [made[2]]
        for sort in duties.SORTS:
            assert sorted(duties.list_duty_ids(conn, DutyFilter(), sort)) == sorted(made)


def test_rows_counts_and_reach(store):
    _, _, _, made = filled(store)
    with store.reading() as conn:
        rows = duties.duty_rows(conn, made)
        assert [(row.day, row.grid_number, row.village, row.households) for row in rows] == [
            ("2026-09-30", 1, "先锋嘎查", 1),
            ("2026-10-05", 1, "先锋嘎查", 2),
            ("2026-10-31", 2, "先锋嘎查", 1),
            ("2026-11-23", 2, "先锋嘎查", 2),
        ]
        assert duties.count_by_month(conn, DutyFilter(first_day="2026-10-01")) == (
            DutyCount("lawful", "2026-10", 1, 2),
            DutyCount("policy", "2026-10", 1, 1),
            DutyCount("lawful", "2026-11", 1, 2),
        )
        assert duties.count_reached(conn, DutyFilter()) == (4, 4)


def test_removed_duties_are_in_no_list(store):
    _, _, _, made = filled(store)
    with store.unit("删除") as unit:
        unit.remove(Duty, made[:1])
    with store.reading() as conn:
        assert duties.list_duty_ids(conn, DutyFilter()) == made[:0:-1]
        assert duties.read_duty(conn, made[0]) is None
        assert duties.duty_rows(conn, made[:1]) == ()
        assert duties.list_recent_ids(conn, 2) == [made[3], made[2]]
        assert duties.count_reached(conn, DutyFilter()) == (3, 4)


def test_grids_and_households_to_choose(store):
    grids, homes, member, _ = filled(store)
    with store.reading() as conn:
        found = duty_choices.list_grid_choices(conn)
        assert [(grid.number, grid.member, grid.households) for grid in found] == [(1, "张玉林", 3), (2, "", 2)]
        assert {one.id for one in duty_choices.list_households_of(conn, grids[1])} == set(homes[3:5])
        assert {one.id for one in duty_choices.find_households(conn, homes)} == set(homes)
        assert duty_choices.lead_on(conn, grids[0], "2026-09-30") == ""
        assert duty_choices.lead_on(conn, grids[0], "2026-10-01") == member
        assert duty_choices.grid_village(conn, grids[0]) == VILLAGE
        assert duty_choices.grid_village(conn, new_id()) == ""
