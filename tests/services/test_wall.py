"""Which rows may hang on a wall, in the order of the list."""

from datetime import UTC, datetime

from kzzq_desktop.base.clock import held
from kzzq_desktop.domain.people import Member, Resident
from kzzq_desktop.services.wall import households_on_wall, members_on_wall
from tests.services.papers_desk import make_papers_desk


def test_no_household_hangs_there_for_a_child_a_dead_or_somebody_gone(tmp_path):
    made = make_papers_desk(tmp_path)
    kept = [made.add_household(None, "白·苏日娜", head_birth="2012-11-23"), *reversed(made.households)]
    gone = [
        made.add_household(None, "小那顺", head_birth="2012-11-24"),
        made.add_household(None, "小乌云", head_birth="2012"),
        made.add_household(None, "敖登高娃", head_status="deceased"),
        made.add_household(None, "李广才", status="moved"),
    ]
    listed = [one for pair in zip(kept, gone, strict=False) for one in pair] + gone[3:]
    with held(datetime(2026, 11, 23, tzinfo=UTC)):
        assert households_on_wall(made.desk, listed) == kept
        assert households_on_wall(made.desk, []) == []


def test_a_member_who_died_is_on_no_wall(tmp_path):
    made = make_papers_desk(tmp_path)
    other = made.add_lead(made.grids[1], "哈斯巴根")
    with made.desk.store.unit("去世") as unit:
        own = unit.add(Resident(id="", household_id=made.households[0], name="哈斯巴根", status="deceased"))
        unit.change(Member, other, resident_id=own)
    assert members_on_wall(made.desk, [other, *made.members]) == made.members[:1]
