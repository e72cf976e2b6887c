from datetime import timedelta
from pathlib import Path

import pytest

from kzzq_desktop.base import clock
from kzzq_desktop.base.errors import Cancelled
from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.domain.places import GridSizes
from kzzq_desktop.services.backups import back_up, drop_older, last_backup, list_backups, restore_backup
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.office import NewOffice, NoOffice, create_office, grid_sizes, open_office, save_grid_sizes
from kzzq_desktop.services.office import change_password as set_password
from kzzq_desktop.store import keys
from kzzq_desktop.store.backups import KEEP_DAYS, BackupMissing
from kzzq_desktop.store.faults import DiskFull
from kzzq_desktop.store.keys import WrongPassword
from tests.store.test_backups import DAY, NOON

OLD, TODAY = "马2026年春", "马2026年秋"
SMALL, LARGE = GridSizes(least=5, target=8, most=10), GridSizes(least=8, target=12, most=15)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """An office of its own, set up with the old password."""
    monkeypatch.setattr(keys, "COST", {"iterations": 1, "memory_kib": 64, "lanes": 1})
    made, _ = create_office(tmp_path / "data", NewOffice("150521", "舍伯吐镇", "斯琴"), OLD)
    yield made
    made.store.close()


def folder_of(desk: Desk) -> Path:
    assert desk.store.folder is not None
    return desk.store.folder


def test_one_backup_a_day_by_itself_and_more_when_asked(desk: Desk) -> None:
    assert last_backup(desk) is None
    with clock.held(NOON):
        first = back_up(desk)
        assert first is not None
        assert first.name == "office-20261125-120000.db"
        assert back_up(desk) is None
    with clock.held(NOON + timedelta(hours=11)):
        assert back_up(desk) is None
        assert back_up(desk, always=True) is not None
    with clock.held(NOON + timedelta(hours=12)):
        assert back_up(desk) is not None
    assert last_backup(desk) == NOON + timedelta(hours=12)
    assert [backup.keys is not None for backup in list_backups(folder_of(desk))] == [True] * 3


def test_older_ones_go_when_a_new_one_stands(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for day in range(KEEP_DAYS + 4):
        with clock.held(NOON + day * DAY):
            back_up(desk)
    made = [backup.made_at for backup in list_backups(folder_of(desk))]
    assert made == [NOON + day * DAY for day in range(KEEP_DAYS + 3, 2, -1)]
    monkeypatch.setattr("kzzq_desktop.store.backups.write_copy", lambda *_: (_ for _ in ()).throw(DiskFull()))
    with clock.held(NOON + 100 * DAY), pytest.raises(DiskFull):
        back_up(desk)
    assert [backup.made_at for backup in list_backups(folder_of(desk))] == made


def test_a_cancelled_backup_is_none(desk: Desk) -> None:
    job = QuietJob()
    job.cancelled = True
    with pytest.raises(Cancelled):
        back_up(desk, job)
    assert list_backups(folder_of(desk)) == ()


def test_erased_people_do_not_live_on_in_backups(desk: Desk) -> None:
    for hours in (0, 1, 2):
        with clock.held(NOON + timedelta(hours=hours)):
            back_up(desk, always=True)
    with clock.held(NOON + timedelta(hours=3)):
        assert drop_older(desk, NOON + timedelta(hours=2)) == 2
    assert last_backup(desk) == NOON + timedelta(hours=2)
    assert len(list_backups(folder_of(desk))) == 1


def test_the_office_is_as_on_the_day_of_the_backup_under_today_s_password(desk: Desk) -> None:
    save_grid_sizes(desk, SMALL)
    made = back_up(desk)
    assert made is not None
    save_grid_sizes(desk, LARGE)
    set_password(desk, OLD, TODAY)
    with pytest.raises(WrongPassword):
        restore_backup(folder_of(desk), made.name, OLD)
    assert grid_sizes(desk) == LARGE
    kept = restore_backup(folder_of(desk), made.name, TODAY)
    assert kept is not None
    assert grid_sizes(desk) == SMALL
    again = open_office(folder_of(desk), TODAY)
    assert (grid_sizes(again), again.clerk) == (SMALL, "斯琴")
    again.store.close()


def test_lost_files_come_back_with_the_password_of_that_day(desk: Desk) -> None:
    folder = folder_of(desk)
    made = back_up(desk)
    assert made is not None
    set_password(desk, OLD, TODAY)
    desk.store.close()
    for name in ("office.db", "keys.json"):
        (folder / name).unlink()
    assert restore_backup(folder, made.stem, OLD) is None
    open_office(folder, OLD).store.close()


def test_a_backup_without_any_key_file_says_where_to_look(desk: Desk) -> None:
    folder = folder_of(desk)
    back_up(desk)
    (found,) = list_backups(folder)
    (folder / "keys.json").unlink()
    assert found.keys is not None
    found.keys.unlink()
    with pytest.raises(NoOffice, match=r"keys\.json"):
        restore_backup(folder, found.name, OLD)
    with pytest.raises(BackupMissing):
        restore_backup(folder, "office-20200101-000000", OLD)


def test_an_office_on_a_server_is_backed_up_there(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk.store, "folder", None)
    assert (back_up(desk), last_backup(desk), drop_older(desk, NOON)) == (None, None, 0)
