"""A household is told all that is kept on it: no field may be forgotten, today's or a later one's."""

from datetime import UTC, datetime

import pytest

from kzzq_desktop.base.clock import held
from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.domain.changes import STAMP_FIELDS
from kzzq_desktop.domain.duty_log import DutyDraft
from kzzq_desktop.domain.people import Household, HouseholdNeed, Resident
from kzzq_desktop.domain.scope import Scope
from kzzq_desktop.services import printing
from kzzq_desktop.services.duty import log_duty
from kzzq_desktop.services.printing.audience import Audience
from kzzq_desktop.services.printing.data_notice import collect
from kzzq_desktop.services.printing.paper import Request
from kzzq_desktop.store.tables import table_of
from tests.documents.pdf_reading import plain, text_of
from tests.services.papers_desk import ID_OF_TEST, VILLAGE, make_papers_desk

# What says something of how records hang together, not of the household; words stand for the ids and codes.
TECHNICAL = {"id", "household_id", "head_id", "grid_id", "place"}
MARKED = {
    "household": {
        "village_id": (VILLAGE, "先锋嘎查"), "group_no": ("东9", "东9"), "building": ("幸福小区8号楼", "幸福小区8号楼"),
        "door_no": ("77", "77"), "address": ("老供销社后院", "老供销社后院"), "phone": ("15404758888", "154 0475 8888"),
        "stated_people": (7, "7人"), "status": ("away", "外出"), "status_day": ("2026-03-04", "2026年3月4日"),
        "away_where": ("赤峰红山", "赤峰红山"), "away_return": ("明年春节", "明年春节"), "ledger_no": ("L-0099", "L-0099"),
        "note": ("钥匙在东邻", "钥匙在东邻"),
    },
    "resident": {
        "name": ("额尔敦", "额尔敦"), "raw_name": ("额尔敦(老)", "额尔敦(老)"), "other_names": ('["额日敦"]', "额日敦"),
        "relation": ("02", "户主"), "sex": ("1", "男"), "birth": ("1961-02-03", "1961-02-03"),
        "id_number": (ID_OF_TEST, ID_OF_TEST),
        "phones": ("15404757777", "154 0475 7777"), "status": ("away", "外出"), "status_day": ("2026-05", "2026年5月"),
        "note": ("会修水泵", "会修水泵"),
    },
    "household_need": {"need": ("独居老人", "独居老人")},
}  # fmt: skip


@pytest.fixture
def made(tmp_path):
    with held(datetime(2026, 11, 23, tzinfo=UTC)):
        yield make_papers_desk(tmp_path)


def notice(made, household):
    (words,) = collect(made.desk, Request(Scope(household=household), Audience.HOUSEHOLD)).words
    return words


def own_columns(kind):
    return {column.name for column in table_of(kind).c} - STAMP_FIELDS - TECHNICAL


def test_no_field_is_forgotten(made):
    values = {table: {field: value for field, (value, _) in fields.items()} for table, fields in MARKED.items()}
    with made.desk.store.unit("样例") as unit:
        home = unit.add(Household(id="", grid_id=made.grids[1], **values["household"]))
        head = unit.add(Resident(id="", household_id=home, **values["resident"]))
        unit.change(Household, home, head_id=head)
        unit.add(HouseholdNeed(id="", household_id=home, **values["household_need"]))
    paper, audience = printing.find_print("data_notice", "")
    request = printing.make_request(paper, Scope(household=home), audience)
    said = plain("".join(text_of(printing.preview(made.desk, paper, request, QuietJob()).pdf)))
    for kind, table in ((Household, "household"), (Resident, "resident"), (HouseholdNeed, "household_need")):
        assert own_columns(kind) == set(MARKED[table]), "a new field must be told to the household"
        assert not [field for field, (_, words) in MARKED[table].items() if plain(words) not in said]


def test_what_was_not_recorded_is_named(made):
    facts = dict(notice(made, made.households[1]).facts)
    assert "住址" in facts["没有记的"]
    assert "住址" not in facts


def test_those_gone_are_counted_not_named(made):
    with made.desk.store.unit("样例") as unit:
        unit.add(Resident(id="", household_id=made.households[0], name="敖登高娃", status="deceased"))
    words = notice(made, made.households[0])
    assert "敖登高娃" not in repr(words)
    assert words.gone == "另有1人已迁出或去世，资料仍留存在台账里，这里不印姓名。"


def test_words_of_an_entry_for_several_households_belong_to_none_of_them(made):
    draft = DutyDraft("policy", "2026-11-05", made.grids[1], tuple(made.households[:2]), "张家李家的事", {"form": "入户"})
    log_duty(made.desk, draft)
    log_duty(made.desk, DutyDraft("policy", "2026-11-06", made.grids[1], (made.households[0],), "讲医保", {"form": "入户"}))
    words = notice(made, made.households[0])
    assert [line[2] for line in words.duties] == ["讲医保", "与另外1户一起登记的一次，内容不单记在您家名下"]
    assert "张家李家" not in repr(words)


def test_a_dispute_names_others_and_is_not_printed(made):
    boxes = {"kind": "土地草场", "outcome": "化解"}
    draft = DutyDraft("mediation", "2026-11-06", made.grids[1], (made.households[0],), "与东邻李广才的地界纠纷", boxes)
    log_duty(made.desk, draft)
    words = notice(made, made.households[0])
    assert "李广才" not in repr(words)
    assert words.duties[0][2] == "内容涉及别的住户，这里不印"


def test_it_says_how_the_household_came_into_the_ledger(made):
    assert dict(notice(made, made.households[0]).facts)["登记来历"] == "2026年11月23日样例"


def test_one_household_holds_nothing_of_another(made):
    words = notice(made, made.households[0])
    assert "王𬮱" in repr(words)
    assert "乌云其木格" not in repr(words)
    assert len(collect(made.desk, Request(Scope(grid=made.grids[1]), Audience.HOUSEHOLD)).words) == 2


def test_whom_to_ask(made):
    words = notice(made, made.households[0])
    assert words.ask == "有疑问或要更正，请找联系党员巴特尔·苏和（164 0475 0316），或者找舍伯吐镇党建办。"
    lonely = made.add_household(None, "李广才")
    assert notice(made, lonely).ask == "有疑问或要更正，请找舍伯吐镇党建办。"
