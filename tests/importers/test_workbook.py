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
from kzzq_desktop.importers.workbook import (
    DamagedFile,
    EmptyFile,
    FileBusy,
    FileNotRead,
    NotATable,
    PasswordProtected,
    decode,
    is_lock_file,
    is_open_elsewhere,
    read_workbook,
)
from tests.importers.tables import HEADER, family, write_csv, write_xlsx

ROWS = [HEADER, *family(1, "王一", "李二"), *family(2, "包三")]
FORMATS = Path(__file__).parent / "ledgers" / "formats"


@pytest.mark.parametrize("name", ["台账.xlsx", "台账.xls", "台账.et", "台账.csv", "台账"])
def test_a_workbook_is_known_by_its_content_and_not_by_its_name(tmp_path: Path, name: str) -> None:
    made = write_xlsx(tmp_path / "made.xlsx", ROWS)
    path = made.rename(tmp_path / name)
    (sheet,) = read_workbook(path)
    assert sheet.name == "毛都嘎查"
    assert sheet.rows[1][2] == "王一"


@pytest.mark.parametrize("name", ["台账.csv", "台账.xls", "台账.txt"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_text_is_read_in_every_encoding_with_every_separator(tmp_path: Path, name: str, encoding: str, separator: str) -> None:
    (sheet,) = read_workbook(write_csv(tmp_path / name, ROWS, encoding, separator))
    assert sheet.name == ""
    assert sheet.rows == [list(row) for row in ROWS]


def test_short_text_is_not_taken_for_another_language(tmp_path: Path) -> None:
    for text in ("姓名,电话\n王伟,15412345678\n", "户主\n王伟\n", "名称,户主\n", "编号,户主,电话\n1,𬸚,2\n"):
        path = tmp_path / "a.csv"
        path.write_bytes(text.encode("gb18030"))
        assert read_workbook(path)[0].rows[0][0] == text.splitlines()[0].split(",")[0]


@given(st.text(alphabet="王包乌日娜𬸚㛃䶮𣲗姓名电话,\n15", min_size=1, max_size=60))
def test_whatever_is_written_in_a_chinese_encoding_is_read_back(text: str) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert decode("台账.csv", text.encode(encoding)) == text
    written = text.encode("gb18030")
    assert decode("台账.csv", written) in {text, *_valid_utf8(written)}


def _valid_utf8(data: bytes) -> set[str]:
    try:
        return {data.decode()}
    except UnicodeDecodeError:
        return set()


def test_cells_are_text_numbers_and_days(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [["甲", 3, 1.5, date(1986, 5, 3), datetime(1986, 5, 3, 10, 0), True, None, "末"]])  # noqa: DTZ001
    assert read_workbook(path)[0].rows[0] == ["甲", 3.0, 1.5, date(1986, 5, 3), date(1986, 5, 3), "是", "", "末"]


def test_merges_hidden_sheets_and_leading_blanks_are_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["C3"] = "户主"
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


def test_a_word_document_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "台账.xls"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", "<w/>")
    with pytest.raises(NotATable):
        read_workbook(path)
    path.write_bytes(workbook._OLE + b"\x00" * 500 + "WordDocument".encode("utf-16-le"))
    with pytest.raises(NotATable):
        read_workbook(path)


def test_random_bytes_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    path.write_bytes(bytes(range(256)) * 4)
    with pytest.raises(NotATable):
        read_workbook(path)


def test_a_password_is_named(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(workbook._OLE + b"\x00" * 1000 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 100)
    with pytest.raises(PasswordProtected) as caught:
        read_workbook(path)
    assert "密码" in caught.value.sentence()


def test_a_password_on_an_old_workbook_is_named(tmp_path: Path) -> None:
    data = bytearray((FORMATS / "架玛吐镇火犁村_flat_xls.xls").read_bytes())
    after_first_record = data.index(b"\x09\x08\x10\x00\x00\x06") + 20
    data[after_first_record : after_first_record + 2] = b"\x2f\x00"
    path = tmp_path / "台账.xls"
    path.write_bytes(bytes(data))
    with pytest.raises(PasswordProtected):
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


def test_a_sheet_of_unreasonable_size_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "_MOST_CELLS", 10)
    with pytest.raises(DamagedFile) as caught:
        read_workbook(write_xlsx(tmp_path / "a.xlsx", ROWS))
    assert "空行" in caught.value.sentence()


@given(st.binary(min_size=1, max_size=300))
def test_no_bytes_at_all_end_in_a_crash(data: bytes) -> None:
    for start in (b"", b"PK\x03\x04", workbook._OLE, b"<?xml ?>", b"<html><table>"):
        with suppress(AppError, ValueError):
            workbook._read_sheets("台账", start + data)
