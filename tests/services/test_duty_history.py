from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kzzq_desktop.base import clock
from kzzq_desktop.domain.duty_log import DutyDraft
from kzzq_desktop.services import duty
from kzzq_desktop.services.duty_history import list_duty_history
from tests.services.duty_desk import HEADS, make_sample


@pytest.fixture
def sample(tmp_path):
    sample = make_sample(tmp_path)
    yield sample
    sample.desk.store.close()


def at(hour):
    return clock.held(datetime(2026, 11, 23, hour, tzinfo=UTC))


def said(desk, duty_id):
    return [(line.field, line.old, line.new) for line in list_duty_history(desk, duty_id)]


def test_an_entry_tells_what_happened_to_it_in_words(sample):
    boxes = {"form": "入户", "policy": "医保"}
    draft = DutyDraft("policy", "2026-11-20", sample.grids[0], sample.households[:2], "甲", boxes)
    with at(1):
        logged = duty.log_duty(sample.desk, draft)
    assert said(sample.desk, logged.id) == [("", "", "")]
    with at(2):
        changed = replace(draft, words="乙", boxes={**boxes, "form": "电话"}, member_id=sample.members[1])
        duty.change_duty(sample.desk, logged.id, changed)
    with at(3):
        duty.change_duty(sample.desk, logged.id, replace(changed, households=sample.households[1:3], member_id=sample.members[1]))
    with at(4):
        duty.remove_duties(sample.desk, [logged.id])
    happened = said(sample.desk, logged.id)
    assert happened[0] == ("", "", "删除")
    assert sorted(happened[1:3]) == [("住户", "", HEADS[2]), ("住户", HEADS[0], "")]
    assert sorted(happened[3:6]) == [
        ("党员", "党员1", "党员2"),
        ("内容", "甲", "乙"),
        ("栏目", "医保，入户", "医保，电话"),
    ]
    assert happened[6:] == [("", "", "")]
    assert {line.clerk for line in list_duty_history(sample.desk, logged.id)} == {"萨仁高娃"}


def test_parties_are_told_by_their_heads(sample):
    boxes = {"kind": "邻里", "outcome": "跟进", "parties": sample.households[:2]}
    draft = DutyDraft("mediation", "2026-01-20", sample.grids[0], sample.households, "院墙", boxes)
    with at(1):
        logged = duty.log_duty(sample.desk, draft)
    with at(2):
        duty.change_duty(sample.desk, logged.id, replace(draft, boxes={**boxes, "outcome": "化解"}, member_id=sample.members[0]))
    assert said(sample.desk, logged.id)[0] == (
        "栏目",
        f"邻里，{HEADS[0]}、{HEADS[1]}，跟进",
        f"邻里，{HEADS[0]}、{HEADS[1]}，化解",
    )


def test_an_unknown_entry_has_no_history(sample):
    with pytest.raises(duty.UnknownDuty):
        list_duty_history(sample.desk, "f" * 32)
