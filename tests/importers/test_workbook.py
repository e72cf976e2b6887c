import zipfile
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.base.errors import AppError
from kzzq_desktop.importers import workbook
from kzzq_desktop.importers.old_book import OLE
from kzzq_desktop.importers.workbook import (
    DamagedFile,
    EmptyFile,
    FileBusy,
    FileNotRead,
    NotATable,
    TooLarge,
    is_lock_file,
    is_open_elsewhere,
    read_workbook,
)
from tests.importers.books import container, every_format, saved, word
from tests.importers.tables import HEADER, family, write_xlsx

ROWS = [HEADER, *family(1, "王一", "李二"), *family(2, "包三")]
FORMATS = Path(__file__).parent / "ledgers" / "formats"


@pytest.mark.parametrize("name", ["台账.xlsx", "台账.xls", "台账.et", "台账.csv", "台账"])
def test_a_workbook_is_known_by_its_content_and_not_by_its_name(tmp_path: Path, name: str) -> None:
    made = write_xlsx(tmp_path / "made.xlsx", ROWS)
    path = made.rename(tmp_path / name)
    (sheet,) = read_workbook(path)
    assert sheet.name == "毛都嘎查"
    assert sheet.rows[1][2] == "王一"


@pytest.mark.parametrize("name", list(every_format(ROWS)))
def test_the_same_rows_are_read_from_every_format(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(every_format(ROWS)[name])
    (sheet,) = read_workbook(tmp_path / name)
    assert [[*row, *[""] * (len(HEADER) - len(row))] for row in sheet.rows] == [list(row) for row in ROWS]


@pytest.mark.parametrize("name", list(every_format(ROWS)))
def test_every_format_is_known_without_its_name(tmp_path: Path, name: str) -> None:
    """What a clerk's program calls .xls may be anything."""
    (tmp_path / "台账.xls").write_bytes(every_format(ROWS)[name])
    assert read_workbook(tmp_path / "台账.xls")[0].rows[1][2] == "王一"


def test_cells_are_text_numbers_and_days(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [["甲", 3, 1.5, date(1986, 5, 3), datetime(1986, 5, 3, 10, 0), True, None, "末"]])  # noqa: DTZ001
    assert read_workbook(path)[0].rows[0] == ["甲", 3.0, 1.5, date(1986, 5, 3), date(1986, 5, 3), "是", "", "末"]


def test_merges_hidden_sheets_and_leading_blanks_are_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["C3"] = "户主"
    book.active["A5"] = "末"
    book.active.merge_cells("C3:C5")
    book.create_sheet("字典").sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    first, second = read_workbook(tmp_path / "a.xlsx")
    assert first.rows[2][2] == "户主"
    assert first.merges == ((2, 2, 4, 2),)
    assert not first.hidden
    assert second.hidden


OTHER_KINDS = (b"%PDF-1.7 \n1 0 obj", b"\x89PNG\r\n\x1a\n0000", b"\xff\xd8\xff\xe0abc", b"Rar!\x1a\x07", b"MZ\x90\x00")


@pytest.mark.parametrize("start", OTHER_KINDS)
def test_a_file_of_another_kind_is_refused_in_a_sentence(tmp_path: Path, start: bytes) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(start)
    with pytest.raises(NotATable) as caught:
        read_workbook(path)
    assert "台账.xlsx" in caught.value.sentence()
    assert ".xlsx" in caught.value.advice


@pytest.mark.parametrize("part", ["word/document.xml", "xl/workbook.xml", "xl/workbook.bin", "content.xml"])
def test_a_hollow_package_is_damaged(tmp_path: Path, part: str) -> None:
    path = tmp_path / "台账.xls"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(part, "<w/>")
    with pytest.raises(AppError) as caught:
        read_workbook(path)
    assert isinstance(caught.value, DamagedFile | EmptyFile)


@pytest.mark.parametrize("stream", ["WordDocument", "PowerPoint Document", "别的"])
def test_an_old_document_of_another_kind_is_no_table(tmp_path: Path, stream: str) -> None:
    path = tmp_path / "台账.xls"
    path.write_bytes(container({stream: b"x"}))
    with pytest.raises(NotATable):
        read_workbook(path)


def test_a_presentation_is_no_table(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.pptx", "w") as package:
        package.writestr("ppt/slides/slide1.xml", "<p/>")
    with pytest.raises(NotATable):
        read_workbook(tmp_path / "a.pptx")


def test_a_document_with_one_empty_table_is_empty(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(word([["", ""]]))
    with pytest.raises(EmptyFile):
        read_workbook(tmp_path / "a.docx")


def test_random_bytes_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    path.write_bytes(bytes(range(256)) * 4)
    with pytest.raises(NotATable):
        read_workbook(path)


@pytest.mark.parametrize("data", [b"", b" \r\n\t\r\n", b"\x00" * 64, b"\xef\xbb\xbf\r\n", b",,,\r\n,,,\r\n"])
def test_an_empty_file_is_named(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "台账.csv"
    path.write_bytes(data)
    with pytest.raises(EmptyFile) as caught:
        read_workbook(path)
    assert "没有内容" in caught.value.what or "空文件" in caught.value.what


def test_an_empty_workbook_is_named(tmp_path: Path) -> None:
    with pytest.raises(EmptyFile):
        read_workbook(write_xlsx(tmp_path / "a.xlsx", []))


@pytest.mark.parametrize("kept", [4, 30, 300, 2000])
def test_a_torn_workbook_is_named(tmp_path: Path, kept: int) -> None:
    whole = write_xlsx(tmp_path / "a.xlsx", ROWS * 20).read_bytes()
    (tmp_path / "b.xlsx").write_bytes(whole[:kept])
    with pytest.raises(DamagedFile):
        read_workbook(tmp_path / "b.xlsx")


@pytest.mark.parametrize("name", ["架玛吐镇火犁村_flat_xls.xls", "架玛吐镇火犁村_flat_et.et", "架玛吐镇火犁村_flat_xml_xls.xls"])
def test_an_old_workbook_torn_anywhere_is_a_sentence_or_a_table(tmp_path: Path, name: str) -> None:
    whole = (FORMATS / name).read_bytes()
    for kept in range(8, len(whole), len(whole) // 25):
        path = tmp_path / name
        path.write_bytes(whole[:kept])
        with suppress(AppError):
            assert read_workbook(path)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(FileNotRead) as caught:
        read_workbook(tmp_path / "没有.xlsx")
    assert "U盘" in caught.value.sentence()
    with pytest.raises(NotATable):
        read_workbook(tmp_path)


@pytest.mark.parametrize(("error", "kind"), [(PermissionError(13, "busy"), FileBusy), (OSError(5, "gone"), FileNotRead)])
def test_a_busy_file_and_a_pulled_stick(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, kind: type[AppError]
) -> None:
    def fail(_: Path) -> bytes:
        raise error

    path = write_xlsx(tmp_path / "a.xlsx", ROWS)
    monkeypatch.setattr(Path, "read_bytes", fail)
    with pytest.raises(kind) as caught:
        read_workbook(path)
    assert caught.value.what
    assert caught.value.advice


@pytest.mark.parametrize("mark", ["~$台账.xlsx", ".~台账.xlsx", ".~lock.台账.xlsx#"])
def test_the_marks_of_an_open_file(tmp_path: Path, mark: str) -> None:
    path = write_xlsx(tmp_path / "台账.xlsx", ROWS)
    assert not is_open_elsewhere(path)
    (tmp_path / mark).write_bytes(b"x")
    assert is_open_elsewhere(path)
    assert not is_lock_file(path)
    assert is_lock_file(tmp_path / mark)


def test_a_file_too_large_for_a_table_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "_MOST_BYTES", 10)
    with pytest.raises(NotATable):
        read_workbook(write_xlsx(tmp_path / "a.xlsx", ROWS))


def test_a_sheet_of_unreasonable_size_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1048576"] = "户主", "王一"
    (tmp_path / "a.xlsx").write_bytes(saved(book))
    with pytest.raises(TooLarge) as caught:
        read_workbook(tmp_path / "a.xlsx")
    assert "1048576行" in caught.value.sentence()
    assert "空行" in caught.value.sentence()


@given(st.binary(min_size=1, max_size=300))
def test_no_bytes_at_all_end_in_a_crash(data: bytes) -> None:
    for start in (b"", b"PK\x03\x04", OLE, b"<?xml ?>", b"<html><table>", b"\x09\x08\x08\x00\x00\x00"):
        with suppress(AppError, ValueError):
            workbook._read_sheets("台账", start + data)
