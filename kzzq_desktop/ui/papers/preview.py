"""The preview: a row to turn pages, to zoom and to jump to a name; the pages under it, or a sentence where there are none."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from kzzq_desktop.ui import theme
from kzzq_desktop.ui.cards.filter_rows import FilterRows
from kzzq_desktop.ui.papers.page_box import PageBox
from kzzq_desktop.ui.papers.page_view import DPI, POINTS, WHOLE, WIDE, PageView
from kzzq_desktop.ui.papers.places import Places, page_of
from kzzq_desktop.ui.papers.proof import Proof
from kzzq_desktop.ui.parts.buttons import quiet_button, shortcut
from kzzq_desktop.ui.parts.empty import EmptyState
from kzzq_desktop.ui.parts.filters import filter_box, tick_box
from kzzq_desktop.ui.parts.hits import Hit
from kzzq_desktop.ui.parts.layout import column, hold, row
from kzzq_desktop.ui.parts.picker import Picker
from kzzq_desktop.ui.parts.text import label

ZOOMS = (100, 150, 200)
MODES = ((WHOLE, "整页"), (WIDE, "页宽"), *((str(zoom), f"{zoom} %") for zoom in ZOOMS))
NAME_WIDE = 150


class Preview(QWidget):
    """Shows what was printed into memory."""

    def __init__(self) -> None:
        super().__init__()
        self.view = PageView()
        self.places = Places()
        self.before = quiet_button("上一页", lambda: self.turn(self.view.beside(-1)), icon="chev-left")
        self.after = quiet_button("下一页", lambda: self.turn(self.view.beside(1)), icon="chev-right")
        self.before.setToolTip("上一页  PgUp")
        self.after.setToolTip("下一页  PgDn")
        self.page = PageBox()
        self.of = label("", "second")
        self.mode = filter_box(MODES, WHOLE, name="大小")
        self.mode.setToolTip("放大 Ctrl++，缩小 Ctrl+-，整页 Ctrl+0")
        self.double = tick_box("双页")
        self.name = Picker(self._find, "找名字或拼音", filter_box=True)
        self.name.setToolTip("跳到名字所在的页  Ctrl+G")
        self.name.setFixedWidth(theme.px(NAME_WIDE))
        turning = hold(row(self.before, label("第", "second"), self.page, self.of, self.after, gap=6))
        self.bar = FilterRows((turning,), (self.mode, self.double), self.name)
        self.nothing = EmptyState("sheet", "正在排版", "")
        self.area = _scrolling(self.view)
        self.area.viewport().installEventFilter(self)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.nothing)
        self.stack.addWidget(self.area)
        self.setLayout(column(self.bar, (self.stack, 1), gap=8))
        self._connect()
        self.say("正在排版")

    def show_proof(self, proof: Proof, *, goes_on: bool = False) -> None:
        """Show another print; the page looked at stays where there still is one, its place too where the paper `goes_on`."""
        at = self.area.verticalScrollBar().value() if goes_on else 0
        self.places = proof.places
        if not goes_on:
            self.name.pick("")
        self.more = proof.printed.partial
        self.view.show_pdf(proof.printed.pdf, proof.printed.pages, proof.size, goes_on=goes_on)
        self.stack.setCurrentWidget(self.area)
        self.area.verticalScrollBar().setValue(at)
        self._tell()

    def say(self, missing: str, next_step: str = "") -> None:
        """Show a sentence in place of the page."""
        self.nothing.show_words(missing, next_step)
        self.stack.setCurrentWidget(self.nothing)
        self._tell()

    def first(self) -> None:
        """Begin at the first page when the next print is shown."""
        self.view.number = 0

    def turn(self, number: int, *, to_end: bool = False) -> None:
        """Show a page, counted from 0, at its head or at its end."""
        self.view.show_page(number)
        bar = self.area.verticalScrollBar()
        bar.setValue(bar.maximum() if to_end else 0)
        self._tell()

    def zoom(self, step: int) -> None:
        """Show the pages larger (+1), smaller (-1) or whole (0)."""
        now = self.view.scale() * 100 * POINTS / DPI
        larger, smaller = [zoom for zoom in ZOOMS if zoom > now + 1], [zoom for zoom in ZOOMS if zoom < now - 1]
        if step > 0:
            self._show_mode(str(larger[0]) if larger else self.view.mode)
        else:
            self._show_mode(str(smaller[-1]) if smaller and step else WHOLE)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the page anew when the room changes."""
        if event.type() == QEvent.Type.Resize:
            self.view.fit_room(self.area.maximumViewportSize())
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the row where it is too long."""
        super().resizeEvent(event)
        self._fold()

    def _find(self, typed: str) -> Sequence[Hit]:
        return self.places.find(typed)

    def _connect(self) -> None:
        self.view.turned.connect(self.turn)
        self.view.turned_up.connect(lambda number: self.turn(number, to_end=True))
        self.view.zoomed.connect(self.zoom)
        self.page.asked.connect(self.turn)
        self.mode.picked.connect(self._show_mode)
        self.double.toggled.connect(self._show_double)
        self.name.picked.connect(lambda key: self.turn(page_of(key)) if key else None)
        for keys, act in (
            (("Ctrl++", "Ctrl+="), lambda: self.zoom(1)),
            (("Ctrl+-",), lambda: self.zoom(-1)),
            (("Ctrl+0",), lambda: self.zoom(0)),
            (("Ctrl+G",), self.name.drop_down),
        ):
            for key in keys:
                shortcut(self, key, act, everywhere=True)

    def _show_mode(self, mode: str) -> None:
        """Show the pages in another size; what lies in the middle stays there, of a page that was seen whole its head."""
        down, across = self.area.verticalScrollBar(), self.area.horizontalScrollBar()
        middles = {bar: (bar.value() + bar.pageStep() / 2) / max(bar.maximum() + bar.pageStep(), 1) for bar in (down, across)}
        if not down.maximum():
            middles[down] = 0
        self.mode.pick(mode)
        self.view.show_mode(mode)
        for bar, middle in middles.items():
            bar.setValue(round(middle * (bar.maximum() + bar.pageStep()) - bar.pageStep() / 2))

    def _show_double(self, double: bool) -> None:
        self.view.show_double(double)
        self._tell()

    def _tell(self) -> None:
        """Say which page is shown; only what can be done is offered."""
        shown = self.stack.currentWidget() is self.area
        count = self.view.count
        self.page.show_number(self.view.number, count)
        self.of.setText(("页，后面正在排" if self.more else f"页，共 {count:,} 页") if shown else "")
        self.before.setEnabled(self.view.beside(-1) >= 0)
        self.after.setEnabled(self.view.beside(1) < count)
        self.bar.setVisible(shown)
        self._fold()

    def _fold(self) -> None:
        self.bar.fold(self.bar.needed() > self.width())

    more = False


def _scrolling(view: PageView) -> QScrollArea:
    """Return the area that scrolls a page larger than its room."""
    area = QScrollArea()
    area.setWidget(view)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setAccessibleName("预览")
    return area
