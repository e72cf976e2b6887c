"""From a preview to its report: which cell a problem means, what becomes of each row, what was not read."""

import stat
from pathlib import Path

import openpyxl
import pytest

from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.documents.import_report import CELL_TONES, LIST_SHEET, ROW_TONES
from kzzq_desktop.domain.drafts import LedgerReading, LeftOut, Skipped
from kzzq_desktop.domain.import_plan import ImportPlan, PreviewRow, Verdict
from kzzq_desktop.domain.sheet_view import ColumnView, SheetView, TableView
from kzzq_desktop.domain.spot import Spot
from kzzq_desktop.services.import_ledger import Preview, preview_import
from kzzq_desktop.services.import_report import write_import_report
from kzzq_desktop.services.register import list_register
from tests.services.desks import make_desk

FILE, SHEET = "台账.xlsx", "先锋嘎查"
LABELS = (("户主姓名", "head_name"), ("姓名", "name"), ("证件号码", "id_number"), ("本人电话", "phone"), ("民族", "forbidden"))
TABLE = TableView("s", "people", 1, 9, 0, 4, tuple(ColumnView(at, label, name) for at, (label, name) in enumerate(LABELS)))
BESIDE = TableView("t", "people", 1, 9, 5, 6, (ColumnView(5, "姓名", "name"), ColumnView(6, "身份证号", "id_number")))
ROWS = [["台账"], [label for label, _ in LABELS], *([f"王{n}", f"王{n}", "", "", ""] for n in range(6))]
VIEW = SheetView(Spot(FILE, SHEET), ROWS, tables=(TABLE, BESIDE))


def spot(row: int, col: int = 0, sheet: str = SHEET) -> Spot:
    return Spot(FILE, sheet, row, col)


def row(verdict: Verdict, at: Spot, column: str = "", what: str = "问题。") -> PreviewRow:
    return PreviewRow(verdict, at, "王秀英", what, column, "请核对。")


def written(folder: Path, *rows: PreviewRow, **reading: object) -> openpyxl.Workbook:
    held = LedgerReading(**{"views": (VIEW,), **reading})
    preview = Preview((FILE,), held, ImportPlan({}, {}, rows))
    path = folder / "报告.xlsx"
    listed = write_import_report(make_desk(folder), path, preview, QuietJob())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    book = openpyxl.load_workbook(path)
    assert listed == len([cell for cell in book[LIST_SHEET]["A"][4:] if cell.value])
    return book


def places(book: openpyxl.Workbook) -> list[object]:
    return [cell.value for cell in book[LIST_SHEET]["D"][4:]]


def colour(cell) -> str:
    return f"#{cell.fill.fgColor.rgb[2:]}" if cell.fill.fill_type else ""


@pytest.mark.parametrize(
    ("column", "col", "cell"),
    [
        ("身份证号", 2, "C3"),  # the field's word; the place names the person's own cell
        ("证件号码", 0, "C3"),  # the label
        ("电话", 2, "D3"),  # a part of the label
        ("姓名", 2, "B3"),
        ("身份证号", 6, "G3"),  # of two tables side by side the one of the place
        ("姓名", 6, "F3"),
        ("", 4, "D3"),
        ("家庭人口", 2, "B3"),  # no such column: the place
        ("家庭人口", 0, "A3"),  # nor a place: the row's first cell
    ],
)
def test_a_problem_finds_its_cell(tmp_path: Path, column: str, col: int, cell: str) -> None:
    book = written(tmp_path, row(Verdict.DOUBTFUL, spot(3, col), column))
    assert places(book) == [cell]
    assert colour(book[SHEET][cell]) == CELL_TONES["doubtful"]
    assert "请核对。" in book[SHEET][cell].comment.text


