"""Weighted random histories of several PCs, and an oracle that knows for every write what its author had seen.

Truth is every write that no other write has seen. After some rounds of delta packages every PC must hold exactly the truth
of every row in its territory, all must show the same, and no removal may hide what its author had not seen.
"""

import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from kzzq_desktop.domain.changes import IN_USE, MOVED_AWAY, REMOVED
from kzzq_desktop.domain.exchange import Site
from kzzq_desktop.domain.people import Household, HouseholdNeed, Resident
from kzzq_desktop.domain.row_state import GONE
from kzzq_desktop.store import boots, database, give, take
from kzzq_desktop.store.reviews import own_fields
from kzzq_desktop.store.tables import table_of
from tests.store.judge import Judge
from tests.store.sites import MemorySite, Package
from tests.store.truth import FIELDS, KINDS, PAIRS, SITES, T1, T2, VILLAGES, Copy, GlobalDot, Key, Truth

NARROW = {name: own_fields(table_of(kind)) for name, kind in KINDS.items()}


def memory_pc(who: Site) -> MemorySite:
    """Return a PC whose file is in memory."""
    return MemorySite(who, list(SITES))


@contextmanager
def quick() -> Iterator[None]:
    """Carry only the tables the histories write, and derive nothing from them: it is not what they look at."""
    with (
        patch.object(give, "columns_of_tables", lambda: NARROW),
        patch.object(take, "DERIVED", ()),
        patch.object(database, "DERIVED", ()),
    ):
        yield


def live(seed: int, make: Callable[[Site], Any], off: frozenset[str] = frozenset()) -> str:
    """Live one history; return what went wrong, "" if nothing did. The same seed has the same life."""
    actors = random.Random(seed)
    with quick(), patch.object(boots, "new_actor", lambda: f"{actors.getrandbits(64):016x}"):
        try:
            History(seed, make, off).run()
        except (AssertionError, ValueError, LookupError) as wrong:
            return f"seed {seed}: {wrong}"
    return ""


