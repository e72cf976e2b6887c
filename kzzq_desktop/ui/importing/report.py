"""The report of an import as an Excel file: the one place where the screen asks for it."""

from pathlib import Path

from kzzq_desktop.base.job import Job
from kzzq_desktop.domain.import_plan import VERDICT_WORDS, PreviewRow
from kzzq_desktop.services.export_rows import export_rows
from kzzq_desktop.services.import_ledger import Preview

WORDS = ("判断", "姓名", "文件", "工作表", "行", "列", "说明", "怎样改")
HEADS = [(word, word == "行") for word in WORDS]


def write_report(path: Path, preview: Preview, job: Job) -> None:
    """Write what the preview says of each row."""
    export_rows(path, "导入报告", HEADS, map(_cells, preview.plan.rows), job)


def _cells(line: PreviewRow) -> tuple[str, ...]:
    spot = line.spot
    number = str(spot.row or "")
    return (VERDICT_WORDS[line.verdict], line.title, spot.file, spot.sheet, number, line.column, line.what, line.mend)