def test_a_row_has_the_colour_of_the_worst_that_is_said_of_it(tmp_path: Path) -> None:
    book = written(
        tmp_path,
        row(Verdict.NEW, spot(3, 2)), row(Verdict.CHANGED, spot(4, 2)), row(Verdict.SAME, spot(5, 2)),
        row(Verdict.NEW, spot(6, 2)), row(Verdict.DOUBTFUL, spot(6, 2), "姓名"), row(Verdict.REFUSED, spot(7, 2), "姓名"),
        row(Verdict.DOUBTFUL, spot(7, 2), "姓名"),
    )  # fmt: skip
    page = book[SHEET]
    assert [colour(page.cell(at, 1)) for at in range(1, 9)] == [
        "", "", ROW_TONES["new"], ROW_TONES["changed"], "", ROW_TONES["doubtful"], ROW_TONES["refused"], "",
    ]  # fmt: skip
    assert colour(page["B7"]) == CELL_TONES["refused"]


def test_refused_rows_are_listed_first_and_what_was_not_read_last(tmp_path: Path) -> None:
    skipped = (Skipped(Spot(FILE, "封面"), "没有找到表头。"),)
    book = written(
        tmp_path, row(Verdict.DOUBTFUL, spot(3)), row(Verdict.REFUSED, spot(6)), row(Verdict.NEW, spot(4)), skipped=skipped
    )
    assert [cell.value for cell in book[LIST_SHEET]["B"][4:]] == ["不导入", "存疑", "没有读"]
    assert [cell.value for cell in book[LIST_SHEET]["G"][4:]] == ["问题。", "问题。", "没有找到表头。"]


def test_counts_and_forbidden_columns_are_said_above(tmp_path: Path) -> None:
    left = (LeftOut(spot(2, 5), "民族", never=True), LeftOut(spot(2, 9), "养殖", never=False))
    page = written(tmp_path, row(Verdict.NEW, spot(3)), row(Verdict.DOUBTFUL, spot(3)), left_out=left)[LIST_SHEET]
    assert page["A1"].value == "导入检查报告：台账.xlsx"
    assert page["A2"].value == "新增 1，存疑 1。还没有保存任何内容。　按规定不导入的列：民族。"


def test_a_problem_of_a_sheet_that_is_not_shown_is_listed_in_words(tmp_path: Path) -> None:
    book = written(tmp_path, row(Verdict.DOUBTFUL, spot(3, 2, "别的表"), "姓名"), row(Verdict.DOUBTFUL, Spot(FILE)))
    assert [cell.value for cell in book[LIST_SHEET]["C"][4:]] == ["台账.xlsx“别的表” 第3行", "台账.xlsx"]
    assert places(book) == [None, None]


def test_several_files_keep_their_sheets_apart(tmp_path: Path) -> None:
    views = (VIEW, SheetView(Spot("另一份.csv"), [["姓名"], ["王一"]]))
    preview = Preview((FILE, "另一份.csv"), LedgerReading(views=views), ImportPlan({}, {}, ()))
    desk = make_desk(tmp_path)
    write_import_report(desk, tmp_path / "x.xlsx", preview, QuietJob())
    (line,) = list_register(desk)
    assert (line.act, line.paper, line.scope, line.audience, line.pages) == ("export", "导入检查报告", "2个文件", "内部", 10)
    assert openpyxl.load_workbook(tmp_path / "x.xlsx").sheetnames == [LIST_SHEET, "台账 先锋嘎查", "另一份"]


def test_a_real_preview_has_its_report(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    ledger = tmp_path / "先锋嘎查台账.csv"
    ledger.write_text("户主,姓名,与户主关系,身份证号\n王秀英,王秀英,户主,15059919580301002\n王秀英,123,子,\n", encoding="utf-8")
    preview = preview_import(desk, [ledger])
    assert write_import_report(desk, tmp_path / "报告.xlsx", preview, QuietJob()) == 2
    said = [cell.value for cell in openpyxl.load_workbook(tmp_path / "报告.xlsx")[LIST_SHEET]["G"][4:]]
    assert said[0] == "这里不像姓名。"