class History:
    """One random life of four PCs; `make` opens a PC, and `off` leaves kinds of misfortune out."""

    def __init__(self, seed: int, make: Callable[[Site], Any], off: frozenset[str] = frozenset()) -> None:
        self.chance, self.make, self.off = random.Random(seed), make, off
        self.truth = Truth()
        self.pcs = [make(one) for one in SITES]
        self.copies: dict[int, Copy] = {id(pc): Copy() for pc in self.pcs}
        self.backups: dict[int, list[tuple[Any, Copy]]] = defaultdict(list)
        self.net: list[Package] = []
        self.count = 0
        self.cloned = False

    def run(self, steps: int | None = None) -> None:
        """Live, then let sticks go round and look at every PC."""
        for _ in range(2):
            self.create()
        misfortune = self.chance.choice((0.01, 0.04, 0.10))
        for _ in range(steps or self.chance.randint(15, 70)):
            self.one_step(self.chance.random(), misfortune)
        self.settle_down()
        Judge(self).check()

    def one_step(self, x: float, misfortune: float) -> None:
        """Do one thing, weighted as lives are."""
        limits = (
            *((0.45, self.exchange), (0.53, self.late), (0.57, self.lose), (0.72, self.edit), (0.78, self.move)),
            *((0.82, self.create), (0.86, self.remove), (0.86 + misfortune, self.restore), (0.89 + misfortune, self.back_up)),
            *((0.99, self.restart), (1.0, self.clone)),
        )
        next(act for limit, act in limits if x <= limit)()

    def some_pc(self) -> Any:
        return self.chance.choice(self.pcs)

    def create(self) -> None:
        pc = self.some_pc()
        self.count += 1
        n, township = self.count, pc.who.territory or self.chance.choice((T1, T2))
        house, person, mark = (f"{kind}{n:031d}" for kind in "hpn")
        with pc.store.unit("登记") as unit:
            unit.add_many(Household, [{"id": house, "village_id": VILLAGES[township][0], "phone": f"1{n}", "note": ""}])
            unit.add_many(Resident, [{"id": person, "household_id": house, "name": f"户主{n}", "note": ""}])
            unit.put_many(HouseholdNeed, [{"id": mark, "household_id": house, "need": "低保"}])
            boot, first = pc.store.boot.actor, unit.first_seq
        made = {"household": (house, {"village_id": VILLAGES[township][0], "phone": f"1{n}", "note": ""}),
                "resident": (person, {"name": f"户主{n}", "note": ""}), "household_need": (mark, {"need": "低保"})}  # fmt: skip
        self.truth.parents |= {person: house, mark: house}
        for place, (table, (row_id, values)) in enumerate(made.items()):
            for name, value in {**values, GONE: IN_USE}.items():
                self.write(pc, (table, row_id, name), value, (boot, first + place))

    def edit(self) -> None:
        pc = self.some_pc()
        if row := self.some_row(pc):
            table, row_id = row
            names = [name for name in FIELDS[table] if name not in {"village_id", "need"}]
            if names:
                self.count += 1
                self.change(pc, table, row_id, {self.chance.choice(names): f"值{self.count}"})

    def move(self) -> None:
        pc = self.some_pc()
        if "move" not in self.off and (row := self.some_row(pc, ("household",))):
            self.change(pc, *row, {"village_id": self.chance.choice(VILLAGES[T1] + VILLAGES[T2])})

    def remove(self) -> None:
        pc = self.some_pc()
        if row := self.some_row(pc):
            self.change(pc, *row, {GONE: 1 if self.chance.random() < 0.7 else IN_USE})

    def exchange(self) -> None:
        giver, receiver = self.chance.choice(PAIRS)
        package = self.give(self.chance.choice(self.named(giver)), receiver)
        self.net.append(package)
        if self.chance.random() < 0.75:
            self.take(self.chance.choice(self.named(receiver)), package)
            if self.chance.random() < 0.6:
                self.net.pop()

    def late(self) -> None:
        if self.net and "late" not in self.off:
            package = self.chance.choice(self.net)
            receiver = next(one.name for one in SITES if one.site_id == package.manifest.receiver)
            self.take(self.chance.choice(self.named(receiver)), package)

    def lose(self) -> None:
        if self.net and "lose" not in self.off:
            self.net.pop(self.chance.randrange(len(self.net)))

    def restart(self) -> None:
        if self.chance.random() < 0.3:
            self.some_pc().open()

    def back_up(self) -> None:
        pc = self.some_pc()
        self.backups[id(pc)].append((pc.copy(), self.copies[id(pc)].copied()))

    def restore(self) -> None:
        pc = self.some_pc()
        if "restore" not in self.off and self.backups[id(pc)]:
            file, copied = self.chance.choice(self.backups[id(pc)])
            pc.put_back(file)
            self.copies[id(pc)] = copied.copied()

    def clone(self) -> None:
        if self.cloned or "clone" in self.off:
            return
        pc, self.cloned = self.some_pc(), True
        other = pc.cloned()
        self.pcs.append(other)
        self.copies[id(other)] = self.copies[id(pc)].copied()
        pc.open()

    def named(self, name: str) -> list[Any]:
        return [pc for pc in self.pcs if pc.who.name == name]

    def some_row(self, pc: Any, tables: tuple[str, ...] = tuple(FIELDS)) -> tuple[str, str] | None:
        """Return a row of a PC, hidden ones too: what is hidden here may have been written before it was known."""
        table = self.chance.choice(tables)
        with pc.store.reading() as conn:
            ids = list(conn.exec_driver_sql(f"SELECT id FROM {table} WHERE sy_del <> {MOVED_AWAY} ORDER BY id").scalars())
        return (table, self.chance.choice(ids)) if ids else None

    def change(self, pc: Any, table: str, row_id: str, values: dict[str, Any]) -> None:
        """Change a row; who writes to a removed row leaves it removed."""
        with pc.store.unit("修改") as unit:
            gone = unit.conn.exec_driver_sql(f"SELECT sy_del FROM {table} WHERE id = '{row_id}'").scalar_one()
            if not unit.change(KINDS[table], row_id, **values):
                return
            dot = pc.store.boot.actor, unit.seq
        for name, value in values.items():
            self.write(pc, (table, row_id, name), value, dot)
        if gone == REMOVED and GONE not in values:
            self.write(pc, (table, row_id, GONE), REMOVED, dot)

    def write(self, pc: Any, key: Key, value: Any, dot: GlobalDot) -> None:
        copied = self.copies[id(pc)]
        if key[2] == GONE:
            own = [dots for (table, row_id, _), dots in copied.seen.items() if (table, row_id) == key[:2]]
            self.truth.removals[dot] = frozenset({dot}).union(*own)
        self.truth.writes[key][dot] = value, copied.seen.get(key, frozenset())
        copied.seen[key] = copied.seen.get(key, frozenset()) | {dot}

    def give(self, pc: Any, receiver: str) -> Package:
        package = pc.give(next(one for one in SITES if one.name == receiver))
        names, rows = list(package.manifest.tables), set[tuple[str, str]]()
        for line in package.lines:
            if line.startswith(b'["r",'):
                number, row_id = line.split(b",", 3)[1:3]
                rows.add((names[int(number)], row_id.strip(b'"').decode()))
        seen = self.copies[id(pc)].seen
        package.extra = {key: dots for key, dots in seen.items() if key[:2] in rows}
        return package

    def take(self, pc: Any, package: Package) -> None:
        pc.take(package)
        seen = self.copies[id(pc)].seen
        for key, dots in package.extra.items():
            seen[key] = seen.get(key, frozenset()) | dots

    def settle_down(self) -> None:
        """Let sticks go round with delta packages until nothing moves for two rounds, six times at most.

        One quiet round is not enough: what a restored PC no longer holds is asked for in it, and comes in the next.
        """
        quiet = 0
        for _ in range(6):
            before = [pc.revision() for pc in self.pcs]
            for giver, receiver in PAIRS:
                for pc in self.named(giver):
                    for other in self.named(receiver):
                        self.take(other, self.give(pc, receiver))
            quiet = quiet + 1 if before == [pc.revision() for pc in self.pcs] else 0
            if quiet == 2:
                break
