"""Which column holds what: the header rows of a sheet, found and read through the list of header aliases."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from kzzq_desktop.domain.names import normal_text
from kzzq_desktop.domain.reference import read_reference
from kzzq_desktop.importers.workbook import Cell, Sheet

_DEEPEST_HEADER = 40
_FORBIDDEN_PARTS = (
    *("民族", "宗教", "信仰", "银行", "账号", "帐号", "账户", "一卡通", "社保卡", "残疾", "健康", "血型", "疾病", "患病"),
    *("政治面貌", "是否党员", "兵役", "上访", "信访", "婚姻", "文化程度", "学历"),
)
_OWNERS = ("户主", "本人", "成员", "家庭成员", "住户", "农户", "村民", "居民", "联系户", "党员")
_PERSON = frozenset({"name", "relation", "id_number", "birth", "sex"})
NAMES = frozenset({"name", "head_name", "member_name"})
_NUMBERED = re.compile(r"^(?:家庭)?成员[（(]?[1-9一二三四五六七八九][)）]?")
_MARKS = re.compile(r"[\s*＊:：★]")
_LONGEST_LABEL = 30
_SUBTITLE = re.compile(r"填报|单位：|时间：|年月日|\d{4}年")
_BRACKETS = re.compile(r"[（(【\[].*?[)）】\]]")


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a sheet: its rows from 0 (`first`..`last`), each field's columns from 0, and what was not read.

    `labels` is each column's label; `forbidden` the columns that a rule leaves out; `unknown` those nobody knows.
    """

    first: int
    last: int
    labels: tuple[str, ...]
    fields: dict[str, list[int]] = field(default_factory=dict)
    forbidden: tuple[int, ...] = ()
    unknown: tuple[int, ...] = ()

    def has(self, name: str) -> bool:
        """Say whether a field has a column."""
        return name in self.fields

    def col(self, name: str) -> int:
        """Return a field's first column, -1 without one."""
        return self.fields.get(name, [-1])[0]


def find_header(sheet: Sheet) -> Header | None:
    """Return the sheet's header, of one row or of two, or None where no row looks like one."""
    scores = [_score(row) for row in sheet.rows[:_DEEPEST_HEADER]]
    if not any(scores):
        return None
    # A header may be repeated further down, and there in one row instead of two: the first good one counts.
    best = next(place for place, score in enumerate(scores) if score > 0.5 * max(scores))
    first = last = best
    if best > 0 and _is_group_row(sheet, best - 1):
        first = best - 1
    elif best + 1 < len(sheet.rows) and _is_second_row(sheet.rows[best], sheet.rows[best + 1]):
        last = best + 1
    return _read_header(sheet, first, last)


def bare_label(cell: Cell) -> str:
    """Return a header cell's text without spaces, stars, colons and full-width forms."""
    text = normal_text(cell) if isinstance(cell, str) else ""
    return _MARKS.sub("", text).replace("(", "（").replace(")", "）")


def known_fields(label: str) -> tuple[str, ...]:
    """Return the fields a label may mean, "forbidden" for a column that must not be imported, () if unknown."""
    return _look_up(label) if 0 < len(label) <= _LONGEST_LABEL else ()


@lru_cache(maxsize=2048)
def _look_up(label: str) -> tuple[str, ...]:
    for form in (label, _BRACKETS.sub("", label)):
        if form in _aliases():
            return _aliases()[form]
        if form in _forbidden():
            return ("forbidden",)
    if any(part in label for part in _FORBIDDEN_PARTS):
        return ("forbidden",)
    numbered = _NUMBERED.sub("", label)
    if numbered != label and numbered in _aliases():
        return _aliases()[numbered]
    for owner in _OWNERS:
        rest = _BRACKETS.sub("", label).removeprefix(owner).removeprefix("的")
        if owner != "党员" and label.startswith(owner) and rest in _aliases():
            return _aliases()[rest]
    return ()


def _score(row: Sequence[Cell]) -> int:
    """How much a row looks like a header: known labels, if they are most of its cells and one names people."""
    labels = [bare_label(cell) for cell in row if cell != ""]
    known = [known_fields(label) for label in labels]
    hits = sum(bool(fields) for fields in known)
    if hits < 2 or hits < 0.5 * len(labels) + 0.5:
        return 0
    named = any(NAMES & set(fields) or "contact_member" in fields for fields in known)
    return hits * 2 + len({fields for fields in known if fields}) if named else 0


