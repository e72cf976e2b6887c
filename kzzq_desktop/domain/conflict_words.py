"""Values of records in the clerk's words, and the sentence that says what a settlement does (pure).

A clerk never sees an id, a code or a stamp: what has no words here is described, not shown.
"""

import json
from collections.abc import Callable, Mapping

from kzzq_desktop.domain.codes import SEX_WORDS, relation_word
from kzzq_desktop.domain.duties import BY_CODE, read_boxes
from kzzq_desktop.domain.exchange_views import Conflict, ConflictField, Settlement
from kzzq_desktop.domain.keep_both import LISTS, PHONES
from kzzq_desktop.domain.people import ELIGIBILITY_WORDS, HOUSEHOLD_STATUS_WORDS, RESIDENT_STATUS_WORDS
from kzzq_desktop.domain.phones import spaced
from kzzq_desktop.domain.setting_words import setting_words

# Fields that hold the id of another record, and the table it is in.
POINTS_TO: Mapping[str, str] = {
    "village_id": "division", "division_id": "division", "parent_id": "division", "head_id": "resident",
    "resident_id": "resident", "household_id": "household", "grid_id": "grid", "member_id": "member",
    "branch_id": "branch", "duty_id": "duty",
}  # fmt: skip
DAYS = frozenset({"day", "birth", "since", "until", "status_day", "eligibility_day"})
PICTURES = {"photo": "照片", "picture": "字形图片"}
NOTHING, UNKNOWN = "（空）", "（新版本才有的内容）"
EMPTY: Mapping[tuple[str, str], str] = {
    ("household", "grid_id"): "不在网格里", ("contact", "until"): "至今", ("resident", "sex"): "未知", ("member", "sex"): "未知",
    ("resident", "other_names"): NOTHING, ("member", "other_names"): NOTHING,
}  # fmt: skip
CODES: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("household", "status"): HOUSEHOLD_STATUS_WORDS,
    ("resident", "status"): RESIDENT_STATUS_WORDS,
    ("resident", "sex"): SEX_WORDS,
    ("member", "sex"): SEX_WORDS,
    ("member", "eligibility"): ELIGIBILITY_WORDS,
    ("member", "committee"): {"0": "否", "1": "是"},
    ("grid", "locked"): {"0": "未锁定", "1": "已锁定"},
    ("contact", "role"): {"lead": "联系党员", "backup": "后备党员"},
    ("list_item", "off"): {"0": "在用", "1": "停用"},
    ("list_item", "kind"): {"need": "需求", "post": "岗位", "phrase": "常用语"},
    ("division", "level"): {"3": "旗县", "4": "苏木镇", "5": "嘎查村"},
    ("duty", "code"): {code: form.word for code, form in BY_CODE.items()},
    ("list_item", "code"): {code: form.word for code, form in BY_CODE.items()},
}  # fmt: skip
Name = Callable[[str, str], str]  # (table, id) → what the clerk calls it


def value_words(table: str, field: str, value: object, name: Name, key: str = "") -> str:
    """Return a value as the clerk reads it; `key` is a setting's."""
    codes = CODES.get((table, field))
    if codes is not None and str(value) in codes:
        return codes[str(value)]
    if value in {"", None, "[]", "{}"}:
        return EMPTY.get((table, field), NOTHING)
    if codes is not None:
        return UNKNOWN
    text = str(value)
    if field in POINTS_TO:
        return name(POINTS_TO[field], text)
    return _plain(table, field, text, name, key)


def day_words(day: str) -> str:
    """Return a day, perhaps partly known, as it is said: 2026年11月12日."""
    return "".join(f"{int(part)}{unit}" for part, unit in zip(day.split("-"), "年月日", strict=False) if part.isdigit())


def sentence(conflict: Conflict, settlement: Settlement) -> str:
    """Return in one sentence what a settlement does: 照这样：户主仍是包金花，电话用本机的.

    Nothing is looked up or written. Fields that are not decided yet are named at the end.
    """
    if settlement.remove:
        return f"照这样：删除{conflict.title}，改过的内容不再用。"
    parts = [f"保留{conflict.title}，和它一起删除的也恢复"] if settlement.remove is False else []
    parts += [_part(one, settlement.values[one.name]) for one in conflict.fields if one.name in settlement.values]
    open_fields = [one.word for one in conflict.fields if one.name not in settlement.values and len(one.choices) > 1]
    undecided = conflict.removed_by and settlement.remove is None
    left = "还没有选保留还是删除" if undecided else f"{'、'.join(open_fields)}还没有选" if open_fields else ""
    if not parts:
        return f"{left}。" if left else "没有要核对的内容。"
    return f"照这样：{'，'.join(parts)}{f'；{left}' if left else ''}。"


def _part(one: ConflictField, value: object) -> str:
    chosen = [choice for choice in one.choices if choice.value == value]
    if not chosen:
        return f"{one.word}两边都留" if one.both and value == one.both else f"{one.word}记为{_typed(one.name, value)}"
    choice = next((choice for choice in chosen if choice.mine), chosen[0])
    if one.origin and choice.words == one.origin:
        return f"{one.word}仍是{choice.words}"
    if choice.mine:
        return f"{one.word}用本机的"
    others = {other.office for other in one.choices if not other.mine}
    return f"{one.word}用{choice.office if len(others) > 1 and choice.office else '对方'}的"


def _typed(field: str, value: object) -> str:
    text = str(value).strip()
    return (day_words(text) or text) if field in DAYS and text else text or NOTHING


def _plain(table: str, field: str, text: str, name: Name, key: str) -> str:
    if field == "boxes":
        return _boxes(text, name)
    if (table, field) == ("setting", "value"):
        return setting_words(key, json.loads(text))
    told = _TELLING.get((table, field)) or _TELLING.get(("", field))
    return told(text) if told else text


def _boxes(text: str, name: Name) -> str:
    """Return the boxes of a duty: 纠纷：邻里，当事户：包金花家."""
    words = {box.key: box.word for form in BY_CODE.values() for box in form.boxes}
    said = []
    for key, value in read_boxes(text).items():
        told = "、".join(name("household", one) for one in value) if isinstance(value, tuple) else str(value)
        said.append(f"{words[key]}：{told}" if key in words else UNKNOWN)
    return "，".join(dict.fromkeys(said))


def _phones(text: str) -> str:
    return "、".join(spaced(phone) for phone in text.split("|") if phone)


_TELLING: Mapping[tuple[str, str], Callable[[str], str]] = {
    ("household", "stated_people"): lambda text: f"{text}人",
    ("grid", "number"): lambda text: f"{int(text):02d}",
    ("", "relation"): lambda text: relation_word(text) or UNKNOWN,
    **{("", field): lambda text: day_words(text) or text for field in DAYS},
    **dict.fromkeys([("", field) for field in PHONES], _phones),
    **{("", field): lambda text: "、".join(json.loads(text)) for field in LISTS},
    **{("", field): lambda _text, word=word: word for field, word in PICTURES.items()},  # type: ignore[misc]
}
