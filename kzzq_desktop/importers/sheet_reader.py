"""The sheets of one file read into what has been found: tables, the villages they are about, their rows."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from kzzq_desktop.base.job import Job
from kzzq_desktop.domain.drafts import HouseholdDraft, LeftOut, MemberDraft, RowProblem, Skipped, VillageAsk
from kzzq_desktop.domain.gazetteer import Gazetteer
from kzzq_desktop.domain.id_numbers import has_lost_tails
from kzzq_desktop.domain.sheet_view import RowKind, Said, SheetView
from kzzq_desktop.domain.spot import Spot
from kzzq_desktop.domain.work_list import is_work_list
from kzzq_desktop.importers import households, members, wide
from kzzq_desktop.importers.cards import CARD_HEADER, read_cards
from kzzq_desktop.importers.columns import Header
from kzzq_desktop.importers.folded import unfolded
from kzzq_desktop.importers.joined_tables import Part, joined
from kzzq_desktop.importers.layouts import CARDS, HEADS, MEMBERS, OTHER, WIDE, titles
from kzzq_desktop.importers.people_rows import SheetFacts, has_masked_names, has_two_digit_relations
from kzzq_desktop.importers.references import with_references
from kzzq_desktop.importers.rows import RowReader, TableRow
from kzzq_desktop.importers.sheet_views import looks_of, view_of
from kzzq_desktop.importers.tables import Table, find_tables
from kzzq_desktop.importers.totals import check_total
from kzzq_desktop.importers.village_of import RowVillages, VillageFound, find_village, left_over, village_in_rows
from kzzq_desktop.importers.workbook import Sheet

_NOT_UNDERSTOOD = "没有找到表头（户主、姓名等列），不是户台账或党员名册。"
_WORK_LIST = "这是本程序导出的工作清单，只给人看，没有读。要改好再导入，请用“导出台账”。"
_MARK_ROWS = 5
# The page of instructions in our own empty lists.
GUIDE = "填写说明"
_HIDDEN = "这是隐藏的工作表，没有读。要导入请先取消隐藏。"


@dataclass(slots=True)
class Found:
    """What has been read so far."""

    households: list[HouseholdDraft] = field(default_factory=list)
    members: list[MemberDraft] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    asks: list[VillageAsk] = field(default_factory=list)
    layouts: dict[Spot, str] = field(default_factory=dict)
    views: list[SheetView] = field(default_factory=list)
    remarks: list[Skipped] = field(default_factory=list)
    locked: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Page:
    """A sheet on its way: its tables with the rows that may hold people, and its village."""

    spot: Spot
    sheet: Sheet
    parts: list[Part]
    village: VillageFound
    kinds: dict[int, RowKind]


@dataclass(frozen=True, slots=True)
class BookReader:
    """Reads the sheets of one file."""

    path: Path
    gazetteer: Gazetteer
    township: str
    said: Said
    today: date
    found: Found

    def read(self, sheets: Sequence[Sheet], job: Job) -> None:
        """Read every sheet, or name it as skipped with the reason."""
        pages, others = [], []
        for sheet in sheets:
            job.step(0, 0, f"{self.path.name} {sheet.name}".strip())
            page = self._page(unfolded(with_references(_mended(sheet, self.path.name, self.said))))
            if page is None:
                others.append(sheet)
            else:
                pages.append(page)
        self._settle_by_others(pages, others)
        for page in pages:
            self._read_page(page)

    def _page(self, sheet: Sheet) -> _Page | None:
        """Find the tables of a sheet and its village; None where there is nothing to be read."""
        spot = Spot(self.path.name, sheet.name)
        if any(is_work_list(cell) for row in sheet.rows[-_MARK_ROWS:] for cell in row[:1]):
            self.found.layouts[spot] = OTHER
            self.found.skipped.append(Skipped(spot, _WORK_LIST))
            return None
        tables = [] if sheet.hidden else find_tables(sheet, self.today.year, self.said.columns)
        self.found.layouts[spot] = tables[0].layout if tables else OTHER
        tables = [table for table in tables if table.layout != OTHER]
        if not tables:
            if sheet.name != GUIDE and any(cell != "" for row in sheet.rows for cell in row):
                self.found.skipped.append(Skipped(spot, _HIDDEN if sheet.hidden else _NOT_UNDERSTOOD))
                self.found.views.append(view_of(spot, sheet, (), {}))
            return None
        kinds: dict[int, RowKind] = {}
        parts = joined([(table, *self._rows(sheet, table, kinds)) for table in tables])
        return _Page(spot, sheet, parts, self._village(spot, sheet, parts), kinds)

    def _rows(self, sheet: Sheet, table: Table, kinds: dict[int, RowKind]) -> tuple[Header, list[TableRow]]:
        """The rows of a table that may hold people, and the header to read them by."""
        if table.layout == CARDS:
            return CARD_HEADER, read_cards(sheet, self.today.year, kinds, self._names_place)
        header = table.header
        names = members.SHARED if table.layout == MEMBERS else () if table.layout == WIDE else households.SHARED
        reader = RowReader(sheet, header, self._names_place)
        rows = list(reader.rows(table.bottom, [col for name in names for col in header.fields.get(name, ())], table.top))
        kinds.update(reader.kinds)
        if table.layout == WIDE:
            header = wide.household_header(header, table.units)
            rows = wide.spread(rows, header, table.units)
        return header, rows

    def _names_place(self, text: str) -> bool:
        return bool(self.gazetteer.villages_in(text))

    def _village(self, spot: Spot, sheet: Sheet, parts: Sequence[Part]) -> VillageFound:
        if spot in self.said.villages:
            return VillageFound(self.said.villages[spot])
        village = find_village(spot.file, _sheet_words(spot, parts), _titles(sheet, parts), self.gazetteer, self.township)
        if village.code:
            return village
        near = [self.gazetteer.places[code].parent for code in village.candidates] or self._townships(spot, sheet, parts)
        for _, header, rows in parts:
            by_rows = village_in_rows(rows, header, self.gazetteer, near)
            if by_rows.code and (not village.candidates or by_rows.code in village.candidates):
                return by_rows
            village = VillageFound("", village.candidates or by_rows.candidates)
        return village

    def _townships(self, spot: Spot, sheet: Sheet, parts: Sequence[Part]) -> tuple[str, ...]:
        """The townships that the sheet's name, its titles or the file name, else the office's own."""
        texts = (_sheet_words(spot, parts), self.path.stem, *_titles(sheet, parts))
        named = dict.fromkeys(code for text in texts for code in self.gazetteer.townships_in(text))
        return tuple(named) or ((self.township,) if self.township else ())

    def _settle_by_others(self, pages: Sequence[_Page], others: Sequence[Sheet]) -> None:
        """Give the one sheet, or the cards, without a village the one of the file's summary that no other sheet is about."""
        without = [page for page in pages if not page.village.code and not _names_villages(page)]
        if len(without) > 1 and not all(page.parts[0][0].layout == CARDS for page in without):
            return
        taken = {page.village.code for page in pages}
        for page in without:
            code = left_over(others, taken, self.gazetteer, self._townships(page.spot, page.sheet, page.parts))
            if code:
                page.village = VillageFound(code)
                self.found.remarks.append(Skipped(page.spot, "表里没有写是哪个嘎查村；按同一文件的汇总表，只剩这一个村。"))

    def _read_page(self, page: _Page) -> None:
        self.found.views.append(view_of(page.spot, page.sheet, [table for table, _, _ in page.parts], page.kinds))
        self.found.remarks += looks_of(page.spot, page.sheet)
        read = 0
        unplaced = False
        for table, header, rows in page.parts:
            names = members.READ if table.layout == MEMBERS else households.READ
            self._name_left_out(page.spot, table.header, names)
            village_of = RowVillages(
                header, self.gazetteer, page.village.code, self._townships(page.spot, page.sheet, page.parts)
            )
            read += self._read_rows(page, table, header, rows, village_of)
            unplaced |= any(not village_of.names_one(row) for row in rows)
            what, mend = "认不出这一行的嘎查村。", "请核对村名，或先在区划里补上这个写法。"
            places = [Spot(page.spot.file, page.spot.sheet, row.number) for row, _ in village_of.unclear]
            self.found.problems += [RowProblem(place, "嘎查村", what, mend) for place in places]
        if not read:
            self.found.skipped.append(Skipped(page.spot, "表头下面没有人员。"))
        elif not page.village.code and unplaced:
            self.found.asks.append(VillageAsk(page.spot, page.village.candidates, read))

    def _read_rows(self, page: _Page, table: Table, header: Header, rows: Sequence[TableRow], village_of: RowVillages) -> int:
        """Read a table's rows; return how many people they held."""
        facts = SheetFacts(
            page.spot.file, page.spot.sheet, header, self.today, table.layout == HEADS,
            has_two_digit_relations(row.text(header.col("relation")) for row in rows),
            has_lost_tails(cell for row in rows if isinstance(cell := row.cell(header.col("id_number")), str)),
            page.sheet.struck, page.sheet.uncounted,
        )  # fmt: skip
        facts = replace(facts, masked_names=has_masked_names(row.raw_text(col) for row in rows for col in facts.name_cols[:1]))
        if table.layout == MEMBERS:
            some, problems = members.read_members(rows, facts, village_of)
            self.found.members += some
            self.found.problems += problems
            return len(some)
        code = page.village.code
        name = self.gazetteer.places[code].name if code in self.gazetteer.places else ""
        homes, problems = households.read_households(rows, facts, village_of, name)
        self.found.households += homes
        self.found.problems += [*problems, *_total_problems(page, table, homes)]
        return sum(len(home.people) for home in homes)

    def _name_left_out(self, spot: Spot, header: Header, read: Collection[str]) -> None:
        """Name the columns that a rule forbids, and those that are not read: unknown, or a second one of a kind."""
        unread = [col for name, cols in header.fields.items() for col in (cols[1:] if name in read else cols) if name != "phone"]
        for cols, never in ((header.forbidden, True), (sorted((*header.unknown, *unread)), False)):
            for col in cols:
                place = Spot(spot.file, spot.sheet, header.last + 1, col + 1)
                self.found.left_out.append(LeftOut(place, header.labels[col] or f"第{col + 1}列", never))


