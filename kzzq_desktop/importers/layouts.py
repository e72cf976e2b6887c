"""How a table is laid out: which rows stand for what, told from its header and its rows, never from its name."""

import re

from kzzq_desktop.importers.columns import Header
from kzzq_desktop.importers.workbook import Sheet

PEOPLE, HEADS, MEMBERS, WIDE, CARDS, OTHER = "people", "heads", "members", "wide", "cards", "other"
_MEMBER_TITLE = re.compile(r"党员(?:花名册|名册|名单|信息|基本情况|登记|一览|统计|台账$)")


def layout_of(sheet: Sheet, header: Header) -> str:
    """Return the layout of a table whose rows hold one person each, OTHER where no column names people."""
    if is_member_list(sheet, header):
        return MEMBERS
    if header.has("name") or header.has("relation"):
        return PEOPLE
    return HEADS if header.has("head_name") else OTHER


def titles(sheet: Sheet, header: Header) -> list[str]:
    """Return the texts above the header, each once."""
    found = [
        *sheet.caption,
        *(cell for row in sheet.rows[: header.first] for cell in row if isinstance(cell, str) and cell.strip()),
    ]
    return list(dict.fromkeys(found))


def is_member_list(sheet: Sheet, header: Header) -> bool:
    """People who are members and not households: a branch or post column or a title says so, and no relations stand there."""
    if any(header.has(name) for name in ("relation", "contact_member", "population", "household_no")):
        return False
    if header.has("member_name"):
        return True
    if not (header.has("name") or header.has("head_name")):
        return False
    title = "".join(titles(sheet, header)) + sheet.name
    return header.has("branch") or header.has("post") or bool(_MEMBER_TITLE.search(re.sub(r"\s", "", title)))
