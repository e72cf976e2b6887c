"""RowsTable: windows of rows, sorting in SQL, nothing cut, copied safely, quick with 150,000 rows."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.printing.list_masks import Fact
from kzzq_desktop.services.register import list_register
from kzzq_desktop.ui import memory, theme
from kzzq_desktop.ui.parts.empty import EmptyState
from kzzq_desktop.ui.parts.marks import reach_mark
from kzzq_desktop.ui.table import RowsTable
from kzzq_desktop.ui.table_columns import Column
from kzzq_desktop.ui.table_copy import as_text, door, guarded
from kzzq_desktop.ui.table_model import KEPT, WINDOW

Show = Callable[..., QWidget]
NAMES = ("王秀英", "额尔敦朝鲁·阿拉坦仓", "李广才", "包·乌云其其格", "那仁满都拉")


@dataclass(frozen=True, slots=True)
class Line:
    id: str
    number: int


COLUMNS: tuple[Column[Line], ...] = (
    Column("head", "户主", 174, lambda row: NAMES[row.number % 5], sort="name", fact=Fact.NAME),
    Column(
        "place", "组 / 门牌", 110, lambda row: f"东2组 {row.number}号", sort="place", ink="ink2", fact=Fact.PLACE,
        wall=lambda _row: "东2组",
    ),
    Column("people", "人口", 56, lambda row: str(row.number % 7 + 1), kind="number", sort="people", fact=Fact.PLAIN),
    Column("needs", "需求", 190, lambda row: ("低保", "残疾")[: row.number % 3], "chips", stretch=True, fact=Fact.PRIVATE),
    Column("grid", "网格", 124, lambda _row: "03 白音那木拉", drop=2, fact=Fact.PLAIN),
    Column("phone", "电话", 120, lambda _row: "154 0475 0316", drop=1, shown=False, fact=Fact.PHONE),
    Column("reach", "最近联系", 112, lambda row: reach_mark(row.number % 40), kind="state", sort="reach"),
    Column("note", "备注", 120, lambda _row: "=HYPERLINK(1)", kind="words", drop=3),
    Column("go", "", 60, lambda _row: "登记", kind="link"),
)  # fmt: skip


class Source:
    """Rows as the store would give them, counting how often it is asked."""

    def __init__(self, count: int) -> None:
        self.ids = [f"{number:032x}" for number in range(count)]
        self.loads: list[int] = []
        self.lists: list[tuple[str, bool]] = []
        self.gone: set[str] = set()

    def load(self, ids: Sequence[str]) -> list[Line]:
        self.loads.append(len(ids))
        return [Line(one, int(one, 16)) for one in reversed(ids) if one not in self.gone]

    def relist(self, key: str, descending: bool) -> list[str]:
        self.lists.append((key, descending))
        return self.ids[::-1] if descending else self.ids


def make(count: int, shown: Show, wide: int = 1000, **options: object) -> tuple[RowsTable[Line], Source]:
    source = Source(count)
    table: RowsTable[Line] = RowsTable("test", COLUMNS, load=source.load, relist=source.relist, sort="place", **options)  # type: ignore[arg-type]
    shown(table, wide, 500)
    table.refresh()
    QApplication.processEvents()
    return table, source


def test_only_what_is_shown_is_fetched(shown: Show) -> None:
    table, source = make(150_000, shown)
    assert sum(source.loads) <= 2 * WINDOW
    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum())
    QApplication.processEvents()
    assert sum(source.loads) <= 6 * WINDOW
    assert table.rows_model.cell(table.rows_model.index(149_999, 1)) == "东2组 149999号"


def test_windows_are_kept_and_let_go(shown: Show) -> None:
    table, source = make(WINDOW * (KEPT + 20), shown)
    for window in range(KEPT + 20):
        table.rows_model.row_at(window * WINDOW)
    assert len(table.rows_model.windows) == KEPT
    asked = len(source.loads)
    table.rows_model.row_at((KEPT + 19) * WINDOW + 3)
    assert len(source.loads) == asked
    table.rows_model.forget()
    table.rows_model.row_at(0)
    assert len(source.loads) == asked + 1


def test_150_000_rows_list_sort_and_show_quickly(shown: Show) -> None:
    table, _ = make(150_000, shown)

    def seconds(act: Callable[[], object]) -> float:
        start = time.perf_counter()
        act()
        QApplication.processEvents()
        return time.perf_counter() - start

    table.pick(table.rows_model.ids[140_000])
    assert seconds(table.refresh) < 0.3
    assert seconds(lambda: table.sort_by("people")) < 0.3
    assert seconds(table.selectAll) < 0.3
    assert len(table.chosen_ids()) == 150_000


def test_a_head_sorts_in_sql_and_again_the_other_way(shown: Show) -> None:
    table, source = make(50, shown)
    at = table.heads.sectionViewportPosition(2) + 20
    for _ in range(2):
        QTest.mouseClick(table.heads.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at, 10))
    assert source.lists == [("place", False), ("people", False), ("people", True)]
    table.sort_by("")
    assert len(source.lists) == 3


def test_the_chosen_row_stays_chosen_after_a_refresh(shown: Show) -> None:
    table, source = make(50, shown)
    told: list[str] = []
    table.picked.connect(told.append)
    table.pick(source.ids[7])
    table.sort_by("place", descending=True)
    assert (table.current_id(), table.currentIndex().row(), told) == (source.ids[7], 42, [source.ids[7]])
    source.ids = source.ids[:5]
    table.refresh()
    assert table.current_id() == ""
    assert not table.pick("nobody")


def test_a_record_that_is_gone_shows_an_empty_row(shown: Show) -> None:
    table, source = make(5, shown)
    source.gone.add(source.ids[2])
    table.rows_model.forget()
    assert table.rows_model.cell(table.rows_model.index(2, 0)) == ""
    assert [row.number for row in table.rows_model.rows()] == [0, 1, 3, 4]
    assert table.rows_model.row_at(99) is None


@pytest.mark.parametrize("size", ["normal", "large", "huge"])
@pytest.mark.parametrize("wide", [560, 754, 1000, 1200])
def test_no_name_and_no_head_is_cut(size: str, wide: int, shown: Show) -> None:
    theme.wear(theme.Look(size, "light"))
    table, _ = make(60, shown, wide)
    assert not [fit for fit in table.fits() if fit.cut]


def test_a_narrow_table_drops_columns_and_takes_them_back(shown: Show) -> None:
    table, _ = make(20, shown, 1000)
    everything = [column.key for column in table.shown_columns()]
    assert "note" in everything
    table.resize(620, 400)
    QApplication.processEvents()
    few = [column.key for column in table.shown_columns()]
    assert ("note" not in few, "grid" not in few, "head" in few) == (True, True, True)
    table.resize(1000, 400)
    QApplication.processEvents()
    assert [column.key for column in table.shown_columns()] == everything


def test_columns_order_and_widths_are_remembered(shown: Show, tmp_path: Path) -> None:
    memory.open_at(tmp_path)
    table, _ = make(20, shown, 1300)
    table.arrangement.toggle(5, on=True)
    table.arrangement.toggle(4, on=False)
    table.heads.resizeSection(0, 240)
    table.heads.moveSection(table.heads.visualIndex(6), 1)
    again, _ = make(20, shown, 1300)
    keys = [column.key for column in again.shown_columns()]
    assert keys[:2] == ["head", "reach"]
    assert ("phone" in keys, "grid" in keys) == (True, False)
    assert again.columnWidth(0) == 240
    again.arrangement.reset()
    assert [column.key for column in again.shown_columns()][:3] == ["head", "place", "people"]


def test_the_last_column_cannot_be_hidden(shown: Show) -> None:
    table, _ = make(3, shown)
    for at in range(len(COLUMNS)):
        table.arrangement.toggle(at, on=False)
    assert len(table.shown_columns()) == 1


def test_enter_and_double_click_open_a_link_is_followed(shown: Show) -> None:
    table, source = make(20, shown)
    opened: list[str] = []
    linked: list[tuple[str, str]] = []
    table.opened.connect(opened.append)
    table.linked.connect(lambda one, key: linked.append((one, key)))
    table.pick(source.ids[1])
    QTest.keyClick(table, Qt.Key.Key_Return)
    middle = table.visualRect(table.rows_model.index(2, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(table.rows_model.index(3, 8)).center())
    assert (opened, linked) == ([source.ids[1], source.ids[2]], [(source.ids[3], "go")])


def test_letters_do_not_search_through_all_rows(shown: Show) -> None:
    table, source = make(10_000, shown)
    asked = len(source.loads)
    QTest.keyClicks(table, "zzz")
    assert len(source.loads) == asked


def test_chosen_rows_are_copied_for_wps(shown: Show, desk: Desk) -> None:
    table, source = make(20, shown, 1300)
    table.setAccessibleName("住户")
    door.desk = desk
    table.choose([source.ids[1], source.ids[4], "nobody"])
    assert table.chosen_ids() == [source.ids[1], source.ids[4]]
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:3] == ["户主", "组 / 门牌", "人口"]
    assert len(lines) == 3
    assert lines[1].split("\t")[0] == "额尔敦朝鲁·阿拉坦仓"
    assert "'=HYPERLINK(1)" in lines[1].split("\t")
    assert "mso-number-format" in QGuiApplication.clipboard().mimeData().html()
    (line,) = list_register(desk)
    assert (line.act, line.paper, line.audience, line.pages, line.copy_no) == ("copy", "住户", "工作", 2, 0)


@pytest.mark.parametrize(
    ("cell", "safe"),
    [("=1+1", "'=1+1"), ("+1", "'+1"), ("@x", "'@x"), ("-cmd", "'-cmd"), ("-12.5", "-12.5"), ("王秀英", "王秀英"), ("", "")],
)
def test_no_cell_is_a_formula(cell: str, safe: str) -> None:
    assert guarded(cell) == safe


def test_tabs_and_breaks_stay_inside_their_cell() -> None:
    assert as_text([["a\tb", "c\nd"]]) == "a b\tc d\r\n"


def test_an_empty_table_says_what_to_do(shown: Show) -> None:
    empty = EmptyState("home", "还没有住户", "可以导入。")
    table, source = make(0, shown, empty=empty)
    assert empty.isVisible()
    source.ids = [f"{1:032x}"]
    table.refresh()
    assert empty.isHidden()


def test_hover_tints_the_row(shown: Show) -> None:
    table, _ = make(20, shown)
    QTest.mouseMove(table.viewport(), table.visualRect(table.rows_model.index(2, 0)).center())
    QApplication.processEvents()
    assert table.hover_row == 2
    QApplication.sendEvent(table, QEvent(QEvent.Type.Leave))
    assert table.hover_row == -1


def test_rows_speak_to_screen_readers(shown: Show) -> None:
    table, _ = make(3, shown)
    model = table.rows_model
    assert model.data(model.index(1, 6), Qt.ItemDataRole.AccessibleTextRole) == "1天前"
    assert model.data(model.index(2, 3)) == "低保、残疾"
    assert model.headerData(0, Qt.Orientation.Horizontal) == "户主"
