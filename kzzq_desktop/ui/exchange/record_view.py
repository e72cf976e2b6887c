"""One record of which several values wait: the values, what will happen, and what can be done."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from kzzq_desktop.ui import ask, theme
from kzzq_desktop.ui.exchange.choosing import Choosing
from kzzq_desktop.ui.exchange.door import ExchangeDoor
from kzzq_desktop.ui.exchange.option_grid import OptionGrid
from kzzq_desktop.ui.parts.buttons import button, link_button, main_button
from kzzq_desktop.ui.parts.flow import flow
from kzzq_desktop.ui.parts.layout import clear, column, frame, hold, note_strip, row, rule, scroll
from kzzq_desktop.ui.parts.text import Picture, label
from kzzq_desktop.ui.screen import WindowApi

PLACES = {
    "households": "打开这一户",
    "members": "打开这名党员",
    "grids": "打开这个网格",
    "duty": "打开这条履职",
}
LOW, MOST_HIGH = 390, 16_777_215  # px: lower than this the sentence scrolls with the values; Qt's "no limit"
LATER = "对方下次读入U盘后，也会变成这样。选过的可以撤回。"


class RecordView(QFrame):
    """Signals: changed() after each choice, settled(choosing) when it is decided, back_asked(), left() to the list."""

    changed = Signal()
    settled = Signal(object)
    back_asked = Signal()
    left = Signal()

    def __init__(self, door: ExchangeDoor, window: WindowApi) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.door, self.window_api = door, window
        self.choosing: Choosing | None = None
        self.grid: OptionGrid | None = None
        self.title, self.detail = label("", "head", wrap=True), label("", "second", wrap=True)
        self.mine = button("全用本机(&A)", lambda: self._take_side(mine=True))
        self.theirs = button("全用对方(&S)", lambda: self._take_side(mine=False))
        self.warning: QVBoxLayout = column()
        self.values: QVBoxLayout = column(gap=10)
        self.hint = label("", "small", wrap=True)
        self.mark = Picture("check", "teal")
        self.said, self.later = label("", wrap=True), label(LATER, "small", wrap=True)
        self.sentence = frame("note", row(self.mark, (column(self.said, self.later, gap=2), 1), gap=12, margins=(14, 10, 14, 10)))
        self.place = link_button("打开这一户", self._open_place)
        self.typing = link_button("自己填写…", self.type_in)
        self.back = button("撤回(&Z)", self.back_asked.emit, icon="undo", tip="撤回刚才确认的一处")
        self.go = main_button("就这样，看下一处", self.settle)
        self.inside: QVBoxLayout = column(margins=(0, 0, 0, 0))
        self.below: QVBoxLayout = column(self.sentence, margins=(20, 8, 20, 12))
        body = column(self.warning, self.values, self.hint, self.inside, None, gap=10, margins=(20, 0, 20, 2))
        self.area = scroll(body, 60)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)  # many values stand side by side
        head = row((column(self.title, self.detail, gap=0), 1), self.mine, self.theirs, gap=8, margins=(20, 14, 20, 12))
        foot = row(hold(flow(self.place, self.typing)), None, self.back, self.go, gap=8, margins=(16, 10, 20, 10))
        self.setLayout(column(head, (self.area, 100), self.below, (hold(column(None)), 1), rule(), foot, gap=0))

    def show_record(self, choosing: Choosing | None, left: int) -> None:
        """Show a record; `left` says how many wait, this one included."""
        self.choosing = choosing
        clear(self.warning)
        clear(self.values)
        self.grid = None
        self.go.set_words("就这样，看下一处" if left > 1 else "就这样，核对完了")
        if choosing is None:
            return
        conflict = choosing.conflict
        self.title.setText(conflict.title)
        self.detail.setText(conflict.detail)
        self.detail.setVisible(bool(conflict.detail))
        for office, clock in choosing.clocks():
            whose = f"{office}的{clock.removeprefix('其')}" if office else clock
            said = f"{whose.rstrip('。')}，它的日期只作参考，前面写了“约”。"
            self.warning.addWidget(note_strip(said, icon="clock", tint="amber", role="warn"))
        self.grid = OptionGrid(choosing)
        self.grid.changed.connect(self._choices_changed)
        self.grid.left.connect(self.left)
        self.values.addWidget(self.grid)
        self.place.set_words(PLACES.get(conflict.screen, "打开这条记录"))
        self.place.setVisible(bool(conflict.screen))
        pair = sorted(one.mine for one in choosing.columns) == [False, True] and not conflict.removed_by
        self.mine.setVisible(pair)
        self.theirs.setVisible(pair)
        self.hint.setText(_hint_words(choosing))
        self.hint.setVisible(bool(self.hint.text()))
        self._say()

    def focus(self) -> None:
        """Put the keyboard on the first open field."""
        if self.grid is not None:
            self.grid.focus()

    def settle(self) -> None:
        """Take the choices, or go to what is still open."""
        if self.choosing is not None and not self.choosing.waiting():
            self.settled.emit(self.choosing)
        elif self.grid is not None:
            self.grid.focus(self.choosing.waiting()[0] if self.choosing else "")

    def type_in(self) -> None:
        """Let the clerk type a value of the field in which the keyboard is, or of one he chooses."""
        choosing = self.choosing
        if choosing is None:
            return
        free = {field.name: field for field in choosing.free_fields()}
        name = self.grid.focused_field() if self.grid is not None else ""
        if name not in free and len(free) > 1:
            name = ask.choose(self, "填写哪一项？", [(key, field.word) for key, field in free.items()], yes="填写")
        name = name if name in free or not free or len(free) > 1 else next(iter(free))
        if name not in free:
            return
        field = free[name]
        old = choosing.typed.get(name) or field.choices[0].words
        words = ask.ask_words(
            self, f"{field.word}写成什么？", old=old, words=f"原值：{field.origin}" if field.origin else "", yes="就用它"
        )
        if words is not None:
            choosing.type_in(name, words)
            self._rebuild(name)

    def _rebuild(self, name: str) -> None:
        """Show the values anew: one more stands among them."""
        if self.choosing is not None:
            clear(self.values)
            self.grid = OptionGrid(self.choosing)
            self.grid.changed.connect(self._choices_changed)
            self.grid.left.connect(self.left)
            self.values.addWidget(self.grid)
            self._choices_changed()
            self.grid.focus(name)

    def _take_side(self, *, mine: bool) -> None:
        if self.choosing is not None and self.grid is not None:
            for one in self.choosing.columns:
                if one.mine is mine:
                    self.choosing.take_column(one)
            self.grid.show_chosen()
            self._choices_changed()

    def _choices_changed(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        """Say what will happen, or how much is still open."""
        choosing = self.choosing
        if choosing is None:
            return
        open_fields = choosing.waiting()
        self.go.setEnabled(not open_fields)
        self.typing.setEnabled(bool(choosing.free_fields()) and choosing.remove is not True)
        self.mark.show_icon("clock" if open_fields else "check", "amber" if open_fields else "teal")
        self.later.setVisible(not open_fields)
        if open_fields == ("",):
            self.said.setText("先选这条记录还留不留。")
        elif open_fields:
            self.said.setText(f"还有 {len(open_fields)} 项没有选，选好以后这里写明会变成什么样。")
        else:
            self.said.setText(self.door.sentence(choosing.conflict, choosing.settlement()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the sentence follow the values."""
        super().resizeEvent(event)
        self._fit_area()

    def event(self, event: QEvent) -> bool:
        """Let the sentence follow the values when these have become more or fewer."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit_area()
        return done

    def _fit_area(self) -> None:
        """Give the values the height they need, no more; in a low window the sentence scrolls with them."""
        low = self.height() < theme.px(LOW)
        home = self.inside if low else self.below
        if home.indexOf(self.sentence) < 0:
            home.addWidget(self.sentence)
        layout, wide = self.area.widget().layout(), self.area.viewport().width()
        if layout is not None:
            least = layout.minimumSize().width()
            high = max(layout.minimumHeightForWidth(max(wide, least)), layout.minimumSize().height())
            self.area.setMaximumHeight(MOST_HIGH if low else max(60, high) + (14 if least > wide else 2))

    def _open_place(self) -> None:
        if self.choosing is not None:
            self.window_api.open(self.choosing.conflict.screen, self.choosing.conflict.place)


def _hint_words(choosing: Choosing) -> str:
    """Return which fields can keep all values."""
    many = [field.word for field in choosing.conflict.fields if field.both]
    single = [field.word for field in choosing.conflict.fields if not field.both]
    if not many:
        return ""
    rest = f"；{'、'.join(single)}只能选一边" if single else ""
    return f"{'、'.join(many)}可以两边都留{rest}。"
