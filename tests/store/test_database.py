from pathlib import Path

import pytest
from sqlalchemy import text

from kzzq_desktop.domain.people import Household
from kzzq_desktop.store.database import (
    FILE_NAME,
    OfficeFileExists,
    OfficeFileMissing,
    Store,
    discard,
    open_file,
)
from kzzq_desktop.store.faults import OfficeFileDamaged
from tests.store.conftest import DATA_KEY, file_store
from tests.store.people import VILLAGE, add_family, row_of


def test_a_missing_file_is_never_made_anew(tmp_path: Path) -> None:
    with pytest.raises(OfficeFileMissing) as refused:
        open_file(tmp_path, DATA_KEY)
    assert "office.db" in refused.value.sentence()
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_is_damage_not_a_new_office(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).touch()
    with pytest.raises(OfficeFileDamaged):
        open_file(tmp_path, DATA_KEY)
    assert (tmp_path / FILE_NAME).stat().st_size == 0


def test_a_file_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"somebody's office")
    with pytest.raises(OfficeFileExists):
        open_file(tmp_path, DATA_KEY, new=True)
    assert (tmp_path / FILE_NAME).read_bytes() == b"somebody's office"


def test_a_file_that_could_not_be_made_is_taken_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kzzq_desktop.store.database.put_guards", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        open_file(tmp_path, DATA_KEY, new=True)
    assert list(tmp_path.iterdir()) == []


def test_discarding_takes_the_side_files_too(tmp_path: Path) -> None:
    store = file_store(tmp_path)
    discard(tmp_path)
    assert list(tmp_path.iterdir()) == []
    store.engine.dispose()


def test_the_local_door_cannot_change_records(store: Store) -> None:
    household_id = add_family(store, "特木尔")
    with pytest.raises(Exception, match="write outside"), store.local() as conn:
        conn.execute(text("UPDATE household SET note='x'"))
    assert row_of(store, Household, household_id)["note"] == ""


def test_derived_tables_are_kept_in_the_same_save(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a derived table cannot be kept, the save is not done either."""

    def fail(_conn, _touched) -> None:
        raise OSError("derived")

    monkeypatch.setattr("kzzq_desktop.store.database.DERIVED", (fail,))
    with pytest.raises(OSError, match="derived"), store.unit("登记") as unit:
        unit.add(Household(id="", village_id=VILLAGE))
    with store.reading() as conn:
        assert conn.execute(text("SELECT count(*) FROM household")).scalar() == 0
