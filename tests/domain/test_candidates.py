"""Candidates: the order a clerk reads them in, and the reason beside each."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.domain.candidates import rank_members
from kzzq_desktop.domain.order import group_key
from kzzq_desktop.domain.seats import GridSeat, MemberSpot

TODAY = date(2026, 11, 23)
HERE, THERE = "150521102201", "150521102202"
NAMES = {HERE: "先锋嘎查", THERE: "永安村"}
SEAT = GridSeat("g1", HERE, 1, 10, 0, ((group_key("2"), 10),), frozenset({"own"}))


def person(name: str, group: str = "2", village: str = HERE, **more: str) -> MemberSpot:
    return MemberSpot(
        name, name, village, more.get("birth", "1980"), more.get("state", "active"), "", more.get("house", ""), group
    )


def test_nearer_comes_first_and_busy_ones_later() -> None:
    people = [
        person("远", "8"),
        person("邻", "3"),
        person("同"),
        person("自", house="own"),
        person("忙"),
        person("外", village=THERE),
    ]
    seats = [SEAT, GridSeat("g2", HERE, 2, 9, lead_id="忙"), GridSeat("g9", THERE, 4, 9, lead_id="忙")]
    found = rank_members(SEAT, seats, people, TODAY, NAMES)
    assert [one.id for one in found] == ["自", "同", "邻", "远", "外", "忙"]
    assert found[-1].words == "同组，已联系02号、永安村04号网格"
    assert [one.words for one in found[:3]] == ["自家在本网格，名下0户", "同组，名下0户", "邻近组，名下0户"]


def test_who_is_not_asked_stands_last_with_the_reason() -> None:
    found = rank_members(
        SEAT, [SEAT], [person("老", birth="1950"), person("病", state="infirm"), person("同", "9")], TODAY, NAMES
    )
    assert [(one.id, one.refused) for one in found] == [("同", False), ("病", True), ("老", True)]
    assert found[-1].words == "76岁，按规定一般不安排"


def test_the_lead_himself_holds_no_other_grid() -> None:
    seat = GridSeat("g1", HERE, 1, 10, 0, SEAT.groups, frozenset(), "甲")
    assert rank_members(seat, [seat], [person("甲")], TODAY, NAMES)[0].holds == ()


def test_an_unknown_group_or_birth_is_no_obstacle() -> None:
    found = rank_members(SEAT, [SEAT], [person("无组", ""), person("无生日", birth="")], TODAY, NAMES)
    assert [(one.id, one.age) for one in found] == [("无生日", None), ("无组", 46)]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["1", "2", "9", ""]), st.sampled_from([HERE, THERE]), st.sampled_from(["active", "away", "aged"])
        ),
        max_size=8,
    )
)
def test_everybody_is_listed_once_and_refused_ones_last(rows: list[tuple[str, str, str]]) -> None:
    people = [
        MemberSpot(f"m{at}", f"名{at}", village, "1990", state, "", "", group) for at, (group, village, state) in enumerate(rows)
    ]
    found = rank_members(SEAT, [SEAT], people, TODAY, NAMES)
    assert sorted(one.id for one in found) == sorted(member.id for member in people)
    assert [one.refused for one in found] == sorted(one.refused for one in found)
    assert all(one.words for one in found)
