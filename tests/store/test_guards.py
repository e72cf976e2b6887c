"""Every way round the one write function is refused and changes nothing."""

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Column, String, delete, insert, inspect, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from kzzq_desktop.domain.people import Household
from kzzq_desktop.store.database import Store
from kzzq_desktop.store.guards import kept_tables, put_guards, stamped_tables
from tests.store.people import VILLAGE, add_family, row_of

ROW = {"id": "9" * 32, "village_id": VILLAGE}


def _attribute(session: Session, row_id: str) -> None:
    session.get(Household, row_id).phone = "x"
    session.commit()


BYPASSES = {
    "object attribute": _attribute,
    "object insert": lambda s, _: (s.add(Household(**ROW)), s.commit()),
    "object delete": lambda s, i: (s.delete(s.get(Household, i)), s.commit()),
    "update where": lambda s, i: s.execute(update(Household).where(Household.id == i).values(phone="x")),
    "bulk update by key": lambda s, i: s.execute(update(Household), [{"id": i, "phone": "x"}]),
    "query update": lambda s, _: s.query(Household).update({"phone": "x"}),
    "bulk update mappings": lambda s, i: s.bulk_update_mappings(Household, [{"id": i, "phone": "x"}]),
    "bulk insert mappings": lambda s, _: s.bulk_insert_mappings(Household, [ROW]),
    "insert rows": lambda s, _: s.execute(insert(Household), [ROW]),
    "delete": lambda s, i: s.execute(delete(Household).where(Household.id == i)),
    "core update": lambda s, _: s.connection().execute(Household.__table__.update().values(phone="x")),
    "raw update": lambda s, _: s.execute(text("UPDATE household SET phone='x'")),
    "raw update of the stamp backwards": lambda s, _: s.execute(text("UPDATE household SET phone='x', sy_rev=1")),
    "raw insert with a zero stamp": lambda s, _: s.execute(_copied("INSERT INTO household", "'9'", "0")),
    "raw delete": lambda s, _: s.execute(text("DELETE FROM household")),
    "upsert": lambda s, _: s.execute(text(f"{_copied('INSERT INTO household')} ON CONFLICT (id) DO UPDATE SET phone='x'")),
}
ONLY_SQLITE = {
    "replace": lambda s, _: s.execute(_copied("INSERT OR REPLACE INTO household", rev="0")),
    "replace keeping the stamp": lambda s, _: s.execute(_copied("INSERT OR REPLACE INTO household")),
    "replace raising the stamp": lambda s, _: s.execute(_copied("REPLACE INTO household", rev="sy_rev+1")),
}


def _copied(start: str, row_id: str = "id", rev: str = "sy_rev"):
    rest = [column.name for column in Household.__table__.c if column.name not in {"id", "sy_rev", "phone"}]
    values = ", ".join([row_id, rev, "'x'", *rest])
    return text(f"{start} ({', '.join(['id', 'sy_rev', 'phone', *rest])}) SELECT {values} FROM household WHERE true")


def refuses(store: Store, bypass) -> None:
    household_id = add_family(store, "特木尔")
    before = row_of(store, Household, household_id)
    with pytest.raises(DBAPIError), Session(store.engine) as session:
        bypass(session, household_id)
    assert row_of(store, Household, household_id) == before
    with store.reading() as conn:
        assert len(conn.execute(Household.__table__.select()).all()) == 1


@pytest.mark.parametrize("way", BYPASSES)
def test_every_other_way_to_write_is_refused(store: Store, way: str) -> None:
    refuses(store, BYPASSES[way])


@pytest.mark.parametrize("way", ONLY_SQLITE)
def test_replacing_a_row_is_refused(encrypted: Store, way: str) -> None:
    refuses(encrypted, ONLY_SQLITE[way])


def _triggers(store: Store) -> int:
    asked = {
        "sqlite": "SELECT count(*) FROM sqlite_master WHERE type='trigger' AND name LIKE 'guard_%'",
        "postgresql": "SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'guard_%'",
    }
    with store.reading() as conn:
        return conn.execute(text(asked[store.engine.dialect.name])).scalar_one()


def test_every_stamped_table_is_guarded_and_nothing_is_made_twice(store: Store) -> None:
    assert _triggers(store) == len((*stamped_tables(), *kept_tables())) * (2 if store.engine.dialect.name == "sqlite" else 1)
    with store.local() as conn:
        assert put_guards(conn) == 0


def test_dropped_guards_are_put_back_at_the_next_start(store: Store) -> None:
    held = _triggers(store)
    names = {"sqlite": ("guard_u_household", "guard_d_household"), "postgresql": ("guard_household ON household",)}
    with store.local() as conn:
        for name in names[store.engine.dialect.name]:
            conn.execute(text(f"DROP TRIGGER {name}"))
    assert _triggers(store) < held
    Store(store.engine).close()
    assert _triggers(store) == held
    refuses(store, BYPASSES["raw update"])


def test_a_rebuilt_table_gets_its_guards_back(encrypted: Store) -> None:
    held = _triggers(encrypted)
    with encrypted.local() as conn:
        operations = Operations(MigrationContext.configure(conn))
        with operations.batch_alter_table("household", recreate="always") as batch:
            batch.add_column(Column("extra", String))
    assert _triggers(encrypted) == held - 2
    Store(encrypted.engine).close()
    assert _triggers(encrypted) == held
    with encrypted.reading() as conn:
        assert "extra" in {column["name"] for column in inspect(conn).get_columns("household")}
    refuses(encrypted, BYPASSES["raw delete"])
