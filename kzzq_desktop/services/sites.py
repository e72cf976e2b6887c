"""Who takes part in the exchange: the banner's PC as root, invitations, joining, revoking, two files of one PC."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import BinaryIO

from kzzq_desktop.base.clock import new_id
from kzzq_desktop.base.errors import AppError, FormError, Problem
from kzzq_desktop.base.job import Job
from kzzq_desktop.domain.exchange import Manifest, Site, SiteKeys, SiteKind, SiteStatus
from kzzq_desktop.domain.exchange_views import GiveReceipt
from kzzq_desktop.domain.places import TOWNSHIP, Clerk, Office, Place
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.merging import JOINS
from kzzq_desktop.services.office import OfficeExists
from kzzq_desktop.services.packing import QUARANTINE, give_to, quarantine_of
from kzzq_desktop.store import key_guard, keys, peers
from kzzq_desktop.store import office as offices
from kzzq_desktop.store import sites as rosters
from kzzq_desktop.store.database import Store, discard, open_file
from kzzq_desktop.store.take import Incoming, take
from kzzq_desktop.sync import invitation as invitations
from kzzq_desktop.sync.container import Written
from kzzq_desktop.sync.package import read_header
from kzzq_desktop.sync.roster import certify, merged
from kzzq_desktop.sync.seals import new_keys, public_of
from kzzq_desktop.sync.spare import opened_keys, sealed_keys
from kzzq_desktop.sync.stick import list_packages, quarantine


class NotRoot(AppError):
    """Only the banner's PC may do this."""

    advice = "请在旗里的电脑上操作。"


class AlreadyEnrolled(AppError):
    """This office takes part already."""

    advice = "不用再加入；直接在“U盘交换”里交换。"


class DemoStaysHome(AppError):
    """The demonstration never exchanges."""

    advice = "演示台账不能参加交换，请用本单位自己的台账。"


class WrongTownship(AppError):
    """The invitation is for another township than this office's."""

    advice = "请用发给本苏木镇的邀请文件。"


def become_root(desk: Desk) -> str:
    """Let this banner office sign the roster; return the code that restores its keys on another PC, kept nowhere."""
    _check_free(desk)
    if desk.office.township:
        raise NotRoot("本单位是苏木镇，不能签发邀请。")
    fresh, code = new_keys(), invitations.new_code()
    enc_pub, sign_pub = public_of(fresh)
    root = certify(fresh, Site(new_id(), desk.office.name, SiteKind.BANNER, "", enc_pub, sign_pub))
    with desk.store.local() as conn:
        key_guard.write_keys(conn, fresh)
        key_guard.write_spare(conn, sealed_keys(fresh, code, root))
        rosters.write_roster(conn, [root])
        desk.store.boot = rosters.become(conn, root, rosters.Root(root.site_id, root.sign_pub), desk.store.scope)
    return code


def restore_root(desk: Desk, code: str) -> None:
    """Bind the root's keys to this PC with the code that was shown when it became root; raises WrongCode."""
    with desk.store.local() as conn:
        root = rosters.list_sites(conn)[rosters.own_site_id(conn)]
        key_guard.write_keys(conn, opened_keys(key_guard.read_spare(conn), code, root))


def invite(desk: Desk, township: str, folder: Path, job: Job) -> tuple[GiveReceipt, str]:
    """Write an invitation for a township (12-digit code) into a folder; return the receipt and the code to tell by phone."""
    me, own_keys = _root(desk)
    place = next((place for place in _places(desk) if place.code == township and place.level == TOWNSHIP), None)
    if place is None:
        raise FormError([Problem("区划里没有这个苏木镇", "，请重新选择。", field="township")])
    fresh, code = new_keys(), invitations.new_code()
    enc_pub, sign_pub = public_of(fresh)
    site = certify(own_keys, Site(new_id(), f"{place.name}党建办", SiteKind.TOWNSHIP, township, enc_pub, sign_pub))
    with desk.store.local() as conn:
        rosters.write_roster(conn, [site])
    banner = desk.office
    told = invitations.Invitation(site, fresh, me, banner.banner, banner.banner_name, township, place.name)

    def write(out: BinaryIO, manifest: Manifest, found: Iterator[bytes]) -> Written:
        return invitations.write_invitation(out, told, manifest, found, own_keys, code)

    return give_to(desk, site, folder, job, write, full=True), code


def join_new(folder: Path, file: Path, code: str, clerk: str, password: str, job: Job) -> tuple[Desk, str]:
    """Make a new office from an invitation; return its desk and the recovery code. Nothing is left if it fails."""
    if keys.exists(folder):
        raise OfficeExists("这个文件夹里已经有一个台账。")
    if not clerk.strip():
        raise FormError([Problem("没有填操作员姓名", "，请填上。", field="clerk")])
    with _opened(file, folder / QUARANTINE, code, job) as found:
        told = found.invitation
        office = Office(told.banner_code, told.banner_name, told.township_code, told.township_name)
        clerk_id = new_id()
        unlocked, recovery = keys.create(folder, password, clerk_id)
        try:
            store = open_file(folder, unlocked.data_key, new=True)
            try:
                desk = _founded(store, office, (clerk_id, clerk.strip()), found, job)
            except BaseException:
                store.close()
                discard(folder)
                raise
        except BaseException:
            (folder / keys.FILE_NAME).unlink()
            raise
    return desk, recovery


