"""Next month's file through the real office: chosen fields, people who are gone, and taking it all back later."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kzzq_desktop.base.clock import new_id
from kzzq_desktop.domain.drafts import LedgerReading
from kzzq_desktop.domain.import_choice import WHOLE, ImportChoice
from kzzq_desktop.domain.import_whole import plan_import
from kzzq_desktop.domain.people import Household, Resident
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.history import plan_undo, undo_unit
from kzzq_desktop.services.import_ledger import Preview, PreviewOutdated, preview_import, replan, save_import
from kzzq_desktop.store import ledger
from tests.domain.import_lists import make_list
from tests.domain.import_office import ALLOWED
from tests.domain.test_import_whole_laws import edited
from tests.services.desks import make_desk
from tests.services.test_import_ledger import ROWS, count, write_ledger
from tests.store.test_undo import shown

LATER = (
    (*ROWS[0][:5], "16412340000", "3组", *ROWS[0][7:]),
    (*ROWS[1][:3], "孙子", *ROWS[1][4:]),
    ROWS[2],
    (4, "白𣲗", "萨仁", "妻", "", "", "2组", "第2网格", "包金花", "16900000002", "蒙古族"),
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An office that has taken a ledger."""
    desk = make_desk(tmp_path)
    save_import(desk, preview_import(desk, [write_ledger(tmp_path)]))
    return desk


def next_month(desk: Desk, folder: Path, choice: ImportChoice = WHOLE) -> Preview:
    return preview_import(desk, [write_ledger(folder, LATER, "先锋嘎查四月.xlsx")], choice=choice)


def compared(desk: Desk, reading: LedgerReading) -> Preview:
    """Return the preview of a made-up reading, as if it had come from files."""
    with desk.store.reading() as conn:
        known, revision = ledger.read_known(conn, ALLOWED), ledger.read_revision(conn)
    return Preview(("表.xlsx",), reading, plan_import(reading, known, ALLOWED, new_id), WHOLE, revision)


def one(desk: Desk, sql: str) -> object:
    with desk.store.reading() as conn:
        return conn.exec_driver_sql(sql).scalar_one()


def test_next_month_s_file_shows_its_changes_and_saves_only_the_chosen(desk: Desk, tmp_path: Path) -> None:
    preview = next_month(desk, tmp_path)
    told = [(row.title, change.field, change.old, change.new) for row in preview.plan.rows for change in row.changes]
    assert told == [
        ("王秀英", "group_no", "1", "3"),
        ("王秀英", "phone", "16412345678", "16412340000"),
        ("王秀英", "phones", "16412345678", "16412340000、16412345678"),
        ("特木尔", "relation", "子", "孙子"),
    ]
    assert preview.plan.field_counts == {"group_no": 1, "phone": 1, "relation": 1, "phones": 1}
    chosen = replan(desk, preview, ImportChoice(frozenset({"relation"})))
    assert chosen.plan.counts == {"same": 2, "changed": 1, "new": 1}
    assert chosen.plan.field_counts == preview.plan.field_counts
    save_import(desk, chosen)
    assert one(desk, "SELECT COUNT(*) FROM household WHERE group_no = '3'") == 0
    assert one(desk, "SELECT relation FROM resident WHERE name = '特木尔'") == "41"
    assert count(desk, "resident") == 4
    assert next_month(desk, tmp_path).plan.field_counts == {"group_no": 1, "phone": 1, "phones": 1}


def test_a_choice_may_be_made_before_the_files_are_read(desk: Desk, tmp_path: Path) -> None:
    preview = next_month(desk, tmp_path, ImportChoice(frozenset({"phones"})))
    assert list(preview.plan.patches["resident"].values()) == [{"phones": "16412340000|16412345678"}]
    assert replan(desk, preview, WHOLE).plan.patches == next_month(desk, tmp_path).plan.patches


