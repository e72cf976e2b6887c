"""What of a list each audience may take along: pure, by the kind of fact that a column holds."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kzzq_desktop.services.printing.audience import Audience, id_tail, mask_name, mask_phone

# What stands in a cell where nothing is on record: no name to be masked.
_NOTHING = frozenset({"", "—", "没有户主", "（没有户主）"})
_WHOLE_ID = re.compile(r"(?<!\d)\d{14}(\d{3}[\dXx])(?!\d)")
_BETWEEN = re.compile(r"([、，；;,|/]\s*)")


class Fact(StrEnum):
    """What kind of fact a column holds. What nobody has said yet never hangs on a wall.

    PLAIN may be read by everybody: numbers, days, places down to the group, and of a party member the name, the post and
    the service phone. NAME and PHONE are a household's. PLACE goes down to the door, PRIVATE is whatever else is nobody's
    business: births, needs, notes, health, free words.
    """

    UNSAID = ""
    PLAIN = "plain"
    NAME = "name"
    PHONE = "phone"
    PLACE = "place"
    ID = "id"
    PRIVATE = "private"


@dataclass(frozen=True, slots=True)
class ListHead:
    """The head of a column, whether it holds numbers, and what kind of fact."""

    words: str
    number: bool = False
    fact: Fact = Fact.UNSAID


_ON_A_WALL = frozenset({Fact.PLAIN, Fact.NAME, Fact.PHONE})


def may_leave(fact: Fact, audience: Audience) -> bool:
    """Tell whether a column of this kind may stand in a list for the audience."""
    return audience != Audience.PUBLIC or fact in _ON_A_WALL


def masked_cell(words: str, fact: Fact, audience: Audience) -> str:
    """Return a cell's words as the audience may see them, "" for what it may not see at all."""
    if audience == Audience.INTERNAL:
        return words
    if not may_leave(fact, audience):
        return ""
    if fact == Fact.ID:
        return id_tail(words) or ("" if any(map(str.isdigit, words)) else words)
    if audience == Audience.PUBLIC and words not in _NOTHING:
        if fact == Fact.NAME:
            return mask_name(words)
        if fact == Fact.PHONE:
            return "".join(part if at % 2 else mask_phone(part) for at, part in enumerate(_BETWEEN.split(words)))
    return _WHOLE_ID.sub(r"尾号\1", words)


def masked_list(
    heads: Sequence[ListHead], rows: Iterable[Sequence[str]], audience: Audience
) -> tuple[tuple[ListHead, ...], Iterator[list[str]]]:
    """Return the heads and, row by row, the cells that the audience may see; other columns are not there."""
    kept = [at for at, head in enumerate(heads) if may_leave(head.fact, audience)]
    masked = ([masked_cell(row[at], heads[at].fact, audience) for at in kept] for row in rows)
    return tuple(heads[at] for at in kept), masked
