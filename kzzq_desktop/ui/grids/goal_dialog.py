"""Into which grid households go: asked of a clerk who does not drag."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from kzzq_desktop.ui.parts.buttons import main_button
from kzzq_desktop.ui.parts.dialog import Dialog
from kzzq_desktop.ui.parts.filters import ChoiceBox
from kzzq_desktop.ui.parts.layout import column
from kzzq_desktop.ui.parts.text import label


def ask_goal(parent: QWidget | None, question: str, goals: Sequence[tuple[str, str]]) -> str:
    """Ask for one of some grids (code, words); "" means the clerk went back."""
    dialog = Dialog(parent, question, width=440)
    box = ChoiceBox(goals, name="移到")
    dialog.enter = dialog.accept
    dialog.fill(
        column(label(question, "head", wrap=True), box, gap=12), None, dialog.cancel_button(), main_button("移动", dialog.accept)
    )
    box.setFocus()
    return box.value() if dialog.exec() else ""