def test_a_preview_that_is_out_of_date_is_not_saved(desk: Desk, tmp_path: Path) -> None:
    preview = next_month(desk, tmp_path)
    with desk.store.unit("改") as unit:
        row_id = str(one(desk, "SELECT id FROM resident WHERE name = '特木尔'"))
        unit.change(Resident, row_id, relation="41")
    before = shown(desk.store)
    with pytest.raises(PreviewOutdated) as refused:
        save_import(desk, preview)
    assert "重新导入" in refused.value.sentence()
    assert shown(desk.store) == before
    fresh = replan(desk, preview, WHOLE)
    assert "relation" not in fresh.plan.field_counts
    save_import(desk, fresh)
    assert next_month(desk, tmp_path).plan.empty
    with pytest.raises(PreviewOutdated):
        save_import(desk, fresh)


def test_one_who_died_comes_back_only_when_asked(desk: Desk, tmp_path: Path) -> None:
    row_id = str(one(desk, "SELECT id FROM resident WHERE name = '特木尔'"))
    with desk.store.unit("去世") as unit:
        unit.change(Resident, row_id, status="deceased", status_day="2025-03-01")
    preview = next_month(desk, tmp_path)
    assert [row.revives for row in preview.plan.rows if row.revives] == [row_id]
    save_import(desk, preview)
    assert one(desk, "SELECT status || relation FROM resident WHERE name = '特木尔'") == "deceased20"
    save_import(desk, replan(desk, next_month(desk, tmp_path), ImportChoice(revived=frozenset({row_id}))))
    assert one(desk, "SELECT status || relation || status_day FROM resident WHERE name = '特木尔'") == "here41"


def test_a_number_that_stands_in_another_village_is_said(desk: Desk, tmp_path: Path) -> None:
    with desk.store.unit("迁村") as unit:
        household_id = str(one(desk, "SELECT household_id FROM resident WHERE name = '王秀英'"))
        unit.change(Household, household_id, village_id="150521102203")
    preview = next_month(desk, tmp_path)
    assert [row.what for row in preview.plan.rows if row.verdict == "doubtful"] == ["这个身份证号在另一个嘎查村的一户也有"]
    assert not preview.plan.patches.get("household")


def test_an_import_is_taken_back_field_by_field_later(desk: Desk, tmp_path: Path) -> None:
    before = shown(desk.store)
    unit_id = save_import(desk, next_month(desk, tmp_path))
    row_id = str(one(desk, "SELECT id FROM resident WHERE name = '特木尔'"))
    with desk.store.unit("改关系") as unit:
        unit.change(Resident, row_id, relation="28")
    with desk.store.unit("改备注") as unit:
        unit.change(Resident, row_id, note="东屋")
    plan = plan_undo(desk, unit_id)
    assert (plan.removed, plan.restored, plan.kept) == (1, 2, 1)
    undo_unit(desk, unit_id)
    after = shown(desk.store)
    assert {key: row for key, row in after.items() if key[1] != row_id and key[0] != "sync_unit"} == {
        key: row for key, row in before.items() if key[1] != row_id
    }
    assert after["resident", row_id] == {**before["resident", row_id], "relation": "28", "note": "东屋"}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32), st.integers(0, 2**32), st.randoms(use_true_random=False))
def test_undoing_an_import_restores_all_but_what_was_edited_since(desk: Desk, seed: int, other: int, chance) -> None:
    reading = make_list(seed)
    first = save_import(desk, compared(desk, reading))
    assert compared(desk, reading).plan.empty
    before = shown(desk.store)
    later = compared(desk, edited(reading, other)[0])
    second = save_import(desk, later)
    touched = [(row_id, name) for row_id, patch in later.plan.patches.get("resident", {}).items() for name in patch]
    kept = chance.choice(touched) if touched and chance.random() < 0.5 else None
    if kept:
        values = {"phones": "16400008888", "birth": "1901", "relation": "97", "sex": "9", "id_number": "", "status": "moved_out"}
        with desk.store.unit("再改") as unit:
            unit.change(Resident, kept[0], **{kept[1]: values[kept[1]]})
    if not later.plan.empty and (kept is None or len(touched) > 1 or later.plan.patches.get("household")):
        undo_unit(desk, second)
        left = {(key, name) for key, row in shown(desk.store).items() for name in row if row[name] != before[key][name]}
        assert left == ({(("resident", kept[0]), kept[1])} if kept else set())
    undo_unit(desk, first)
    assert not any(json.dumps(row).count("表.xlsx") for row in shown(desk.store).values())
