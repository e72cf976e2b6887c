"""The tools of a list: choose columns, copy for WPS, export to Excel."""

from typing import Any

from kzzq_desktop.base import clock
from kzzq_desktop.base.job import Job
from kzzq_desktop.services.export_rows import export_rows
from kzzq_desktop.ui import background, files
from kzzq_desktop.ui.parts.buttons import Button, quiet_button
from kzzq_desktop.ui.screen import WindowApi
from kzzq_desktop.ui.table import RowsTable
from kzzq_desktop.ui.table_columns import cell_words


def tool_buttons(table: RowsTable[Any], window: WindowApi, word: str, unit: str = "行") -> tuple[Button, Button, Button]:
    """Return 列, 复制 and 导出… for a tool row; `word` names the list (住户), `unit` counts its rows (户)."""
    columns = quiet_button("列", None, "columns")
    columns.setToolTip("选择要显示的列，排序")
    columns.clicked.connect(lambda: table.arrangement.menu(columns.mapToGlobal(columns.rect().bottomLeft())))
    copy = quiet_button("复制", lambda: window.tell(f"已复制 {table.copy()} {unit}，可以粘贴到 WPS 表格"), "copy")
    copy.setToolTip("复制选中的行，没有选就复制全部  Ctrl+C")
    return columns, copy, quiet_button("导出…", lambda: export_table(table, window, word, unit), "export")


def export_table(table: RowsTable[Any], window: WindowApi, word: str, unit: str = "行") -> None:
    """Ask for a file and write the shown columns of the chosen rows (all when none or one is chosen) to Excel."""
    path = files.save_file(table, f"导出{word}", f"{word}{clock.today():%Y%m%d}.xlsx", files.EXCEL)
    if path is None:
        return
    columns = [column for column in table.shown_columns() if column.kind != "link"]
    chosen = table.chosen_ids()
    ids = chosen if len(chosen) > 1 else list(table.rows_model.ids)
    heads = [(column.head, column.kind == "number") for column in columns]

    def work(job: Job) -> int:
        rows = ([cell_words(column, row) for column in columns] for row in table.rows_model.rows(ids))
        return export_rows(path, word, heads, rows, job)

    background.run(work, lambda count: window.tell(f"已导出 {count} {unit}：{path.name}"), words=f"正在导出{word}", parent=table)
