"""The tools of a list: choose columns, copy for WPS, export to Excel. What leaves is masked and registered."""

from typing import Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction

from kzzq_desktop.base import clock
from kzzq_desktop.base.job import Job
from kzzq_desktop.services.export_rows import Audience, export_rows
from kzzq_desktop.ui import background, files
from kzzq_desktop.ui.list_audience import ask_audience
from kzzq_desktop.ui.parts.buttons import Button, quiet_button
from kzzq_desktop.ui.table import RowsTable
from kzzq_desktop.ui.table_copy import cells_of, door, leaving_list


class Tells(Protocol):
    """The part of a window that says what was done."""

    def tell(self, words: str, tone: str = "ok") -> None:
        """Say something that needs no answer."""


def tool_buttons(table: RowsTable[Any], window: Tells, word: str, unit: str = "行") -> tuple[Button, Button, Button]:
    """Return 列, 复制 and 导出… for a tool row; `word` names the list (住户), `unit` counts its rows (户)."""
    columns = quiet_button("列", None, "columns")
    columns.setToolTip("选择要显示的列，排序")
    columns.clicked.connect(lambda: table.arrangement.menu(columns.mapToGlobal(columns.rect().bottomLeft())))
    copy = quiet_button("复制", lambda: copy_table(table, window, unit), "copy")
    copy.setToolTip("复制选中的行，没有选就复制全部  Ctrl+C")
    if table.wall is not None:
        copy.setToolTip(f"{copy.toolTip()}\n复制可以张贴的公示版：在表里按 Ctrl+Shift+C，或右键点这里")
        copy.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        for words, audience in (("复制（工作用）", Audience.WORK), ("复制公示版（打码）", Audience.PUBLIC)):
            entry = QAction(words, copy)
            entry.triggered.connect(lambda _=False, it=audience: copy_table(table, window, unit, it))
            copy.addAction(entry)
    return columns, copy, quiet_button("导出…", lambda: export_table(table, window, word, unit), "export")


def copy_table(table: RowsTable[Any], window: Tells, unit: str = "行", audience: Audience = Audience.WORK) -> None:
    """Copy the chosen rows of a list, all when none is, and say how many."""
    which = "公示版" if audience == Audience.PUBLIC else ""
    window.tell(f"已复制{which} {table.copy(audience)} {unit}，可以粘贴到 WPS 表格")


def export_table(table: RowsTable[Any], window: Tells, word: str, unit: str = "行") -> None:
    """Ask for whom and for a file, and write the shown columns of the chosen rows (all when none or one is chosen) to Excel."""
    audience = ask_audience(table, word) if table.wall is not None else Audience.WORK
    if audience is None:
        return
    which = "公示" if audience == Audience.PUBLIC else ""
    path = files.save_file(table, f"导出{word}", f"{word}{which}{clock.today():%Y%m%d}.xlsx", files.EXCEL)
    if path is None:
        return
    chosen = table.chosen_ids()
    listed = chosen if len(chosen) > 1 else list(table.rows_model.ids)
    desk, what = door.open_desk(), leaving_list(table, audience, word)

    def work(job: Job) -> int:
        ids = table.ids_for(listed, audience)
        return export_rows(desk, path, what, cells_of(table, table.rows_model.rows(ids), audience), job)

    def done(count: int) -> None:
        kept = f"，{len(listed) - count} {unit}不能张贴，没有列入" if which and count < len(listed) else ""
        window.tell(f"已导出 {count} {unit}：{path.name}{kept}")

    background.run(work, done, words=f"正在导出{word}", parent=table)
