"""Which names cannot be shown whole: said before the first page is printed."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace

from kzzq_desktop.documents.fonts import missing_characters
from kzzq_desktop.services.printing.paper import Missing


def find_missing(said: Iterable[tuple[str, str]]) -> Iterator[Missing]:
    """Yield the texts that hold a character no font has; `said` are (where it stands, text)."""
    pairs = tuple(said)
    lost = frozenset(missing_characters({text for _, text in pairs}))
    if not lost:
        return
    for where, text in pairs:
        if letters := "".join(dict.fromkeys(letter for letter in text if letter in lost)):
            yield Missing(letters, text, where)


def still_missing(missing: Iterable[Missing], drawn: Container[str]) -> tuple[Missing, ...]:
    """Return what is missing without the characters that have a picture."""
    left = (replace(one, letters="".join(letter for letter in one.letters if letter not in drawn)) for one in missing)
    return tuple(one for one in left if one.letters)
