"""What a paper is to those who print it: its key and word, who may see it, what is on it, how it is drawn."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from kzzq_desktop.base.job import Job
from kzzq_desktop.documents.contact_sheet import SheetWords
from kzzq_desktop.documents.sheet import Paper
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.printing.audience import Audience
from kzzq_desktop.services.printing.scope import Scope


@dataclass(frozen=True, slots=True)
class Missing:
    """A name that cannot be shown whole: the characters no font has, the name, and the paper it stands on."""

    letters: str
    name: str
    where: str


@dataclass(frozen=True, slots=True)
class Collected:
    """Everything that will be printed, already masked; `notes` are sentences about what was left out and why."""

    words: tuple[SheetWords, ...]
    missing: tuple[Missing, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Print:
    """One kind of paper."""

    key: str
    word: str
    audiences: tuple[Audience, ...]
    collect: Callable[[Desk, Scope, Audience], Collected]
    build: Callable[[tuple[SheetWords, ...], Paper, BinaryIO, Job], int]