def _is_group_row(sheet: Sheet, place: int) -> bool:
    """Say whether a row above the labels is their upper part: known labels or words over several columns."""
    row = sheet.rows[place]
    cells = [bare_label(cell) for cell in row if cell != ""]
    if len(cells) < 2 or any(not isinstance(cell, str) or len(cell) > 20 for cell in row):
        return False
    if _SUBTITLE.search("".join(cells)):
        return False
    known = sum(bool(known_fields(cell)) for cell in cells)
    spanned = sum(1 for top, left, bottom, right in sheet.merges if top == place and (right > left or bottom > place))
    blanks_below = sum(1 for col, cell in enumerate(row) if cell != "" and _at(sheet.rows[place + 1], col) == "")
    return known >= 1 and (spanned >= 2 or blanks_below >= 1 or len(cells) <= 4)


def _is_second_row(upper: Sequence[Cell], lower: Sequence[Cell]) -> bool:
    """Say whether the row below holds more labels: mostly known ones, under columns the upper row leaves open."""
    labels = [(col, bare_label(cell)) for col, cell in enumerate(lower) if cell != ""]
    if not labels or any(not isinstance(cell, str) for cell in lower):
        return False
    known = sum(bool(known_fields(label)) for _, label in labels)
    open_above = sum(1 for col, _ in labels if not known_fields(bare_label(_at(upper, col))))
    return known >= 2 and known > 0.6 * len(labels) and open_above >= 1


def _read_header(sheet: Sheet, first: int, last: int) -> Header:
    width = max(len(row) for row in sheet.rows[first : last + 1])
    lower = [bare_label(_at(sheet.rows[last], col)) for col in range(width)]
    upper = _upper_labels(sheet, first, lower) if last > first else [""] * width
    labels = tuple(low or high for low, high in zip(lower, upper, strict=True))
    fields: dict[str, list[int]] = defaultdict(list)
    forbidden, unknown = [], []
    for col, candidates in enumerate(_candidates(labels, lower, upper)):
        if "forbidden" in candidates:
            forbidden.append(col)
        elif candidates:
            fields[candidates[0]].append(col)
        elif labels[col]:
            unknown.append(col)
    _settle(fields)
    return Header(first, last, labels, dict(fields), tuple(forbidden), tuple(unknown))


def _upper_labels(sheet: Sheet, first: int, lower: Sequence[str]) -> list[str]:
    """The upper label over each column: of its merged range, else carried right over columns that only have a lower one."""
    upper = [bare_label(_at(sheet.rows[first], col)) for col in range(len(lower))]
    spans = [merge for merge in sheet.merges if merge[0] == first and merge[3] > merge[1]]
    for _, left, _, right in spans:
        for col in range(left + 1, min(right + 1, len(upper))):
            upper[col] = upper[left]
    if not spans:
        for col in range(1, len(upper)):
            if not upper[col] and lower[col] and lower[col - 1]:
                upper[col] = upper[col - 1]
    return upper


def _candidates(labels: Sequence[str], lower: Sequence[str], upper: Sequence[str]) -> list[tuple[str, ...]]:
    """The fields each column may be, the likeliest first, from its label and the words above it."""
    known = [known_fields(label) for label in labels]
    counts = Counter(name for fields in known for name in fields)
    heads = any("head_name" in fields and "name" not in fields for fields in known)
    is_flat = heads or counts["relation"] > 0 or counts["household_no"] > 0
    return [
        _choose(fields, is_flat=is_flat, above=upper[col] if lower[col] else "", label=labels[col], counts=counts)
        for col, fields in enumerate(known)
    ]


def _choose(fields: tuple[str, ...], *, is_flat: bool, above: str, label: str, counts: Counter[str]) -> tuple[str, ...]:
    if not fields or "forbidden" in fields:
        return fields
    of_member = "党员" in above and "家庭" not in above
    if "phone" in fields and of_member:
        return ("contact_phone",)
    if {"name", "head_name"} <= set(fields):
        if of_member:
            return ("contact_member",)
        return ("head_name",) if "户主" in above or not is_flat else ("name",)
    if label == "党员姓名" and not counts["relation"] and not counts["head_name"]:
        return ("member_name",)
    return fields


def _settle(fields: dict[str, list[int]]) -> None:
    """Where a field stands in several columns, keep the first; a phone right of a contact is the contact's."""
    phones = fields.get("phone", [])
    for col in list(phones):
        if len(phones) > 1 and col - 1 in fields.get("contact_member", []) and "contact_phone" not in fields:
            phones.remove(col)
            fields["contact_phone"] = [col]


def _at(row: Sequence[Cell], col: int) -> Cell:
    return row[col] if col < len(row) else ""


@cache
def _aliases() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in read_reference("header_aliases"):
        label = bare_label(row["alias"])
        if row["field"] not in found[label]:
            found[label].append(row["field"])
    return {label: tuple(fields) for label, fields in found.items()}


@cache
def _forbidden() -> frozenset[str]:
    return frozenset(bare_label(row["alias"]) for row in read_reference("headers_must_not_import"))
