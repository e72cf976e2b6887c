"""Guard triggers: a write that went round the one write function is refused. Put back at every start if missing.

The print register is guarded as well: its lines can be added, never changed or deleted.
"""

from sqlalchemy import Connection, Table, inspect, text
from sqlmodel import SQLModel

from kzzq_desktop.domain.papers import PrintEntry
from kzzq_desktop.store.tables import table_of

REFUSED = "write outside the unit of work"
REFUSING = (
    "CREATE OR REPLACE FUNCTION kzzq_guard() RETURNS trigger AS $$ BEGIN "
    "IF TG_OP = 'UPDATE' THEN IF NEW.sy_rev > OLD.sy_rev THEN RETURN NEW; END IF; END IF; "
    f"RAISE EXCEPTION '{REFUSED}'; END $$ LANGUAGE plpgsql"
)
KEEPING = (
    f"CREATE OR REPLACE FUNCTION kzzq_keep() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION '{REFUSED}'; END $$ LANGUAGE plpgsql"
)
HELD = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type='trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D' AND pg_table_is_visible(tgrelid)",
}


def stamped_tables() -> tuple[Table, ...]:
    """Return every synced table, parents first as they were declared."""
    return tuple(table for table in SQLModel.metadata.tables.values() if "sy_rev" in table.c and "sy_vv" in table.c)


def kept_tables() -> tuple[Table, ...]:
    """Return the tables whose rows stay as they were written."""
    return (table_of(PrintEntry),)


def put_guards(conn: Connection) -> int:
    """Create the guards that are missing; return how many were."""
    missing = missing_guards(conn)
    if missing and conn.dialect.name == "postgresql":
        conn.execute(text(REFUSING))
        conn.execute(text(KEEPING))
    for sql in missing.values():
        conn.execute(text(sql))
    return len(missing)


def missing_guards(conn: Connection) -> dict[str, str]:
    """Return the guards that are not there and the statements that make them."""
    existing = set(inspect(conn).get_table_names())
    made = _server_guards if conn.dialect.name == "postgresql" else _file_guards
    tables = {table.name: False for table in stamped_tables()} | {table.name: True for table in kept_tables()}
    wanted = {name: sql for table, keep in tables.items() if table in existing for name, sql in made(table, keep)}
    held = set(conn.execute(text(HELD[conn.dialect.name])).scalars())
    return {name: sql for name, sql in wanted.items() if name not in held}


def _file_guards(table: str, keep: bool) -> tuple[tuple[str, str], ...]:
    abort = f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
    when = "" if keep else "WHEN NEW.sy_rev <= OLD.sy_rev "
    return (
        (f"guard_u_{table}", f"CREATE TRIGGER guard_u_{table} BEFORE UPDATE ON {table} {when}{abort}"),
        (f"guard_d_{table}", f"CREATE TRIGGER guard_d_{table} BEFORE DELETE ON {table} {abort}"),
    )


def _server_guards(table: str, keep: bool) -> tuple[tuple[str, str], ...]:
    calls = f"FOR EACH ROW EXECUTE FUNCTION {'kzzq_keep' if keep else 'kzzq_guard'}()"
    return ((f"guard_{table}", f"CREATE OR REPLACE TRIGGER guard_{table} BEFORE UPDATE OR DELETE ON {table} {calls}"),)
