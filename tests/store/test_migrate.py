import shutil
from pathlib import Path

import pytest
from alembic.autogenerate import produce_migrations
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlmodel import SQLModel

from kzzq_desktop.base.paths import root
from kzzq_desktop.domain.people import Household
from kzzq_desktop.store import migrate
from kzzq_desktop.store.database import Store
from kzzq_desktop.store.migrate import HEAD, NewerOffice, current, write_copy
from tests.store.conftest import file_store
from tests.store.people import add_family, row_of

NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("brand_new", sa.Column("id", sa.Integer(), primary_key=True))
    with op.batch_alter_table("household") as batch:
        batch.add_column(sa.Column("extra", sa.String(), nullable=True))
    {end}
"""
BY_HAND = "search_fts"


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Give the program one more migration that ends as told."""

    def prepare(end: str) -> None:
        shutil.copytree(root() / "db", tmp_path / "program" / "db", ignore=shutil.ignore_patterns("__pycache__", "reference"))
        (tmp_path / "program/db/versions/v0004_next.py").write_text(NEXT.format(end=end), encoding="utf-8")
        monkeypatch.setattr(migrate, "root", lambda: tmp_path / "program")
        monkeypatch.setattr(migrate, "HEAD", "0004")

    return prepare


def tables(store: Store) -> set[str]:
    with store.reading() as conn:
        return set(inspect(conn).get_table_names())


def test_the_migrations_equal_the_records(store: Store) -> None:
    with store.reading() as conn:
        asked = {"compare_type": True, "include_name": lambda name, kind, _: kind != "table" or not name.startswith(BY_HAND)}
        script = produce_migrations(MigrationContext.configure(conn, opts=asked), SQLModel.metadata)
    assert script.upgrade_ops is not None
    assert script.upgrade_ops.as_diffs() == []


def test_the_head_written_in_the_program_is_the_last_script() -> None:
    config = Config()
    config.set_main_option("script_location", str(root() / "db"))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_opening_again_migrates_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrate, "_run", lambda _: pytest.fail("a migration ran"))
    Store(store.engine)
    with store.reading() as conn:
        assert current(conn) == HEAD


def test_a_migration_brings_the_column_and_keeps_a_copy(tmp_path: Path, next_version) -> None:
    store = file_store(tmp_path)
    household_id = add_family(store, "特木尔")
    store.close()
    next_version("pass")
    again = file_store(tmp_path)
    assert "brand_new" in tables(again)
    with again.reading() as conn:
        assert current(conn) == "0004"
        assert conn.execute(text("SELECT id, extra FROM household")).all() == [(household_id, None)]
    again.close()
    assert (tmp_path / "before-0003-to-0004.db").stat().st_size > 0


def test_a_failed_migration_leaves_no_trace(store: Store, next_version) -> None:
    household_id = add_family(store, "特木尔")
    before = tables(store)
    next_version("raise RuntimeError('halfway')")
    with pytest.raises(RuntimeError, match="halfway"):
        Store(store.engine)
    assert tables(store) == before
    with store.reading() as conn:
        assert current(conn) == HEAD
        assert "extra" not in {column["name"] for column in inspect(conn).get_columns("household")}
    with store.unit("改电话") as unit:
        unit.change(Household, household_id, phone="16000000001")
    assert row_of(store, Household, household_id)["phone"] == "16000000001"


def test_a_file_of_a_newer_program_is_refused_unchanged(encrypted: Store) -> None:
    with encrypted.local() as conn:
        conn.execute(text("UPDATE alembic_version SET version_num='9999'"))
    with pytest.raises(NewerOffice) as refused:
        Store(encrypted.engine)
    assert "新版程序" in refused.value.sentence()


def test_a_copy_is_whole_and_encrypted(encrypted: Store, tmp_path: Path) -> None:
    household_id = add_family(encrypted, "特木尔")
    folder = tmp_path / "copy"
    folder.mkdir()
    for _ in range(2):
        write_copy(encrypted.engine, folder / "office.db")
    copy = file_store(folder)
    assert row_of(copy, Household, household_id)["id"] == household_id
    copy.close()
    assert not (folder / "office.db").read_bytes().startswith(b"SQLite")
