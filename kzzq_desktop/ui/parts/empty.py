"""An empty list says what is missing and what to do next."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from kzzq_desktop.ui.parts.buttons import button, quiet_button
from kzzq_desktop.ui.parts.layout import column, row
from kzzq_desktop.ui.parts.text import Picture, label

Act = Callable[[], object]


class EmptyState(QFrame):
    """An icon, one strong line of what is missing, one second line of what to do, one plain button and at most one quiet."""

    def __init__(
        self,
        icon: str,
        missing: str,
        next_step: str = "",
        plain: tuple[str, str, Act] | None = None,
        quiet: tuple[str, Act] | None = None,
    ) -> None:
        """`plain` is (words, icon, act), `quiet` is (words, act)."""
        super().__init__()
        self.setProperty("role", "clear")
        self.missing = label(missing, "strong")
        self.next_step = label(next_step, "second", wrap=True)
        for line in (self.missing, self.next_step):
            line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        buttons: list[QWidget] = []
        if plain:
            buttons.append(button(plain[0], plain[2], icon=plain[1]))
        if quiet:
            buttons.append(quiet_button(quiet[0], quiet[1]))
        acts = row(None, *buttons, None, gap=8)
        layout = column(
            None,
            row(None, Picture(icon, "ink3", 28), None),
            self.missing,
            self.next_step,
            acts,
            None,
            gap=8,
            margins=(16, 16, 16, 16),
        )
        self.setLayout(layout)

    def show_words(self, missing: str, next_step: str) -> None:
        """Say something else is missing."""
        self.missing.setText(missing)
        self.next_step.setText(next_step)
