"""Giving a package while the storage fails: sealed into a file of the own disk, written to a stick, and noted as given."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import insert

from kzzq_desktop.base.errors import AppError
from kzzq_desktop.domain.exchange import SyncOut
from kzzq_desktop.store import give
from kzzq_desktop.store.database import Store
from kzzq_desktop.store.faults import writing
from kzzq_desktop.store.tables import table_of
from kzzq_desktop.sync.package import open_package, write_package
from kzzq_desktop.sync.stick_names import package_name
from kzzq_desktop.sync.stick_write import write_out
from tests.store.fault_takes import HELD, add, enrol
from tests.sync.sample_sites import BANNER, WEST, keys_of, sign_pub_of

STICK = "stick"


def something_to_give(store: Store) -> None:
    enrol(store)
    add(store, range(HELD), "x" * 40)
    (store.folder / STICK).mkdir()


def give_it(store: Store, say: Callable[[str], None]) -> None:
    """Write the package out, and only when it stands on the stick note that it was given."""
    with store.reading() as conn:
        manifest = give.manifest_for(conn, BANNER.site_id, WEST, f"{1:032}")
        name = package_name(BANNER.site_id, WEST.site_id, manifest.number)
        draft = store.folder / name
        with writing(store.folder), draft.open("wb") as out:
            lines = give.lines(conn, manifest)
            made = write_package(out, manifest, lines, keys_of("banner"), {WEST.site_id: WEST.enc_pub})
    write_out(store.folder / STICK, name, draft)
    point = manifest.line.position
    row = {"package_id": manifest.package_id, "site_id": WEST.site_id, "number": manifest.number, "base": manifest.base}
    row |= {"boot": point.boot, "rev": point.rev, "file": name, "sha": made.sha256, "size": made.size, "rows": HELD * 2}
    with store.local() as conn:
        conn.execute(insert(table_of(SyncOut)), {**row, "at": manifest.created_at, "clerk_id": store.clerk_id})


def on_the_stick(folder: Path) -> dict[str, str]:
    """What bears a package's name is whole, whichever of its names it is; drafts are called otherwise."""
    found = {read(path) for path in (folder / STICK).rglob("*.kzsync")}
    return {"packages": " ".join(sorted(found))} if found else {}


def read(path: Path) -> str:
    """Read a package as its receiver would; return the number of its lines, or what is wrong with it."""
    try:
        package = open_package(path, WEST.site_id, keys_of("west"), sign_pub_of)
        return f"{sum(1 for _ in package.lines())} lines"
    except AppError as refused:
        return type(refused).__name__
