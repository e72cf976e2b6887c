"""What can be printed of, found as the clerk types: townships, villages, grids, members, households."""

from collections.abc import Callable, Sequence

from kzzq_desktop.domain.board import VillageCount
from kzzq_desktop.domain.grid_plan import LIVING
from kzzq_desktop.domain.listing import HouseholdFilter, MemberFilter
from kzzq_desktop.domain.people import HouseholdRow
from kzzq_desktop.services import duty_lists, grids, households, members
from kzzq_desktop.services.assign import NoSuchGrid
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.find import find
from kzzq_desktop.services.typing_keys import typing_keys
from kzzq_desktop.ui.cards.words import place_words
from kzzq_desktop.ui.duty.grid_words import grid_words
from kzzq_desktop.ui.parts.hits import Hit
from kzzq_desktop.ui.parts.picker import Find, among

MOST = 50


class Finders:
    """Answers what is typed into the boxes; `near` tells the village chosen: it is offered while nothing is typed."""

    def __init__(self, desk: Desk, near: Callable[[], str]) -> None:
        self.desk, self.near = desk, near
        self.forget()

    def forget(self) -> None:
        """Ask the store anew from now on."""
        self.places: tuple[VillageCount, ...] = grids.list_villages(self.desk)
        self._villages, self._townships = among(_villages(self.places)), among(_townships(self.places))
        self._grids: Find | None = None

    def villages(self, typed: str) -> Sequence[Hit]:
        """Return villages that have grids or households."""
        return self._villages(typed)

    def townships(self, typed: str) -> Sequence[Hit]:
        """Return their townships."""
        return self._townships(typed)

    def grids(self, typed: str) -> Sequence[Hit]:
        """Return grids of every village, or of the one near."""
        if not typed and self.near():
            return [Hit(row.id, grid_words(row)) for row in grids.list_grids(self.desk, {self.near()})]
        if self._grids is None:
            self._grids = among([(Hit(grid.id, grid_words(grid)), grid.keys) for grid in duty_lists.list_grids(self.desk)])
        return self._grids(typed.lower())[:MOST]

    def members(self, typed: str) -> Sequence[Hit]:
        """Return members by name."""
        chosen = MemberFilter(words=typed) if typed else MemberFilter(village_id=self.near())
        rows = members.list_rows(self.desk, members.list_ids(self.desk, chosen)[:MOST])
        return [Hit(row.id, row.name, row.village, "、".join(f"{number}号网格" for number in row.grids)) for row in rows]

    def households(self, typed: str) -> Sequence[Hit]:
        """Return households that are not gone, by anybody who lives there; who is not the head is named beside."""
        if not typed:
            chosen = HouseholdFilter(village_id=self.near(), statuses=LIVING)
            ids = dict.fromkeys(households.list_ids(self.desk, chosen)[:MOST], "")
        else:
            found = [one for one in find(self.desk, typed, 2 * MOST) if one.open_kind == "household"]
            ids = {one.open_id: "" if one.kind == "household" else f"{one.title}·" for one in reversed(found)}
            ids = {one.open_id: ids[one.open_id] for one in found}
        rows = [row for row in households.list_rows(self.desk, list(ids)) if row.status in LIVING]
        return [_household(row, ids[row.id]) for row in rows[:MOST]]

    def words(self, kind: str, record: str) -> str:
        """Return how a record is called in its box, "" where it is gone."""
        if kind == "grid":
            return self._grid(record)
        if kind == "member":
            return next((row.name for row in members.list_rows(self.desk, [record])), "")
        if kind == "household":
            return next((row.head or "没有户主" for row in households.list_rows(self.desk, [record])), "")
        found = self.villages("") if kind == "village" else self.townships("")
        return next((hit.words for hit in found if hit.key == record), "")

    def _grid(self, record: str) -> str:
        try:
            return grid_words(grids.read_grid(self.desk, record))
        except NoSuchGrid:
            return ""


def _household(row: HouseholdRow, beside: str) -> Hit:
    return Hit(row.id, row.head or "没有户主", f"{beside}{row.village} {place_words(row)}".strip())


def _villages(places: Sequence[VillageCount]) -> list[tuple[Hit, str]]:
    """Return villages, those of one name with their township."""
    names = [place.village for place in places]
    alike = {name for name in names if names.count(name) > 1}
    return [
        (Hit(one.village_id, one.village, one.township if one.village in alike else ""), typing_keys(one.village))
        for one in places
    ]


def _townships(places: Sequence[VillageCount]) -> list[tuple[Hit, str]]:
    named = {place.township_id: place.township for place in places}
    return [(Hit(code, name), typing_keys(name)) for code, name in named.items()]
