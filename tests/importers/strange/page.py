"""A sheet before it is a file: cells, merges, looks, and the truth about every row of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.importers.strange.roster import Household, Person, Village
from tests.importers.strange.said import NOTHING, Cell, Said

# As in the truth of the shared sets.
COLUMNS = (
    "file", "sheet", "row", "col", "layout", "person_uid", "household_uid", "block", "village_code", "name_raw",
    "name_expect", "name_flag", "id_raw", "id_kind", "id_expect", "id_flag", "phone_raw", "phone_kind", "phone_expect",
    "phone_flag", "relation_raw", "relation_expect", "birth_raw", "birth_kind", "birth_expect", "sex_raw", "sex_expect",
    "population_raw", "population_expect", "group_raw", "group_expect", "grid_raw", "grid_expect", "contact_raw",
    "contact_expect", "status_expect", "dup",
)  # fmt: skip


@dataclass
class Page:
    """Rows and columns count from 1 inside the table; `down` and `right` are the empty ones before it."""

    name: str
    layout: str
    down: int = 0
    right: int = 0
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    struck: set[tuple[int, int]] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_cols: set[int] = field(default_factory=set)
    kinds: dict[int, str] = field(default_factory=dict)
    found: list[dict[str, str]] = field(default_factory=list)
    features: list[str] = field(default_factory=list)

    def put(self, row: int, col: int, cell: Cell) -> None:
        if cell is not None and cell != "":
            self.cells[row + self.down, col + self.right] = cell

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        if (top, left) != (bottom, right):
            self.merges.append((top + self.down, left + self.right, bottom + self.down, right + self.right))

    def strike(self, row: int, col: int) -> None:
        self.struck.add((row + self.down, col + self.right))

    def mark(self, row: int, kind: str) -> None:
        """The row holds nobody; what it is instead."""
        self.kinds[row + self.down] = kind

    def line(self, row: int, text: str, kind: str, width: int) -> None:
        """A row of one text over the whole table."""
        self.put(row, 1, text)
        self.merge(row, 1, row, width)
        self.mark(row, kind)

    @property
    def height(self) -> int:
        return max([row for row, _ in self.cells] + list(self.kinds), default=0)

    @property
    def width(self) -> int:
        return max((col for _, col in self.cells), default=0)

    def person(self, row: int, col: int, said: Mapping[str, Said], whose: "Whose") -> None:
        """Note that the cell holds this person's name."""
        entry = dict.fromkeys(COLUMNS, "")
        entry |= {"row": str(row + self.down), "col": str(col + self.right), "layout": self.layout}
        entry |= {"person_uid": whose.person.uid, "household_uid": whose.home.uid, "block": f"{whose.home.uid}#{whose.index}"}
        entry |= {"village_code": whose.village.code, "status_expect": whose.status, "dup": whose.home.twice}
        for key in ("name", "id", "phone", "relation", "birth", "sex", "population", "group", "grid", "contact"):
            one = said.get(key, NOTHING)
            entry[f"{key}_raw"], entry[f"{key}_expect"] = one.raw, one.expect
            for more, value in (("kind", one.kind), ("flag", one.flag)):
                if f"{key}_{more}" in entry:
                    entry[f"{key}_{more}"] = value
        if not entry["group_raw"] and "address" in said:
            entry["group_expect"] = said["address"].expect
        self.found.append(entry)

    def close(self) -> None:
        """Say of every row without a person what it is; rows of nothing are blank."""
        held = {int(entry["row"]) for entry in self.found}
        filled = {row for row, _ in self.cells}
        for row in range(1, self.height + 1):
            if row not in held:
                self.kinds.setdefault(row, "blank" if row not in filled else "unsaid")


@dataclass(frozen=True)
class Whose:
    """Who stands in a row, in which household of which village."""

    village: Village
    home: Household
    person: Person
    index: int
    status: str = ""