def join(desk: Desk, file: Path, code: str, job: Job) -> None:
    """Let an office that already stands take part: its records and the banner's are joined."""
    _check_free(desk)
    with _opened(file, quarantine_of(desk.store), code, job) as found:
        if found.invitation.township_code != desk.office.township:
            raise WrongTownship("这份邀请文件是发给别的苏木镇的。")
        _enrol(desk.store, found)
        _take(desk.store, found, job)
    with desk.store.unit("加入旗里的交换") as unit:
        offices.drop_doubled_items(unit)


def revoke(desk: Desk, site_id: str) -> None:
    """Take a site off the roster for good; what it gave stays, packages from it are refused from now on."""
    me, own_keys = _root(desk)
    with desk.store.local() as conn:
        site = rosters.list_sites(conn).get(site_id)
        if site is None or site.site_id == me.site_id:
            raise NotRoot("名册里没有这台电脑，或者它就是本机。")
        gone = certify(own_keys, replace(site, status=SiteStatus.REVOKED, seq=site.seq + 1, cert=""))
        rosters.write_roster(conn, [gone])


def answer_twin(desk: Desk, site_id: str, tip: str, *, gone: bool) -> None:
    """Say of a line of a PC that appears twice: it is `gone` (restored, replaced), or it is another PC, which is revoked."""
    if gone:
        with desk.store.local() as conn:
            peers.retire(conn, site_id, tip)
    else:
        revoke(desk, site_id)


def twin_tips(desk: Desk, site_id: str) -> tuple[tuple[str, str], ...]:
    """Return (tip, last seen) of the live lines of a site, oldest first; more than one means two files."""
    with desk.store.reading() as conn:
        return tuple((line.tip, line.seen_at) for line in peers.peer_lines(conn, site_id))


def find_invitation(folder: Path) -> Path | None:
    """Return the first invitation that lies in a folder or on a stick, None if there is none."""
    for file in list_packages(folder):
        try:
            if read_header(file.path).invitation:
                return file.path
        except AppError:  # what is damaged is no invitation
            continue
    return None


def _root(desk: Desk) -> tuple[Site, SiteKeys]:
    with desk.store.reading() as conn:
        root, me = rosters.root_of(conn), rosters.own_site_id(conn)
        own_keys = key_guard.read_keys(conn)
        site = rosters.list_sites(conn).get(me)
    if root is None or root.site_id != me or own_keys is None or site is None:
        raise NotRoot("只有旗里签发名册的电脑才能这样做。")
    return site, own_keys


def _check_free(desk: Desk) -> None:
    """An office joins once; one whose PC was taken off the roster, or whose keys are another PC's, may join again."""
    if desk.office.demo:
        raise DemoStaysHome("演示台账不参加交换。")
    with desk.store.reading() as conn:
        if rosters.root_of(conn) is None:
            return
        me = rosters.list_sites(conn).get(rosters.own_site_id(conn))
        try:
            has_keys = key_guard.read_keys(conn) is not None
        except key_guard.KeysElsewhere:
            has_keys = False
    if me is not None and me.status == SiteStatus.ACTIVE and has_keys:
        raise AlreadyEnrolled("本单位已经加入交换。")


@contextmanager
def _opened(file: Path, into: Path, code: str, job: Job) -> Iterator[invitations.OpenInvitation]:
    """Open an invitation from a copy on the own disk; a code that does not fit is a fault of its box."""
    copied = quarantine(file, into, job=job)
    try:
        try:
            found = invitations.open_invitation(copied, code)
        except invitations.WrongCode as error:
            raise FormError([Problem(error.what, error.advice, field="code")]) from error
        yield found
    finally:
        copied.unlink(missing_ok=True)


def _founded(store: Store, office: Office, clerk: tuple[str, str], found: invitations.OpenInvitation, job: Job) -> Desk:
    """Write a new office's first facts, enrol it and take what the invitation brings; `clerk` is id and name."""
    clerk_id, name = clerk
    store.clerk_id, store.scope = clerk_id, office.township
    _enrol(store, found)
    _take(store, found, job)
    with store.unit("建立台账") as unit:
        unit.add(Clerk(id=clerk_id, name=name))
        offices.write_setting(unit, office.township, "office", asdict(office))
        offices.keep_own_office(unit.conn, asdict(office))
    return Desk(store, clerk_id, name, office)


def _enrol(store: Store, found: invitations.OpenInvitation) -> None:
    told = found.invitation
    with store.local() as conn:
        key_guard.write_keys(conn, told.keys)
        rosters.write_roster(conn, merged({}, found.manifest.roster, told.root.sign_pub).values())
        rosters.write_roster(conn, [told.root, told.site])
        store.boot = rosters.become(conn, told.site, rosters.Root(told.root.site_id, told.root.sign_pub), store.scope)


def _take(store: Store, found: invitations.OpenInvitation, job: Job) -> None:
    incoming = Incoming(found.manifest, found.invitation.root, found.sha, found.lines)
    take(store, incoming, JOINS, lambda rows: job.step(rows, 0, "正在读入"))


def _places(desk: Desk) -> tuple[Place, ...]:
    with desk.store.reading() as conn:
        return offices.list_places(conn)
