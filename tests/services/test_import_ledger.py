"""Importing through the real office: preview saves nothing, save is one unit, the whole import can be taken back."""

from pathlib import Path

import openpyxl
import pytest

from kzzq_desktop.base.errors import Cancelled
from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.domain.id_numbers import check_digit
from kzzq_desktop.domain.people import HouseholdNeed
from kzzq_desktop.domain.sheet_view import Said
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.find import find
from kzzq_desktop.services.history import list_units, undo_unit
from kzzq_desktop.services.import_ledger import dry_run, preview_import, save_import
from tests.services.desks import make_desk

HEADS = ("序号", "户主姓名", "姓名", "与户主关系", "身份证号", "联系电话", "组别", "网格编号", "联系党员", "党员电话", "民族")
ROWS = (
    (
        1,
        "王秀英",
        "王秀英",
        "户主",
        "15239919580112004" + check_digit("15239919580112004"),
        "16412345678",
        "1组",
        "第1网格",
        "赵国柱",
        "16900000001",
        "汉族",
    ),
    (2, "王秀英", "特木尔", "儿子", "", "", "1组", "第1网格", "赵国柱", "16900000001", "蒙古族"),
    (
        3,
        "白𣲗",
        "白𣲗",
        "户主",
        "15239919900303003" + check_digit("15239919900303003"),
        "16412345679",
        "2组",
        "第2网格",
        "包金花",
        "16900000002",
        "蒙古族",
    ),
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty office."""
    return make_desk(tmp_path)


def write_ledger(folder: Path, rows: tuple[tuple[object, ...], ...] = ROWS, name: str = "先锋嘎查台账.xlsx") -> Path:
    """Write a flat ledger of 先锋嘎查."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "先锋嘎查"
    sheet.append(["舍伯吐镇先锋嘎查户情台账"])
    sheet.append(list(HEADS))
    for row in rows:
        sheet.append(list(row))
    path = folder / name
    book.save(path)
    return path


def count(desk: Desk, table: str) -> int:
    """Return how many live rows a table has."""
    with desk.store.reading() as conn:
        return conn.exec_driver_sql(f"SELECT COUNT(*) FROM {table} WHERE sy_del = 0").scalar_one()


def test_a_preview_saves_nothing_and_counts_every_person(desk: Desk, tmp_path: Path) -> None:
    before = len(list_units(desk))
    preview = preview_import(desk, [write_ledger(tmp_path)])
    assert preview.plan.counts["new"] == 3 + 2
    assert [column.header for column in preview.reading.left_out if column.never] == ["民族"]
    assert count(desk, "household") == 0
    assert len(list_units(desk)) == before


def test_saving_makes_households_members_grids_and_contacts(desk: Desk, tmp_path: Path) -> None:
    save_import(desk, preview_import(desk, [write_ledger(tmp_path)]))
    assert [count(desk, table) for table in ("household", "resident", "member", "grid", "contact")] == [2, 3, 2, 2, 2]
    assert [row.title for row in find(desk, "白𣲗")] == ["白𣲗"]
    assert list_units(desk)[0].what == "导入 先锋嘎查台账.xlsx"


def test_the_same_file_twice_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    path = write_ledger(tmp_path)
    save_import(desk, preview_import(desk, [path]))
    before = len(list_units(desk))
    again = preview_import(desk, [path])
    assert again.plan.empty
    save_import(desk, again)
    assert len(list_units(desk)) == before


def test_a_changed_file_changes_only_what_differs(desk: Desk, tmp_path: Path) -> None:
    save_import(desk, preview_import(desk, [write_ledger(tmp_path)]))
    changed = (ROWS[0], ROWS[1], (*ROWS[2][:5], "16499999999", *ROWS[2][6:]))
    preview = preview_import(desk, [write_ledger(tmp_path, changed, "先锋嘎查四月.xlsx")])
    assert preview.plan.counts == {"same": 2, "changed": 1}
    save_import(desk, preview)
    assert [row.title for row in find(desk, "9999")] == ["白𣲗"]


def test_a_whole_import_is_taken_back_and_brought_again(desk: Desk, tmp_path: Path) -> None:
    unit_id = save_import(desk, preview_import(desk, [write_ledger(tmp_path)]))
    back, plan = undo_unit(desk, unit_id)
    assert plan.removed == 2 + 3 + 2 + 2 + 2
    assert count(desk, "household") == count(desk, "resident") == count(desk, "contact") == 0
    assert find(desk, "王秀英") == ()
    undo_unit(desk, back)
    assert count(desk, "household") == 2
    assert [row.title for row in find(desk, "wxy")] == ["王秀英"]


def test_a_cancel_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    preview = preview_import(desk, [write_ledger(tmp_path)])
    job = QuietJob()
    job.cancelled = True
    with pytest.raises(Cancelled):
        save_import(desk, preview, job)
    assert count(desk, "household") == 0


def test_an_unclear_village_is_asked_and_the_answer_taken(desk: Desk, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(list(HEADS))
    for row in ROWS:
        book.active.append(list(row))
    path = tmp_path / "台账.xlsx"
    book.save(path)
    preview = preview_import(desk, [path])
    assert len(preview.reading.asks) == 1
    assert preview.plan.counts["refused"] == 3
    said = Said(villages={preview.reading.asks[0].spot: "150521102201"})
    assert preview_import(desk, [path], said=said).plan.counts["new"] == 5


def test_a_dry_run_needs_no_office_and_its_report_is_private(tmp_path: Path) -> None:
    report = tmp_path / "rows.csv"
    reading = dry_run([write_ledger(tmp_path)], report)
    assert reading.rows == 3
    assert report.stat().st_mode & 0o777 == 0o600
    assert len(report.read_text("utf-8").splitlines()) == 4


def test_a_need_that_was_taken_away_comes_back_with_its_ledger(desk: Desk, tmp_path: Path) -> None:
    rows = tuple((*row, "低保" if row[0] == 3 else "") for row in ROWS)
    book = openpyxl.Workbook()
    book.active.title = "先锋嘎查"
    for row in (("舍伯吐镇先锋嘎查户情台账",), (*HEADS, "备注"), *rows):
        book.active.append(list(row))
    path = tmp_path / "先锋嘎查台账.xlsx"
    book.save(path)
    save_import(desk, preview_import(desk, [path]))
    assert count(desk, "household_need") == 1
    with desk.store.reading() as conn:
        need_id = conn.exec_driver_sql("SELECT id FROM household_need").scalar_one()
    with desk.store.unit("去掉") as unit:
        unit.remove(HouseholdNeed, [need_id])
    save_import(desk, preview_import(desk, [path]))
    assert count(desk, "household_need") == 1
