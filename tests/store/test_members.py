"""Members listed and read, on both databases."""

import pytest

from kzzq_desktop.domain.listing import MemberFilter, MemberOrder
from kzzq_desktop.domain.people import Household, Member
from kzzq_desktop.domain.work import Contact
from kzzq_desktop.store import members, people
from tests.store.people import OTHER_VILLAGE, VILLAGE, add_family, add_grid, add_member, found_office


@pytest.fixture
def office(store):
    found_office(store)
    return store


def listed(store, order: str = MemberOrder.NAME, *, down: bool = False, **chosen) -> tuple[str, ...]:
    with store.reading() as conn:
        return members.list_member_ids(conn, MemberFilter(**chosen), order, down=down)


def test_orders_filters_and_rows(office):
    zhang, bai = add_member(office, "张玉林", "15404750316"), add_member(office, "白音那木拉")
    grid, home = add_grid(office, 3), add_family(office, "王秀英")
    with office.unit("x") as unit:
        unit.change(Member, zhang, birth="1970", village_id=OTHER_VILLAGE)
        unit.change(Member, bai, birth="1980", eligibility="away")
        unit.change(Household, home, grid_id=grid)
        unit.add(Contact(id="", grid_id=grid, member_id=zhang, since="2026-01-01"))
        people.write_posts(unit, zhang, ["政策宣传岗"])
    assert listed(office) == (bai, zhang)
    assert listed(office, down=True) == (zhang, bai)
    assert listed(office, MemberOrder.BIRTH) == (zhang, bai)
    assert listed(office, MemberOrder.VILLAGE) == (bai, zhang)
    assert listed(office, MemberOrder.HOUSEHOLDS) == (bai, zhang)
    assert set(listed(office, MemberOrder.BRANCH)) == {bai, zhang}
    assert listed(office, village_id=VILLAGE) == (bai,)
    assert listed(office, eligibility="away") == (bai,)
    assert listed(office, without_grid=True) == (bai,)
    assert listed(office, words="0316") == (zhang,)
    with office.reading() as conn:
        (row,) = members.read_members(conn, [zhang])
        (contact,) = members.list_contacts(conn, zhang)
    assert (row.grids, row.households, row.posts, row.phone) == (("03",), 1, ("政策宣传岗",), "15404750316")
    assert (contact.village, contact.number, contact.households) == ("白音塔拉嘎查", 3, 1)


def test_posts_taken_left_and_taken_again_are_one_row(office):
    member = add_member(office, "张玉林")
    for posts in (["甲岗", "乙岗"], ["乙岗"], ["甲岗"]):
        with office.unit("x") as unit:
            assert people.write_posts(unit, member, posts)
            assert not people.write_posts(unit, member, posts)
    with office.reading() as conn:
        assert sorted(members.list_post_ids(conn, member).values()) == ["乙岗", "甲岗"]
        assert members.read_members(conn, [member])[0].posts == ("甲岗",)


def test_a_photo_is_kept_once_by_its_content(office):
    with office.local() as conn:
        first = members.keep_blob(conn, b"picture", "image/png")
        assert members.keep_blob(conn, b"picture", "image/png") == first
        assert members.read_blob(conn, first) == b"picture"
        assert members.read_blob(conn, "0" * 64) == b""
