"""What a field held before two offices changed it, as far as the history kept here tells (pure).

The banner has every office's history, a township its own alone. A change belongs to the dispute if it came with the package
that brought the other value, or was made here since the package before that one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """One logged change of a field; `rev` is when it came to be known here."""

    actor: str
    seq: int
    rev: int
    field: str
    old: object
    new: object


@dataclass(frozen=True, slots=True)
class Origin:
    """The value from before, and the change that wrote it (None: it was so from the record's making, or nobody knows)."""

    value: object
    writer: Change | None
    first: bool


def origin_of(
    changes: Sequence[Change], heads: frozenset[tuple[str, int]], came: int, since: int, site_of: Callable[[str], str]
) -> Origin | None:
    """Return what stood before the dispute of one field, None if the history does not tell.

    `heads` are the (actor, seq) of its values; the last foreign one came at rev `came`, and nothing of that office was taken
    since rev `since`.
    """
    writers = {site_of(actor) for actor, _ in heads}
    brought = [one for one in changes if one.rev >= came and site_of(one.actor) in writers] if came else []
    here = [one for one in changes if since <= one.rev < came]
    own = [one for one in changes if (one.actor, one.seq) in heads]
    chosen = min(brought or here or own, key=lambda one: one.seq, default=None)
    if chosen is None:
        return None
    earlier = [one for one in changes if one.seq < chosen.seq and one.rev < chosen.rev]
    writer = next((one for one in reversed(earlier) if one.new == chosen.old), None)
    return Origin(chosen.old, writer, first=not earlier)
