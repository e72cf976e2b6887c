"""The grids that a ledger names for its households (pure)."""

from collections.abc import Iterable

from kzzq_desktop.domain.drafts import HouseholdDraft
from kzzq_desktop.domain.import_draft import Draft
from kzzq_desktop.domain.known import Known


class NamedGrids:
    """Finds the grid that a household's row names by number or name, and plans the grids that are not on record.

    A grid that the list only names is numbered after all that any of `households` numbers.
    """

    def __init__(self, draft: Draft, known: Known, households: Iterable[HouseholdDraft] = ()) -> None:
        self.draft = draft
        self.ids = {(grid.village_id, grid.number): grid.id for grid in known.grids}
        self.words = {grid.id: grid_words(grid.number, grid.name) for grid in known.grids}
        self._by_name = {(grid.village_id, grid.name): grid.number for grid in known.grids if grid.name}
        self._last: dict[str, int] = {}
        for grid in known.grids:
            self._last[grid.village_id] = max(grid.number, self._last.get(grid.village_id, 0))
        for household in households:
            village = household.village_code
            self._last[village] = max(household.grid_number or 0, self._last.get(village, 0))
            if household.grid_number and household.grid_name:
                self._by_name.setdefault((village, household.grid_name), household.grid_number)

    def known_id(self, household: HouseholdDraft) -> str:
        """Return the id of the grid that a household names, "" for none or one that is new."""
        number = household.grid_number
        if number is None and household.grid_name:
            number = self._by_name.get((household.village_code, household.grid_name))
        return "" if number is None else self.ids.get((household.village_code, number), "")

    def grid_id(self, household: HouseholdDraft) -> str:
        """Return the id of the grid that a household names, planned where it is new; "" where none is named."""
        number = self._number(household)
        if number is None:
            return ""
        village = household.village_code
        if (village, number) not in self.ids:
            grid_id = self.ids[village, number] = self.draft.new_id()
            self.words[grid_id] = grid_words(number, household.grid_name)
            self._last[village] = max(number, self._last.get(village, 0))
            row = {"id": grid_id, "village_id": village, "number": number, "name": household.grid_name, "locked": 1}
            self.draft.insert("grid", dict(row))
        return self.ids[village, number]

    def _number(self, household: HouseholdDraft) -> int | None:
        if household.grid_number is not None or not household.grid_name:
            return household.grid_number
        key = (household.village_code, household.grid_name)
        if key not in self._by_name:
            self._by_name[key] = self._last.get(key[0], 0) + 1
        return self._by_name[key]


def grid_words(number: int, name: str) -> str:
    """Return how a clerk reads a grid without its village."""
    return f"{number:02d}号网格" + (f"（{name}）" if name else "")
