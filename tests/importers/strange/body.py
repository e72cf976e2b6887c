"""The rows of people, a household at a time, in the layouts that have one person or one household a row."""

from collections.abc import Mapping
from dataclasses import replace

from tests.importers.strange import fields
from tests.importers.strange.page import Page, Whose
from tests.importers.strange.plan import HOUSEHOLD, Plan
from tests.importers.strange.roster import Household, Village
from tests.importers.strange.said import NOTHING, Cell, Formula, Said


class Body:
    """Writes households below one another into a page; `left` columns are left free."""

    def __init__(self, page: Page, plan: Plan, top: int, left: int = 0) -> None:
        self.page = page
        self.plan = plan
        self.row = top
        self.left = left
        self.homes = 0
        self.people = 0
        self.rng = plan.style.rng
        self.counted = self.rng.choice(("", "", "", "", "seq", "population", "seq")) if plan.style.typed else ""
        if self.counted == "seq" and plan.base == "repeat" and plan.numbered == "household":
            self.counted = ""
        # A number without its value must not be all that tells where a household begins.
        self.kept = not {"relation", "head"} & set(plan.columns) or self.rng.random() < 0.6
        self.noted = "note" in plan.columns

    def write(self, village: Village, home: Household, said: Mapping[str, Said] | None = None) -> None:
        """Write the household; `said` are words of grid and contact that stand elsewhere in the sheet."""
        shared = fields.household_fields(self.plan.style, village, home)
        columns = set(self.plan.columns)
        self.write_shared(village, home, {key: one for key, one in shared.items() if key in columns} | dict(said or {}))

    def write_shared(self, village: Village, home: Household, shared: dict[str, Said]) -> None:
        """Write the household with these cells for what is said of all of it."""
        if self.plan.base in {"heads", "blocks"}:
            self.head_row(village, home, shared)
        else:
            self.member_rows(village, home, shared)
        self.homes += 1

    def head_row(self, village: Village, home: Household, shared: dict[str, Said]) -> None:
        head = home.head
        if self.noted and self.rng.random() < 0.015 * self.plan.style.mess:
            head = replace(head, status=self.rng.choice(("deceased", "moved_out")))
        own = fields.person_fields(self.plan.style, head, home, self.plan.columns)
        self.person_row(Whose(village, home, head, self.homes), self.population(shared, 1), own, first=True)
        self.row += 1

    def member_rows(self, village: Village, home: Household, shared: dict[str, Said]) -> None:
        top, many = self.row, len(home.people)
        shared = self.population(shared, many)
        for person in home.people:
            own = fields.person_fields(self.plan.style, person, home, self.plan.columns)
            if person is home.head and "head" in self.plan.columns:
                shared["head"] = Said(own["name"].cell)
            self.person_row(Whose(village, home, person, self.homes), shared, own, first=self.row == top)
            self.row += 1
        if self.plan.base == "merged" and many > 1:
            for col, key in enumerate(self.plan.columns, 1 + self.left):
                if key in self.plan.shared and key != "note":
                    self.page.merge(top, col, self.row - 1, col)

    def population(self, shared: dict[str, Said], many: int) -> dict[str, Said]:
        """Some sheets count by a formula over the names; without a kept value the reader must count itself."""
        if (
            self.counted == "population"
            and shared.get("population", NOTHING).cell is not None
            and self.plan.base not in {"heads", "blocks"}
        ):
            col = letters(self.plan.at("name") + self.left + self.page.right)
            first = self.row + self.page.down
            # Only workbooks of Excel have their formulas counted by the reader.
            kept = many if self.kept or not self.plan.style.drawn else None
            formula = Formula(f"=COUNTA({col}{first}:{col}{first + many - 1})", kept)
            return shared | {"population": Said(formula, expect=str(many))}
        return dict(shared)

    def person_row(self, whose: Whose, shared: dict[str, Said], own: dict[str, Said], *, first: bool) -> None:
        name, note, struck = fields.status_said(self.plan.style, whose.person, own["name"], self.noted)
        own = own | {"name": name, "note": Said(note if note or not first else whose.home.note or None)}
        self.people += 1
        for col, key in enumerate(self.plan.columns, 1 + self.left):
            self.page.put(self.row, col, self.cell(key, shared, own, first))
            if struck and (key == "name" or self.rng.random() < 0.7):
                self.page.strike(self.row, col)
        placed = replace(whose, status=whose.person.status)
        known = own | {key: one for key, one in shared.items() if key != "head"}
        self.page.person(self.row, self.plan.at("name") + self.left, self.visible(known, shared), placed)

    def visible(self, known: dict[str, Said], shared: dict[str, Said]) -> dict[str, Said]:
        """Only what the sheet has a column or a line for."""
        return {key: one for key, one in known.items() if key in self.plan.columns or key in {"grid", "contact"} & set(shared)}

    def cell(self, key: str, shared: dict[str, Said], own: dict[str, Said], first: bool) -> Cell:
        if key == "seq":
            return self.serial(first)
        if key in HOUSEHOLD and key not in own:
            return shared[key].cell if key in shared and (first or self.plan.base == "repeat") else None
        return own[key].cell if key in own else None

    def serial(self, first: bool) -> Cell:
        by_person = self.plan.numbered == "person"
        if not by_person and not first and self.plan.base != "repeat":
            return None
        number = self.people if by_person else self.homes + 1
        if self.counted == "seq" and first:
            return Formula(f"=ROW()-{self.row + self.page.down - number}", number if self.kept else None)
        return str(number) if self.rng.random() < 0.05 else number


def letters(col: int) -> str:
    """The column's letters in Excel."""
    return (letters((col - 1) // 26) if col > 26 else "") + chr(65 + (col - 1) % 26)
