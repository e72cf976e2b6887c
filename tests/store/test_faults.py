"""What happens below the file: damage, no room, no right to write, a stick pulled. Nothing is lost or half-saved."""

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlcipher3 import dbapi2

from kzzq_desktop.base.clock import new_id
from kzzq_desktop.base.errors import AppError
from kzzq_desktop.domain.people import Household
from kzzq_desktop.store.database import FILE_NAME, LOG_NAME, Store, integrity_faults, open_file
from kzzq_desktop.store.engine import encrypted_engine
from kzzq_desktop.store.faults import DiskFull, FileBusy, FileGone, FolderReadOnly, OfficeFileDamaged, explain, writing
from tests.store.conftest import DATA_KEY, file_store, seated
from tests.store.people import VILLAGE, add_family, row_of

PAGE = 4096


def fill(store: Store, households: int) -> None:
    with store.unit("成批") as unit:
        unit.add_many(Household, [{"id": new_id(), "village_id": VILLAGE, "note": "x" * 200} for _ in range(households)])


def count(store: Store) -> int:
    with store.reading() as conn:
        return conn.execute(text("SELECT count(*) FROM household")).scalar_one()


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """A folder with a file of some hundred pages, closed."""
    store = file_store(tmp_path)
    fill(store, 500)
    store.close()
    return tmp_path


@pytest.mark.parametrize("place", [0, 5, 16, 100, 3000])
def test_damage_in_the_first_page_is_a_sentence_and_the_file_is_kept(closed: Path, place: int) -> None:
    path = closed / FILE_NAME
    whole = bytearray(path.read_bytes())
    whole[place] ^= 0xFF
    path.write_bytes(whole)
    with pytest.raises(OfficeFileDamaged) as refused:
        open_file(closed, DATA_KEY)
    assert "没有改动" in refused.value.sentence()
    assert "备份" in refused.value.sentence()
    assert path.read_bytes() == whole


