from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.importers import text_file
from kzzq_desktop.importers.text_file import decode, read_text
from kzzq_desktop.importers.unread import NotATable, TooLarge
from kzzq_desktop.importers.workbook import read_workbook
from tests.importers.tables import HEADER, family, write_csv

ROWS = [HEADER, *family(1, "王一", "李二"), *family(2, "包三")]


@pytest.mark.parametrize("name", ["台账.csv", "台账.xls", "台账.txt"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_text_is_read_in_every_encoding_with_every_separator(tmp_path: Path, name: str, encoding: str, separator: str) -> None:
    (sheet,) = read_workbook(write_csv(tmp_path / name, ROWS, encoding, separator))
    assert sheet.name == ""
    assert sheet.rows == [list(row) for row in ROWS]


def test_short_text_is_not_taken_for_another_language() -> None:
    for text in ("姓名,电话\n王伟,15412345678\n", "户主\n王伟\n", "名称,户主\n", "编号,户主,电话\n1,𬸚,2\n"):
        assert decode("a.csv", text.encode("gb18030")) == text


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


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_text_torn_within_a_character_is_read_but_for_that_character(encoding: str) -> None:
    whole = "户主,电话\n" + "王一,15400000001\n" * 100
    text = decode("a.csv", (whole + "李").encode(encoding)[:-1])
    assert text.startswith(whole)
    assert len(text) <= len(whole) + 1


def test_a_few_zeros_in_a_text_are_no_text() -> None:
    text = "户主,电话\n" + "王一,15400000001\n" * 500
    assert decode("a.csv", text.encode("gb18030").replace(b"\n", b"\0\n", 3)) == text


@pytest.mark.parametrize("data", [bytes(range(256)) * 4, b"\x80\xff" * 300, b"ab\x00\x00" * 50 + b"\xff"])
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(NotATable):
        decode("a.csv", data)


def test_a_quotation_mark_without_a_partner_does_not_swallow_the_rows_below() -> None:
    text = 'a,"b\n' + "王一,1\n" * 100
    assert read_text("a.csv", text).rows[-1] == ["王一", "1"]
    assert read_text("a.csv", '"二\n行",1\n甲,2\n').rows == [["二\n行", "1"], ["甲", "2"]]


def test_a_coloured_row_of_16384_columns_is_as_wide_as_what_is_in_it() -> None:
    sheet = read_text("a.csv", "户主,电话" + "," * 16_382 + "\n王一,1" + "," * 16_382 + "\n")
    assert sheet.rows == [["户主", "电话"], ["王一", "1"]]


@pytest.mark.parametrize("text", ["甲," * 3_000 + "乙", "甲,\n" * 40_000 + "乙," * 1_990 + "丙"])
def test_a_giant_line_is_refused(text: str) -> None:
    with pytest.raises(TooLarge):
        read_text("a.csv", text)


def test_a_text_larger_than_any_ledger_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_file, "MOST_BYTES", 10)
    with pytest.raises(TooLarge):
        decode("a.csv", b"a,b\n" * 10)


def test_lines_that_end_as_on_old_computers() -> None:
    assert read_text("a.csv", "户主,电话\r王一,1\r").rows == [["户主", "电话"], ["王一", "1"]]


@pytest.mark.parametrize("line", ["sep=;", "SEP=;", '"sep=;"'])
def test_a_text_may_name_its_separator(line: str) -> None:
    assert read_text("a.csv", f"{line}\r\n户主;住址,门牌\r\n王一;一组,1\r\n").rows == [["户主", "住址,门牌"], ["王一", "一组,1"]]
