"""Random offices with random duties, and what a report must say of them counted again in plain Python."""

from collections import defaultdict
from datetime import date, timedelta
from random import Random

from kzzq_desktop.base.clock import new_id
from kzzq_desktop.domain.duties import FORMS
from kzzq_desktop.domain.people import Household, Member
from kzzq_desktop.domain.work import Contact, Duty, DutyHousehold, Grid
from kzzq_desktop.services.desk import Desk
from tests.services.random_office import Row, fill, write

LAST_DAY = date(2026, 11, 25)
LIVING = ("home", "away")


class Recount:
    """The rows of an office of one seed; every answer is counted from them anew."""

    def __init__(self, desk: Desk, seed: int, duties: int = 80) -> None:
        chance, self.rows = Random(seed), fill(desk, seed).rows
        grids: list[str | None] = [str(grid["id"]) for grid in self.rows[Grid]]
        members = [str(member["id"]) for member in self.rows[Member]]
        homes = [str(home["id"]) for home in self.rows[Household]]
        drawn: list[Row] = []
        parts: list[Row] = []
        for _ in range(duties):
            day = (LAST_DAY - timedelta(days=chance.randint(0, 200))).isoformat()
            grid, member = chance.choice([*grids, None]), chance.choice([*members, None])
            drawn.append({"id": new_id(), "day": day, "code": chance.choice(FORMS).code, "grid_id": grid, "member_id": member})
            named = chance.sample(homes, chance.randint(0, min(4, len(homes))))
            parts += [{"id": new_id(), "duty_id": drawn[-1]["id"], "household_id": home, "day": day} for home in named]
        write(desk, {Duty: drawn, DutyHousehold: parts})
        self.duties, self.parts = drawn, parts
        self.village_of = {grid["id"]: str(grid["village_id"]) for grid in self.rows[Grid]}

    def living(self, village: str = "") -> list[Row]:
        homes = self.rows[Household]
        return [home for home in homes if home["status"] in LIVING and village in ("", home["village_id"])]

    def placed(self, village: str = "") -> list[Row]:
        return [home for home in self.living(village) if home["grid_id"]]

    def grids(self, village: str = "") -> list[Row]:
        return [grid for grid in self.rows[Grid] if village in ("", grid["village_id"])]

    def vacant(self, village: str = "") -> int:
        led = {contact["grid_id"] for contact in self.rows[Contact]}
        return sum(grid["id"] not in led for grid in self.grids(village))

    def done(self, month: str, village: str = "") -> list[Row]:
        return [
            duty
            for duty in self.duties
            if str(duty["day"]).startswith(month) and (not village or self.village_of.get(duty["grid_id"]) == village)
        ]

    def visits(self, month: str, village: str = "") -> int:
        done = {duty["id"] for duty in self.done(month, village)}
        return sum(part["duty_id"] in done for part in self.parts)

    def reached(self, month: str, village: str = "") -> int:
        named = {part["household_id"] for part in self.parts if str(part["day"]).startswith(month)}
        return sum(home["id"] in named for home in self.placed(village))

    def days(self) -> dict[object, int | None]:
        """The days since each grid with households was contacted, None if never."""
        held: defaultdict[object, list[str]] = defaultdict(list)
        for home in self.placed():
            held[home["grid_id"]] += [str(part["day"]) for part in self.parts if part["household_id"] == home["id"]]
        return {grid: (LAST_DAY - date.fromisoformat(max(days))).days if days else None for grid, days in held.items()}

    def late(self, village: str = "") -> int:
        inside = {grid["id"] for grid in self.grids(village)}
        return sum(grid in inside and (days is None or days > 30) for grid, days in self.days().items())
