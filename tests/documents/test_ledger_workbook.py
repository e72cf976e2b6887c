"""The ledger's workbook: its sheets in order, each row as it was, taken one sheet at a time."""

import io
from collections.abc import Iterator

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.documents.ledger_sheet import LedgerColumn, LedgerSheet
from kzzq_desktop.documents.ledger_workbook import ledger_workbook

COLUMNS = (LedgerColumn("序号", number=True), LedgerColumn("姓名"), LedgerColumn("备注"))
PRINTABLE = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Co", "Cn")), max_size=12)


def read_back(book: bytes) -> dict[str, list[tuple[object, ...]]]:
    pages = openpyxl.load_workbook(io.BytesIO(book)).worksheets
    return {page.title: [tuple(cell.value for cell in row) for row in page.iter_rows()] for page in pages}


def test_a_sheet_a_village_in_order() -> None:
    sheets = [LedgerSheet(name, COLUMNS, [("1", f"{name}人", "")]) for name in ("先锋嘎查", "巴彦胡硕嘎查")]
    back = read_back(ledger_workbook(iter(sheets), "内部"))
    assert list(back) == ["先锋嘎查", "巴彦胡硕嘎查"]
    assert back["先锋嘎查"] == [("序号", "姓名", "备注"), (1, "先锋嘎查人", None)]


def test_rows_are_asked_for_when_their_sheet_is_written() -> None:
    told: list[str] = []

    def rows(name: str) -> Iterator[tuple[str, ...]]:
        told.append(name)
        yield ("1", name, "")

    def sheets() -> Iterator[LedgerSheet]:
        for name in "甲乙":
            told.append(f"{name}页")
            yield LedgerSheet(name, COLUMNS, rows(name))

    ledger_workbook(sheets(), "内部")
    assert told == ["甲页", "甲", "乙页", "乙"]


@given(st.lists(st.tuples(st.just(""), PRINTABLE, PRINTABLE), max_size=8))
def test_every_text_comes_back(rows: list[tuple[str, str, str]]) -> None:
    back = read_back(ledger_workbook([LedgerSheet("甲", COLUMNS, rows)], "内部"))["甲"]
    for said, kept in zip(rows, back[1:], strict=False):
        assert tuple(word or None for word in said) == kept
    assert len([row for row in rows if any(row)]) >= len(back) - 1 - len([row for row in rows if not any(row)])
