import io
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import Table

from kzzq_desktop.base.errors import AppError
from kzzq_desktop.importers import word_tables
from kzzq_desktop.importers.package import open_package
from kzzq_desktop.importers.sheet import Sheet
from kzzq_desktop.importers.unread import NotATable, TooLarge
from kzzq_desktop.importers.word_tables import read_word
from kzzq_desktop.importers.workbook import read_workbook
from tests.importers import books


def read(document: Document) -> tuple[Sheet, ...]:
    out = io.BytesIO()
    document.save(out)
    return read_word(open_package("a.docx", out.getvalue()))


def filled(rows: int, cols: int) -> tuple[Document, Table]:
    document = docx.Document()
    table = document.add_table(rows, cols)
    for row in range(rows):
        for col in range(cols):
            table.cell(row, col).text = f"{row}{col}"
    return document, table


def test_each_table_is_a_sheet_with_the_paragraphs_above_it_as_its_caption() -> None:
    document = docx.Document()
    for title, text in (("毛都嘎查", "王一"), ("", "李二"), ("东毛都嘎查", "包三")):
        document.add_paragraph(title)
        document.add_table(1, 1).cell(0, 0).text = text
    assert [(sheet.name, sheet.caption, sheet.rows) for sheet in read(document)] == [
        ("表1", ("毛都嘎查",), [["王一"]]),
        ("表2", (), [["李二"]]),
        ("表3", ("东毛都嘎查",), [["包三"]]),
    ]


def test_only_the_last_lines_above_a_table_are_its_caption() -> None:
    document = docx.Document()
    for number in range(9):
        document.add_paragraph(f"第{number}段")
    document.add_table(1, 1).cell(0, 0).text = "王一"
    assert read(document)[0].caption == ("第4段", "第5段", "第6段", "第7段", "第8段")


@pytest.mark.parametrize(("first", "last"), [((0, 0), (0, 2)), ((1, 1), (3, 1)), ((1, 0), (2, 1)), ((0, 1), (3, 2))])
def test_a_merged_cell_stands_once_and_is_a_merge(first: tuple[int, int], last: tuple[int, int]) -> None:
    document, table = filled(5, 3)
    table.cell(*first).merge(table.cell(*last)).text = "合"
    (sheet,) = read(document)
    assert [(row, col) for row, cells in enumerate(sheet.rows) for col, cell in enumerate(cells) if cell == "合"] == [first]
    assert sheet.merges == ((*first, *last),)
    inside = {(row, col) for row in range(first[0], last[0] + 1) for col in range(first[1], last[1] + 1)} - {first}
    assert {(row, col) for row in range(5) for col in range(3) if sheet.rows[row][col] == ""} == inside


def test_two_merges_one_under_the_other() -> None:
    document, table = filled(5, 2)
    table.cell(1, 0).merge(table.cell(2, 0)).text = "甲"
    table.cell(3, 0).merge(table.cell(4, 0)).text = "乙"
    (sheet,) = read(document)
    assert [row[0] for row in sheet.rows] == ["00", "甲", "", "乙", ""]
    assert sheet.merges == ((1, 0, 2, 0), (3, 0, 4, 0))


def test_a_table_within_a_cell_is_a_table_of_its_own() -> None:
    document, table = filled(1, 2)
    table.cell(0, 1).add_table(1, 1).cell(0, 0).text = "里"
    assert [sheet.rows for sheet in read(document)] == [[["00", "01\n"]], [["里"]]]


def test_struck_cells() -> None:
    document, table = filled(2, 2)
    table.cell(0, 0).paragraphs[0].runs[0].font.strike = True
    table.cell(0, 1).paragraphs[0].runs[0].font.double_strike = True
    table.cell(1, 0).paragraphs[0].runs[0].font.strike = False
    table.cell(1, 1).paragraphs[0].runs[0].font.strike = True
    table.cell(1, 1).paragraphs[0].add_run("还在")
    assert read(document)[0].struck == {(0, 0), (0, 1)}


def test_lines_tabs_and_deleted_text() -> None:
    document, table = filled(1, 1)
    cell = table.cell(0, 0)
    cell.text = "王一\n李二\t包三"
    cell.add_paragraph("四")
    gone = f"<w:del {nsdecls('w')}><w:r><w:delText>旧</w:delText></w:r></w:del>"
    new = f"<w:ins {nsdecls('w')}><w:r><w:t>新</w:t></w:r></w:ins>"
    for piece in (gone, new):
        cell.paragraphs[-1]._p.append(parse_xml(piece))
    assert read(document)[0].rows == [["王一\n李二\t包三\n四新"]]


def test_a_row_that_begins_further_right() -> None:
    document, table = filled(2, 2)
    row = table.rows[1]._tr
    row.get_or_add_trPr().append(parse_xml(f'<w:gridBefore {nsdecls("w")} w:val="1"/>'))
    row.remove(row.tc_lst[0])
    assert read(document)[0].rows == [["00", "01"], ["", "11"]]


def test_a_document_without_tables_is_no_table() -> None:
    document = docx.Document()
    document.add_paragraph("通知")
    with pytest.raises(NotATable):
        read(document)


def test_hostile_documents_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = books.parts_of(books.word([["x"]]))
    main = "word/document.xml"
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "' + b"x" * 1000 + b'">]><a>' + b"&b;" * 1000 + b"</a>"
    wide = parts[main].replace(b"<w:tcPr>", b'<w:tcPr><w:gridSpan w:val="999999"/>', 1)
    for body in (bomb, wide, b"<a>" * 3_000, b""):
        with pytest.raises(AppError):
            read_word(open_package("a", books.package(parts | {main: body})))
    monkeypatch.setattr(word_tables, "_MOST_XML", 1_000)
    with pytest.raises(TooLarge):
        read_word(open_package("a", books.package(parts)))


def test_a_document_is_read_whatever_its_name(tmp_path: Path) -> None:
    (tmp_path / "台账.xls").write_bytes(books.word([["户主"], ["王一"]], ["毛都嘎查"]))
    assert [(sheet.name, sheet.caption) for sheet in read_workbook(tmp_path / "台账.xls")] == [("", ("毛都嘎查",))]
