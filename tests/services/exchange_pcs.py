"""The banner's PC and townships' PCs as a clerk sets them up, over encrypted files and a folder for a stick."""

from pathlib import Path

from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.domain.exchange_views import PackageState, TakeReceipt
from kzzq_desktop.services import exchange, sites
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.office import NewOffice, create_office

BANNER, SHEBOTU, HUATUGULA = "150521", "150521102000", "150521103000"
PASSWORD = "made-up-password"


def banner_pc(folder: Path) -> Desk:
    desk, _ = create_office(folder, NewOffice(BANNER, "", "旗操作员"), PASSWORD)
    sites.become_root(desk)
    return desk


def township_pc(root: Desk, stick: Path, folder: Path, township: str = SHEBOTU) -> Desk:
    """Join a new PC with an invitation on the stick."""
    stick.mkdir(exist_ok=True)
    receipt, code = sites.invite(root, township, stick, QuietJob())
    file = next(path for path in stick.rglob(receipt.file) if path.parent.name != "copy")
    desk, _ = sites.join_new(folder, file, code, "镇操作员", PASSWORD, QuietJob())
    return desk


def carry(giver: Desk, taker: Desk, stick: Path, typed: int = 0) -> tuple[TakeReceipt, ...]:
    """Give to one PC through the stick and take what is new there."""
    exchange.give(giver, stick, QuietJob(), [site_id(taker)])
    return take_all(taker, stick, typed)


def take_all(desk: Desk, stick: Path, typed: int = 0) -> tuple[TakeReceipt, ...]:
    new = [one for one in exchange.look(desk, stick, QuietJob()) if one.state is PackageState.NEW]
    return tuple(exchange.take(desk, one, QuietJob(), typed) for one in new)


def site_id(desk: Desk) -> str:
    from kzzq_desktop.store.sites import own_site_id

    with desk.store.reading() as conn:
        return own_site_id(conn)
