"""A dialog with a long form: as high as its content where the screen allows, else it scrolls."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QScrollArea, QWidget

EDGE = 60


def fit_height(dialog: QDialog) -> None:
    """Give a dialog whose body scrolls the height its body needs; only on a very small screen it scrolls sideways too."""
    children: Iterable[object] = dialog.findChildren(QWidget)
    area = next((child for child in children if isinstance(child, QScrollArea)), None)
    if area is None:
        return
    body = area.widget()
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    room = dialog.screen().availableGeometry()
    needed = body.sizeHint()
    around = dialog.sizeHint().height() - area.sizeHint().height()
    wide = max(dialog.width(), needed.width() + 12)
    dialog.resize(min(wide, room.width() - 40), min(needed.height() + around + 2, room.height() - EDGE))
