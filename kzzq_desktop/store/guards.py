"""Guard triggers: a write that went round the one write function is refused. Put back at every start if missing."""

from sqlalchemy import Connection, Table, inspect, text
from sqlmodel import SQLModel

REFUSED = "write outside the unit of work"
REFUSING = (
    "CREATE OR REPLACE FUNCTION kzzq_guard() RETURNS trigger AS $$ BEGIN "
    "IF TG_OP = 'UPDATE' THEN IF NEW.sy_rev > OLD.sy_rev THEN RETURN NEW; END IF; END IF; "
    f"RAISE EXCEPTION '{REFUSED}'; END $$ LANGUAGE plpgsql"
)
HELD = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type='trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
}


def stamped_tables() -> tuple[Table, ...]:
    """Return every synced table, parents first as they were declared."""
    return tuple(table for table in SQLModel.metadata.tables.values() if "sy_rev" in table.c and "sy_vv" in table.c)


def put_guards(conn: Connection) -> int:
    """Create the guards that are missing; return how many were."""
    missing = missing_guards(conn)
    if missing and conn.dialect.name == "postgresql":
        conn.execute(text(REFUSING))
    for sql in missing.values():
        conn.execute(text(sql))
    return len(missing)


def missing_guards(conn: Connection) -> dict[str, str]:
    """Return the guards that are not there and the statements that make them."""
    existing = set(inspect(conn).get_table_names())
    made = _server_guards if conn.dialect.name == "postgresql" else _file_guards
    wanted = {name: sql for table in stamped_tables() if table.name in existing for name, sql in made(table.name)}
    held = set(conn.execute(text(HELD[conn.dialect.name])).scalars())
    return {name: sql for name, sql in wanted.items() if name not in held}


def _file_guards(table: str) -> tuple[tuple[str, str], ...]:
    abort = f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
    return (
        (f"guard_u_{table}", f"CREATE TRIGGER guard_u_{table} BEFORE UPDATE ON {table} WHEN NEW.sy_rev <= OLD.sy_rev {abort}"),
        (f"guard_d_{table}", f"CREATE TRIGGER guard_d_{table} BEFORE DELETE ON {table} {abort}"),
    )


def _server_guards(table: str) -> tuple[tuple[str, str], ...]:
    calls = "FOR EACH ROW EXECUTE FUNCTION kzzq_guard()"
    return ((f"guard_{table}", f"CREATE OR REPLACE TRIGGER guard_{table} BEFORE UPDATE OR DELETE ON {table} {calls}"),)
