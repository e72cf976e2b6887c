"""Taking packages in while the storage fails: the banner's file, and what a township's PC has sent it."""

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from sqlalchemy import Connection, insert, text

from kzzq_desktop.domain.exchange import Line, Manifest, SyncSite
from kzzq_desktop.domain.people import Household, Resident
from kzzq_desktop.store.boots import write_meta
from kzzq_desktop.store.database import Store
from kzzq_desktop.store.tables import table_of
from kzzq_desktop.store.take import was_taken
from tests.store.people import VILLAGE, found_office
from tests.store.sites import MemorySite, Package, give_package, roster_row, take_package
from tests.sync.sample_sites import BANNER, WEST

HELD, ROWS, SENT, SENT_ROWS = 60, 80, 25, 20
SENDER = WEST  # of the township that the villages of these tests are in
ROSTER = [BANNER, SENDER]


def one_package(store: Store) -> None:
    """The township's rows are known; then it adds some and changes some, of which the banner changed a few as well."""
    enrol(store)
    sender = MemorySite(SENDER, ROSTER)
    add(sender.store, range(HELD), "x" * 40)
    take_package(store, sender.give(BANNER), SENDER)
    sender.take(give_package(store, BANNER, SENDER))
    with sender.store.unit("登记") as unit:
        unit.change_many(Household, {_id(number): {"phone": f"154{number:08}"} for number in range(HELD)})
        unit.remove(Household, [_id(0)])
    with store.unit("登记") as unit:
        unit.change_many(Household, {_id(number): {"phone": f"164{number:08}"} for number in range(0, HELD, 4)})
    add(sender.store, range(HELD, HELD + ROWS), "x" * 40)
    _write(store, 0, sender.give(BANNER))


def take_it(store: Store, say: Callable[[str], None]) -> None:
    """Take the package."""
    take_package(store, read(store, 0), SENDER)


def many_packages(store: Store) -> None:
    """Every package continues where the one before ended: a twin of the banner's PC acknowledges them on the way."""
    enrol(store)
    sender, twin = MemorySite(SENDER, ROSTER), MemorySite(BANNER, ROSTER)
    for number in range(SENT):
        first = number * SENT_ROWS
        add(sender.store, range(first, first + SENT_ROWS), str(number))
        package = sender.give(BANNER)
        _write(store, number, package)
        twin.take(package)
        sender.take(twin.give(SENDER))


def take_them(store: Store, say: Callable[[str], None]) -> None:
    """Take in turn what was not taken yet; each is acknowledged by its number."""
    for number in range(SENT):
        package = read(store, number)
        with store.reading() as conn:
            taken = was_taken(conn, package.manifest.package_id)
        if not taken:
            take_package(store, package, SENDER)
            say(str(number))


def taken_steps(conn: Connection) -> dict[str, bool]:
    """A package is whole with all its rows, its note of having been taken, and the position that acknowledges it."""
    rows = dict(conn.execute(text("SELECT note, count(*) FROM household WHERE note != '' GROUP BY note")).all())
    taken = conn.execute(text("SELECT count(*), coalesce(max(rev), 0) FROM sync_in")).one()
    held = conn.execute(text("SELECT coalesce(max(rev), 0) FROM sync_held")).scalar_one()
    sound = tuple(taken) == (len(rows), held)
    return {note: found == SENT_ROWS and sound for note, found in rows.items()}


def read(store: Store, number: int) -> Package:
    """Read a package that was laid beside the file."""
    head, *lines = _place(store, number).read_bytes().split(b"\n")
    found = json.loads(head)
    line = Line(tuple((boot, first) for boot, first in found["line"]["boots"]), found["line"]["tip"])
    tables = {name: tuple(columns) for name, columns in found["tables"].items()}
    return Package(Manifest(**{**found, "line": line, "ack": None, "tables": tables, "roster": ()}), lines)


def _write(store: Store, number: int, package: Package) -> None:
    head = json.dumps(asdict(package.manifest)).encode()
    _place(store, number).write_bytes(b"\n".join([head, *package.lines]))


def _place(store: Store, number: int) -> Path:
    assert store.folder is not None
    return store.folder / f"package_{number}"


def enrol(store: Store) -> None:
    """Make the file the banner's, with its roster."""
    found_office(store)
    store.scope = None
    with store.local() as conn:
        write_meta(conn, "site_id", BANNER.site_id)
        conn.execute(text("UPDATE sync_actor SET site_id = :me"), {"me": BANNER.site_id})
        conn.execute(insert(table_of(SyncSite)), [roster_row(one) for one in ROSTER])


def add(store: Store, numbers: range, note: str) -> None:
    with store.unit("导入") as unit:
        unit.add_many(Household, [{"id": _id(number), "village_id": VILLAGE, "note": note} for number in numbers])
        residents = [{"id": f"f{number:031}", "household_id": _id(number), "name": f"特木尔{number}"} for number in numbers]
        unit.add_many(Resident, residents)


def _id(number: int) -> str:
    return f"{number:032}"
