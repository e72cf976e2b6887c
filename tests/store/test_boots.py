import shutil
from pathlib import Path

from sqlalchemy import select

from kzzq_desktop.domain.changes import SyncActor, SyncBoot, SyncLog, SyncUnit
from kzzq_desktop.domain.people import Household
from kzzq_desktop.store.boots import read_meta
from kzzq_desktop.store.database import Store
from kzzq_desktop.store.migrate import HEAD, write_copy
from kzzq_desktop.store.tables import table_of
from tests.store.conftest import file_store
from tests.store.people import add_family, row_of

BOOT, ACTOR, LOG, UNIT = table_of(SyncBoot), table_of(SyncActor), table_of(SyncLog), table_of(SyncUnit)


def change_phone(store: Store, household_id: str, phone: str) -> None:
    with store.unit("改电话") as unit:
        unit.change(Household, household_id, phone=phone)


def dots(store: Store) -> set[tuple[str, int]]:
    with store.reading() as conn:
        return {(row.actor, row.seq) for row in conn.execute(select(LOG.c.actor, LOG.c.seq))}


def reasons(store: Store) -> list[str]:
    with store.reading() as conn:
        return list(conn.execute(select(BOOT.c.reason).order_by(BOOT.c.n)).scalars())


def test_each_start_is_a_new_actor_on_one_line(store: Store) -> None:
    again = Store(store.engine)
    with store.reading() as conn:
        boots = conn.execute(select(BOOT).order_by(BOOT.c.n)).all()
        actors = conn.execute(select(ACTOR).order_by(ACTOR.c.idx)).all()
        assert read_meta(conn, "no such fact") is None
    assert [boot.boot_id for boot in boots] == [actor.actor for actor in actors] == [store.boot.actor, again.boot.actor]
    assert store.boot.actor != again.boot.actor
    assert len({actor.site_id for actor in actors}) == 1
    assert {boot.schema_version for boot in boots} == {HEAD}


def test_revs_and_seqs_go_on_over_starts(store: Store) -> None:
    household_id = add_family(store, "特木尔")
    before = row_of(store, Household, household_id)["sy_rev"]
    again = Store(store.engine)
    change_phone(again, household_id, "16000000001")
    assert row_of(again, Household, household_id)["sy_rev"] > before
    with again.reading() as conn:
        newest = conn.execute(select(BOOT.c.first_rev).order_by(BOOT.c.n.desc())).scalar()
    assert newest > before


def test_two_programs_on_one_database_never_share_a_dot(store: Store) -> None:
    other = Store(store.engine)
    household_id = add_family(store, "特木尔")
    for turn in range(6):
        change_phone((store, other)[turn % 2], household_id, f"1600000000{turn}")
    assert len(dots(store)) == 6
    assert {actor for actor, _ in dots(store)} == {store.boot.actor, other.boot.actor}


def test_a_restored_copy_goes_on_under_a_new_name(tmp_path: Path) -> None:
    """The same file continued twice from one backup: no dot is issued twice."""
    first = file_store(tmp_path / "one")
    household_id = add_family(first, "特木尔")
    first.close()
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    issued = []
    for name in ("one", "two"):
        store = file_store(tmp_path / name)
        change_phone(store, household_id, f"1600000000{len(name)}")
        issued.append(dots(store))
        store.close()
    assert not issued[0] & issued[1]


def test_a_file_put_in_place_under_a_running_program_is_noticed(tmp_path: Path) -> None:
    store = file_store(tmp_path / "office")
    household_id = add_family(store, "特木尔")
    backup = tmp_path / "backup.db"
    write_copy(store.engine, backup)
    change_phone(store, household_id, "16000000001")
    held = dots(store)
    backup.replace(tmp_path / "office" / "office.db")
    assert row_of(store, Household, household_id)["phone"] == ""
    change_phone(store, household_id, "16000000002")
    assert reasons(store) == ["start", "swapped"]
    assert not held & dots(store)
    store.close()
    again = file_store(tmp_path / "office")
    assert row_of(again, Household, household_id)["phone"] == "16000000002"
    again.close()


def test_contents_swapped_inside_the_file_are_noticed_too(store: Store) -> None:
    """A backup restored into the open database does not know our start."""
    household_id = add_family(store, "特木尔")
    with store.local() as conn:
        conn.execute(BOOT.delete())
    old = store.boot.actor
    change_phone(store, household_id, "16000000001")
    assert store.boot.actor != old
    assert reasons(store) == ["swapped"]
    with store.reading() as conn:
        assert conn.execute(select(UNIT.c.actor).order_by(UNIT.c.first_rev.desc())).scalar() == store.boot.actor