def _total_problems(page: _Page, table: Table, homes: Sequence[HouseholdDraft]) -> list[RowProblem]:
    """What the sheet's own total says otherwise, where one table has one total."""
    totals = [place for place, kind in page.kinds.items() if kind == RowKind.TOTAL]
    if len(page.parts) > 1:
        return []
    told = [
        check_total(
            page.sheet.rows[place], Spot(page.spot.file, page.spot.sheet, place + 1), table.header, homes,
            counts_people=table.layout != HEADS,
        )
        for place in totals
    ]  # fmt: skip
    said = [problems for problems in told if problems]
    return said[0] if len(said) == 1 else []


def _names_villages(page: _Page) -> bool:
    """Say whether a column of a sheet names villages; a card has a place for one, filled or not."""
    cards = page.parts[0][0].layout == CARDS
    return any(
        header.has("village") and (not cards or any(row.text(header.col("village")) for row in rows))
        for _, header, rows in page.parts
    )


def _titles(sheet: Sheet, parts: Sequence[Part]) -> list[str]:
    """The titles of a sheet; of a card only lines that stand alone, for what stands beside labels are people's names."""
    table = parts[0][0]
    if table.layout != CARDS:
        return titles(sheet, table.header)
    lines = [[cell for cell in row if cell != ""] for row in sheet.rows[: parts[0][2][0].number if parts[0][2] else 1]]
    return [*sheet.caption, *(line[0] for line in lines if len(line) == 1 and isinstance(line[0], str))]


def _sheet_words(spot: Spot, parts: Sequence[Part]) -> str:
    """A sheet's name, "" where it is that of a person on its card."""
    table, header, rows = parts[0]
    names = {row.text(header.col("name")) for row in rows} if table.layout == CARDS else set()
    return "" if spot.sheet in {re.sub(r"\s", "", name) for name in names} else spot.sheet


def _mended(sheet: Sheet, file: str, said: Said) -> Sheet:
    """The sheet with the cells that the clerk mended."""
    cells = {spot: text for spot, text in said.cells.items() if (spot.file, spot.sheet) == (file, sheet.name)}
    if not cells:
        return sheet
    rows = list(sheet.rows)
    for spot, text in cells.items():
        rows += [[] for _ in range(len(rows), spot.row)]
        row = list(rows[spot.row - 1])
        row += [""] * (spot.col - len(row))
        row[spot.col - 1] = text
        rows[spot.row - 1] = row
    here = {(spot.row - 1, spot.col - 1) for spot in cells}
    return replace(sheet, rows=rows, struck=sheet.struck - here, uncounted=sheet.uncounted - here)
