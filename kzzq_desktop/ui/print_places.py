"""How other screens come to their papers: menu entries of a card, and the place at which the screen opens."""

from collections.abc import Mapping, Sequence

from kzzq_desktop.domain.scope import SCOPE_WORDS
from kzzq_desktop.services import printing

PREFIX = "print:"


def print_entries(keys: Sequence[str], records: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return (what, words) for the papers of these keys that there are, after a line; nothing where there are none.

    `records` tell of what a card can print, the likeliest first: {scope kind: id}, "" for none.
    """
    found = [(f"{PREFIX}{place}", f"打印{_word(key)}…") for key in keys if (place := paper_place(key, records))]
    return [("", ""), *found] if found else []


def paper_place(key: str, records: Mapping[str, str]) -> str:
    """Return where the screen opens at a paper of the first of these records that it can be of, "" where it cannot."""
    paper = next((paper for paper in printing.PRINTS if paper.key == key), None)
    kind = next((kind for kind, record in records.items() if paper and kind in paper.scopes and (record or kind == "all")), "")
    return f"{key}:{kind}:{records[kind]}" if kind in SCOPE_WORDS else ""


def _word(key: str) -> str:
    return next(paper.word for paper in printing.PRINTS if paper.key == key)
