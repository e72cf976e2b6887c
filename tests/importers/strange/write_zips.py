"""Pages as a table of a Word document and as an OpenDocument workbook: XML in a zip whose dates stand still."""

from collections.abc import Sequence
from datetime import date
from html import escape
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from tests.importers.strange.page import Page
from tests.importers.strange.said import Cell, Formula, shown
from tests.importers.strange.write_text import printed, spans_of

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{DOCUMENT_TYPE}"/></Types>'
)
RELATIONS = (
    f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}" Target="word/document.xml"/></Relationships>'
)
OPEN = "urn:oasis:names:tc:opendocument:xmlns:"
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
MANIFEST = (
    f'<manifest:manifest xmlns:manifest="{OPEN}manifest:1.0" manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def write_zip(path: Path, parts: Sequence[tuple[str, str]], *, stored: Sequence[str] = ()) -> None:
    with ZipFile(path, "w") as out:
        for name, text in parts:
            info = ZipInfo(name, (2025, 3, 15, 0, 0, 0))
            info.compress_type = ZIP_STORED if name in stored else ZIP_DEFLATED
            out.writestr(info, text)


def write_docx(path: Path, page: Page) -> None:
    """Write the page as the one table of a document; every row of the page is a row of the table."""
    spans, covered = spans_of(page)
    # Where a merged cell begins in each row that it reaches: how far below its top, and how far right it goes.
    starts = {(row + n, col): (n, down, right) for (row, col), (down, right) in spans.items() for n in range(down + 1)}
    rows = []
    for row in range(1, page.height + 1):
        cells = [
            docx_cell(page, row, col, starts.get((row, col), (0, 0, 0)))
            for col in range(1, page.width + 1)
            if (row, col) not in covered or (row, col) in starts
        ]
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
    columns = "<w:gridCol/>" * page.width
    table = f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    body = f'<w:document xmlns:w="{WORD}"><w:body>{table}<w:p/><w:sectPr/></w:body></w:document>'
    write_zip(path, [("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONS), ("word/document.xml", body)])


def docx_cell(page: Page, row: int, col: int, merged: tuple[int, int, int]) -> str:
    below, down, right = merged
    look = f'<w:gridSpan w:val="{right + 1}"/>' if right else ""
    if down:
        look += "<w:vMerge/>" if below else '<w:vMerge w:val="restart"/>'
    text = "" if below else printed(page.cells.get((row, col)))
    return f"<w:tc><w:tcPr>{look}</w:tcPr>{paragraphs(text)}</w:tc>"


def paragraphs(text: str) -> str:
    return "".join(f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in text.split("\n"))


def write_ods(path: Path, pages: Sequence[Page]) -> None:
    """Write the pages as the tables of an OpenDocument workbook."""
    spaces = " ".join(f'xmlns:{name}="{OPEN}{name}:1.0"' for name in ("office", "table", "text"))
    tables = "".join(f'<table:table table:name="{escape(page.name)}">{ods_rows(page)}</table:table>' for page in pages)
    content = (
        f'<office:document-content {spaces} office:version="1.2"><office:body><office:spreadsheet>{tables}'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    write_zip(path, [("mimetype", ODS_TYPE), ("content.xml", content), ("META-INF/manifest.xml", MANIFEST)], stored=["mimetype"])


def ods_rows(page: Page) -> str:
    spans, covered = spans_of(page)
    lines = []
    for row in range(1, page.height + 1):
        line = []
        for col in range(1, page.width + 1):
            if (row, col) in covered:
                line.append("<table:covered-table-cell/>")
                continue
            down, right = spans.get((row, col), (0, 0))
            more = f' table:number-rows-spanned="{down + 1}" table:number-columns-spanned="{right + 1}"' if down or right else ""
            line.append(f"<table:table-cell{more}{ods_value(page.cells.get((row, col)))}</table:table-cell>")
        lines.append(f"<table:table-row>{''.join(line)}</table:table-row>")
    return "".join(lines)


def ods_value(cell: Cell) -> str:
    """The rest of the cell's tag with its typed value, and its text."""
    formula = f' table:formula="of:{escape(cell.text)}"' if isinstance(cell, Formula) else ""
    kept = cell.kept if isinstance(cell, Formula) else cell
    if kept is None:
        return f"{formula}>"
    text = "".join(f"<text:p>{spaced(line)}</text:p>" for line in printed(kept).split("\n"))
    if isinstance(kept, date):
        return f'{formula} office:value-type="date" office:date-value="{kept.isoformat()}">{text}'
    if isinstance(kept, int | float):
        return f'{formula} office:value-type="float" office:value="{shown(kept)}">{text}'
    return f'{formula} office:value-type="string">{text}'


def spaced(line: str) -> str:
    """OpenDocument folds runs of spaces unless they are counted."""
    return escape(line).replace("\t", "<text:tab/>").replace("  ", ' <text:s text:c="1"/>')
