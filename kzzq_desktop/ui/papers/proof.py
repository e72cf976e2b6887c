"""A paper drawn to be looked at: the first pages at once, then the whole, made beside the window."""

from dataclasses import dataclass

from kzzq_desktop.base.job import Job
from kzzq_desktop.services import printing
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.printing import Print, Printed, Request
from kzzq_desktop.ui.papers.places import Places


@dataclass(frozen=True, slots=True)
class Proof:
    """What was drawn, the size of its first page in points, and where names stand."""

    printed: Printed
    size: tuple[float, float]
    places: Places


def first_proof(desk: Desk, paper: Print, request: Request, job: Job) -> Proof | None:
    """Return the first part of a wide scope, None where the whole is as quick; raises Cancelled."""
    printed = printing.first_pages(desk, paper, request, job)
    return _proof(printed) if printed else None


def whole_proof(desk: Desk, paper: Print, request: Request, job: Job) -> Proof:
    """Return the whole paper; raises NothingToPrint, Cancelled."""
    return _proof(printing.preview(desk, paper, request, job))


def _proof(printed: Printed) -> Proof:
    pages = printing.open_pages(printed.pdf)
    size = pages.size(0)
    pages.close()
    return Proof(printed, size, Places(printed.places))
