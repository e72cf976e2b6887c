"""JSON that nobody vouches for: read strictly, taken apart field by field with caps, and written in one way only."""

import json
import re
import unicodedata
from dataclasses import dataclass
from typing import NoReturn

MOST_COUNT = 2**63 - 1
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")
HEX = re.compile(r"(?:[0-9a-f]{2})*")
CODE = re.compile(r"\d{0,12}")


class Malformed(ValueError):
    """The text is not what the format allows; the message names a field and holds no value."""


def canonical(document: object) -> str:
    """Return a document as the one text it has: keys sorted, no blanks, no escapes that are not needed."""
    return json.dumps(document, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def fields_of(text: bytes | str) -> "Fields":
    """Return the fields of a JSON object in UTF-8; raises Malformed for anything else, fractions and repeated keys too."""
    try:
        plain = text if isinstance(text, str) else text.decode("utf-8")
        found = json.loads(plain, object_pairs_hook=_each_once, parse_constant=_refused, parse_float=_refused)
    except (ValueError, RecursionError) as error:
        raise Malformed("text") from error
    return Fields(_object(found, "text"))


@dataclass(frozen=True, slots=True)
class Fields:
    """A JSON object. Every method raises Malformed where a field is missing, of another kind or beyond its cap."""

    held: dict[str, object]

    def hex(self, name: str, digits: int) -> str:
        """Return a field of exactly so many lower-case hex digits."""
        return hex_digits(self._field(name), digits, name)

    def count(self, name: str, least: int = 0, most: int = MOST_COUNT) -> int:
        """Return a whole number within the bounds."""
        return count(self._field(name), name, least, most)

    def text(self, name: str, most: int, feeds: int = 0) -> str:
        """Return a text of at most so many characters, without control characters but `feeds` line feeds."""
        return text(self._field(name), name, most, feeds)

    def code(self, name: str) -> str:
        """Return a division code: up to 12 digits."""
        found = self._field(name)
        if not (isinstance(found, str) and found.isascii() and CODE.fullmatch(found)):
            raise Malformed(name)
        return found

    def moment(self, name: str) -> str:
        """Return a moment: ISO-8601 in UTC with seconds."""
        found = self._field(name)
        if not (isinstance(found, str) and found.isascii() and MOMENT.fullmatch(found)):
            raise Malformed(name)
        return found

    def listed(self, name: str, most: int) -> list[object]:
        """Return a list of at most so many items."""
        return items(self._field(name), name, most)

    def nested(self, name: str) -> dict[str, object]:
        """Return an object within the object."""
        return _object(self._field(name), name)

    def optional(self, name: str) -> object:
        """Return a field that may be missing, None then."""
        return self.held.get(name)

    def _field(self, name: str) -> object:
        if name not in self.held:
            raise Malformed(name)
        return self.held[name]


def hex_digits(value: object, digits: int, name: str) -> str:
    """Return a value that is exactly so many lower-case hex digits; raises Malformed."""
    if not (isinstance(value, str) and len(value) == digits and HEX.fullmatch(value)):
        raise Malformed(name)
    return value


def count(value: object, name: str, least: int = 0, most: int = MOST_COUNT) -> int:
    """Return a value that is a whole number within the bounds; raises Malformed. True is no number."""
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise Malformed(name)
    return value


def text(value: object, name: str, most: int, feeds: int = 0) -> str:
    """Return a value that is a text of at most so many characters; raises Malformed.

    None may be a control character, but `feeds` line feeds, and none half a character.
    """
    if not isinstance(value, str) or len(value) > most:
        raise Malformed(name)
    if any(unicodedata.category(ch) in {"Cc", "Cs"} for ch in value.replace("\n", "", feeds)):
        raise Malformed(name)
    return value


def items(value: object, name: str, most: int) -> list[object]:
    """Return a value that is a list of at most so many items; raises Malformed."""
    if not isinstance(value, list) or len(value) > most:
        raise Malformed(name)
    return value


def pair(value: object, name: str) -> tuple[object, object]:
    """Return the two items of a value that is a list of two; raises Malformed."""
    found = items(value, name, 2)
    if len(found) != 2:
        raise Malformed(name)
    return found[0], found[1]


def _object(value: object, name: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise Malformed(name)
    return value


def _each_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Two readers could disagree about a repeated key: there is none."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Malformed("a key stands twice")
    return found


def _refused(_number: str) -> NoReturn:
    raise Malformed("a fraction")
