"""What the cards of the settings have in common: a title, words, a form, an action row."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kzzq_desktop.services.desk import Desk
from kzzq_desktop.ui.parts.layout import Item, card, column
from kzzq_desktop.ui.parts.text import label
from kzzq_desktop.ui.screen import WindowApi


class Sheet(QWidget):
    """One tab of the settings."""

    def __init__(self, desk: Desk, window: WindowApi) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self.desk, self.window_api = desk, window
        self.box: QVBoxLayout = column(gap=12, margins=(0, 0, 4, 0))
        self.setLayout(self.box)

    def add_card(self, head: str, words: str, *items: Item) -> None:
        """Add a card: a head, what it means, its content."""
        said = [label(words, "second", wrap=True)] if words else []
        self.box.addWidget(card(label(head, "head"), *said, 4, *items, gap=8, margins=(20, 16, 20, 16)))

    def close_up(self) -> None:
        """Keep the cards together at the top."""
        self.box.addStretch(1)

    def refresh(self) -> None:
        """Show what is kept now."""
