"""The test sheet with which the clerk finds out how a printer lays backs behind fronts."""

import io

from kzzq_desktop.base.clock import today
from kzzq_desktop.documents.alignment import build_alignment
from kzzq_desktop.documents.sheet import Paper
from kzzq_desktop.services.desk import Desk


def alignment_page(desk: Desk) -> bytes:
    """Return the test sheet as a PDF of two pages, to be printed on both sides of one sheet."""
    out = io.BytesIO()
    build_alignment(Paper(desk.office.name, today(), ""), out)
    return out.getvalue()
