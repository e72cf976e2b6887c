"""The report of an import's preview as an Excel file: every problem listed, and shown where it stands."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from kzzq_desktop.base.job import Job
from kzzq_desktop.documents.import_report import ReportLine, ReportSheet, import_report
from kzzq_desktop.domain.import_plan import VERDICT_WORDS, PreviewRow, Verdict
from kzzq_desktop.domain.papers import Act
from kzzq_desktop.domain.sheet_view import FIELD_WORDS, ColumnView, SheetView, TableView
from kzzq_desktop.domain.spot import Spot
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.import_ledger import Preview
from kzzq_desktop.services.printing.audience import Audience
from kzzq_desktop.services.printing.file import write_file
from kzzq_desktop.services.register import note_list

LISTED = (Verdict.REFUSED, Verdict.DOUBTFUL)
WORST_FIRST = (Verdict.REFUSED, Verdict.DOUBTFUL, Verdict.CHANGED, Verdict.NEW)
NOT_READ = "没有读"
Place = tuple[str, str]


def write_import_report(desk: Desk, path: Path, preview: Preview, job: Job) -> int:
    """Write the report for its owner alone; return how many problems it lists. Raises Cancelled and what write_file raises.

    It shows the sheets as they are, whole ID numbers too, and is registered as 内部; a file's name may name a person.
    """
    views = {(view.spot.file, view.spot.sheet): (at, view) for at, view in enumerate(preview.reading.views)}
    lines = [_line(row, views) for row in preview.plan.rows if row.verdict in LISTED]
    lines.sort(key=lambda line: (line.verdict != Verdict.REFUSED, line.sheet < 0, line.sheet, line.row))
    lines += [ReportLine("", NOT_READ, one.spot.words, what=one.why) for one in preview.reading.skipped]
    several = len(preview.files) > 1
    tones = _tones(preview.plan.rows)
    sheets = [
        ReportSheet(_name(view.spot, several=several), view.rows, tones.get((view.spot.file, view.spot.sheet), {}))
        for view in preview.reading.views
    ]
    title = f"导入检查报告：{'、'.join(preview.files)}"
    book = import_report(title, _counts(preview), lines, sheets, job)
    places, rows = f"{len(preview.files)}个文件", sum(len(sheet.rows) for sheet in sheets)
    write_file(path, book, before=lambda: note_list(desk, Act.EXPORT, "导入检查报告", places, Audience.INTERNAL, rows))
    return len(lines)


def _counts(preview: Preview) -> str:
    counts = preview.plan.counts
    told = "，".join(f"{word} {counts[verdict]}" for verdict, word in VERDICT_WORDS.items() if counts[verdict])
    never = dict.fromkeys(column.header for column in preview.reading.left_out if column.never)
    unread = f"　按规定不导入的列：{'、'.join(never)}。" if never else ""
    return f"{told or '没有可以导入的内容'}。还没有保存任何内容。{unread}"


def _line(row: PreviewRow, views: Mapping[Place, tuple[int, SheetView]]) -> ReportLine:
    """A problem with its place in the report; the sheet may not be among the views."""
    spot, said = row.spot, (row.title, row.column, row.what, row.mend)
    place = f"{spot.file} {spot.sheet}".strip()
    at, view = views.get((spot.file, spot.sheet), (-1, None))
    if view is None or not spot.row:
        return ReportLine(row.verdict, VERDICT_WORDS[row.verdict], spot.words, *said)
    return ReportLine(
        row.verdict, VERDICT_WORDS[row.verdict], place, *said, sheet=at, row=spot.row - 1, col=_column(view, spot, row.column)
    )


def _column(view: SheetView, spot: Spot, said: str) -> int:
    """The column a problem means, from 0: the one its words name in its own table, else the one of its place, else -1."""
    tables = [table for table in view.tables if table.top <= spot.row - 1 <= table.bottom]
    beside = [table for table in tables if table.left <= spot.col - 1 <= table.right] or tables
    named = _named(beside, said) if said else []
    if named and spot.col - 1 not in named:
        return named[0]
    return spot.col - 1


def _named(tables: Iterable[TableView], said: str) -> list[int]:
    """The columns that bear these words, or whose field does, or that have them in their label; the surest kind only."""
    columns = [column for table in tables for column in table.columns]

    def those(fits: Iterable[ColumnView]) -> list[int]:
        return [column.col for column in fits]

    return (
        those(column for column in columns if column.label == said)
        or those(column for column in columns if FIELD_WORDS.get(column.field) == said)
        or those(column for column in columns if said in column.label or said in FIELD_WORDS.get(column.field, ""))
    )


def _tones(rows: Iterable[PreviewRow]) -> dict[Place, dict[int, str]]:
    """{sheet: {row from 0: the worst verdict on it}}; a row that changes nothing has none."""
    tones: dict[Place, dict[int, str]] = defaultdict(dict)
    for row in rows:
        held, verdict = tones[row.spot.file, row.spot.sheet], row.verdict
        before = held.get(row.spot.row - 1)
        if verdict in WORST_FIRST and (before is None or WORST_FIRST.index(verdict) < WORST_FIRST.index(Verdict(before))):
            held[row.spot.row - 1] = verdict.value
    return tones


def _name(spot: Spot, *, several: bool) -> str:
    stem = Path(spot.file).stem
    return spot.sheet if spot.sheet and not several else f"{stem} {spot.sheet}".strip()
