"""Which village a sheet is about: its name, titles, file and addresses read through the gazetteer, or a question."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath

from kzzq_desktop.domain.gazetteer import Gazetteer
from kzzq_desktop.domain.places import BANNER, VILLAGE
from kzzq_desktop.importers.columns import Header
from kzzq_desktop.importers.rows import TableRow
from kzzq_desktop.importers.workbook import Sheet

_MOST_CANDIDATES = 12
_SAMPLE = 300
_SHORT_CODE = 10
_NEW_FILE = re.compile(r"^(?:新建|工作簿|Book)\s*(?:XLSX?|Microsoft|文本|\d)", re.IGNORECASE)
_CODED = (_SHORT_CODE, 15, 16)


@dataclass(frozen=True, slots=True)
class VillageFound:
    """The village of a sheet, or "" and the codes it may be."""

    code: str
    candidates: tuple[str, ...] = ()


def find_village(file: str, sheet: str, titles: Sequence[str], gazetteer: Gazetteer, township: str = "") -> VillageFound:
    """Find the one village that sheet name, titles and file name agree on.

    Each source narrows those before it; a name that stands in two townships is settled by a township named anywhere
    in these texts, else by `township`, the office's own. A village of a township that is not the one named is asked.
    """
    sources = [sheet, *titles, "" if _NEW_FILE.match(PurePath(file).stem) else PurePath(file).stem]
    named = tuple(dict.fromkeys(code for text in sources for code in gazetteer.townships_in(text)))
    every = [code for text in sources for found in gazetteer.find(text) for code in found.codes]
    banners = {code[:6] for code in every if gazetteer.level(code) == BANNER}
    townships = named or ((township,) if township else ())
    left: tuple[str, ...] = ()
    for text in sources:
        codes = gazetteer.villages_in(text, townships)
        codes = tuple(code for code in codes if gazetteer.places[code].parent in named) or codes
        codes = tuple(code for code in codes if code[:6] in banners) or codes
        if codes:
            both = tuple(code for code in left if code in codes)
            left = both or (left if len(left) == 1 and len(codes) > 1 else tuple(dict.fromkeys((*left, *codes))))
    sure = len(left) == 1 and (not named or gazetteer.places[left[0]].parent in named)
    return VillageFound(left[0] if sure else "", left[:_MOST_CANDIDATES])


def village_in_rows(rows: Sequence[TableRow], header: Header, gazetteer: Gazetteer, townships: Sequence[str]) -> VillageFound:
    """Return the village that most grids, addresses or household numbers name, if nearly all that name one agree."""
    best = VillageFound("")
    for name in ("grid", "address", "household_no"):
        texts = [text for row in rows[:_SAMPLE] if (text := row.text(header.col(name)))]
        votes = Counter(_in_code(text, gazetteer, townships) or gazetteer.villages_in(text, townships) for text in texts)
        votes.pop((), None)
        if not votes:
            continue
        codes, count = votes.most_common(1)[0]
        if len(codes) == 1 and count >= 0.9 * votes.total():
            return VillageFound(codes[0], codes)
        best = best if best.candidates else VillageFound("", codes)
    return best


def _in_code(text: str, gazetteer: Gazetteer, townships: Sequence[str]) -> tuple[str, ...]:
    """The village whose code a number begins with: in full, or without the banner's six digits in the townships named.

    Grids are numbered with the village's code and 3 digits, households often with its last six digits and 4.
    """
    if not text.isdecimal() or len(text) not in _CODED:
        return ()
    codes = (text[:12],) if len(text) > _SHORT_CODE else tuple(f"{township[:6]}{text[:6]}" for township in townships if township)
    return tuple(code for code in dict.fromkeys(codes) if gazetteer.level(code) == VILLAGE)


def left_over(others: Sequence[Sheet], taken: Collection[str], gazetteer: Gazetteer, townships: Sequence[str]) -> str:
    """Return the one village that a file's other sheets (a summary) list and no sheet of people is about, "" if not one.

    All the sheets' villages must be listed there: else the list is about something else.
    """
    listed = {
        code
        for sheet in others
        for row in sheet.rows
        for cell in row
        if isinstance(cell, str) and len(codes := gazetteer.villages_in(cell, townships)) == 1
        for code in codes
    }
    left = listed - set(taken)
    return left.pop() if len(left) == 1 and set(taken) - {""} <= listed else ""


class RowVillages:
    """Finds the village of each row; a village column stands above the sheet's own village."""

    def __init__(self, header: Header, gazetteer: Gazetteer, sheet_code: str, townships: tuple[str, ...]) -> None:
        self._col, self._township_col = header.col("village"), header.col("township")
        self._sheet_code = sheet_code
        self.unclear: list[tuple[TableRow, tuple[str, ...]]] = []

        @cache
        def look(text: str, township_text: str) -> tuple[str, ...]:
            near = gazetteer.townships_in(township_text) or townships
            found = gazetteer.villages_in(text, near)
            inside = tuple(code for code in found if gazetteer.places[code].parent in near)
            return inside or found

        self._look = look

    def names_one(self, row: TableRow) -> bool:
        """Say whether a row, or a line above it, names a village."""
        return bool(row.text(self._col) or row.above.get("village"))

    def __call__(self, row: TableRow) -> str:
        """Return a row's village code, "" where it is unclear."""
        text = row.text(self._col) or row.above.get("village", "")
        if not text:
            return self._sheet_code
        codes = self._look(text, row.text(self._township_col))
        if len(codes) == 1:
            return codes[0]
        if self._sheet_code in codes:
            return self._sheet_code
        self.unclear.append((row, codes))
        return ""
