"""Merging two records of one person, or of one household: what the kept one becomes, field by field (pure).

The kept one's value stays unless it is empty or the clerk takes the other's; phones and spellings unite, nothing is lost.
"""

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from kzzq_desktop.domain.codes import SEX_WORDS, relation_word
from kzzq_desktop.domain.new_head import Kin, relations_after
from kzzq_desktop.domain.people import HOUSEHOLD_STATUS_WORDS, RESIDENT_STATUS_WORDS

Values = Mapping[str, object]
PERSON_FIELDS = {
    "name": "姓名", "other_names": "曾用写法", "relation": "与户主关系", "sex": "性别", "birth": "出生", "id_number": "身份证号",
    "phones": "电话", "status": "状态", "note": "备注",
}  # fmt: skip
PLACE_FIELDS = ("group_no", "building", "door_no", "address", "ledger_no", "grid_id")
HOUSEHOLD_FIELDS = {
    "group_no": "组", "building": "楼宇", "door_no": "门牌", "address": "住址", "phone": "户电话", "stated_people": "填报人口",
    "grid_id": "网格", "status": "状态", "ledger_no": "台账号", "note": "备注",
}  # fmt: skip
# Fields that always come together with the one the clerk sees.
PERSON_BESIDE = {"name": ("raw_name",), "status": ("status_day",)}
HOUSEHOLD_BESIDE = {"status": ("status_day", "away_where", "away_return")}
UNITED = frozenset({"other_names", "phones", "phone", "note"})
EMPTY: tuple[object, ...] = ("", None, "0", "[]")
MOST_PHONES = {"phones": 128, "phone": 64}
_DAMAGED = re.compile(r"；?台账原文身份证号：[^；]*")


@dataclass(frozen=True, slots=True)
class MergeLine:
    """One field of the preview in the clerk's words; `open`: he may take the other's value, `taken`: the result is it."""

    field: str
    word: str
    kept: str
    other: str
    result: str
    open: bool = False
    taken: bool = False


def merge_person(kept: Values, other: Values, take: Collection[str], *, same_head: bool = False) -> dict[str, object]:
    """Return what a resident becomes; `same_head`: both relations are to one head, so that an empty one can be filled."""
    fields = [name for name in PERSON_FIELDS if name not in UNITED and (same_head or name != "relation")]
    result = _merged(kept, other, take, fields, PERSON_BESIDE)
    if "birth" not in take and str(other["birth"]).startswith(str(result["birth"])):
        result["birth"] = other["birth"]
    names = [str(row["name"]) for row in (kept, other)]
    spelled = [spelling for row in (kept, other) for spelling in json.loads(str(row["other_names"]))]
    others = [name for name in dict.fromkeys((*spelled, *names)) if name and name != result["name"]]
    result["other_names"] = json.dumps(others, ensure_ascii=False)
    result["phones"] = _phones("phones", kept, other)
    note = _notes(kept, other)
    result["note"] = _DAMAGED.sub("", note).lstrip("；") if result["id_number"] else note
    return result


def merge_household(kept: Values, other: Values, take: Collection[str]) -> dict[str, object]:
    """Return what a household becomes; of one in another village nothing that tells the place is taken."""
    fields = [name for name in HOUSEHOLD_FIELDS if name not in UNITED and name in open_household_fields(kept, other)]
    result = _merged(kept, other, take, fields, HOUSEHOLD_BESIDE)
    return result | {"phone": _phones("phone", kept, other), "note": _notes(kept, other)}


def open_household_fields(kept: Values, other: Values) -> frozenset[str]:
    """Return the fields of a household that may be taken from the other."""
    fields = frozenset(HOUSEHOLD_FIELDS) - UNITED
    return fields if kept["village_id"] == other["village_id"] else fields - frozenset(PLACE_FIELDS)


def person_lines(kept: Values, other: Values, result: Values, *, same_head: bool = False) -> tuple[MergeLine, ...]:
    """Return the preview of a person's merge."""
    open_fields = frozenset(PERSON_FIELDS) - UNITED - (frozenset() if same_head else {"relation"})
    return tuple(_line(name, word, (kept, other, result), open_fields) for name, word in PERSON_FIELDS.items())


def household_lines(kept: Values, other: Values, result: Values) -> tuple[MergeLine, ...]:
    """Return the preview of a household's merge; `grid_id` holds the grids' words here."""
    open_fields = open_household_fields(kept, other)
    return tuple(_line(name, word, (kept, other, result), open_fields) for name, word in HOUSEHOLD_FIELDS.items())


def value_words(field: str, value: object, words: Mapping[str, str]) -> str:
    """Return a value as the clerk reads it; `words` are those of the statuses."""
    if value in EMPTY:
        return ""
    text = str(value)
    if field == "relation":
        return relation_word(text) or text
    if field == "sex":
        return SEX_WORDS.get(text, "")
    if field == "status":
        return words.get(text, text)
    if field == "other_names":
        return "、".join(json.loads(text))
    return text.replace("|", "、") if field in {"phone", "phones"} else text


def _line(field: str, word: str, rows: tuple[Values, Values, Values], open_fields: Collection[str]) -> MergeLine:
    statuses = RESIDENT_STATUS_WORDS if "relation" in rows[0] else HOUSEHOLD_STATUS_WORDS
    kept, other, result = (value_words(field, row[field], statuses) for row in rows)
    may_pick = field in open_fields and bool(other) and kept != other
    return MergeLine(field, word, kept, other, result, may_pick, may_pick and result == other)


def _merged(
    kept: Values, other: Values, take: Collection[str], fields: Collection[str], beside: Mapping[str, tuple[str, ...]]
) -> dict[str, object]:
    result = dict(kept)
    for field in fields:
        if other[field] not in EMPTY and (field in take or kept[field] in EMPTY):
            result |= {name: other[name] for name in (field, *beside.get(field, ()))}
    return result


def _phones(field: str, kept: Values, other: Values) -> str:
    united = dict.fromkeys(phone for row in (kept, other) for phone in str(row[field]).split("|") if phone)
    joined = ""
    for phone in united:
        longer = f"{joined}|{phone}" if joined else phone
        joined = longer if len(longer) <= MOST_PHONES[field] else joined
    return joined


def _notes(kept: Values, other: Values) -> str:
    parts = [part for row in (kept, other) for part in str(row["note"]).split("；") if part]
    return "；".join(dict.fromkeys(parts))


def moved_relations(people: Collection[Kin], head_id: str, new_head: str) -> dict[str, str]:
    """Return what the people of a household are to the head of the one they come into.

    `new_head` is that head as he stands among them, "" where he does not: then nobody's relation is known.
    """
    if not new_head:
        return dict.fromkeys((one.id for one in people), "")
    if new_head == head_id:
        return {one.id: one.relation for one in people}
    return relations_after(people, head_id, new_head)
