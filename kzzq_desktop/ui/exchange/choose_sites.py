"""Choosing sites: to whom is written this time, and which one no longer takes part."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from kzzq_desktop.domain.exchange_views import SiteRow
from kzzq_desktop.ui import theme
from kzzq_desktop.ui.exchange.sites_card import site_mark
from kzzq_desktop.ui.parts.buttons import button, main_button
from kzzq_desktop.ui.parts.dialog import Dialog
from kzzq_desktop.ui.parts.filters import ChoiceBox, tick_box
from kzzq_desktop.ui.parts.layout import column, note_strip, row
from kzzq_desktop.ui.parts.text import label
from kzzq_desktop.ui.parts.ticks import Tick, TickBoard

WHOLE = "写整份（对方的电脑重装过，或者内容不全的时候）"
STOPPED = "停用以后，它再送来的数据包不会读入，也不再写给它。它已经送来的内容都留着。停用不能撤回；那台电脑要再用，重新邀请。"


class ReceiversDialog(Dialog):
    """Who gets a package this time, and whether a whole one."""

    def __init__(self, parent: QWidget, sites: Sequence[SiteRow], chosen: Sequence[str], *, full: bool) -> None:
        super().__init__(parent, "写给哪里", width=620)
        self.board = TickBoard(2)
        self.board.show_ticks([Tick(site.site_id, site.name, site_mark(site).words, site.site_id in chosen) for site in sites])
        self.board.changed.connect(self._changed)
        self.whole = tick_box(WHOLE, on=full)
        self.go = main_button("就写给这些", self.accept)
        self.enter = self.accept
        whole_row = button("全选", lambda: self.board.set_all(True))
        body = column(
            row(label("这次写给哪里？", "head"), None, *([whole_row] if len(sites) > 2 else []), gap=8),
            label("每处一个数据包，只有它自己能打开。", "second", wrap=True),
            self.board,
            self.whole,
            None,
            gap=12,
        )
        self.fill(body, None, self.cancel_button(), self.go, scrolls=len(sites) > 12)
        self.setMinimumHeight(theme.px(300))
        self._changed()
        if self.board.chips:
            self.board.chips[0].setFocus()

    def chosen(self) -> tuple[str, ...]:
        """Return the chosen sites' ids."""
        return self.board.chosen()

    def _changed(self) -> None:
        count = len(self.chosen())
        self.go.setEnabled(bool(count))
        self.go.set_words(f"就写给这 {count} 处" if count > 1 else "就写给它")


class StopDialog(Dialog):
    """Which site no longer takes part: chosen, explained, confirmed."""

    def __init__(self, parent: QWidget, sites: Sequence[SiteRow]) -> None:
        super().__init__(parent, "停用一台电脑", width=520)
        self.sites = {site.site_id: site for site in sites}
        self.which = ChoiceBox([("", "请选"), *((site.site_id, site.name) for site in sites)], name="停用哪一台")
        self.which.currentIndexChanged.connect(lambda _at: self._changed())
        self.waiting = label("", "second", wrap=True)
        self.go = main_button("停用", self.accept)
        body = column(
            label("停用哪一台电脑？", "head"),
            row(self.which, None),
            note_strip(STOPPED, icon="alert", tint="amber", role="warn"),
            self.waiting,
            None,
            gap=12,
        )
        self.fill(body, None, self.cancel_button(), self.go)
        self._changed()

    def chosen(self) -> str:
        """Return the chosen site's id."""
        return self.which.value()

    def _changed(self) -> None:
        site = self.sites.get(self.chosen())
        self.go.setEnabled(site is not None)
        self.waiting.setText(f"还有 {site.waiting:,} 条没送到它那里。" if site is not None and site.waiting else "")
