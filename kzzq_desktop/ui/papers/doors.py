"""A part of the program that this screen opens and that may not be built in yet: None, or what it is called for."""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec

from kzzq_desktop.services.desk import Desk

AlignmentPage = Callable[[Desk], bytes]
ALIGNMENT = "kzzq_desktop.services.printing.alignment"


def alignment_page() -> AlignmentPage | None:
    """Return what makes the page that shows how far fronts and backs are apart."""
    found: AlignmentPage | None = getattr(import_module(ALIGNMENT), "alignment_page", None) if find_spec(ALIGNMENT) else None
    return found
