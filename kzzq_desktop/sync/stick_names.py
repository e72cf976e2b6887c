"""The name of a package file: who gives, to whom, its number. A hint for people and lists; the truth is inside, signed."""

import re
from dataclasses import dataclass

ENDING = ".kzsync"
DRAFT = ".part"
_LETTERS = 8  # of a site's id
# A tail is what a system adds to a file of the same name ("(1)", " - 副本"), or the "-2" of `beside`.
_NAME = re.compile(r"KZ_([0-9a-f]{8})_([0-9a-f]{8})_([0-9]{1,9})(-[0-9]{1,3}|[ (（_-].{0,40})?\.kzsync", re.IGNORECASE)
_OWN_TAIL = re.compile(r"(-[0-9]{1,3})?")


@dataclass(frozen=True, slots=True)
class PackageName:
    """What a name says. `own` is true for a name as the program writes it, false for one a person or a system made."""

    sender: str
    receiver: str
    number: int
    own: bool

    def same_way(self, other: "PackageName") -> bool:
        """Tell whether both go from one sender to one receiver."""
        return (self.sender, self.receiver) == (other.sender, other.receiver)


def package_name(sender: str, receiver: str, number: int) -> str:
    """Return the file name of a package between two sites.

    >>> package_name("0123456789abcdef0123456789abcdef", "fedcba9876543210fedcba9876543210", 7)
    'KZ_01234567_fedcba98_7.kzsync'
    """
    return f"KZ_{sender[:_LETTERS]}_{receiver[:_LETTERS]}_{number}{ENDING}"


def read_name(name: str) -> PackageName | None:
    """Return what a file name says, None for a file of another kind."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    own = _OWN_TAIL.fullmatch(found[4] or "") is not None
    return PackageName(found[1].lower(), found[2].lower(), int(found[3]), own)


def beside(name: str, turn: int) -> str:
    """Return the name under which another package of the same name may lie beside the first: turn 2 is "…_7-2.kzsync"."""
    return f"{name.removesuffix(ENDING)}-{turn}{ENDING}"


def draft_of(name: str) -> PackageName | None:
    """Return what the name of a half-written package says, None for a file of another kind."""
    return read_name(name.removesuffix(DRAFT)) if name.endswith(DRAFT) else None
