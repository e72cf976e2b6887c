import uuid
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.base import clock
from kzzq_desktop.base.errors import FormError
from kzzq_desktop.domain.duty_log import DutyDraft, DutyFilter
from kzzq_desktop.domain.people import Household
from kzzq_desktop.domain.work import Contact, Grid
from kzzq_desktop.services import duty, duty_lists, history
from kzzq_desktop.store import derived, reach
from tests.services.duty_desk import make_sample

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
BOXES = {"form": "入户", "policy": "冬季取暖补贴"}


@pytest.fixture
def sample(tmp_path):
    with clock.held(NOON):
        sample = make_sample(tmp_path)
        yield sample
        sample.desk.store.close()


def visit(sample, **changed):
    draft = DutyDraft("policy", "2026-11-23", sample.grids[0], sample.households, "入户宣讲", BOXES)
    return replace(draft, **changed)


def fields(error):
    return sorted(problem.field for problem in error.value.problems)


def reached(desk):
    with desk.store.reading() as conn:
        assert reach.count_wrong(conn) == 0
        return {row.household_id: row.last_day for row in conn.execute(derived.REACH.select())}


def test_one_entry_for_many_households_is_one_save(sample):
    logged = duty.log_duty(sample.desk, visit(sample))
    row = duty_lists.list_duties(sample.desk, [logged.id])[0]
    assert (row.day, row.code, row.village, row.grid_number) == ("2026-11-23", "policy", "先锋嘎查", 1)
    assert (row.households, row.member, row.words) == (4, "党员1", "入户宣讲")
    assert reached(sample.desk) == dict.fromkeys(sample.households, "2026-11-23")
    latest = history.list_units(sample.desk, 1)[0]
    assert (latest.id, latest.rows, latest.what) == (logged.unit_id, 5, "登记履职：宣讲政策，4户")


def test_all_problems_are_said_at_once_and_nothing_is_saved(sample):
    bad = visit(sample, day="2026-11-24", grid_id="", households=(), words="", boxes={"form": "微信", "reached": "多"})
    with pytest.raises(FormError) as error:
        duty.log_duty(sample.desk, bad)
    assert fields(error) == ["day", "form", "grid", "households", "reached", "words"]
    assert duty_lists.list_duty_ids(sample.desk, DutyFilter()) == []


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"day": "2026-11"}, "day"),
        ({"day": "明天"}, "day"),
        ({"day": "0026-11-23"}, "day"),
        ({"code": "walk"}, "code"),
        ({"grid_id": "f" * 32}, "grid"),
        ({"member_id": "f" * 32}, "member"),
        ({"households": ("f" * 32,)}, "households"),
        ({"words": "长" * 2001}, "words"),
        ({"words": " ", "boxes": {"form": "入户"}}, "words"),
    ],
)
def test_each_fault_is_named(sample, changed, field):
    with pytest.raises(FormError) as error:
        duty.log_duty(sample.desk, visit(sample, **changed))
    assert field in fields(error)


def test_a_household_moved_away_before_that_day_is_refused(sample):
    with pytest.raises(FormError) as error:
        duty.log_duty(sample.desk, visit(sample, households=(sample.moved,)))
    assert "1 户" in str(error.value)
    assert duty.log_duty(sample.desk, visit(sample, households=(sample.moved,), day="2026-05-01"))


def test_parties_must_be_among_the_households(sample):
    boxes = {"kind": "邻里", "outcome": "化解", "parties": (sample.other,)}
    with pytest.raises(FormError) as error:
        duty.log_duty(sample.desk, visit(sample, code="mediation", boxes=boxes))
    assert fields(error) == ["parties"]
    first = {**boxes, "parties": sample.households[:2]}
    logged = duty.log_duty(sample.desk, visit(sample, code="mediation", boxes=first))
    assert duty.draft_of(sample.desk, logged.id).boxes["parties"] == sample.households[:2]


def test_a_household_named_twice_counts_once(sample):
    logged = duty.log_duty(sample.desk, visit(sample, households=sample.households[:1] * 3))
    assert duty_lists.list_duties(sample.desk, [logged.id])[0].households == 1


