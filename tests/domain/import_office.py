"""An office in memory: plans are written to plain rows and read back as what is on record."""

import json
import random
from collections import defaultdict
from collections.abc import Callable
from itertools import count

from kzzq_desktop.domain.drafts import LedgerReading
from kzzq_desktop.domain.import_choice import WHOLE, ImportChoice
from kzzq_desktop.domain.import_plan import ImportPlan
from kzzq_desktop.domain.import_whole import plan_import
from kzzq_desktop.domain.known import Known, KnownGrid, KnownHousehold, KnownMember, KnownPerson

VILLAGE, OTHER_VILLAGE = "150521102201", "150521102202"
ALLOWED = {VILLAGE, OTHER_VILLAGE}
HOME = ("group_no", "building", "door_no", "address", "phone", "stated_people")
FACTS = ("relation", "sex", "birth", "id_number", "phones", "status")
DEFAULTS = {"household": {"building": "", "status_day": ""}, "resident": {"other_names": "[]", "status_day": ""}}
MEMBER = ("phone", "sex", "birth", "branch_id", "household_id")
MORE = {"eligibility", "note", "other_names", *MEMBER}


def ids() -> Callable[[], str]:
    """Return a source of new ids."""
    numbers = count(1)
    return lambda: f"{next(numbers):032x}"


class MemoryOffice:
    """What is on record, as rows by kind and id."""

    def __init__(self) -> None:
        self.rows: dict[str, dict[str, dict[str, object]]] = defaultdict(dict)
        self.new_id = ids()
        self.chance = random.Random(7)

    def plan(self, reading: LedgerReading, choice: ImportChoice = WHOLE) -> ImportPlan:
        """Return what importing this reading would do now."""
        return plan_import(reading, self.known(), ALLOWED, self.new_id, choice)

    def save(self, plan: ImportPlan) -> None:
        """Write a plan."""
        for kind, rows in plan.inserts.items():
            for row in rows:
                assert row["id"] not in self.rows[kind]
                self.rows[kind][str(row["id"])] = {**DEFAULTS.get(kind, {}), **row}
        for kind, patches in plan.patches.items():
            for row_id, values in patches.items():
                assert values.keys() <= self.rows[kind][row_id].keys() | MORE
                self.rows[kind][row_id].update(values)

    def take(self, reading: LedgerReading, choice: ImportChoice = WHOLE) -> ImportPlan:
        """Plan and write."""
        plan = self.plan(reading, choice)
        self.save(plan)
        return plan

    def person(self, name: str) -> dict[str, object]:
        """Return the only resident of this name."""
        (row,) = [row for row in self.rows["resident"].values() if row["name"] == name]
        return row

    def home(self, name: str) -> dict[str, object]:
        """Return the household of the only resident of this name."""
        return self.rows["household"][str(self.person(name)["household_id"])]

    def known(self) -> Known:
        """Return what is on record as an import meets it."""
        people, needs = defaultdict(list), defaultdict(set)
        for row in sorted(self.rows["resident"].values(), key=lambda row: row["place"]):
            names = tuple(json.loads(row.get("other_names", "[]")))
            person = KnownPerson(row["id"], row["household_id"], row["name"], names, *(row[fact] for fact in FACTS))
            people[row["household_id"]].append(person)
        for row in self.rows["household_need"].values():
            needs[row["household_id"]].add(row["need"])
        homes = tuple(self._home(row, people[key], needs[key]) for key, row in self.rows["household"].items())
        posts = frozenset((row["member_id"], row["post"]) for row in self.rows["member_post"].values())
        branches = {row["name"]: key for key, row in self.rows["branch"].items()}
        homes = tuple(self.chance.sample(homes, len(homes)))  # ids are random: records come in any order
        return Known(homes, self._members(), self._grids(), branches, posts)

    def _home(self, row, people, needs) -> KnownHousehold:
        own = (row["grid_id"] or "", row["status"], row["head_id"] or "")
        facts = (row.get(name, "") for name in HOME)
        return KnownHousehold(row["id"], row["village_id"], *facts, *own, tuple(people), frozenset(needs))

    def _members(self) -> tuple[KnownMember, ...]:
        return tuple(
            KnownMember(
                key, row["name"], tuple(json.loads(row.get("other_names", "[]"))), row["village_id"] or "",
                *(row.get(name, "") for name in MEMBER), row.get("eligibility", "active"), row.get("note", ""),
            )
            for key, row in self.rows["member"].items()
        )  # fmt: skip

    def _grids(self) -> tuple[KnownGrid, ...]:
        leads = {row["grid_id"]: row["member_id"] for row in self.rows["contact"].values()}
        return tuple(
            KnownGrid(key, row["village_id"], row["number"], row["name"], leads.get(key, ""))
            for key, row in self.rows["grid"].items()
        )
