"""The window: navigation, search box, the open screen, status bar. It knows screens only as Page."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QMainWindow, QScrollArea, QStackedWidget, QWidget

from kzzq_desktop.base import clock
from kzzq_desktop.domain.exchange_views import ExchangeStatus
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.find import find
from kzzq_desktop.services.history import undo_unit
from kzzq_desktop.ui import ask, background, errors, memory, theme
from kzzq_desktop.ui.brand import window_icon
from kzzq_desktop.ui.dialogs.saves import SavesDialog
from kzzq_desktop.ui.exchange.words import due_tone
from kzzq_desktop.ui.navigation import Navigation
from kzzq_desktop.ui.parts.buttons import shortcut
from kzzq_desktop.ui.parts.layout import column, frame, hold, row
from kzzq_desktop.ui.parts.marks import State
from kzzq_desktop.ui.parts.text import label
from kzzq_desktop.ui.screen import Page, Screen
from kzzq_desktop.ui.search_box import SearchBox
from kzzq_desktop.ui.status_bar import StatusBar
from kzzq_desktop.ui.table_copy import door
from kzzq_desktop.ui.tokens import WIDTH

EXCHANGE, SHORT = "exchange", "U盘交换"
WEEKDAYS = "一二三四五六日"
MINUTE_MS = 60_000
TITLE_BAR = 40  # px that the desktop draws above a window


class MainWindow(QMainWindow):
    """What the screens know as WindowApi."""

    def __init__(self, desk: Desk, screens: Sequence[Screen], exchange: Callable[[], ExchangeStatus] | None = None) -> None:
        """`exchange` says how the exchange by stick stands; it is asked beside the window after each save."""
        super().__init__()
        self.desk, self.screens, self.exchange = desk, tuple(screens), exchange
        door.desk = desk
        self.pages: dict[str, Page] = {}
        self.stale: set[str] = set()
        self.current = ""
        self.last_unit = ""
        self.setWindowTitle(f"{desk.office.name}{'（演示）' if desk.office.demo else ''}")
        self.setWindowIcon(window_icon())
        self.setMinimumSize(900, 500)
        self.resize(1366, 768)
        self._build()
        shortcut(self, "Ctrl+F", self.search.ask, everywhere=True)
        shortcut(self, "Ctrl+Z", self.undo, everywhere=True)
        shortcut(self, "F5", self.refresh, everywhere=True)
        self.clock_timer = QTimer(self)
        self.clock_timer.setInterval(MINUTE_MS)
        self.clock_timer.timeout.connect(lambda: self.day.setText(day_words()))
        self.clock_timer.start()

    def open(self, screen: str, place: str = "") -> None:
        """Open a screen, at a record or a place when one is given."""
        if self.current in self.pages and screen != self.current and not self.pages[self.current].leave():
            self.navigation.choose(self.current)
            return
        page = self._page(screen)
        self.current = screen
        self.navigation.choose(screen)
        self.stack.setCurrentWidget(self.frames[screen])
        page.fit_width(self.is_narrow())
        if screen in self.stale:
            self.stale.discard(screen)
            page.refresh()
        if place:
            page.open_at(place)
        else:
            page.start()

    def saved(self, unit_id: str, words: str) -> None:
        """Say that something was saved; the open page refreshes, the others when they are opened."""
        self.last_unit = unit_id
        self.status.saved(words, bool(unit_id))
        self.refresh()

    def tell(self, words: str, tone: str = "ok") -> None:
        """Say something in the status bar."""
        self.status.tell(words, tone)

    def refresh(self) -> None:
        """Show everything anew: the open page now, the others when they are opened."""
        self.look_at_exchange()
        self.stale = set(self.pages) - {self.current}
        if self.current in self.pages:
            self.pages[self.current].refresh()

    def look_at_exchange(self) -> None:
        """Ask beside the window how the exchange stands, and say it in the status bar and the navigation."""
        ask_status = self.exchange
        if ask_status is not None:
            background.draw(lambda _job: ask_status(), self._show_exchange, lambda error: errors.show_error(self, error))

    def badge(self, screen: str, number: int) -> None:
        """Show a number beside a screen's word."""
        self.navigation.badge(screen, number)

    def is_narrow(self) -> bool:
        """Return whether the window is narrower than 1200 px at 标准 (wider texts need more)."""
        return self.width() < WIDTH["narrow"] * (1 + (theme.factor() - 1) / 2)

    def restyle(self) -> None:
        """Build the frame and the open screen anew: heights are fixed when a part is made."""
        key = self.current
        self.pages.clear()
        self._build()
        self.open(key)

    def undo(self) -> None:
        """Take the last save back, after asking."""
        unit = self.last_unit
        if not unit or not ask.confirm(
            self, "撤销刚才的保存？", "这一次保存的内容会全部退回去；撤销以后还可以再恢复。", yes="撤销"
        ):
            return
        background.run(lambda _job: undo_unit(self.desk, unit), lambda made: self._undone(made[0]), words="正在撤销", parent=self)

    def show_saves(self) -> None:
        """List all saves, of which any can be taken back."""
        SavesDialog(self.desk, self, self).open()

    def take_size(self) -> None:
        """Take the size of last time; the first time 1366x768, or the whole of a small screen."""
        kept, room = memory.recall("window"), self.screen().availableGeometry()
        wide, high, whole = kept if isinstance(kept, list) and len(kept) == 3 else (1366, 768, False)
        if isinstance(wide, int) and isinstance(high, int):
            self.resize(min(wide, room.width()), min(high, room.height()))
        if whole or room.width() <= 1366 or room.height() < self.height() + TITLE_BAR:
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close unless the open page keeps the clerk or work is going on."""
        page = self.pages.get(self.current)
        if background.is_busy(drawing=False) or (page is not None and not page.leave()):
            event.ignore()
            return
        memory.keep("window", [self.width(), self.height(), self.isMaximized()])
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn narrow or wide."""
        super().resizeEvent(event)
        narrow = self.is_narrow()
        self.navigation.set_narrow(narrow)
        self.hint.setVisible(not narrow)
        for page in self.pages.values():
            page.fit_width(narrow)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside everything closes the search box's list."""
        self.search.list.hide()
        super().mousePressEvent(event)

    def _build(self) -> None:
        """Make the frame; pages follow when they are opened."""
        desk = self.desk
        self.navigation = Navigation(self.screens)
        self.navigation.asked.connect(self.open)
        self.search = SearchBox(lambda words, limit: find(desk, words, limit))
        self.search.opened.connect(self.open)
        self.status = StatusBar(desk.office.name, desk.clerk, desk.office.demo)
        self.status.undo_asked.connect(self.undo)
        self.status.saves_asked.connect(self.show_saves)
        self.status.exchange_asked.connect(lambda: self.open(EXCHANGE))
        self.look_at_exchange()
        self.stack = QStackedWidget()
        self.frames: dict[str, QWidget] = {}
        content = hold(column(self._top(), (self.stack, 1), self.status, gap=0))
        whole = hold(row(self.navigation, (content, 1), gap=0))
        whole.setProperty("role", "page")
        self.setCentralWidget(whole)

    def _show_exchange(self, status: ExchangeStatus) -> None:
        """Say how the exchange stands; nothing where the office takes no part."""
        self.status.show_exchange(status.sentence if status.enrolled else "", due_tone(status) or "calm", SHORT)
        self.badge(EXCHANGE, status.conflicts + status.strays)

    def _top(self) -> QFrame:
        self.hint = label("Ctrl+F", "small")
        self.day = label(day_words(), "second")
        marks = [State("due", "演示", pill=True, icon="info")] if self.desk.office.demo else []
        top = frame("top", row((self.search, 100), self.hint, None, *marks, self.day, gap=10, margins=(24, 0, 24, 0)))
        top.setFixedHeight(theme.height("top"))
        return top

    def _page(self, key: str) -> Page:
        """Return a screen's page, built when first asked for."""
        if key not in self.pages:
            screen = next(screen for screen in self.screens if screen.key == key)
            page = screen.build(self.desk, self)
            area = QScrollArea()
            area.setWidget(page)
            area.setWidgetResizable(True)
            area.setFrameShape(QFrame.Shape.NoFrame)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.frames[key] = area
            self.stack.addWidget(area)
            self.pages[key] = page
            self.stale.discard(key)
            page.refresh()
        return self.pages[key]

    def _undone(self, unit_id: str) -> None:
        self.saved(unit_id, "已撤销")
        self.status.undo.set_words("恢复")


def day_words() -> str:
    """Return today as the top bar shows it."""
    day = clock.today()
    return f"{day.year}年{day.month}月{day.day}日 星期{WEEKDAYS[day.weekday()]}"
