"""The boxes a form is made of: what stands in one, and how it is read and written as text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, SignalInstance
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from kzzq_desktop.ui import theme
from kzzq_desktop.ui.parts.days import DateBox
from kzzq_desktop.ui.parts.filters import ChoiceBox
from kzzq_desktop.ui.parts.picker import Find, Picker
from kzzq_desktop.ui.parts.segmented import Segmented
from kzzq_desktop.ui.parts.ticks import Tick, TickBoard

Options = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Box:
    """One box. `kind`: text, long, secret, number, day, part_day (1986-05), choice, segmented, pick, ticks.

    `options` are (code, words) of choice, segmented and ticks; `find` belongs to pick; `least`..`most` to number.
    Values are text: a number's digits, "" for an empty one; ticks are codes joined by "|". `wide` in px at 标准, 0 fills.
    """

    key: str
    word: str
    kind: str = "text"
    options: Options = ()
    hint: str = ""
    find: Find | None = None
    least: int = 0
    most: int = 999
    wide: int = 0
    high: int = 64


@dataclass(frozen=True, slots=True)
class Field:
    """A box on the screen: the widget and how to read, write and watch it."""

    widget: QWidget
    read: Callable[[], str]
    write: Callable[[str], object]
    changed: SignalInstance
    focus: QWidget


class Words(QPlainTextEdit):
    """A text of several lines: Tab leaves it; Enter is the form's, Shift+Enter breaks the line, when `enter` is set."""

    def __init__(self, hint: str = "", high: int = 64) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setPlaceholderText(hint)
        self.setMinimumHeight(theme.px(high))
        self.enter: Callable[[], object] | None = None

    def sizeHint(self) -> QSize:
        """Ask for the least height: where there is more room the layout gives it, where there is none nothing is pushed out."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give a plain Enter to the form."""
        if self.enter is not None and event.text() in ("\r", "\n") and not event.modifiers().value & 0x0E000000:
            self.enter()
        else:
            super().keyPressEvent(event)


class NumberBox(QSpinBox):
    """A whole number; the wheel scrolls the page while the box is not focused."""

    def __init__(self, least: int, most: int) -> None:
        super().__init__()
        self.setRange(least, most)
        self.setFixedWidth(round(theme.text_width("8" * len(str(most)))) + 50)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select the number, so that typing replaces it."""
        super().focusInEvent(event)
        self.selectAll()


def make_field(box: Box) -> Field:
    """Return the widget for a box, named for screen readers."""
    field = _MAKERS[box.kind](box)
    field.focus.setAccessibleName(box.word)
    if box.wide:
        field.widget.setFixedWidth(theme.px(box.wide))
    return field


def _text(box: Box) -> Field:
    made = QLineEdit()
    made.setPlaceholderText(box.hint)
    if box.kind == "secret":
        made.setEchoMode(QLineEdit.EchoMode.Password)
    return Field(made, lambda: made.text().strip() if box.kind == "text" else made.text(), made.setText, made.textChanged, made)


def _long(box: Box) -> Field:
    made = Words(box.hint, box.high)
    return Field(made, lambda: made.toPlainText().strip(), made.setPlainText, made.textChanged, made)


def _number(box: Box) -> Field:
    made = NumberBox(box.least, box.most)
    return Field(made, lambda: str(made.value()), lambda words: made.setValue(int(words or box.least)), made.valueChanged, made)


def _day(box: Box) -> Field:
    made = DateBox(partial=box.kind == "part_day", name=box.word)
    return Field(made, lambda: made.text().strip() if made.is_wrong() else made.value(), made.pick, made.textChanged, made)


def _choice(box: Box) -> Field:
    made = ChoiceBox(box.options, name=box.word)
    return Field(made, made.value, made.pick, made.currentIndexChanged, made)


def _segmented(box: Box) -> Field:
    made = Segmented(box.options, name=box.word)
    return Field(made, made.value, made.pick, made.picked, next(iter(made.buttons.values())))


def _pick(box: Box) -> Field:
    made = Picker(box.find or (lambda _typed: ()), box.hint or box.word)
    return Field(made, made.value, made.pick, made.picked, made)


def _ticks(box: Box) -> Field:
    made = TickBoard(4)
    made.show_ticks([Tick(code, words, on=False) for code, words in box.options])
    first = made.chips[0] if made.chips else made
    return Field(made, lambda: "|".join(made.chosen()), lambda words: made.set_chosen(words.split("|")), made.changed, first)


_MAKERS: dict[str, Callable[[Box], Field]] = {
    "text": _text,
    "secret": _text,
    "long": _long,
    "number": _number,
    "day": _day,
    "part_day": _day,
    "choice": _choice,
    "segmented": _segmented,
    "pick": _pick,
    "ticks": _ticks,
}
