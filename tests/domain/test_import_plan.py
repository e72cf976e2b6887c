"""Laws of planning an import: the same reading again changes nothing, empty cells empty nothing, nothing is merged by name."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from kzzq_desktop.domain.drafts import HouseholdDraft, LedgerReading, MemberDraft, PersonDraft
from kzzq_desktop.domain.import_plan import ImportPlan, Verdict
from kzzq_desktop.domain.import_whole import plan_import
from kzzq_desktop.domain.known import Known, KnownGrid, KnownMember
from kzzq_desktop.domain.spot import Spot
from tests.domain.import_office import VILLAGE, MemoryOffice, ids

NUMBERS = ("152299198001011234", "152299199002022345", "")
NAMES = ("巴特尔", "王秀英", "包·乌云其其格")


def saved(plan: ImportPlan, known: Known) -> Known:
    """Return what is on record after the plan was written to `known` (which it must have been made against)."""
    assert not known.households, "only an empty ground is modelled"
    office = MemoryOffice()
    office.save(plan)
    return office.known()


people = st.builds(
    PersonDraft,
    spot=st.just(Spot("a.xlsx", "s")),
    name=st.sampled_from(NAMES),
    relation=st.sampled_from(("02", "12", "")),
    sex=st.sampled_from(("1", "2", "")),
    birth=st.sampled_from(("1980", "1980-01", "")),
    id_number=st.sampled_from(NUMBERS),
    phones=st.lists(st.sampled_from(("16400000001", "16400000002")), max_size=2, unique=True).map(tuple),
    status=st.sampled_from(("here", "deceased")),
)
household_drafts = st.builds(
    HouseholdDraft,
    spot=st.just(Spot("a.xlsx", "s")),
    ref=st.just(""),
    village_code=st.just(VILLAGE),
    group_no=st.sampled_from(("1", "2", "")),
    door_no=st.sampled_from(("3", "")),
    grid_number=st.sampled_from((1, 2, None)),
    contact_name=st.sampled_from(("赵党员", "")),
    stated_people=st.sampled_from((2, 3, None)),
    needs=st.sampled_from(((), ("低保",))),
    people=st.lists(people, min_size=1, max_size=3).map(tuple),
)


@st.composite
def readings(draw: st.DrawFn) -> LedgerReading:
    """Some files' households, each with a ref of its own, and the members that their grids name."""
    drawn = draw(st.lists(household_drafts, max_size=5))
    households = tuple(_with_own_numbers(household, place) for place, household in enumerate(drawn))
    named = any(household.contact_name for household in households)
    members = (MemberDraft(Spot("a.xlsx", "s"), "赵党员", village_code=VILLAGE, from_ledger=True),) if named else ()
    return LedgerReading(households, members)


def _with_own_numbers(household: HouseholdDraft, place: int) -> HouseholdDraft:
    """Give the household its ref, and each person who has an ID number one of his own."""
    numbered = tuple(
        replace(person, id_number=f"1522991990{place:02d}{row:02d}1{place}3{row}" if person.id_number else "")
        for row, person in enumerate(household.people)
    )
    return replace(household, ref=str(place), people=numbered)


@settings(max_examples=400, deadline=None)
@given(readings())
def test_the_same_reading_again_changes_nothing(reading: LedgerReading) -> None:
    first = plan_import(reading, Known(), {VILLAGE}, ids())
    again = plan_import(reading, saved(first, Known()), {VILLAGE}, ids())
    assert again.empty, (again.inserts, again.patches)


@settings(max_examples=200, deadline=None)
@given(readings())
def test_every_row_is_accounted_for(reading: LedgerReading) -> None:
    plan = plan_import(reading, Known(), {VILLAGE}, ids())
    told = [row for row in plan.rows if row.verdict in {Verdict.NEW, Verdict.CHANGED, Verdict.SAME} and row.what != "党员"]
    assert len(told) == reading.rows
    new = sum(row.verdict == Verdict.NEW for row in told)
    assert new == len(plan.inserts.get("resident", ()))


