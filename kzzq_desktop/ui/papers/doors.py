"""Parts of the program that this screen opens and that may not be built in yet: each None, or what it is called for."""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from kzzq_desktop.base.job import Job
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.printing import Print, Request
from kzzq_desktop.ui.screen import WindowApi

AlignmentPage = Callable[[Desk], bytes]
ExportRoll = Callable[[Desk, Print, Request, Path, Job], int]
OpenRegister = Callable[[Desk, WindowApi, QWidget], object]


def alignment_page() -> AlignmentPage | None:
    """Return what makes the page that shows how far fronts and backs are apart."""
    found: AlignmentPage | None = _found("kzzq_desktop.services.printing.alignment", "alignment_page")
    return found


def export_roll() -> ExportRoll | None:
    """Return what writes a roll to Excel and tells how many rows that were."""
    found: ExportRoll | None = _found("kzzq_desktop.services.printing.export_roll", "export_roll")
    return found


def open_register() -> OpenRegister | None:
    """Return what shows who printed what."""
    found: OpenRegister | None = _found("kzzq_desktop.ui.dialogs.print_register", "open_register")
    return found


def _found(module: str, name: str) -> Any:  # noqa: ANN401 - each door is named above with what it is
    return getattr(import_module(module), name, None) if find_spec(module) else None
