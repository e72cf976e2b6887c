"""Laws of assigning: one lead a grid, one grid a member, nobody who may not, least total cost, a sentence for each."""

import random
from datetime import date
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from kzzq_desktop.domain.assign import MemberPlan, plan_members
from kzzq_desktop.domain.order import Group, group_key
from kzzq_desktop.domain.seats import GridSeat, MemberSpot, match_village, pair_cost

TODAY = date(2026, 11, 23)
HERE, THERE, FAR = "150521100201", "150521100202", "150521101201"


def seat(number: int, village: str = HERE, group: str = "1", **more: object) -> GridSeat:
    values: dict[str, object] = {"households": 10, "groups": ((group_key(group), 10),), **more}
    return GridSeat(f"{village}{number:03d}", village, number, **values)  # type: ignore[arg-type]


def member(name: str, village: str = HERE, group: str = "1", **more: object) -> MemberSpot:
    values: dict[str, object] = {"birth": "1980", **more}
    return MemberSpot(name, name, village, group_no=group, **values)  # type: ignore[arg-type]


def leads(plan: MemberPlan) -> dict[str, str]:
    return {proposal.grid_id[-3:]: proposal.member_id for proposal in plan.proposals}


GROUPS = ["1", "2", "3", "5", "9"]


@st.composite
def places(
    draw: st.DrawFn, villages: tuple[str, ...] = (HERE, THERE, FAR), most: int = 6
) -> tuple[list[GridSeat], list[MemberSpot]]:
    seats, people = [], []
    houses = [f"house{n}" for n in range(12)]
    for number in range(1, draw(st.integers(0, most)) + 1):
        parts = draw(st.lists(st.tuples(st.sampled_from(GROUPS), st.integers(1, 6)), max_size=3, unique_by=lambda part: part[0]))
        count = sum(held for _, held in parts)
        away = draw(st.integers(0, count))
        groups = tuple((group_key(group), held) for group, held in parts)
        mine = frozenset({houses.pop()} if draw(st.booleans()) else ())
        lead = draw(st.sampled_from(["", "", "", "m1", "m2", "nobody"])) if len(villages) > 1 else ""
        village = draw(st.sampled_from(villages))
        seats.append(GridSeat(f"{village}{number:03d}", village, number, count, away, groups, mine, lead))
    for number in range(draw(st.integers(0, most))):
        village = draw(st.sampled_from((*villages, "") if len(villages) > 1 else villages))
        state = draw(st.sampled_from(["active", "active", "active", "away", "infirm", "aged"]))
        birth = draw(st.sampled_from(["1950-01-01", "1960", "1990-05", ""]))
        house, group = f"house{draw(st.integers(0, 11))}", draw(st.sampled_from([*GROUPS, ""]))
        people.append(MemberSpot(f"m{number}", f"名{number}", village, birth, state, "", house, group, "", draw(st.booleans())))
    return seats, people


@given(places())
@settings(max_examples=300, deadline=None)
def test_one_lead_a_grid_one_grid_a_member_and_a_sentence_each(case: tuple[list[GridSeat], list[MemberSpot]]) -> None:
    seats, people = case
    plan = plan_members(seats, people, TODAY)
    assert sorted([p.grid_id for p in plan.proposals] + [v.grid_id for v in plan.vacancies]) == sorted(s.id for s in seats)
    new = [proposal.member_id for proposal in plan.proposals if not proposal.kept]
    kept = {proposal.member_id for proposal in plan.proposals if proposal.kept}
    assert len(set(new)) == len(new)
    assert not kept & set(new)
    assert {refusal.member_id for refusal in plan.refusals} == {m.id for m in people} - kept - set(new)
    assert all([p.why for p in plan.proposals] + [r.why for r in plan.refusals] + [v.why for v in plan.vacancies])


@given(places())
@settings(max_examples=300, deadline=None)
def test_nobody_is_proposed_against_the_rules(case: tuple[list[GridSeat], list[MemberSpot]]) -> None:
    seats, people = case
    by_seat, by_member = {s.id: s for s in seats}, {m.id: m for m in people}
    for proposal in plan_members(seats, people, TODAY).proposals:
        grid, who = by_seat[proposal.grid_id], by_member[proposal.member_id]
        assert who.birth != "1950-01-01"
        assert who.eligibility == "active" or (who.eligibility == "away" and grid.mostly_away)
        assert proposal.kept or grid.village_id[:9] == who.village_id[:9]


@given(places(villages=(HERE,), most=5))
@settings(max_examples=300, deadline=None)
def test_no_other_assignment_costs_less(case: tuple[list[GridSeat], list[MemberSpot]]) -> None:
    seats, people = case
    pairs = match_village(seats, people)
    street: list[Group] = sorted({g for s in seats for g, _ in s.groups} | {m.group for m in people if m.group})
    costs = [pair_cost(grid, who, street) for grid, who, _ in pairs]
    assert len({grid.id for grid, _, _ in pairs}) == len({who.id for _, who, _ in pairs}) == len(pairs)
    assert (len(pairs), -sum(cost for cost in costs if cost is not None)) == brute_force(seats, people, street)
    assert None not in costs