def test_an_empty_cell_never_empties_a_record() -> None:
    person = PersonDraft(
        Spot("a.xlsx"), "王秀英", relation="02", sex="1", birth="1980", phones=("16400000001",), id_number=NUMBERS[0]
    )
    full = HouseholdDraft(
        Spot("a.xlsx"), "1", VILLAGE, group_no="1", door_no="3", address="1组3号", stated_people=2, people=(person,)
    )
    known = saved(plan_import(LedgerReading((full,)), Known(), {VILLAGE}, ids()), Known())
    bare = PersonDraft(Spot("b.xlsx"), "王秀英", id_number=NUMBERS[0])
    plan = plan_import(LedgerReading((HouseholdDraft(Spot("b.xlsx"), "1", VILLAGE, people=(bare,)),)), known, {VILLAGE}, ids())
    assert plan.empty


def test_a_name_alone_merges_nobody() -> None:
    one = HouseholdDraft(Spot("a.xlsx"), "1", VILLAGE, group_no="1", door_no="3", people=(PersonDraft(Spot("a.xlsx"), "巴特尔"),))
    known = saved(plan_import(LedgerReading((one,)), Known(), {VILLAGE}, ids()), Known())
    other = HouseholdDraft(
        Spot("b.xlsx"), "1", VILLAGE, group_no="5", door_no="9", people=(PersonDraft(Spot("b.xlsx"), "巴特尔"),)
    )
    plan = plan_import(LedgerReading((other,)), known, {VILLAGE}, ids())
    assert len(plan.inserts["household"]) == 1


def test_one_who_died_is_not_revived_by_an_old_list() -> None:
    gone = PersonDraft(Spot("a.xlsx"), "王秀英", id_number=NUMBERS[0], status="deceased")
    known = saved(
        plan_import(LedgerReading((HouseholdDraft(Spot("a.xlsx"), "1", VILLAGE, people=(gone,)),)), Known(), {VILLAGE}, ids()),
        Known(),
    )
    alive = replace(gone, status="here")
    plan = plan_import(LedgerReading((HouseholdDraft(Spot("b.xlsx"), "1", VILLAGE, people=(alive,)),)), known, {VILLAGE}, ids())
    assert plan.empty


def test_the_same_number_in_two_households_is_doubtful() -> None:
    first = HouseholdDraft(Spot("a.xlsx"), "1", VILLAGE, people=(PersonDraft(Spot("a.xlsx"), "王秀英", id_number=NUMBERS[0]),))
    second_people = (
        PersonDraft(Spot("a.xlsx"), "巴特尔", relation="02"),
        PersonDraft(Spot("a.xlsx"), "王秀英", id_number=NUMBERS[0]),
    )
    second = HouseholdDraft(Spot("a.xlsx"), "2", "150521102202", people=second_people)
    plan = plan_import(LedgerReading((first, second)), Known(), {VILLAGE, "150521102202"}, ids())
    assert [row.what for row in plan.rows if row.verdict == Verdict.DOUBTFUL] == ["这个身份证号在另一户也有"]


def test_another_office_s_village_is_refused() -> None:
    draft = HouseholdDraft(Spot("a.xlsx"), "1", "150521100200", people=(PersonDraft(Spot("a.xlsx"), "王秀英"),))
    plan = plan_import(LedgerReading((draft,)), Known(), {VILLAGE}, ids())
    assert plan.empty
    assert plan.counts == {"refused": 1}


def test_a_second_lead_is_kept_out_and_said() -> None:
    people = (PersonDraft(Spot("a.xlsx"), "王秀英"),)
    draft = HouseholdDraft(Spot("a.xlsx"), "1", VILLAGE, grid_number=1, contact_name="赵党员", people=people)
    known = Known(
        members=(
            KnownMember("m1", "赵党员", (), VILLAGE, "", "", "", "", "", "active"),
            KnownMember("m2", "钱党员", (), VILLAGE, "", "", "", "", "", "active"),
        ),
        grids=(KnownGrid("g1", VILLAGE, 1, "", "m2"),),
    )
    plan = plan_import(LedgerReading((draft,)), known, {VILLAGE}, ids())
    assert not plan.inserts.get("contact")
    assert any("保留现在的" in row.what for row in plan.rows)
