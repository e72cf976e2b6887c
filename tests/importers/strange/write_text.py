"""Pages as comma, tab and HTML text and as Excel's XML of 2003, which clerks often name .xls."""

import csv
import io
from datetime import date
from html import escape
from pathlib import Path

from tests.importers.strange.page import Page
from tests.importers.strange.said import Cell, Formula, shown

ENCODINGS = {"csv_gb18030": "gb18030", "csv_gbk": "gbk", "csv_utf8bom": "utf-8-sig", "csv_utf8": "utf-8", "txt_utf16": "utf-16"}
HTML = (
    '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">\n<head>\n'
    '<meta http-equiv="Content-Type" content="text/html; charset=utf-8">\n</head>\n<body>\n'
    '<table border="1">\n{rows}\n</table>\n</body>\n</html>\n'
)
XML = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<?mso-application progid="Excel.Sheet"?>\n'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">\n'
    '<Styles><Style ss:ID="day"><NumberFormat ss:Format="yyyy/m/d"/></Style></Styles>\n'
    '<Worksheet ss:Name="{name}">\n<Table>\n{rows}\n</Table>\n</Worksheet>\n</Workbook>\n'
)


def printed(cell: Cell) -> str:
    """The cell as Excel shows it in text."""
    return f"{cell.year}/{cell.month}/{cell.day}" if isinstance(cell, date) else shown(cell)


def grid_of(page: Page) -> list[list[str]]:
    return [[printed(page.cells.get((row, col))) for col in range(1, page.width + 1)] for row in range(1, page.height + 1)]


def write_text(path: Path, page: Page, kind: str) -> None:
    """Write comma or tab text; what GBK does not know is written in GB18030."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter="\t" if kind.startswith("txt") else ",", lineterminator="\r\n").writerows(grid_of(page))
    try:
        path.write_bytes(out.getvalue().encode(ENCODINGS[kind]))
    except UnicodeEncodeError:
        path.write_bytes(out.getvalue().encode("gb18030"))


def spans_of(page: Page) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    """How far each merged cell reaches down and right, and the cells that it covers."""
    spans, covered = {}, set()
    for top, left, bottom, right in page.merges:
        spans[top, left] = (bottom - top, right - left)
        covered |= {(row, col) for row in range(top, bottom + 1) for col in range(left, right + 1)} - {(top, left)}
    return spans, covered


def write_html(path: Path, page: Page) -> None:
    """Write a table as the web pages that are saved under the name of a workbook have it."""
    spans, covered = spans_of(page)
    lines = []
    for row in range(1, page.height + 1):
        line = []
        for col in range(1, page.width + 1):
            if (row, col) in covered:
                continue
            down, right = spans.get((row, col), (0, 0))
            more = (f' rowspan="{down + 1}"' if down else "") + (f' colspan="{right + 1}"' if right else "")
            line.append(f"<td{more}>{escape(printed(page.cells.get((row, col)))).replace(chr(10), '<br>')}</td>")
        lines.append(f"<tr>{''.join(line)}</tr>")
    path.write_text(HTML.format(rows="\n".join(lines)), encoding="utf-8")


def write_xml(path: Path, page: Page) -> None:
    """Write Excel's XML of 2003: cells that are covered or empty are left out and counted over."""
    spans, covered = spans_of(page)
    lines = []
    for row in range(1, page.height + 1):
        line = []
        for col in range(1, page.width + 1):
            cell = page.cells.get((row, col))
            if (row, col) in covered or cell is None:
                continue
            down, right = spans.get((row, col), (0, 0))
            more = (f' ss:MergeDown="{down}"' if down else "") + (f' ss:MergeAcross="{right}"' if right else "")
            line.append(f'<Cell ss:Index="{col}"{more}{styled(cell)}{counted(cell)}>{data(cell)}</Cell>')
        lines.append(f'<Row ss:Index="{row}">{"".join(line)}</Row>')
    path.write_text(XML.format(name=escape(page.name), rows="\n".join(lines)), encoding="utf-8")


def styled(cell: Cell) -> str:
    return ' ss:StyleID="day"' if isinstance(cell, date) else ""


def counted(cell: Cell) -> str:
    return f' ss:Formula="{escape(cell.text)}"' if isinstance(cell, Formula) else ""


def data(cell: Cell) -> str:
    """The value with its type."""
    if isinstance(cell, Formula):
        cell = cell.kept
    if cell is None:
        return ""
    if isinstance(cell, date):
        return f'<Data ss:Type="DateTime">{cell.isoformat()}T00:00:00.000</Data>'
    kind = "Number" if isinstance(cell, int | float) else "String"
    return f'<Data ss:Type="{kind}">{escape(shown(cell)).replace(chr(10), "&#10;").replace(chr(9), "&#9;")}</Data>'
