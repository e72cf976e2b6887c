"""What a clerk chooses of an import's changes before it is saved."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that an import would change on record: its code, its word, the value now and the value of the list."""

    field: str
    word: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ImportChoice:
    """Which changes to records on file are taken.

    `fields` are the codes of the fields that may be changed, None for all; new households and people always come whole.
    `revived` are ids of residents and households who moved or died on record and whom the clerk brings back.
    """

    fields: frozenset[str] | None = None
    revived: frozenset[str] = frozenset()


WHOLE = ImportChoice()
