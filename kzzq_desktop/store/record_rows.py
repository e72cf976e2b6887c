"""Rows of any table by their ids, each asked for once: for telling what records are called."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, select
from sqlmodel import SQLModel

from kzzq_desktop.store.unit import CHUNK

Row = Mapping[str, Any]


class RecordRows:
    """Rows as they are now, removed ones too; what is learnt at once is not asked one by one."""

    def __init__(self, conn: Connection) -> None:
        self.conn = conn
        self.held: dict[tuple[str, str], Row | None] = {}

    def learn(self, table: str, ids: Iterable[object]) -> None:
        """Read these rows, as far as they are not known yet."""
        wanted = [row_id for one in dict.fromkeys(ids) if one and (table, row_id := str(one)) not in self.held]
        columns = SQLModel.metadata.tables[table]
        for start in range(0, len(wanted), CHUNK):
            chunk = wanted[start : start + CHUNK]
            self.held.update(dict.fromkeys((table, row_id) for row_id in chunk))
            for row in self.conn.execute(select(columns).where(columns.c.id.in_(chunk))).mappings():
                self.held[table, row["id"]] = dict(row)

    def row(self, table: str, row_id: object) -> Row | None:
        """Return one row, None if there is none."""
        self.learn(table, [row_id])
        return self.held.get((table, str(row_id)))

    def add(self, table: str, rows: Iterable[Row]) -> None:
        """Take rows that were read elsewhere."""
        self.held.update(((table, row["id"]), row) for row in rows)
