"""Guard triggers: a write that went round the one write function is refused. Put back at every start if missing."""

from sqlalchemy import Connection, Table, inspect, text
from sqlmodel import SQLModel

REFUSED = "write outside the unit of work"


def stamped_tables() -> tuple[Table, ...]:
    """Return every synced table, parents first as they were declared."""
    return tuple(table for table in SQLModel.metadata.tables.values() if "sy_rev" in table.c and "sy_vv" in table.c)


def put_guards(conn: Connection) -> int:
    """Create the guards that are missing; return how many were."""
    existing = set(inspect(conn).get_table_names())
    tables = [table.name for table in stamped_tables() if table.name in existing]
    if conn.dialect.name == "postgresql":
        return _put_postgresql(conn, tables)
    held = set(conn.execute(text("SELECT name FROM sqlite_master WHERE type='trigger'")).scalars())
    made = 0
    for name in tables:
        for trigger, sql in _sqlite_triggers(name):
            if trigger not in held:
                conn.execute(text(sql))
                made += 1
    return made


def _sqlite_triggers(name: str) -> tuple[tuple[str, str], tuple[str, str]]:
    abort = f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
    return (
        (f"guard_u_{name}", f"CREATE TRIGGER guard_u_{name} BEFORE UPDATE ON {name} WHEN NEW.sy_rev <= OLD.sy_rev {abort}"),
        (f"guard_d_{name}", f"CREATE TRIGGER guard_d_{name} BEFORE DELETE ON {name} {abort}"),
    )


def _put_postgresql(conn: Connection, tables: list[str]) -> int:
    body = (
        "CREATE OR REPLACE FUNCTION kzzq_guard() RETURNS trigger AS $$ BEGIN "
        "IF TG_OP = 'UPDATE' THEN IF NEW.sy_rev > OLD.sy_rev THEN RETURN NEW; END IF; END IF; "
        f"RAISE EXCEPTION '{REFUSED}'; END $$ LANGUAGE plpgsql"
    )
    conn.execute(text(body))
    held = set(conn.execute(text("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")).scalars())
    made = 0
    for name in tables:
        if f"guard_{name}" not in held:
            conn.execute(
                text(f"CREATE TRIGGER guard_{name} BEFORE UPDATE OR DELETE ON {name} FOR EACH ROW EXECUTE FUNCTION kzzq_guard()")
            )
            made += 1
    return made
