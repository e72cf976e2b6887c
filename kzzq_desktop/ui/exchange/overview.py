"""The overview: the big button, what lies on the stick, who has what, what was exchanged before."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kzzq_desktop.base.errors import AppError
from kzzq_desktop.domain.exchange_views import ExchangeLine, ExchangeStatus, PackageSeen, PackageState, SiteRow
from kzzq_desktop.ui import background, theme
from kzzq_desktop.ui.exchange.acts import ExchangeActs
from kzzq_desktop.ui.exchange.door import ExchangeDoor
from kzzq_desktop.ui.exchange.found_card import FoundCard, nothing_words
from kzzq_desktop.ui.exchange.run import Course, Part
from kzzq_desktop.ui.exchange.sites_card import SitesCard, twins_of
from kzzq_desktop.ui.exchange.start_card import StartCard
from kzzq_desktop.ui.exchange.watch import StickWatch
from kzzq_desktop.ui.exchange.words import due_tone, receivers_of, start_words, unresolved_words
from kzzq_desktop.ui.parts.buttons import button, link_button
from kzzq_desktop.ui.parts.layout import clear, column, note_strip, row

SITES_WIDE, SITES_NARROW = 368, 320


class Overview(QWidget):
    """Signals: begun(course) when the exchange is to start, desk_asked(), join_asked(path), found(seen)."""

    begun = Signal(object)
    desk_asked = Signal()
    join_asked = Signal(str)
    found_some = Signal()

    def __init__(self, door: ExchangeDoor, acts: ExchangeActs) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self.door, self.acts = door, acts
        self.status: ExchangeStatus | None = None
        self.seen: tuple[PackageSeen, ...] | None = None
        self.chosen_sites: tuple[str, ...] = ()
        self.full = False
        self.failure = ""
        self.look_task: background.Task | None = None
        self.notes: QVBoxLayout = column(gap=8)
        self.start, self.found, self.sites = StartCard(), FoundCard(), SitesCard()
        lower = row((self.found, 1), self.sites, gap=16)
        self.setLayout(column(self.notes, self.start, (lower, 1), gap=12))
        self.fit_width(narrow=False)
        self._connect()

    def fit_width(self, narrow: bool) -> None:
        """Make the sites narrower in a narrow window."""
        self.sites.setFixedWidth(theme.px(SITES_NARROW if narrow else SITES_WIDE))

    def showEvent(self, event: QShowEvent) -> None:
        """Look anew at the stick when the clerk comes back: other packages may lie on it."""
        super().showEvent(event)
        if self.seen is not None:
            self.look()

    def show_status(self, status: ExchangeStatus, history: Sequence[ExchangeLine]) -> None:
        """Show what is due, what waits, what must be answered; then the sites and the history."""
        self.status = status
        clear(self.notes)
        if self.failure:
            self.notes.addWidget(note_strip(self.failure, icon="alert", tint="red", role="wrong"))
        if tone := due_tone(status):
            icon, tint, role = ("alert", "red", "wrong") if tone == "over" else ("clock", "amber", "warn")
            self.notes.addWidget(note_strip(status.sentence, icon=icon, tint=tint, role=role))
        for site in twins_of(status.sites):
            self.notes.addWidget(self._twin(site))
        if waiting := unresolved_words(status):
            link = link_button("去核对", self.desk_asked.emit)
            self.notes.addWidget(note_strip(f"{waiting}，等您核对。", link, icon="swap", tint="amber", role="warn"))
        self.sites.show_status(status)
        self.found.show_history(history)
        if self.seen is None and self.look_task is None:
            self.look()
        self._say_work()

    def look(self) -> None:
        """Look at what lies in the folder; what was seen of another does not count any more."""
        if self.look_task is not None:
            self.look_task.cancel()
        folder, self.seen, self.look_task = self.start.folder(), None, None
        if self.status is None:
            return
        if folder is None:
            self._looked(folder, ())
            return
        self.found.show_looking()
        self._say_work()
        self.look_task = background.run(
            lambda job: tuple(self.door.look(folder, job)),
            lambda seen: self._looked(folder, seen),
            lambda error: self._looked(folder, (), error),
            quiet=True,
        )

    def start_exchange(self) -> None:
        """Take in what is new, then write out; to whom is asked where nothing says it."""
        folder, status = self.start.folder(), self.status
        if folder is None or status is None or self.seen is None:
            return
        if status.is_root and not self.chosen_sites and not receivers_of(status, self.seen) and not self.choose_receivers():
            return
        parts = [Part(one) for one in self.seen if one.state is PackageState.NEW]
        self.failure = ""
        self.begun.emit(Course(folder, self.start.on_stick(), self.chosen_sites, self.full, parts))

    def choose_receivers(self) -> bool:
        """Let the clerk choose to whom is written this time; return whether he did."""
        if self.status is None:
            return False
        usual = [site.site_id for site in receivers_of(self.status, self.seen or ())]
        chosen = self.acts.choose_receivers(self.status, self.chosen_sites or usual, full=self.full)
        if chosen is not None:
            self.chosen_sites, self.full = chosen
            self._say_work()
        return chosen is not None

    def end(self, failure: str = "") -> None:
        """An exchange has ended: choose anew next time, look anew at the folder, say what went wrong."""
        self.chosen_sites, self.full, self.failure = (), False, failure
        self.look()

    def invitation(self) -> Path | None:
        """Return the first invitation that was found."""
        return next((Path(one.path) for one in self.seen or () if one.state is PackageState.INVITATION), None)

    def _connect(self) -> None:
        self.start.started.connect(self.start_exchange)
        self.start.folder_changed.connect(self.look)
        self.start.receivers_asked.connect(self.choose_receivers)
        self.found.joined.connect(self.join_asked)
        self.sites.invite_asked.connect(lambda: self.acts.invite(self.start.folder(), self.start.where.text()))
        self.sites.stop_asked.connect(lambda: self.acts.stop(self.status))
        self.sites.weeks_picked.connect(self.acts.save_weeks)
        self.watch = StickWatch(self, self.door.sticks)
        self.watch.changed.connect(self.start.show_sticks)

    def _looked(self, folder: Path | None, seen: Sequence[PackageSeen], error: BaseException | None = None) -> None:
        if folder != self.start.folder():
            return
        self.seen, self.look_task = tuple(seen), None
        last = self.status.last_at if self.status is not None else ""
        missing, next_step = nothing_words(there=folder is not None, last_at=last)
        if error is not None:
            said = error if isinstance(error, AppError) else AppError("没有读出来。", "请拔下U盘，重新插上再试。")
            missing, next_step = said.what.rstrip("。"), said.advice
        self.found.show_packages(self.seen, missing, next_step, on_stick=self.start.on_stick())
        self._say_work()
        self.found_some.emit()

    def _say_work(self) -> None:
        """Say what the big button will do now."""
        if self.status is None:
            return
        seen = self.seen or ()
        usual = receivers_of(self.status, seen)
        chosen = [site for site in self.status.sites if site.site_id in self.chosen_sites] or usual
        fresh = sum(1 for one in seen if one.state is PackageState.NEW)
        words = start_words(fresh, [site.name for site in chosen]) or "写出这台电脑的新内容"
        others = [site for site in self.status.sites if not site.is_self and not site.revoked]
        ready = self.seen is not None and bool(others)
        whole = "（整份）" if self.full else ""
        self.start.show_work(f"{words}{whole}" if others else "还没有别处的电脑", ready=ready, receivers=bool(others))

    def _twin(self, site: SiteRow) -> QWidget:
        """Ask what it means that one PC appears twice."""
        gone = button("旧的不用了", lambda: self.acts.answer_twin(site, gone=True))
        other = button("是另一台电脑", lambda: self.acts.answer_twin(site, gone=False))
        count = "两" if site.twins == 2 else f" {site.twins} "
        question = f"{site.name}的电脑出现了{count}份：是恢复了备份，还是复制到了另一台？"
        return note_strip(question, gone, other, icon="copy", tint="amber", role="warn")