@given(places(), st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_the_order_of_asking_does_not_matter(case: tuple[list[GridSeat], list[MemberSpot]], chance: random.Random) -> None:
    seats, people = case
    plan = plan_members(seats, people, TODAY)
    chance.shuffle(seats)
    chance.shuffle(people)
    assert plan_members(seats, people, TODAY) == plan


@given(places())
@settings(max_examples=100, deadline=None)
def test_a_plan_taken_up_is_kept(case: tuple[list[GridSeat], list[MemberSpot]]) -> None:
    seats, people = case
    first = plan_members(seats, people, TODAY)
    lead = {proposal.grid_id: proposal.member_id for proposal in first.proposals}
    later = [
        GridSeat(s.id, s.village_id, s.number, s.households, s.away, s.groups, s.household_ids, lead.get(s.id, "")) for s in seats
    ]
    again = plan_members(later, people, TODAY)
    assert {p.grid_id: p.member_id for p in again.proposals} == lead
    assert all(proposal.kept for proposal in again.proposals)


def test_own_group_comes_first_with_its_reason() -> None:
    plan = plan_members([seat(1), seat(2, group="2")], [member("乙", group="2"), member("甲")], TODAY)
    assert leads(plan) == {"001": "甲", "002": "乙"}
    assert plan.proposals[0].why == "同组，名下0户"


def test_ones_own_household_is_nearest() -> None:
    plan = plan_members([seat(1), seat(2, household_ids=frozenset({"h"}))], [member("甲", household_id="h")], TODAY)
    assert (leads(plan), plan.proposals[0].why) == ({"002": "甲"}, "自家在本网格，名下0户")


def test_own_village_comes_before_the_township() -> None:
    plan = plan_members(
        [seat(1), seat(1, THERE)],
        [member("远", THERE, "9"), member("乙", THERE), member("外", FAR)],
        TODAY,
        (),
        {THERE: "永安村"},
    )
    assert leads(plan) | {} == {"001": leads(plan)["001"]}
    assert {proposal.grid_id[:12] for proposal in plan.proposals} == {HERE, THERE}
    assert next(p.why for p in plan.proposals if p.grid_id.startswith(HERE)) == "永安村支援，名下0户"
    assert [(refusal.member_id, refusal.why) for refusal in plan.refusals] == [("外", "网格都已有人，暂不安排")]


def test_a_grid_nobody_is_left_for_stays_vacant() -> None:
    plan = plan_members([seat(1), seat(2)], [member("甲"), member("老", birth="1950")], TODAY)
    assert [vacancy.why for vacancy in plan.vacancies] == ["全苏木镇没有可安排的党员，暂缺"]
    assert [(refusal.member_id, refusal.why) for refusal in plan.refusals] == [("老", "76岁，按规定一般不安排")]


def test_a_lead_who_may_stays_and_one_who_may_not_is_named() -> None:
    people = [member("甲", group="9"), member("老", birth="1950"), member("乙")]
    plan = plan_members([seat(1, lead_id="甲"), seat(2, lead_id="老"), seat(3, lead_id="老")], people, TODAY)
    assert leads(plan) == {"001": "甲", "002": "乙"}
    assert plan.proposals[0].why == "一直联系本网格"
    assert plan.vacancies[0].why.startswith("原联系党员76岁，按规定一般不安排；")
    assert plan.vacancies[0].stays == "老"


def test_the_clerks_choice_stands_even_twice_and_against_the_rules() -> None:
    people = [member("甲"), member("老", birth="1950")]
    plan = plan_members([seat(1, lead_id="甲"), seat(2), seat(3)], people, TODAY, [(seat(2).id, "甲"), (seat(3).id, "老")])
    assert leads(plan) == {"001": "甲", "002": "甲", "003": "老"}
    assert [p.why for p in plan.proposals[1:]] == ["由操作员指定，名下10户", "由操作员指定，76岁，按规定一般不安排，名下0户"]
    assert not plan.refusals


def test_the_clerk_may_leave_a_grid_vacant() -> None:
    plan = plan_members([seat(1, lead_id="甲"), seat(2)], [member("甲"), member("乙")], TODAY, [(seat(1).id, "")])
    assert leads(plan) == {"002": "甲"}
    assert [(vacancy.why, vacancy.chosen) for vacancy in plan.vacancies] == [("由操作员留空", True)]


def test_one_who_is_away_is_paired_with_those_away() -> None:
    plan = plan_members([seat(1), seat(2, away=8)], [member("甲", eligibility="away"), member("乙")], TODAY)
    assert leads(plan) == {"001": "乙", "002": "甲"}
    assert plan.proposals[1].why.startswith("外出党员联系外出户")


def test_a_committee_member_fills_the_gaps() -> None:
    plan = plan_members([seat(1)], [member("委", committee=True), member("甲")], TODAY)
    assert leads(plan) == {"001": "甲"}


def test_an_unknown_birth_is_to_be_looked_up() -> None:
    assert "核对年龄" in plan_members([seat(1)], [member("甲", birth="")], TODAY).proposals[0].why


def brute_force(seats: list[GridSeat], people: list[MemberSpot], street: list[Group]) -> tuple[int, int]:
    costs = [[pair_cost(grid, who, street) for grid in seats] for who in people]
    best = (0, 0)
    for order in set(permutations([*range(len(seats)), *([-1] * len(people))], len(people))):
        chosen = [costs[who][at] for who, at in enumerate(order) if at >= 0]
        if None not in chosen:
            best = max(best, (len(chosen), -sum(cost for cost in chosen if cost is not None)))
    return best
