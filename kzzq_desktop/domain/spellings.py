"""Whether two written names may be one person's: another spelling of a Mongolian name, or a character that was lost."""

from collections.abc import Iterable

LOST = "□�?？*＊〓■◻☐"
_LEAST_LETTERS = 3


def is_another_spelling(one: str, other: str) -> bool:
    """Say whether two different names may spell one: a syllable more, or one of four or more changed.

    Registers spell one name 其力嘎, 其贺力嘎 or 其合力嘎. Names of two characters are never like each other.
    """
    short, long = sorted((one, other), key=len)
    if len(short) < len(long):
        letters = iter(long)
        return len(short) >= _LEAST_LETTERS and len(long) - len(short) <= 2 and all(letter in letters for letter in short)
    return len(short) > _LEAST_LETTERS and sum(a != b for a, b in zip(short, long, strict=True)) == 1


def fits_lost(name: str, other: str) -> bool:
    """Say whether a name with lost characters may be the other: as long, and equal where nothing was lost."""
    if len(name) != len(other):
        return False
    kept = [(a, b) for a, b in zip(name, other, strict=True) if a not in LOST and b not in LOST]
    return len(kept) < len(name) and bool(kept) and all(a == b for a, b in kept)


def is_named(name: str, names: Iterable[str]) -> bool:
    """Say whether a written name is one of a person's names, as it stands or with characters lost."""
    return any(name == known or fits_lost(name, known) for known in names)
