"""The card at the right of a list: nothing chosen, or its head over a body that scrolls and ends with what happened."""

from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from kzzq_desktop.services.household_history import Happening
from kzzq_desktop.ui.cards.words import events_of
from kzzq_desktop.ui.parts.buttons import Button, button, link_button, main_button
from kzzq_desktop.ui.parts.empty import EmptyState
from kzzq_desktop.ui.parts.layout import clear, column, row, rule, scroll
from kzzq_desktop.ui.parts.text import label
from kzzq_desktop.ui.parts.timeline import Timeline
from kzzq_desktop.ui.table_columns import HasId


class SideCard(Protocol):
    """What a card shows: a row of the list, and what happened to it."""

    @property
    def row(self) -> HasId:
        """Return the row of the list."""

    @property
    def happenings(self) -> Sequence[Happening]:
        """Return what happened, latest first."""


Card = TypeVar("Card", bound=SideCard)


class SidePanel(QFrame, Generic[Card]):
    """Signals: asked(what) for a button or a link, changes_asked(where) for the menu.

    Each panel says what its own parts are: _nothing, _head and _body; SHORT counts what is shown of the history at first.
    """

    asked = Signal(str)
    changes_asked = Signal(QPoint)
    SHORT = 5

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "side")
        self.card: Card | None = None
        self.whole_history = False
        self.outer = QVBoxLayout(self)
        self.outer.setContentsMargins(0, 0, 0, 0)
        self.outer.setSpacing(0)
        self.show_card(None)

    def hasHeightForWidth(self) -> bool:
        """Say no: the card scrolls inside itself, so its wrapped words must not make the whole page higher."""
        return False

    def show_card(self, card: Card | None) -> None:
        """Show a card, or what to do while nothing is chosen."""
        if card is None or self.card is None or card.row.id != self.card.row.id:
            self.whole_history = False
        self.card = card
        held = self.window().focusWidget()
        if self.isAncestorOf(held):
            self.setFocus()  # the part that holds the keyboard goes: it must not fall to the window's first widget
        clear(self.outer)
        if card is None:
            self.outer.addWidget(self._nothing())
            return
        self.outer.addLayout(self._head(card))
        self.outer.addWidget(rule())
        self.outer.addWidget(scroll(self._body(card)), 1)
        QTimer.singleShot(0, self, self._pass_keyboard)

    def _pass_keyboard(self) -> None:
        """Give the keyboard that was kept here to the first button, now that it is shown."""
        if self.window().focusWidget() is self and self.card is not None:
            self.changes.setFocus()

    def _nothing(self) -> EmptyState:
        """Return what to do while nothing is chosen."""
        raise NotImplementedError

    def _head(self, card: Card) -> QVBoxLayout:
        """Return who it is, with the buttons."""
        raise NotImplementedError

    def _body(self, card: Card) -> QVBoxLayout:
        """Return what is known."""
        raise NotImplementedError

    def _acts(self, word: str, icon: str, tip: str) -> tuple[Button, Button]:
        """Return the button of the menu of changes, with this word, and 登记履职."""
        changes = button(word, None, icon=icon, tip=tip)
        changes.clicked.connect(lambda: self.changes_asked.emit(changes.mapToGlobal(QPoint(0, changes.height() + 2))))
        self.changes = changes
        return changes, main_button("登记履职", lambda: self.asked.emit("duty"), "plus")

    def _history(self, card: Card, counted: str) -> QVBoxLayout:
        """Return what happened: the latest, or all once that was asked for."""
        shown = card.happenings if self.whole_history else card.happenings[: self.SHORT]
        whole = [link_button("全部", self._show_whole)] if len(shown) < len(card.happenings) else []
        head = row(label("经过", "head"), label(counted, "small"), None, *whole, gap=8)
        return column(head, Timeline(events_of(shown)), gap=8, margins=(16, 12, 16, 8))

    def _show_whole(self) -> None:
        self.whole_history = True
        self.show_card(self.card)
