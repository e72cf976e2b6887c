"""Columns of names told apart: the row's own person, the head of his household, the member who looks after it."""

from collections.abc import Mapping, Sequence

from kzzq_desktop.importers.kinds import Kind
from kzzq_desktop.importers.profiles import Profile, same_row

_NAMES = Kind.NAME | Kind.NAME_PHONE
_WORDS_WEIGH = 0.8
# A head stands beside himself in one row of each household; a member beside himself in one of a whole grid.
_SAME_PERSON, _ALWAYS, _GRID_ROWS, _BLOCK_FILL = 0.2, 0.95, 6, 0.2
_FIELDS = ("name", "head_name", "contact_member")


def name_columns(
    columns: Sequence[Profile],
    fields: Mapping[str, Sequence[int]],
    profiles: Mapping[int, Profile],
    words: Mapping[int, Mapping[str, float]],
) -> dict[str, int]:
    """Return {field: column} for name, head_name and contact_member as far as open columns hold them."""
    open_names = [
        one
        for one in columns
        if (one.known or words[one.col] or _stands_over_blocks(one, fields, profiles))
        and one.share(_NAMES) >= 0.6 - 0.2 * max(words[one.col].values(), default=0)
    ]
    given: dict[str, int] = {}
    own = _own(open_names, fields, profiles, words)
    if own is not None:
        given["name"] = own.col
        open_names.remove(own)
    name = own or _first(fields, profiles, "name")
    for one in open_names:
        role = _role(one, name, words[one.col], over_blocks=_stands_over_blocks(one, fields, profiles))
        if role and role not in fields and role not in given:
            given[role] = one.col
    if "name" in given and _lists_heads(given, fields, profiles):
        given["head_name"] = given.pop("name")
    return given


def _stands_over_blocks(one: Profile, fields: Mapping[str, Sequence[int]], profiles: Mapping[int, Profile]) -> bool:
    """Say whether a column's few names are those of members: phones behind or beside them, or just where a grid begins."""
    if len(one.filled) < 2 or one.fill > _BLOCK_FILL:
        return False
    grid = _first(fields, profiles, "grid")
    phones = [other for other in profiles.values() if other.filled == one.filled and other.share(Kind.PHONE) == 1]
    return one.share(Kind.NAME_PHONE) == 1 or bool(phones) or (grid is not None and grid.filled == one.filled)


def _own(
    names: Sequence[Profile],
    fields: Mapping[str, Sequence[int]],
    profiles: Mapping[int, Profile],
    words: Mapping[int, Mapping[str, float]],
) -> Profile | None:
    """The column of each row's own person: nearly every row has one, and nearly every one is another."""
    if "name" in fields:
        return None
    head = _first(fields, profiles, "head_name")
    fitting = [one for one in names if one.fill >= 0.6 and one.distinct >= 0.4 and not one.share(Kind.NAME_PHONE) > 0.3]
    fitting = [one for one in fitting if _said(words[one.col]) in {"", "name", "head_name"}]
    if not fitting:
        return None
    best = max(fitting, key=lambda one: _evidence(one, fields, words[one.col]))
    if head is not None and best.distinct * best.fill < head.distinct * head.fill:
        return None
    # A head's own column already names the row's person where every row is a household.
    return None if head is not None and head.fill > 0.9 and head.distinct > 0.9 and "relation" not in fields else best


def _evidence(one: Profile, fields: Mapping[str, Sequence[int]], words: Mapping[str, float]) -> float:
    near = min((abs(one.col - col) for name in ("relation", "id_number", "sex") for col in fields.get(name, ())), default=9)
    return one.fill * one.distinct + 0.3 * (words.get("name", 0) - words.get("head_name", 0)) + (0.15 if near == 1 else 0)


def _role(one: Profile, name: Profile | None, words: Mapping[str, float], *, over_blocks: bool) -> str:
    """Whose names a further column holds."""
    said = _said(words)
    of_head = same_row(one, name) if name is not None else 0.0
    covers = one.run
    over_blocks = (over_blocks and of_head < _ALWAYS) or said == "contact_member"
    in_blocks = (
        len(set(one.texts)) > 1
        and one.gathered >= 0.6
        and (covers >= _GRID_ROWS or (covers >= 3.5 and one.distinct <= 0.35 and len(one.filled) > 5))
    )
    of_contact = one.share(Kind.NAME_PHONE) + (0.6 if in_blocks or over_blocks else 0.0)
    score = {
        "head_name": (1.0 if of_head >= _SAME_PERSON and covers < _GRID_ROWS and not over_blocks else 0.0)
        + _WORDS_WEIGH * (said == "head_name"),
        "contact_member": of_contact + _WORDS_WEIGH * (said == "contact_member"),
    }
    best = max(score, key=lambda role: score[role])
    return best if (score[best] >= 0.25 and said in {"", "name", best}) or score[best] >= 0.8 else ""


def _lists_heads(given: Mapping[str, int], fields: Mapping[str, Sequence[int]], profiles: Mapping[int, Profile]) -> bool:
    """Say whether each row is a household by its head: no relations, no other head, no column that spans several rows."""
    if any(name in fields or name in given for name in ("relation", "head_name", "household_no")):
        return False
    name = profiles[given["name"]]
    spanning = [one for one in profiles.values() if one.col != name.col and 0.2 < one.fill < 0.75 and one.share(Kind.WHOLE) > 0.8]
    return not any(one.counting > 0.7 for one in spanning)


def _first(fields: Mapping[str, Sequence[int]], profiles: Mapping[int, Profile], name: str) -> Profile | None:
    return profiles.get(fields[name][0]) if fields.get(name) else None


def _said(words: Mapping[str, float]) -> str:
    """The role that words give a column of names, "" where they give none of these."""
    best = max(words, key=lambda name: words[name], default="")
    return best if best in _FIELDS or not best else "other"
