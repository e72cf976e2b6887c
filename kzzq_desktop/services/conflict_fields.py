"""What the fields of records are called where two offices wrote them differently: the cards' words, and what cards do not say."""

from collections.abc import Mapping

from kzzq_desktop.domain.merges import HOUSEHOLD_FIELDS
from kzzq_desktop.services import duty_history, household_history, member_card

OTHER = "其他内容"
_DAYS = {"status_day": "状态日期"}
WORDS: Mapping[str, Mapping[str, str]] = {
    "household": household_history.FIELD_WORDS | _DAYS | {
        "head_id": "户主", "grid_id": HOUSEHOLD_FIELDS["grid_id"], "status": HOUSEHOLD_FIELDS["status"],
    },
    "resident": household_history.FIELD_WORDS | _DAYS | {"household_id": "所在户", "status": HOUSEHOLD_FIELDS["status"]},
    "member": member_card.FIELD_WORDS | {
        "resident_id": "本人户籍", "eligibility": "能否安排", "eligibility_why": "不安排的原因", "eligibility_day": "从何时起",
    },
    "grid": {"village_id": "嘎查村", "number": "编号", "name": "名称", "locked": "锁定"},
    "contact": {
        "grid_id": "网格", "member_id": "党员", "role": "身份", "since": "起", "until": "止", "why": "原因",
        "approved_by": "批准人",
    },
    "duty": duty_history.FIELD_WORDS,
    "branch": {"name": "名称", "division_id": "所在地", "secretary": "书记", "secretary_phone": "书记电话"},
    "division": {"name": "名称", "level": "级别", "parent_id": "上级"},
    "clerk": {"name": "姓名"},
    "setting": {"value": "内容", "key": "名目", "division_id": "单位"},
    "list_item": {
        "words": "文字", "kind": "列表", "code": "职责", "grp": "分组", "division_id": "单位", "off": "是否在用",
    },
    "glyph_picture": {"letter": "字", "picture": "图片"},
}  # fmt: skip


def field_word(table: str, field: str) -> str:
    """Return what a field is called."""
    return WORDS.get(table, {}).get(field, OTHER)


def field_order(table: str, field: str) -> int:
    """Return where a field stands among a record's."""
    words = list(WORDS.get(table, {}))
    return words.index(field) if field in words else len(words)
