"""PCs whose files are schemas of one server: the same lives on the other database."""

from typing import Any

from sqlalchemy import Engine, insert, select, text
from sqlmodel import SQLModel

from kzzq_desktop.domain.exchange import Site
from kzzq_desktop.store.database import Store
from kzzq_desktop.store.engine import server_engine
from tests.store.sites import MemorySite, enrol

Rows = dict[str, list[dict[str, Any]]]


class Server:
    """A server with room for five PCs, each in a schema of its own."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engines: list[Engine] = []
        self.used = 0

    def room(self) -> Engine:
        """Return the engine of the next room, emptied."""
        if self.used == len(self.engines):
            schema = f"pc_{self.used}"
            first = server_engine(self.url)
            with first.begin() as conn:
                conn.execute(text(f"DROP SCHEMA IF EXISTS {schema} CASCADE"))
                conn.execute(text(f"CREATE SCHEMA {schema}"))
            first.dispose()
            self.engines.append(server_engine(self.url, connect_args={"options": f"-csearch_path={schema}"}))
            Store(self.engines[-1])
        engine = self.engines[self.used]
        self.used += 1
        fill(engine, {})
        return engine

    def close(self) -> None:
        """Let go of the connections."""
        for engine in self.engines:
            engine.dispose()


class ServerSite(MemorySite):
    """A PC in a schema: its file is what all its tables hold."""

    def __init__(self, who: Site, roster: list[Site], server: Server, rows: Rows | None = None) -> None:
        self.who, self.roster, self.server = who, roster, server
        self.engine = server.room()
        if rows is not None:
            fill(self.engine, rows)
        self.open()
        if rows is None:
            enrol(self.store, who, roster)

    def open(self) -> None:
        self.store = Store(self.engine)
        self.store.clerk_id, self.store.scope = self.who.name.ljust(32, "c"), self.who.territory or None

    def copy(self) -> Rows:
        with self.store.reading() as conn:
            return {
                name: [dict(row) for row in conn.execute(select(table)).mappings()]
                for name, table in SQLModel.metadata.tables.items()
            }

    def put_back(self, copied: Rows) -> None:
        fill(self.engine, copied)
        self.open()

    def cloned(self) -> "ServerSite":
        return ServerSite(self.who, self.roster, self.server, self.copy())


def fill(engine: Engine, rows: Rows) -> None:
    """Let the tables hold exactly these rows."""
    with engine.begin() as conn:
        conn.execute(text(f"TRUNCATE {', '.join(SQLModel.metadata.tables)}"))
        for name, found in rows.items():
            if found:
                conn.execute(insert(SQLModel.metadata.tables[name]), found)
