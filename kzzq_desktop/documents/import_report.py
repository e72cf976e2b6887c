"""What an import found, as an Excel workbook: a list of all problems, then the sheets as they were read, marked cell by cell."""

import io
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import chain

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from kzzq_desktop.base.job import Job
from kzzq_desktop.documents.ledger_sheet import A4, FONT, SURE, free_name

Cell = str | float | date
LIST_SHEET = "问题清单"
HEADS = (("序号", 6), ("判断", 8), ("表", 26), ("位置", 9), ("姓名", 18), ("哪一栏", 14), ("问题", 48), ("怎样改", 48))
STEP, NARROW = 1000, 14
MOST_COLUMNS, MOST_LINKS, MOST_LETTERS, FIRST_YEAR = 16_384, 60_000, 32_000, 1900  # what a workbook can hold
ROW_TONES = {"new": "#EAF4EC", "changed": "#E7EFF8", "doubtful": "#FBF0DA", "refused": "#FAEDEB"}
CELL_TONES = {"doubtful": "#F2C05C", "refused": "#E58A80"}


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A problem: its verdict and the verdict's word, where it stands, whom it is about, what is wrong, how to mend it.

    `sheet` is the place of its sheet in the report, -1 where none is shown; row and column count from 0, -1 for none.
    """

    verdict: str
    word: str
    place: str
    who: str = ""
    column: str = ""
    what: str = ""
    mend: str = ""
    sheet: int = -1
    row: int = -1
    col: int = -1


@dataclass(frozen=True, slots=True)
class ReportSheet:
    """A sheet as it was read; `tones` says of a row from 0 what becomes of it (new, changed, doubtful, refused)."""

    name: str
    rows: Sequence[Sequence[Cell]] = field(repr=False)
    tones: Mapping[int, str] = field(default_factory=dict, repr=False)


def import_report(title: str, counts: str, lines: Sequence[ReportLine], sheets: Sequence[ReportSheet], job: Job) -> bytes:
    """Return the workbook's bytes; `title` and `counts` are sentences above the list."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, SURE)
    names: list[str] = [LIST_SHEET]
    for sheet in sheets:
        names.append(free_name(sheet.name, names))
    _write_list(book, (title, counts), lines, names[1:])
    marks: dict[int, dict[tuple[int, int], list[ReportLine]]] = defaultdict(lambda: defaultdict(list))
    for line in lines:
        if line.sheet >= 0 and line.row >= 0:
            marks[line.sheet][line.row, max(line.col, 0)].append(line)
    painter = _Painter(book)
    for at, sheet in enumerate(sheets):
        job.step(at, len(sheets), f"正在写入{sheet.name}")
        painter.write_sheet(book.add_worksheet(names[at + 1]), sheet, marks[at], job)
    job.step(len(sheets), len(sheets), "正在保存文件")
    book.close()
    return out.getvalue()


def _write_list(book: Workbook, above: Sequence[str], lines: Sequence[ReportLine], names: Sequence[str]) -> None:
    page = book.add_worksheet(LIST_SHEET)
    plain = {"font_name": FONT, "valign": "top", "text_wrap": True}
    head = book.add_format({**plain, "bold": True, "bg_color": "#EDE7DF", "bottom": 1})
    text, strong = book.add_format(plain), book.add_format({"font_name": FONT, "bold": True})
    link = book.add_format({**plain, "font_color": "#1C6B68", "underline": 1})
    tones = {verdict: book.add_format({**plain, "bg_color": tone}) for verdict, tone in CELL_TONES.items()}
    for at, sentence in enumerate(above):
        page.write_string(at, 0, sentence, strong)
    first = len(above) + 1
    for at, (word, width) in enumerate(HEADS):
        page.set_column(at, at, width)
        page.write_string(first, at, word, head)
    for at, line in enumerate(lines, first + 1):
        page.write_number(at, 0, at - first, text)
        page.write_string(at, 1, line.word, tones.get(line.verdict, text))
        page.write_string(at, 2, line.place, text)
        if line.sheet >= 0 and line.row >= 0 and at < MOST_LINKS:
            cell = xlsxwriter.utility.xl_rowcol_to_cell(line.row, max(line.col, 0))
            page.write_url(at, 3, f"internal:'{names[line.sheet].replace(chr(39), chr(39) * 2)}'!{cell}", link, cell)
        for col, words in enumerate((line.who, line.column, line.what, line.mend), 4):
            page.write_string(at, col, words, text)
    page.freeze_panes(first + 1, 0)
    page.autofilter(first, 0, first + max(len(lines), 1), len(HEADS) - 1)
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(first)


class _Painter:
    """Writes sheets with the colours of their rows and cells; a format is made once."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.formats: dict[tuple[str, str], Format] = {}

    def write_sheet(
        self, page: Worksheet, sheet: ReportSheet, marks: Mapping[tuple[int, int], Sequence[ReportLine]], job: Job
    ) -> None:
        """Write every cell as it was read; a marked one has its colour and says in a comment what is wrong."""
        page.set_column(0, MOST_COLUMNS - 1, NARROW)
        for at, row in enumerate(sheet.rows):
            if at % STEP == 0:
                job.step(at, len(sheet.rows), f"正在写入{sheet.name}")
            for col, cell in enumerate(row[:MOST_COLUMNS]):
                self._write(page, (at, col), cell, sheet.tones.get(at, ""), marks.get((at, col), ()))
        for (at, col), lines in marks.items():
            if at >= len(sheet.rows) or col >= len(sheet.rows[at]):
                self._write(page, (at, col), "", sheet.tones.get(at, ""), lines)
            page.write_comment(at, col, "\n".join(_sentences(lines)), {"x_scale": 2, "y_scale": 0.6 + 0.5 * len(lines)})

    def _write(self, page: Worksheet, at: tuple[int, int], cell: Cell, tone: str, lines: Sequence[ReportLine]) -> None:
        colour = CELL_TONES[_worst(lines)] if lines else ROW_TONES.get(tone, "")
        if isinstance(cell, str):
            look = self._format(colour, "@")
            if cell:
                page.write_string(*at, cell[:MOST_LETTERS], look)
            elif colour:
                page.write_blank(*at, None, look)
        elif isinstance(cell, date) and cell.year < FIRST_YEAR:
            page.write_string(*at, cell.isoformat(), self._format(colour, "@"))
        elif isinstance(cell, date):
            page.write_datetime(*at, datetime.combine(cell, time()), self._format(colour, "yyyy-mm-dd"))
        else:
            page.write_number(*at, cell, self._format(colour, "General"))

    def _format(self, colour: str, number: str) -> Format:
        if (colour, number) not in self.formats:
            filled = {"bg_color": colour, "border": 1, "border_color": "#D8D2C8"} if colour else {}
            self.formats[colour, number] = self.book.add_format({"font_name": FONT, "num_format": number, **filled})
        return self.formats[colour, number]


def _worst(lines: Sequence[ReportLine]) -> str:
    return "refused" if any(line.verdict == "refused" for line in lines) else "doubtful"


def _sentences(lines: Sequence[ReportLine]) -> Iterator[str]:
    """Yield what a comment says: column, fault and remedy of each problem, no sentence twice."""
    said = (f"{line.column}：{line.what}{line.mend}" if line.column else f"{line.what}{line.mend}" for line in lines)
    return chain(dict.fromkeys(said))
