"""A dialog with a long form: as high as its content where the screen allows, else it scrolls."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QScrollArea

EDGE = 60


def fit_height(dialog: QDialog) -> None:
    """Give a dialog whose body scrolls the height its body needs; only on a very small screen it scrolls sideways too."""
    area = dialog.findChild(QScrollArea)
    body = area.widget() if area is not None else None
    if area is None or body is None:
        return
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    room = dialog.screen().availableGeometry()
    needed = body.sizeHint()
    around = dialog.sizeHint().height() - area.sizeHint().height()
    wide = max(dialog.width(), needed.width() + 12)
    dialog.resize(min(wide, room.width() - 40), min(needed.height() + around + 2, room.height() - EDGE))
