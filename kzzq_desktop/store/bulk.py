"""Room for bulk writes: rows with random ids touch every page of an index, and a small cache would write each many times."""

from collections.abc import Iterator
from contextlib import contextmanager

from kzzq_desktop.store.database import Store
from kzzq_desktop.store.engine import PRAGMAS

ROOMY = "cache_size=-262144"


@contextmanager
def roomy(store: Store) -> Iterator[None]:
    """Give the file's connection a page cache of 256 MB while much is written (measured: four times as fast)."""
    usual = next(pragma for pragma in PRAGMAS if pragma.startswith("cache_size"))
    _set(store, ROOMY)
    try:
        yield
    finally:
        _set(store, usual)
        _set(store, "shrink_memory")


def _set(store: Store, pragma: str) -> None:
    if store.engine.dialect.name == "sqlite":
        with store.reading() as conn:
            conn.exec_driver_sql(f"PRAGMA {pragma}")
