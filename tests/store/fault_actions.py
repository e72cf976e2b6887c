"""What a program is doing when its storage fails: the deeds of ACTIONS."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from kzzq_desktop.domain.people import Household, Resident
from kzzq_desktop.store.database import Store
from kzzq_desktop.store.engine import encrypted_engine
from kzzq_desktop.store.faults import explained
from kzzq_desktop.store.migrate import write_copy
from tests.store import fault_gives, fault_takes
from tests.store.faulty_storage import state_of
from tests.store.people import VILLAGE, found_office

HELD, ROWS, LIFE, STEP = 100, 120, 25, 20
COPY = "copy.db"
Say = Callable[[str], None]


@dataclass(frozen=True)
class Action:
    """`prepare` fills a new office before it, `act` is the deed: once it returns, the deed counts as acknowledged.

    `say` acknowledges the steps of a deed that is many; `steps` then tells which of them a file holds, and whether whole;
    with so many of them as `most` it is as full as is wanted. `pragmas` are set on every connection, after the program's own.
    `beside` tells what of the deed stands in other files of the folder; it is done `first` if a death may come between it and
    what the office's own file says of it. A `seldom` one is left to the soak.
    """

    prepare: Callable[[Store], None]
    act: Callable[[Store, Say], None]
    pragmas: tuple[str, ...] = ()
    steps: Callable[[Connection], dict[str, bool]] | None = None
    most: int = 0
    beside: Callable[[Path], dict[str, str]] = lambda _: {}
    first: bool = False
    seldom: bool = False


def some_households(store: Store) -> None:
    found_office(store)
    with store.unit("导入") as unit:
        unit.add_many(Household, [_household(number) for number in range(HELD)])


def save(store: Store, say: Say) -> None:
    """One save of some hundred rows, new ones and changed ones, with all that is derived from them."""
    with store.unit("登记") as unit:
        unit.add_many(Household, [_household(HELD + number) for number in range(ROWS)])
        unit.add_many(Resident, [_resident(number) for number in range(ROWS)])
        unit.change_many(Household, {f"{number:032}": {"phone": f"154{number:08}", "note": "改"} for number in range(HELD)})


def saves(store: Store, say: Say) -> None:
    """Many small saves, each acknowledged by the note its rows carry."""
    for number in range(LIFE):
        note = f"{store.boot.actor} {number}"
        with store.unit("登记") as unit:
            for _ in range(STEP):
                unit.add(Household(id="", village_id=VILLAGE, note=note))
        say(note)


def saved(conn: Connection) -> dict[str, bool]:
    """A save is whole with all its rows, and every save with its unit; the first unit is that of the preparation."""
    rows = dict(conn.execute(text("SELECT note, count(*) FROM household GROUP BY note")).all())
    units = conn.execute(text("SELECT count(*) FROM sync_unit")).scalar_one()
    return {note: found == STEP and units == len(rows) + 1 for note, found in rows.items()}


def keep_a_copy(store: Store, say: Say) -> None:
    """Write the whole file to another place, as a backup does."""
    with explained():
        write_copy(store.engine, store.folder / COPY)


def copied(folder: Path) -> dict[str, str]:
    """A copy under its own name holds everything; what is called otherwise is no copy yet."""
    if not (folder / COPY).exists():
        return {}
    engine = encrypted_engine(folder / COPY, bytes(range(32)))
    try:
        with engine.connect() as conn:
            seals = conn.execute(text("PRAGMA cipher_integrity_check")).scalars().all()
            return {COPY: str(seals or state_of(conn))}
    except DBAPIError as error:
        return {COPY: str(error.orig)}
    finally:
        engine.dispose()


def _household(number: int) -> dict[str, object]:
    return {"id": f"{number:032}", "village_id": VILLAGE, "door_no": str(number), "note": "x" * 60}


def _resident(number: int) -> dict[str, object]:
    own = {"household_id": f"{HELD + number:032}", "name": f"特木尔{number}", "place": 0}
    return {"id": f"f{number:031}", **own}


# A new deed is a line here; the tests and the soak then try it at all its calls, or kill it on the way if it has steps.
ACTIONS: dict[str, Action] = {
    "save": Action(some_households, save),
    # The log is written back into the file after the save, not only when the program closes it.
    "save and write back": Action(some_households, save, ("wal_autocheckpoint=20",), seldom=True),
    # More than memory holds: pages of a save that is not done yet stand in the log already.
    "save that spills": Action(some_households, save, ("cache_size=12",), seldom=True),
    "copy": Action(some_households, keep_a_copy, beside=copied, seldom=True),
    "saves": Action(found_office, saves, steps=saved, most=8 * LIFE),
    "take": Action(fault_takes.one_package, fault_takes.take_it),
    "take that spills": Action(fault_takes.one_package, fault_takes.take_it, ("cache_size=12",), seldom=True),
    "give": Action(fault_gives.something_to_give, fault_gives.give_it, beside=fault_gives.on_the_stick, first=True),
    "takes": Action(fault_takes.many_packages, fault_takes.take_them, steps=fault_takes.taken_steps, most=fault_takes.SENT // 2),
}
ONE_DEED = tuple(name for name, action in ACTIONS.items() if action.steps is None)
OFTEN = tuple(name for name in ONE_DEED if not ACTIONS[name].seldom)
MANY_STEPS = tuple(name for name, action in ACTIONS.items() if action.steps)
