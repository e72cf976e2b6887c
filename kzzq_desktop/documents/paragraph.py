"""A paragraph of full lines, as in a letter: broken between any two characters, never inside a number or before a comma."""

import re
from collections.abc import Iterator

from kzzq_desktop.documents.fonts import FontChain

# What stays together: a number with its unit, a character with the signs that may not begin a line.
_PIECES = re.compile(r"(?:[（“《]*(?:[0-9][0-9.,]*[%户次个名天号]?|[A-Za-z]+|.)[、，。；：！？）”》%]*)", re.DOTALL)


def full_lines(chain: FontChain, text: str, width: float, size: float) -> list[str]:
    """Return the lines of a paragraph that are as wide as they can be."""
    return list(_lines(chain, text, width / size))


def listed_lines(chain: FontChain, text: str, width: float, size: float) -> list[str]:
    """Return the lines of a list (王秀英、李广才): an entry stays whole where a line holds it; a line end in it is kept."""
    lines = []
    for part in text.split("\n"):
        line = ""
        for entry in re.findall("[^、]+、?", part):
            if line and chain.width(line + entry, size) > width:
                lines.append(line)
                line = ""
            *full, line = full_lines(chain, line + entry, width, size)
            lines += full
        lines.append(line)
    return lines


def _lines(chain: FontChain, text: str, room: float) -> Iterator[str]:
    line, used = "", 0.0
    for piece in _PIECES.findall(text):
        wide = chain.width(piece, 1)
        if line and used + wide > room:
            yield line
            line, used = "", 0.0
        line, used = line + piece, used + wide
    if line:
        yield line
