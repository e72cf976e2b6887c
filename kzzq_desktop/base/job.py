"""A piece of long work that reports its steps and learns of a cancel; it knows no thread."""

from typing import Protocol

from kzzq_desktop.base.errors import Cancelled


class Job(Protocol):
    """What long work is handed: say how far it is, and stop when asked to."""

    def step(self, done: int, total: int, words: str = "") -> None:
        """Report `done` of `total`; raises Cancelled when the clerk has asked to stop."""


class QuietJob:
    """A job nobody watches: for tests and short work."""

    def __init__(self) -> None:
        self.cancelled = False

    def step(self, done: int, total: int, words: str = "") -> None:  # noqa: ARG002 - a quiet job shows nothing
        """Raise Cancelled after `cancelled` was set."""
        if self.cancelled:
            raise Cancelled
