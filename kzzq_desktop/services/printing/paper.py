"""What a paper is to those who print it: its key and word, who may see it, of what it is printed, what can be chosen."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from kzzq_desktop.base.job import Job
from kzzq_desktop.documents.sheet import Built, Paper
from kzzq_desktop.domain.scope import Scope
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.printing.audience import Audience

MONTH = "month"
WHOLE, BY_GRID, BY_VILLAGE = "", "grid", "village"


@dataclass(frozen=True, slots=True)
class Option:
    """Something else to choose: `choices` are (value, word), the first one stands at first.

    A MONTH has none: it is an ISO month, the present one at first.
    """

    key: str
    word: str
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """What to print: of what, for whom, with which options ({option key: value}, every option of the paper is there)."""

    scope: Scope
    audience: Audience
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Missing:
    """A name that cannot be shown whole: the characters no font has, the name, and the paper it stands on."""

    letters: str
    name: str
    where: str


@dataclass(frozen=True, slots=True)
class Collected:
    """Everything that will be printed, already masked; `notes` are sentences about what was left out and why.

    `words` are what the paper's builder takes: frozen words, nothing of the store. `sheets` counts what is printed in the
    paper's unit.
    """

    words: tuple[Any, ...]
    missing: tuple[Missing, ...] = ()
    notes: tuple[str, ...] = ()
    sheets: int = -1

    @property
    def count(self) -> int:
        """Return how many units are printed: as many as there are words where nothing else was said."""
        return len(self.words) if self.sheets < 0 else self.sheets


@dataclass(frozen=True, slots=True)
class Print:
    """One kind of paper.

    sign       one sign of the alphabet of page codes, its own
    kind       where it stands in the list of papers
    about      one sentence for the clerk: what it is for
    scopes     of what it can be printed: keys of SCOPE_WORDS, the usual one first
    audiences  the first one is the usual one
    unit       what it counts ("个网格")
    part       what its first pages need of a wide scope, so that they can be shown at once: BY_GRID, BY_VILLAGE or WHOLE
    roll       whether its words are one RollWords, which can be exported to Excel
    two_sided  whether each front has its back
    size       the paper's size in words
    """

    key: str
    word: str
    sign: str
    kind: str
    about: str
    scopes: tuple[str, ...]
    audiences: tuple[Audience, ...]
    collect: Callable[[Desk, Request], Collected]
    build: Callable[[Sequence[Any], Paper, BinaryIO, Job], Built]
    unit: str = "张"
    options: tuple[Option, ...] = ()
    part: str = WHOLE
    roll: bool = False
    two_sided: bool = False
    size: str = "A4"
