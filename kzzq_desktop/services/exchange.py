"""The exchange with a stick: look, plan, take in, give out, and how it stands."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from kzzq_desktop.base.clock import now_text
from kzzq_desktop.base.errors import AppError
from kzzq_desktop.base.job import Job
from kzzq_desktop.domain.exchange import Manifest, Position, Site, SiteKeys, SiteKind, SiteStatus
from kzzq_desktop.domain.exchange_views import (
    GiveReceipt,
    PackageSeen,
    PackageState,
    TableCount,
    TakePlan,
    TakeReceipt,
)
from kzzq_desktop.services.backups import back_up
from kzzq_desktop.services.check import RECORDS
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.merging import JOINS
from kzzq_desktop.services.packing import give_to, quarantine_of
from kzzq_desktop.services.sites import DemoStaysHome
from kzzq_desktop.store import exchange as counted
from kzzq_desktop.store import key_guard, peers
from kzzq_desktop.store import sites as rosters
from kzzq_desktop.store.migrate import HEAD
from kzzq_desktop.store.preview import Outlook, look_ahead
from kzzq_desktop.store.take import Incoming, was_taken
from kzzq_desktop.store.take import take as take_in
from kzzq_desktop.sync.container import Written
from kzzq_desktop.sync.drives import Stick
from kzzq_desktop.sync.drives import sticks as find_sticks
from kzzq_desktop.sync.package import (
    NewerFormat,
    NotForUs,
    OpenPackage,
    RevokedSender,
    UnknownSender,
    open_package,
    read_header,
    write_package,
)
from kzzq_desktop.sync.roster import merged
from kzzq_desktop.sync.stick import PackageFile, list_packages, quarantine

FEW, MOST_REMOVED, MOST_CHANGED = 50, 0.05, 0.20
WORDS = {**RECORDS, "division": "区划", "branch": "党支部", "clerk": "操作员", "setting": "设置", "list_item": "常用列表",
         "glyph_picture": "造字"}  # fmt: skip
REFUSED: dict[type[AppError], PackageState] = {
    UnknownSender: PackageState.STRANGER,
    RevokedSender: PackageState.REVOKED,
    NotForUs: PackageState.FOREIGN,
    NewerFormat: PackageState.TOO_NEW,
}


class NotEnrolled(AppError):
    """This office takes no part in the exchange."""

    advice = "旗里的电脑先“开始用U盘交换”，苏木镇的电脑用旗里给的邀请文件加入。"


class TooNew(AppError):
    """The package needs a newer program."""

    advice = "请先安装新版程序（可以让旗里放在U盘上），再读入；本机仍然可以写出。"


class BrakeOn(AppError):
    """The package would change so much that the clerk must say so first."""

    advice = "请核对预览；确实要读入，请输入会变动的条数。"


def sticks() -> tuple[Stick, ...]:
    """Return the sticks that are plugged in."""
    return find_sticks()


def look(desk: Desk, folder: Path, job: Job) -> tuple[PackageSeen, ...]:
    """Return what lies in a folder: each package proved, with a sentence; a second copy counts only if the first is damaged."""
    seen: dict[tuple[str, str, int], PackageSeen] = {}
    for file in list_packages(folder):
        job.step(len(seen), 0, "正在查看")
        key = (file.name.sender, file.name.receiver, file.name.number)
        if key not in seen or (file.second and seen[key].state is PackageState.DAMAGED):
            seen[key] = _seen(desk, file, job)
    order = list(PackageState)
    return tuple(sorted(seen.values(), key=lambda one: (order.index(one.state), one.sender, one.number)))


def plan_take(desk: Desk, seen: PackageSeen, job: Job) -> TakePlan:
    """Return what taking a package would do, without doing it."""
    with _opened(desk, Path(seen.path), job) as incoming, desk.store.reading() as conn:
        ahead = look_ahead(conn, incoming, JOINS)
    count = ahead.counts
    tables = tuple(
        TableCount(WORDS.get(name, "其他"), found["new"], found["changed"] - found["removed"], found["removed"])
        for name, found in ahead.by_table.items()
        if found["new"] or found["changed"]
    )
    return TakePlan(
        seen, count["new"], count["changed"], count["conflicts"], count["removed"], count["moved"], count["same"], tables,
        _brake(ahead),
    )  # fmt: skip


def take(desk: Desk, seen: PackageSeen, job: Job, typed: int = 0) -> TakeReceipt:
    """Take a package in, after a backup of the day; raises BrakeOn unless `typed` is the number the plan asks for."""
    with _opened(desk, Path(seen.path), job) as incoming:
        with desk.store.reading() as conn:
            ahead = look_ahead(conn, incoming, JOINS)
        if (brake := _brake(ahead)) and typed != brake:
            raise BrakeOn(f"读入后会有{brake}条记录变动，比平常多得多。")
        backup = back_up(desk, job)
        total = sum(ahead.counts[kind] for kind in ("new", "changed", "same"))
        done = take_in(desk.store, incoming, JOINS, lambda rows: job.step(rows, total, "正在读入"))
        with desk.store.local() as conn:
            root = rosters.root_of(conn)
            of_root = root is not None and root.site_id == incoming.sender.site_id
            counted.note_good_day(conn, incoming.manifest.created_at, incoming.sender.site_id, of_root=of_root)
            held = peers.held_of(conn, incoming.sender.site_id)
    count = done.counts
    return TakeReceipt(
        incoming.sender.name, incoming.manifest.number, now_text(), count["new"], count["changed"], count["conflicts"],
        count["removed"], count["moved"], count["stray"], _reaches(held, incoming.manifest), backup.name if backup else "",
    )  # fmt: skip


def give(desk: Desk, folder: Path, job: Job, site_ids: Sequence[str] = (), *, full: bool = False) -> tuple[GiveReceipt, ...]:
    """Write packages for these sites into a folder; without any, those whose packages lie there, and its banner."""
    me, own_keys, sites = _enrolled(desk)
    others = rosters.peers_of(sites, me.site_id)
    if not site_ids:
        marks = {mark for file in list_packages(folder) for mark in (file.name.sender, file.name.receiver)}
        up = me.kind == SiteKind.TOWNSHIP
        chosen = [one for one in others if one.site_id[:8] in marks or (up and one.kind == SiteKind.BANNER)]
    else:
        chosen = [one for one in others if one.site_id in site_ids]

    def written(site: Site) -> GiveReceipt:
        def write(out: BinaryIO, manifest: Manifest, found: Iterator[bytes]) -> Written:
            return write_package(out, manifest, found, own_keys, {site.site_id: site.enc_pub})

        return give_to(desk, site, folder, job, write, full=full)

    return tuple(written(site) for site in chosen)


def _enrolled(desk: Desk) -> tuple[Site, SiteKeys, dict[str, Site]]:
    """Return our site, its keys and the roster; raises NotEnrolled, KeysElsewhere."""
    if desk.office.demo:
        raise DemoStaysHome("演示台账不参加交换。")
    with desk.store.reading() as conn:
        sites, root = rosters.list_sites(conn), rosters.root_of(conn)
        me, own_keys = sites.get(rosters.own_site_id(conn)), key_guard.read_keys(conn)
    if root is None or me is None or own_keys is None:
        raise NotEnrolled("本单位还没有参加U盘交换。")
    if me.status == SiteStatus.REVOKED:
        raise NotEnrolled("本机已被旗里从名册中撤下，不能再交换。", "请旗里重新邀请；台账内容不受影响。")
    return me, own_keys, sites


@contextmanager
def _proved(desk: Desk, path: Path, job: Job) -> Iterator[OpenPackage]:
    """Copy a package to the own disk, prove and open it there; the copy goes afterwards."""
    me, own_keys, sites = _enrolled(desk)
    known = {site.site_id: site for site in (*rosters.peers_of(sites, me.site_id), *_revoked(sites))}

    def sign_pub_of(site_id: str) -> str | None:
        site = known.get(site_id)
        if site is not None and site.status == SiteStatus.REVOKED:
            raise RevokedSender(f"{site.name}的这台电脑已从名册中撤下。")
        return site.sign_pub if site else None

    copied = quarantine(path, quarantine_of(desk.store), job=job)
    try:
        yield open_package(copied, me.site_id, own_keys, sign_pub_of)
    finally:
        copied.unlink(missing_ok=True)


@contextmanager
def _opened(desk: Desk, path: Path, job: Job) -> Iterator[Incoming]:
    """Open a package to be read in: the roster it carries counts first, so that a site taken off it is refused at once."""
    with _proved(desk, path, job) as package:
        if package.manifest.min_reader > HEAD:
            raise TooNew("这个数据包是用更新的程序写的，本机读不懂。")
        with desk.store.local() as conn:
            root, mine = rosters.root_of(conn), rosters.list_sites(conn)
            if root is None:
                raise NotEnrolled("本单位还没有参加U盘交换。")
            joined = merged(mine, package.manifest.roster, root.sign_pub)
            rosters.write_roster(conn, [joined[site_id] for site_id in joined if joined[site_id] not in mine.values()])
        sender = joined[package.manifest.sender]
        if sender.status == SiteStatus.REVOKED:
            raise RevokedSender(f"{sender.name}的这台电脑已从名册中撤下。")
        yield Incoming(package.manifest, sender, package.sha, package.lines)


def _seen(desk: Desk, file: PackageFile, job: Job) -> PackageSeen:
    """Return what a package is and what to do with it; opening an invitation needs its code."""
    sender, number, created_at = "", file.name.number, ""
    try:
        header = read_header(file.path)
        number, created_at = header.number, header.created_at
        with desk.store.reading() as conn:
            sites, taken = rosters.list_sites(conn), was_taken(conn, header.package_id)
            me = rosters.own_site_id(conn)
        sender = sites[header.sender].name if header.sender in sites else ""
        if header.invitation:
            state, words = PackageState.INVITATION, "旗里的邀请文件，加入时要输入电话里告诉的邀请码。"
        elif me not in header.receivers:
            state, words = PackageState.FOREIGN, "不是给本机的，带给收件的单位就行。"
        elif taken:
            state, words = PackageState.TAKEN, "已经读入过，不用再读。"
        else:
            state, words = _proved_state(desk, file.path, job)
    except AppError as error:
        state = next((state for kind, state in REFUSED.items() if isinstance(error, kind)), PackageState.DAMAGED)
        words = error.sentence()
    return PackageSeen(str(file.path), state, sender, number, created_at, file.size, words)


def _proved_state(desk: Desk, path: Path, job: Job) -> tuple[PackageState, str]:
    with _proved(desk, path, job) as package, desk.store.reading() as conn:
        if package.manifest.min_reader > HEAD:
            return PackageState.TOO_NEW, "是用更新的程序写的，请先安装新版程序再读入。"
        if _reaches(peers.held_of(conn, package.manifest.sender), package.manifest):
            return PackageState.TAKEN, "较早写的，里面的内容本机已经有了。"
        for _ in package.lines():  # only its end proves that nothing is missing
            pass
    return PackageState.NEW, "给本机的，还没有读入。"


def _reaches(held: Position | None, manifest: Manifest) -> bool:
    """Tell whether we hold the sender's history up to where the package ends."""
    return held is not None and manifest.line.holds(held) and held.rev >= manifest.line.tip


def _revoked(sites: dict[str, Site]) -> list[Site]:
    return [site for site in sites.values() if site.status == SiteStatus.REVOKED]


def _brake(ahead: Outlook) -> int:
    """Return how many rows change or go if that is unusually many, else 0; what is new stops nobody."""
    unusual = 0
    for name, found in ahead.by_table.items():
        held = max(ahead.held.get(name, 0), 1)
        changed, removed = found["changed"], found["removed"]
        if changed >= FEW and (changed > MOST_CHANGED * held or removed > MOST_REMOVED * held):
            unusual += changed
    return unusual