def test_the_member_is_who_led_the_grid_on_that_day(sample):
    with sample.desk.store.unit("交接") as unit:
        contact = unit.conn.execute(Contact.__table__.select().where(Contact.__table__.c.grid_id == sample.grids[0])).one()
        unit.change(Contact, contact.id, until="2026-06-10")
        unit.add(Contact(id="", grid_id=sample.grids[0], member_id=sample.members[1], since="2026-06-10"))
    asked = {day: duty_lists.lead_on(sample.desk, sample.grids[0], day)[1] for day in ("2025-12-31", "2026-06-09", "2026-06-10")}
    assert asked == {"2025-12-31": "", "2026-06-09": "党员1", "2026-06-10": "党员2"}
    logged = duty.log_duty(sample.desk, visit(sample, day="2026-06-09"))
    assert duty_lists.list_duties(sample.desk, [logged.id])[0].member == "党员1"


def test_an_entry_opens_as_it_was_saved(sample):
    draft = visit(sample, boxes={**BOXES, "reached": 9})
    logged = duty.log_duty(sample.desk, draft)
    opened = duty.draft_of(sample.desk, logged.id)
    assert replace(opened, households=tuple(sorted(opened.households))) == replace(
        draft, households=tuple(sorted(draft.households)), member_id=sample.members[0]
    )


def test_households_are_added_taken_away_and_added_again(sample):
    logged = duty.log_duty(sample.desk, visit(sample, households=sample.households[:2]))
    duty.change_duty(sample.desk, logged.id, visit(sample, households=sample.households[1:3], day="2026-11-20"))
    assert reached(sample.desk) == dict.fromkeys(sample.households[1:3], "2026-11-20")
    duty.change_duty(sample.desk, logged.id, visit(sample, households=sample.households))
    assert reached(sample.desk) == dict.fromkeys(sample.households, "2026-11-23")


def test_an_old_entry_keeps_its_removed_grid_and_household(sample):
    logged = duty.log_duty(sample.desk, visit(sample))
    with sample.desk.store.unit("重新划分") as unit:
        unit.remove(Grid, [sample.grids[0]])
        unit.remove(Household, [sample.households[0]])
    draft = duty.draft_of(sample.desk, logged.id)
    duty.change_duty(sample.desk, logged.id, replace(draft, words="改过"))
    assert duty.draft_of(sample.desk, logged.id).words == "改过"
    with pytest.raises(FormError) as error:
        duty.log_duty(sample.desk, draft)
    assert fields(error) == ["grid", "households"]


def test_removing_and_taking_the_removal_back(sample):
    kept, gone = (duty.log_duty(sample.desk, visit(sample, words=words)).id for words in ("甲", "乙"))
    unit_id = duty.remove_duties(sample.desk, [gone])
    assert duty_lists.list_duty_ids(sample.desk, DutyFilter()) == [kept]
    with pytest.raises(duty.UnknownDuty):
        duty.remove_duties(sample.desk, [gone])
    with pytest.raises(duty.UnknownDuty):
        duty.draft_of(sample.desk, gone)
    with pytest.raises(duty.UnknownDuty):
        duty.change_duty(sample.desk, gone, visit(sample))
    history.undo_unit(sample.desk, unit_id)
    assert duty_lists.list_duties(sample.desk, [gone])[0].households == 4


def test_taking_a_new_entry_back_leaves_no_contact(sample):
    logged = duty.log_duty(sample.desk, visit(sample))
    history.undo_unit(sample.desk, logged.unit_id)
    assert reached(sample.desk) == {}


def test_rows_carry_the_township_of_the_grid(sample):
    sample.desk.store.scope = None
    logged = duty.log_duty(sample.desk, visit(sample))
    with sample.desk.store.reading() as conn:
        scopes = [
            scope
            for table in ("duty", "duty_household")
            for scope in conn.exec_driver_sql(f"SELECT sy_scope FROM {table}").scalars()
        ]
    assert scopes == ["150521102000"] * 5
    assert logged.id


@pytest.mark.parametrize("words", ["policy", "宣讲政策", "1", " policy "])
def test_forms_are_named_by_code_word_and_number(words):
    assert duty.form_named(words).code == "policy"


def test_an_unknown_form_lists_those_there_are():
    with pytest.raises(duty.UnknownForm) as error:
        duty.form_named("6")
    assert "lawful（遵章守法）" in error.value.sentence()


@given(st.uuids(), st.uuids())
def test_two_offices_make_the_same_part_of_the_same_household(one, other):
    assert duty.part_id(one.hex, other.hex) == uuid.uuid5(one, other.hex).hex