def test_damage_of_any_page_is_found_at_the_latest_by_the_check(closed: Path) -> None:
    path = closed / FILE_NAME
    whole = path.read_bytes()
    pages = range(0, len(whole) // PAGE, 11)
    assert len(pages) > 5
    for page in pages:
        place = page * PAGE + 700
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        try:
            store = open_file(closed, DATA_KEY)
        except OfficeFileDamaged:
            continue
        assert integrity_faults(store), page
        store.close()


def test_a_page_torn_while_written_back_is_no_damage(tmp_path: Path) -> None:
    """The power goes while the log is written back into the file: the page stands whole in the log."""
    store = file_store(tmp_path)
    fill(store, 50)
    store.close()
    whole = (tmp_path / FILE_NAME).read_bytes()
    store = file_store(tmp_path)
    fill(store, 50)
    cut = tmp_path / "cut"
    cut.mkdir()
    shutil.copy(tmp_path / LOG_NAME, cut)
    (cut / FILE_NAME).write_bytes(whole[:3000] + bytes(PAGE - 3000) + whole[PAGE:])
    store.close()
    again = file_store(cut)
    assert integrity_faults(again) == ()
    assert count(again) == 100
    again.close()


def test_the_index_says_in_its_own_words_that_the_disk_fails() -> None:
    found = explain(dbapi2.OperationalError("vtable constructor failed: search_fts"))
    assert isinstance(found, FileGone)


def test_reading_a_damaged_page_is_a_sentence(closed: Path) -> None:
    store = open_file(closed, DATA_KEY)
    with store.local() as conn:
        root = conn.execute(text("SELECT rootpage FROM sqlite_master WHERE name='household_reach'")).scalar_one()
    store.close()
    path = closed / FILE_NAME
    whole = bytearray(path.read_bytes())
    whole[(root - 1) * PAGE + 700] ^= 0xFF
    path.write_bytes(whole)
    again = open_file(closed, DATA_KEY)
    with pytest.raises(OfficeFileDamaged) as refused, again.reading() as conn:
        conn.execute(text("SELECT * FROM household_reach")).all()
    assert "没有改动" in refused.value.sentence()
    again.close()


@pytest.mark.parametrize("kept", [0, 1, 100, PAGE, PAGE * 3 + 17])
def test_a_truncated_file_is_a_sentence_and_kept(closed: Path, kept: int) -> None:
    path = closed / FILE_NAME
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(OfficeFileDamaged):
        count(open_file(closed, DATA_KEY))
    assert path.stat().st_size == kept


def test_a_sound_file_has_no_faults(store: Store) -> None:
    add_family(store, "特木尔")
    assert integrity_faults(store) == ()


def _with_limit(folder: Path) -> Store:
    """Open the file as if the disk had room for hardly a page more."""
    engine = encrypted_engine(folder / FILE_NAME, DATA_KEY)

    @event.listens_for(engine, "connect")
    def limit(raw, _record) -> None:
        pages = raw.execute("PRAGMA page_count").fetchone()[0]
        raw.execute(f"PRAGMA max_page_count={pages + 4}")

    return seated(Store(engine, folder))


def test_a_full_disk_is_a_sentence_and_nothing_is_half_saved(closed: Path) -> None:
    store = _with_limit(closed)
    before = count(store)
    with pytest.raises(DiskFull) as refused:
        fill(store, 5000)
    assert "没有保存" in refused.value.sentence()
    assert count(store) == before
    store.close()
    again = file_store(closed)
    assert integrity_faults(again) == ()
    fill(again, 10)
    assert count(again) == before + 10
    again.close()


@contextmanager
def as_nobody() -> Iterator[None]:
    """File rights bind everybody but root: step down while the test runs."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def read_only(closed: Path) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="kzzq_read_only_"))
    shutil.copy(closed / FILE_NAME, folder)
    (folder / FILE_NAME).chmod(0o444)
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.skipif(os.name == "nt", reason="file rights of Windows are not set by mode bits")
def test_a_read_only_folder_is_a_sentence(read_only: Path) -> None:
    before = (read_only / FILE_NAME).read_bytes()
    with as_nobody(), pytest.raises(FolderReadOnly) as refused:
        open_file(read_only, DATA_KEY)
    assert "只读" in refused.value.sentence()
    with as_nobody(), pytest.raises(FolderReadOnly):
        open_file(read_only / "new", DATA_KEY, new=True)
    assert (read_only / FILE_NAME).read_bytes() == before
    assert [path.name for path in read_only.iterdir()] == [FILE_NAME]


def test_a_second_writer_waits_and_then_hears_a_sentence(encrypted: Store, tmp_path: Path) -> None:
    other = encrypted_engine(tmp_path / FILE_NAME, DATA_KEY)

    @event.listens_for(other, "connect")
    def hurry(raw, _record) -> None:
        raw.execute("PRAGMA busy_timeout=50")

    household_id = add_family(encrypted, "特木尔")
    second = Store(other)
    with encrypted.unit("改电话") as unit:
        unit.change(Household, household_id, phone="16000000001")
        with pytest.raises(FileBusy), second.unit("同时改") as late:
            late.change(Household, household_id, phone="16000000002")
    second.close()
    assert row_of(encrypted, Household, household_id)["phone"] == "16000000001"


def test_a_stick_pulled_is_a_sentence_and_no_new_file_is_made(tmp_path: Path) -> None:
    store = file_store(tmp_path / "stick")
    household_id = add_family(store, "特木尔")
    (tmp_path / "stick").rename(tmp_path / "pulled")
    for work in (lambda: row_of(store, Household, household_id), lambda: add_family(store, "乌兰")):
        with pytest.raises(FileGone) as refused:
            work()
        assert "U盘" in refused.value.sentence()
    assert not (tmp_path / "stick").exists()
    (tmp_path / "pulled").rename(tmp_path / "stick")
    add_family(store, "乌兰")
    assert count(store) == 2
    store.close()


CODES = [(errno.ENOSPC, DiskFull), (errno.EACCES, FolderReadOnly), (errno.EROFS, FolderReadOnly), (errno.EIO, FileGone)]


@pytest.mark.parametrize(("code", "kind"), CODES)
def test_file_errors_while_writing_become_sentences(tmp_path: Path, code: int, kind: type[AppError]) -> None:
    with pytest.raises(kind) as refused, writing(tmp_path):
        raise OSError(code, "name of a person's file")
    assert "person" not in refused.value.sentence()
