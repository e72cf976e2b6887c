"""Dialogs that were closed: a page keeps none of them."""

from collections.abc import Iterable

from PySide6.QtWidgets import QDialog, QWidget


def sweep_closed(page: QWidget) -> None:
    """Let go of every closed dialog of a page; the one that is just saving is still open and stays."""
    children: Iterable[object] = page.children()
    for child in children:
        if isinstance(child, QDialog) and not child.isVisible():
            child.deleteLater()
