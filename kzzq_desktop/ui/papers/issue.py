"""A paper leaves the program: drawn once more, for the copies that were asked for, and registered where that is built in."""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from kzzq_desktop.base.job import Job
from kzzq_desktop.domain.papers import Act
from kzzq_desktop.services import printing
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.printing import Print, Printed, Request


def issue(desk: Desk, paper: Print, request: Request, copies: int, job: Job) -> tuple[Printed, ...]:
    """Return what goes to the printer: of 内部 a PDF a copy with its number, of others one for all copies."""
    if (register := _register()) is not None:
        issued: tuple[Printed, ...] = register.issue(desk, paper, request, copies, Act.PRINT, job)
        return issued
    return (printing.preview(desk, paper, request, job),)


def save(desk: Desk, paper: Print, request: Request, path: Path, job: Job) -> None:
    """Write a paper into a file, whole or not at all."""
    if (register := _register()) is not None:
        register.save(desk, paper, request, path, job)
    else:
        printing.save(printing.preview(desk, paper, request, job), path)


def _register() -> Any:  # noqa: ANN401 - the module itself, where it is built in
    name = "kzzq_desktop.services.register"
    return import_module(name) if find_spec(name) else None
