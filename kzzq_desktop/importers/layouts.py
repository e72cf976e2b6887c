"""How a sheet is laid out: which rows stand for what, told from its header and its rows, never from its name."""

import re
from collections.abc import Sequence
from itertools import pairwise

from kzzq_desktop.importers.columns import Header, bare_label, find_header, known_fields
from kzzq_desktop.importers.workbook import Sheet

PEOPLE, HEADS, MEMBERS, WIDE, CARDS, OTHER = "people", "heads", "members", "wide", "cards", "other"
NOT_UNDERSTOOD = {
    WIDE: "这张表一户一行、家庭成员横着排，暂时不能导入。请改成一人一行的格式。",
    CARDS: "这张表是一户一张的登记卡，暂时不能导入。请改成一人一行的格式。",
    OTHER: "没有找到表头（户主、姓名等列），不是户台账或党员名册。",
}
_MEMBER_TITLE = re.compile(r"党员(?:花名册|名册|名单|信息|基本情况|登记|一览|统计|台账$)")
_WIDE_LABEL = re.compile(r"(?:家庭)?成员[（(]?[1-9一二三四五六七八九]")


def find_layout(sheet: Sheet) -> tuple[str, Header | None]:
    """Return the layout of a sheet and its header; the header is None where there is none to be used."""
    header = find_header(sheet)
    if _is_card(sheet, header):
        return CARDS, None
    if header is None:
        return OTHER, None
    if _is_wide(sheet, header):
        return WIDE, None
    if _is_member_list(sheet, header):
        return MEMBERS, header
    if header.has("name") or header.has("relation"):
        return PEOPLE, header
    return (HEADS, header) if header.has("head_name") else (OTHER, None)


def titles(sheet: Sheet, header: Header) -> list[str]:
    """Return the texts above the header, each once."""
    found = [cell for row in sheet.rows[: header.first] for cell in row if isinstance(cell, str) and cell.strip()]
    return list(dict.fromkeys(found))


def _is_wide(sheet: Sheet, header: Header) -> bool:
    """A household's people side by side: the same person columns again and again."""
    labels = [bare_label(cell) for row in sheet.rows[header.first : header.last + 1] for cell in row if cell != ""]
    numbered = sum(bool(_WIDE_LABEL.match(label)) for label in labels)
    repeated = [name for name in ("relation", "id_number", "name", "head_name") if len(header.fields.get(name, ())) > 1]
    return numbered >= 2 or "relation" in repeated or len(repeated) >= 2


def _is_card(sheet: Sheet, header: Header | None) -> bool:
    """A form about one household: labels with their values beside them, the head among them."""
    rows = sheet.rows[: header.first] if header else sheet.rows[:30]
    pairs = [name for row in rows for name in _labelled(row)]
    return len(pairs) >= 3 and ("head_name" in pairs or "household_no" in pairs)


def _labelled(row: Sequence[object]) -> list[str]:
    """The fields of a row whose label is followed by a value that is no label."""
    filled = [cell for cell in row if cell != ""]
    found: list[str] = []
    for cell, after in pairwise(filled):
        fields = known_fields(bare_label(cell)) if isinstance(cell, str) else ()
        if fields and not (isinstance(after, str) and known_fields(bare_label(after))):
            found.extend(fields)
    return found


def _is_member_list(sheet: Sheet, header: Header) -> bool:
    """People who are members and not households: a branch or post column or a title says so, and no relations stand there."""
    if any(header.has(name) for name in ("relation", "contact_member", "population", "household_no")):
        return False
    if header.has("member_name"):
        return True
    if not (header.has("name") or header.has("head_name")):
        return False
    title = "".join(titles(sheet, header)) + sheet.name
    return header.has("branch") or header.has("post") or bool(_MEMBER_TITLE.search(re.sub(r"\s", "", title)))
