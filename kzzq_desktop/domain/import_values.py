"""What a clerk reads of the fields that an import changes: their codes, their words and their values in words (pure)."""

import json
from collections.abc import Mapping

from kzzq_desktop.domain.codes import SEX_WORDS, relation_word
from kzzq_desktop.domain.import_choice import FieldChange
from kzzq_desktop.domain.people import ELIGIBILITY_WORDS, HOUSEHOLD_STATUS_WORDS, RESIDENT_STATUS_WORDS

# The fields that a clerk may choose or leave, in the order of the boxes.
FIELD_WORDS = {
    "group_no": "组", "building": "楼宇", "door_no": "门牌", "address": "住址", "phone": "户电话", "stated_people": "人口",
    "status": "状态", "grid_id": "网格", "need": "需求", "relation": "与户主关系", "sex": "性别", "birth": "出生",
    "id_number": "身份证号", "phones": "电话", "other_names": "曾用写法", "contact": "联系党员", "member_phone": "党员电话",
    "member_sex": "党员性别", "member_birth": "党员出生", "branch_id": "党支部", "post": "岗位",
    "member_household": "党员所在户", "eligibility": "能否安排", "member_note": "党员备注",
}  # fmt: skip
# Columns that go by another code than their name: the head stands and falls with the relations to him.
_CODES = {
    ("household", "head_id"): "relation",
    ("member", "phone"): "member_phone",
    ("member", "sex"): "member_sex",
    ("member", "birth"): "member_birth",
    ("member", "household_id"): "member_household",
    ("member", "note"): "member_note",
}
_STATUS_WORDS = HOUSEHOLD_STATUS_WORDS | RESIDENT_STATUS_WORDS
_HEAD = "户主"
Row = dict[str, object]


def code_of(kind: str, column: str) -> str:
    """Return the code by which a clerk chooses a column of a kind of record."""
    return _CODES.get((kind, column), column)


def changes_of(kind: str, patch: Row, old: object, names: Mapping[str, str]) -> tuple[FieldChange, ...]:
    """Return a patch as a clerk reads it; `names` are the words of ids (grids, branches, households, people)."""
    if not patch:
        return ()
    return tuple(
        FieldChange(
            code := code_of(kind, column),
            _HEAD if column == "head_id" else FIELD_WORDS[code],
            shown(column, getattr(old, column), names),
            shown(column, value, names),
        )
        for column, value in patch.items()
    )


def shown(column: str, value: object, names: Mapping[str, str]) -> str:
    """Return a value in words; "" for nothing and for an unknown sex."""
    if value in {None, "", "0"} or value == ():
        return ""
    if column == "other_names":
        return "、".join(value if isinstance(value, tuple) else json.loads(str(value)))
    text = str(value)
    if column == "relation":
        return relation_word(text) or text
    if column in {"phone", "phones"}:
        return text.replace("|", "、")
    words = {"sex": SEX_WORDS, "status": _STATUS_WORDS, "eligibility": ELIGIBILITY_WORDS}.get(column)
    return words.get(text, text) if words else names.get(text, text) if column.endswith("_id") else text
