"""The clerk's choice of an import's changes: fields he does not want stay as they are on record."""

from dataclasses import replace
from pathlib import Path

import pytest

from kzzq_desktop.domain.import_choice import WHOLE, FieldChange, ImportChoice
from kzzq_desktop.domain.import_plan import Verdict
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.find import find
from kzzq_desktop.services.import_choosing import changed_fields, replan
from kzzq_desktop.services.import_ledger import Preview, preview_import, save_import
from tests.services.desks import make_desk
from tests.services.test_import_ledger import ROWS, write_ledger

CODES = (("phones", "电话"), ("phone", "户电话"))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An office that has imported its first ledger."""
    made = make_desk(tmp_path)
    save_import(made, preview_import(made, [write_ledger(tmp_path)]))
    return made


@pytest.fixture
def again(desk: Desk, tmp_path: Path) -> Preview:
    """The next one: another phone, named as a change."""
    changed = (ROWS[0], ROWS[1], (*ROWS[2][:5], "16499999999", *ROWS[2][6:]))
    made = preview_import(desk, [write_ledger(tmp_path, changed, "先锋嘎查四月.xlsx")])
    phones = tuple(FieldChange(code, word, "16412345679", "16499999999") for code, word in CODES)
    rows = [replace(row, changes=phones) if row.verdict == Verdict.CHANGED else row for row in made.plan.rows]
    return replace(made, plan=replace(made.plan, rows=tuple(rows)))


def test_changes_are_counted_by_field(again: Preview) -> None:
    assert changed_fields(again) == {"phones": ("电话", 1), "phone": ("户电话", 1)}


def test_everything_is_taken_unless_something_is_left_out(desk: Desk, again: Preview) -> None:
    assert replan(desk, again, WHOLE) == again
    assert replan(desk, again, ImportChoice(frozenset({"phones", "phone"}))) == again


def test_a_field_left_out_stays_on_record(desk: Desk, again: Preview) -> None:
    chosen = replan(desk, again, ImportChoice(frozenset()))
    assert chosen.plan.empty
    assert chosen.plan.counts == {"same": 3}
    save_import(desk, chosen)
    assert find(desk, "9999") == ()
    save_import(desk, again)
    assert [row.title for row in find(desk, "9999")] == ["白𣲗"]
