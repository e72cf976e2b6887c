"""Writing a package: one snapshot, sealed into the own disk, then to the stick, and only then noted as given."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from kzzq_desktop.base.clock import new_id, now_text
from kzzq_desktop.base.errors import AppError
from kzzq_desktop.base.job import Job
from kzzq_desktop.domain.exchange import Manifest, Site
from kzzq_desktop.domain.exchange_views import GiveReceipt
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.store import exchange as counted
from kzzq_desktop.store.database import Store
from kzzq_desktop.store.faults import writing
from kzzq_desktop.store.give import lines, manifest_for
from kzzq_desktop.store.sites import own_site_id
from kzzq_desktop.sync.container import Written
from kzzq_desktop.sync.package import read_header
from kzzq_desktop.sync.stick_names import package_name
from kzzq_desktop.sync.stick_write import write_out

QUARANTINE, OUTBOX = "quarantine", "outbox"
EVERY = 1_000
Write = Callable[[BinaryIO, Manifest, Iterator[bytes]], Written]


class NotOnDisk(AppError):
    """This office's data lies in no folder."""

    advice = "请用本机数据文件夹里的台账。"


def folder_of(store: Store) -> Path:
    """Return the data folder; raises NotOnDisk."""
    if store.folder is None:
        raise NotOnDisk("这个台账不在本机文件夹里。")
    return store.folder


def quarantine_of(store: Store) -> Path:
    """Return where copies of packages lie while they are read."""
    return folder_of(store) / QUARANTINE


def give_to(desk: Desk, site: Site, folder: Path, job: Job, write: Write, *, full: bool = False) -> GiveReceipt:
    """Write the next package for a site into a folder; what it carried is remembered only once it stands there, read back."""
    outbox = folder_of(desk.store) / OUTBOX
    rows = 0

    def counting(found: Iterator[bytes]) -> Iterator[bytes]:
        nonlocal rows
        for line in found:
            if line.startswith(b'["r"'):
                rows += 1
                if rows % EVERY == 0:
                    job.step(rows, 0, "正在写出")
            yield line

    with desk.store.reading() as conn:
        me = own_site_id(conn)
        manifest = manifest_for(conn, me, site, new_id(), full=full)
        name = package_name(me, site.site_id, manifest.number)
        draft = outbox / f"{name}.part"
        with writing(outbox.parent):
            outbox.mkdir(mode=0o700, exist_ok=True)
            try:
                with draft.open("wb") as out:
                    made = write(out, manifest, counting(lines(conn, manifest)))
                kept = draft.replace(outbox / f"{site.site_id[:8]}.kzsync")
            finally:
                draft.unlink(missing_ok=True)
    written = write_out(folder, name, kept, lambda path: _is_ours(desk, path), job)
    with desk.store.local() as conn:
        counted.note_out(conn, manifest, written.path.name, (made.sha256, made.size, rows), desk.clerk_id)
    return GiveReceipt(site.name, manifest.number, now_text(), written.path.name, rows, made.size, manifest.base == 0)


def _is_ours(desk: Desk, path: Path) -> bool:
    """Tell whether this database remembers what an older package carried: then the new one carries it too."""
    package_id = read_header(path).package_id
    with desk.store.reading() as conn:
        return counted.gave(conn, package_id)
