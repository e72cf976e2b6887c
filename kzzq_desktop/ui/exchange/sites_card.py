"""The PCs that exchange: when something last came and went, what has not arrived there yet, how often to exchange."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from kzzq_desktop.domain.exchange_views import ExchangeStatus, SiteRow
from kzzq_desktop.ui.exchange.lines import show_rows, two_lines
from kzzq_desktop.ui.exchange.words import BANNER, day_words
from kzzq_desktop.ui.parts.buttons import link_button
from kzzq_desktop.ui.parts.empty import EmptyState
from kzzq_desktop.ui.parts.filters import ChoiceBox
from kzzq_desktop.ui.parts.layout import card_head, column, row, rule, scroll
from kzzq_desktop.ui.parts.marks import Mark
from kzzq_desktop.ui.parts.text import label

MOST_WEEKS = 12


class SitesCard(QFrame):
    """Signals: invite_asked(), stop_asked(), weeks_picked(int)."""

    invite_asked = Signal()
    stop_asked = Signal()
    weeks_picked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.rows: QVBoxLayout = column(gap=0)
        self.invite = link_button("邀请…", self.invite_asked.emit, "plus")
        self.stop = link_button("停用…", self.stop_asked.emit)
        self.weeks = ChoiceBox([(str(weeks), f"{weeks} 周") for weeks in range(1, MOST_WEEKS + 1)], name="几周交换一次")
        self.weeks.picked.connect(lambda weeks: self.weeks_picked.emit(int(weeks)))
        head = card_head("各处电脑", self.stop, self.invite)
        head.setContentsMargins(16, 10, 12, 10)
        foot = row(label("每", "second"), self.weeks, label("交换一次", "second"), None, gap=8, margins=(16, 8, 12, 8))
        self.setLayout(column(head, rule(), (scroll(self.rows, 60), 1), rule(), foot, gap=0))

    def show_status(self, status: ExchangeStatus) -> None:
        """Show the sites, those with the most to bring first, this PC left out."""
        others = sorted(
            (site for site in status.sites if not site.is_self),
            key=lambda site: (site.revoked, site.kind != BANNER, -site.waiting),
        )
        empty = EmptyState("people", "还没有别处的电脑", "邀请一个苏木镇：邀请文件写到U盘，邀请码在电话里念。")
        show_rows(self.rows, [site_row(site) for site in others], empty)
        self.invite.setVisible(status.is_root)
        self.stop.setVisible(status.is_root and any(not site.revoked for site in others))
        self.weeks.pick(str(status.weeks))


def site_row(site: SiteRow) -> QWidget:
    """Return a site as a row of the card."""
    return two_lines("home" if site.kind == BANNER else "pin", site.name, last_words(site), site_mark(site))


def site_mark(site: SiteRow) -> Mark:
    """Return how a site stands."""
    if site.revoked:
        return Mark("mute", "已停用", icon="lock")
    if site.waiting:
        return Mark("due", f"还有 {site.waiting:,} 条没送到")
    return Mark("ok", "都送到了") if site.last_out_at else Mark("mute", "还没交换过")


def last_words(site: SiteRow) -> str:
    """Return when something last came from a site and went there."""
    came = f"{day_words(site.last_in_at)}收到" if site.last_in_at else "还没有收到过"
    went = f"{day_words(site.last_out_at)}写出" if site.last_out_at else "还没有写出过"
    return f"{came}，{went}"


def twins_of(sites: Sequence[SiteRow]) -> list[SiteRow]:
    """Return the sites that appear twice."""
    return [site for site in sites if site.twins > 1 and not site.revoked]
