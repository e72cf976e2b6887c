"""How the exchange stands: sites, what has not reached them, when the next is due, what passed."""

from datetime import date, timedelta

from kzzq_desktop.base.clock import local, today
from kzzq_desktop.base.errors import FormError, Problem
from kzzq_desktop.domain.exchange import Site, SiteStatus
from kzzq_desktop.domain.exchange_views import ExchangeLine, ExchangeStatus, SiteRow
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.store import exchange as counted
from kzzq_desktop.store import office as offices
from kzzq_desktop.store import peers
from kzzq_desktop.store import sites as rosters
from kzzq_desktop.store.give import count_waiting

WEEKS, LONGEST, WEEKS_KEY = 2, 26, "exchange_weeks"


def status(desk: Desk) -> ExchangeStatus:
    """Return how the exchange stands, with one sentence for the status bar."""
    weeks = read_weeks(desk)
    with desk.store.reading() as conn:
        root, me, sites = rosters.root_of(conn), rosters.own_site_id(conn), rosters.list_sites(conn)
        if root is None or me not in sites or desk.office.demo:
            return ExchangeStatus(False, False, (), weeks, "", "", 0, 0, 0, 0, "")
        conflicts, strays = counted.count_reviews(conn)
        taken, given = counted.last_moments(conn)
        line = peers.own_line(conn)
        waits = {
            one.site_id: count_waiting(conn, peers.baseline(conn, one.site_id, line), one.territory)
            for one in rosters.peers_of(sites, me)
        }
        lines = {site_id: len(peers.peer_lines(conn, site_id)) for site_id in sites if site_id != me}
    rows = tuple(
        _row(site, me, (taken.get(site.site_id, ""), given.get(site.site_id, "")), waits.get(site.site_id, 0), lines)
        for site in sites.values()
    )
    last = max((*taken.values(), *given.values()), default="")
    due = local(last).date() + timedelta(weeks=weeks) if last else today()
    waiting = max(waits.values(), default=0)
    late = max((today() - due).days, 0)
    words = _sentence(last, due, is_root=root.site_id == me)
    return ExchangeStatus(
        True, root.site_id == me, rows, weeks, last, due.isoformat(), late, conflicts, strays, waiting, words
    )  # fmt: skip


def read_weeks(desk: Desk) -> int:
    """Return the period of exchange in weeks, as the banner sets it."""
    with desk.store.reading() as conn:
        kept = offices.read_setting(conn, WEEKS_KEY, desk.office.banner)
    return kept if isinstance(kept, int) else WEEKS


def save_weeks(desk: Desk, weeks: int) -> str:
    """Set the period for all offices; return the unit's id. Raises FormError unless 1 <= weeks <= 26 and this is the banner."""
    if desk.office.township:
        raise FormError([Problem("交换周期由旗里统一设", "，请与旗里联系。", field="weeks")])
    if not 1 <= weeks <= LONGEST:
        raise FormError([Problem(f"交换周期要在1到{LONGEST}周之间", "，请重新填写。", field="weeks")])
    with desk.store.unit("修改交换周期") as unit:
        offices.write_setting(unit, desk.office.banner, WEEKS_KEY, weeks)
    return unit.id


def list_exchanges(desk: Desk, limit: int = 50) -> tuple[ExchangeLine, ...]:
    """Return what was taken and given, newest first."""
    with desk.store.reading() as conn:
        names = {site_id: site.name for site_id, site in rosters.list_sites(conn).items()}
        found = counted.list_passed(conn, limit)
    return tuple(
        ExchangeLine(one.at, one.taken, names.get(one.site_id, ""), one.number, one.clerk, _passed_words(one)) for one in found
    )


def _row(site: Site, me: str, moments: tuple[str, str], waiting: int, lines: dict[str, int]) -> SiteRow:
    twins = lines.get(site.site_id, 0)
    revoked = site.status == SiteStatus.REVOKED
    return SiteRow(
        site.site_id, site.name, site.kind, site.territory, revoked, site.site_id == me, *moments,
        0 if revoked else waiting, twins if twins > 1 else 0,
    )  # fmt: skip


def _sentence(last: str, due: date, *, is_root: bool) -> str:
    if not last:
        return "U盘 还没有交换过"
    days = (today() - local(last).date()).days
    ago = "今天" if days <= 0 else f"{days}天前"
    if today() < due:
        return f"U盘 {ago}交换"
    return f"U盘 {ago}交换，{'该收各苏木镇的了' if is_root else '该带去旗里了'}"


def _passed_words(one: counted.Passed) -> str:
    count = one.counts
    if not one.taken:
        return f"写出{count['rows']}条"
    parts = [f"新增{count.get('new', 0)}", f"改动{count.get('changed', 0)}"]
    parts += [f"{word}{count[key]}" for key, word in (("conflicts", "两边不同"), ("moved", "转走")) if count.get(key)]
    return "，".join(parts)
