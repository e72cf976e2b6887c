"""What the stamps, the history and the derived tables cost: bulk work beside raw executemany, one save, opening.

Run: python -m tests.bench.bench_store
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import median, quantiles
from time import perf_counter

import pytest
from sqlalchemy import select

from kzzq_desktop.domain.people import Household, Resident
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.store import database
from kzzq_desktop.store.bulk import roomy
from kzzq_desktop.store.tables import table_of
from tests.bench.people import families, make_office

ROWS = 50_000
OPEN_MS, SAVE_MS = 100.0, 16.0
RESIDENT = table_of(Resident)


def seconds(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started


def resident_rows(desk: Desk, count: int, seed: int) -> list[dict[str, object]]:
    """People in the office's own households, with every field, so that raw SQL writes as much as the unit."""
    made = [row for tables in families(count, ["150521102201"], Random(seed)) for row in tables[Resident]]
    with desk.store.reading() as conn:
        homes = conn.execute(select(table_of(Household).c.id)).scalars().all()
    blank = dict.fromkeys(("raw_name", "relation", "status_day", "note"), "") | {
        "other_names": "[]",
        "status": "here",
        "place": 0,
    }
    return [{**blank, **row, "household_id": homes[n % len(homes)]} for n, row in enumerate(made)]


def raw_insert(desk: Desk, rows: list[dict[str, object]]) -> float:
    """Into a table of the same columns and indexes, without history, guards, search and order; return the seconds."""
    names = [column.name for column in RESIDENT.c]
    stamp = {"sy_vv": '{"1":1}', "sy_del": 0, "sy_flag": 0}
    values = [tuple({**row, **stamp, "sy_rev": n}.get(name) for name in names) for n, row in enumerate(rows)]
    with desk.store.local() as conn:
        conn.exec_driver_sql(f"CREATE TABLE plain ({', '.join(f'{n} TEXT' for n in names)}, PRIMARY KEY (id))")
        for name in ("household_id", "id_number", "sy_rev"):
            conn.exec_driver_sql(f"CREATE INDEX ix_plain_{name} ON plain ({name})")
    return seconds(lambda: raw(desk, f"INSERT INTO plain VALUES ({', '.join('?' * len(names))})", values))


def raw(desk: Desk, sql: str, values: list[tuple[object, ...]]) -> None:
    with desk.store.local() as conn:
        conn.connection.cursor().executemany(sql, values)


def add(desk: Desk, rows: list[dict[str, object]]) -> None:
    with desk.store.unit("成批") as unit:
        unit.add_many(Resident, rows)


def change(desk: Desk, rows: list[dict[str, object]], **values: object) -> None:
    with desk.store.unit("成批改") as unit:
        assert unit.change_many(Resident, {str(row["id"]): values for row in rows}) == len(rows)


def bulk(desk: Desk) -> None:
    """Print ratios; the search and order of 50,000 people are derived within the save."""
    first, second = resident_rows(desk, ROWS, 1), resident_rows(desk, ROWS, 2)
    noted = [("改过", row["id"]) for row in first]
    with roomy(desk.store):
        insert = raw_insert(desk, first)
        update = seconds(lambda: raw(desk, "UPDATE plain SET note = ? WHERE id = ?", noted))
        derived, database.DERIVED = database.DERIVED, ()
        stamped = seconds(lambda: add(desk, first))
        database.DERIVED = derived
        whole = seconds(lambda: add(desk, second))
        changed = seconds(lambda: change(desk, first, note="改过"))
        searched = seconds(lambda: change(desk, second, phones="16000000001"))
    print(f"insert {ROWS}: raw {insert:.2f} s, stamped {stamped / insert:.2f}x, with search and order {whole / insert:.1f}x")
    print(
        f"change {ROWS}: raw {update:.2f} s, stamped, logged {changed / update:.2f}x, a searched field {searched / update:.1f}x"
    )


def one_save(desk: Desk) -> float:
    """Return the p95 in ms of changing one field of one resident."""
    with desk.store.reading() as conn:
        ids = [row.id for row in conn.execute(RESIDENT.select().limit(300))]
    taken = {}
    for field in ("note", "phones", "name"):
        taken[field] = [1000 * seconds(lambda i=i, f=field: change(desk, [{"id": i}], **{f: "特木尔1"})) for i in ids[:100]]
        print(f"one save, {field}: p50 {median(taken[field]):.2f} ms, p95 {quantiles(taken[field], n=20)[-1]:.2f} ms")
    return quantiles(taken["note"], n=20)[-1]


def opening(folder: Path) -> float:
    """Return the median ms from the data key to the first answer."""

    def once() -> float:
        started = perf_counter()
        store = database.open_file(folder, bytes(32))
        with store.reading() as conn:
            conn.execute(RESIDENT.select().limit(1)).all()
        spent = 1000 * (perf_counter() - started)
        store.close()
        return spent

    times = [once() for _ in range(7)]
    print(f"open: median {median(times):.1f} ms, first {times[0]:.1f} ms")
    return median(times)


def measured(folder: Path) -> tuple[float, float]:
    desk = make_office(folder, ROWS)
    saved = one_save(desk)
    bulk(desk)
    desk.store.close()
    return saved, opening(folder)


@pytest.mark.bench
def test_saving_and_opening_are_quick(tmp_path: Path) -> None:
    saved, opened = measured(tmp_path)
    assert saved <= SAVE_MS
    assert opened <= OPEN_MS


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        saved, opened = measured(Path(folder))
    return int(saved > SAVE_MS or opened > OPEN_MS)


if __name__ == "__main__":
    sys.exit(main())
