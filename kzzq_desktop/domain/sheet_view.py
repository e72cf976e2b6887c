"""How the sheets of a ledger were understood, cell by cell, and what the clerk says otherwise (no Qt, no files)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kzzq_desktop.domain.spot import Spot

Cell = str | float | date
FORBIDDEN, IGNORED = "forbidden", "ignored"
# What a column of a ledger can hold, in the order of an empty one; two codes stand for columns that are not read.
FIELD_WORDS = {
    "seq": "序号", "household_no": "户号", "head_name": "户主", "name": "姓名", "relation": "与户主关系", "sex": "性别",
    "birth": "出生日期", "id_number": "身份证号", "phone": "联系电话", "township": "苏木镇", "village": "嘎查村", "group": "组",
    "building": "楼宇", "door": "门牌号", "address": "住址", "population": "家庭人口", "grid": "网格",
    "contact_member": "联系党员", "contact_phone": "党员电话", "need": "需求", "status": "状态", "note": "备注",
    "member_name": "党员姓名", "branch": "党支部", "post": "岗位", "household_head": "所在户户主",
    IGNORED: "不导入", FORBIDDEN: "按规定不导入",
}  # fmt: skip


class RowKind(StrEnum):
    """What a row of a sheet is."""

    TITLE = "title"
    HEADER = "header"
    PEOPLE = "people"
    STATED = "stated"
    TOTAL = "total"
    NOTE = "note"
    EXAMPLE = "example"
    REFUSED = "refused"
    BLANK = "blank"
    UNREAD = "unread"


class Ground(StrEnum):
    """Why a column is taken for what it is: its words, its content, both, or the clerk's own word."""

    WORDS = "words"
    CONTENT = "content"
    BOTH = "both"
    CLERK = "clerk"
    NONE = ""


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A column of a table: `col` from 0, its label as read, the field it was taken for ("" when unknown) and why."""

    col: int
    label: str
    field: str
    ground: Ground = Ground.NONE


@dataclass(frozen=True, slots=True)
class TableView:
    """One table of a sheet, from its header's first row; rows and columns from 0, the last ones included.

    `source` names its layout: tables with the same labels in the same order share it, in any file.
    """

    source: str
    layout: str
    top: int
    bottom: int
    left: int
    right: int
    columns: tuple[ColumnView, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetView:
    """A sheet as it stands and as it was understood. Columns that a rule forbids hold no values here.

    `kinds` says of each row from 0 what it is; `hidden_rows` and `hidden_cols` count from 0 and were read.
    """

    spot: Spot
    rows: Sequence[Sequence[Cell]] = field(repr=False)
    kinds: Mapping[int, RowKind] = field(default_factory=dict, repr=False)
    tables: tuple[TableView, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_cols: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Said:
    """What the clerk says about files before they are read (again).

    `villages`: a village code for a sheet that was asked. `columns`: {table source: {column from 0: field code}}.
    `cells`: {place with row and column from 1: the text that should stand there}. `passwords`: {file name: password}.
    """

    villages: Mapping[Spot, str] = field(default_factory=dict)
    columns: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    cells: Mapping[Spot, str] = field(default_factory=dict)
    passwords: Mapping[str, str] = field(default_factory=dict, repr=False)


NOTHING_SAID = Said()
