"""What a field reads when all its values are kept: lists unite, notes are joined part by part (pure).

The value from before, where it is known, tells what was added and what was taken away.
"""

import json
import re
from collections.abc import Sequence

PHONES = frozenset({"phone", "phones", "secretary_phone"})
LISTS = frozenset({"other_names"})
TEXTS = frozenset({"note", "address", "words", "away_where", "why", "eligibility_why"})
_PARTS = re.compile(r"[；;\n]+")
_STOPS = "；;，,。、 \n\u3000"


def kept_both(field: str, values: Sequence[object], origin: str | None, most: int) -> str:
    """Return the raw value that keeps all of these; "" where a field cannot, or where it would be longer than `most`.

    >>> kept_both("phone", ["15400000001", "15400000001|15400000002"], None, 64)
    '15400000001|15400000002'
    """
    texts = [str(value or "") for value in values]
    if field in PHONES:
        both = "|".join(dict.fromkeys(phone for text in texts for phone in text.split("|") if phone))
    elif field in LISTS:
        names = dict.fromkeys(name for text in texts for name in json.loads(text or "[]"))
        both = json.dumps(list(names), ensure_ascii=False) if names else ""
    elif field in TEXTS:
        both = _joined(texts, origin)
    else:
        return ""
    return both if len(both) <= most else ""


def _joined(texts: Sequence[str], origin: str | None) -> str:
    """Return the origin with what each added after it, else the parts of all without those that one took away."""
    if origin and all(text.startswith(origin) and _stops(origin, text) for text in texts):
        added = dict.fromkeys(text[len(origin) :] for text in texts if text != origin)
        first, *others = added or [""]
        return origin + first + "".join(f"；{other.lstrip(_STOPS)}" for other in others)
    split = [[part.strip() for part in _PARTS.split(text) if part.strip()] for text in texts]
    before = [part.strip() for part in _PARTS.split(origin or "") if part.strip()]
    gone = {part for part in before if any(part not in parts for parts in split)}
    every = dict.fromkeys(part for parts in split for part in parts if part not in gone)
    return ("\n" if any("\n" in text for text in texts) else "；").join(every)


def _stops(origin: str, text: str) -> bool:
    """Tell whether a part ends where the origin ends: else a word was changed, not one added."""
    return len(text) == len(origin) or origin[-1] in _STOPS or text[len(origin)] in _STOPS
