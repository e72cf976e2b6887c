"""Which needs a list gives a household: the words of its own column, else what its remarks name."""

import re
from collections.abc import Sequence

_NEEDS = (
    ("独居老人", r"独居|空巢|孤寡"),
    ("留守儿童", r"留守"),
    ("残疾", r"残疾|肢残|智残|视残|听残"),
    ("大病", r"大病|重病|慢病|慢性病|患病"),
    ("低保", r"低保"),
    ("脱贫监测", r"脱贫|监测|边缘户|建档立卡|易致贫|返贫|突发严重困难"),
    ("其他", r"五保|特困|孤儿|困境儿童|失独|(?<![^\s、，,])其他(?![^\s、，,])"),
)
_COMPILED = tuple((need, re.compile(words)) for need, words in _NEEDS)
_STANDARD = frozenset(need for need, _ in _NEEDS)
_NAMED_AGAIN = re.compile("|".join(words for _, words in _NEEDS) + "|老人|儿童|户|家庭|人员|人|对象|患者|边缘|农村|[一二三四]级")
_DENIED = re.compile(r"(?:无|非|没有|不是)(?:低保|残疾|大病|留守|监测|脱贫)\S?")
_NONE = frozenset({"无", "没有", "暂无", "无需求", "否", "/", "-", "—"})
_SPLIT = re.compile(r"[、，,；;\n]+")
_LONGEST = 64


def needs_in(note: str) -> tuple[str, ...]:
    """Return the needs of domain.md that a note names, in the order of that list."""
    text = _DENIED.sub("", note)
    return tuple(need for need, words in _COMPILED if words.search(text))


def needs_stated(cells: Sequence[str]) -> tuple[str, ...] | None:
    """Return what a household's cells in the column of needs say word for word, () for 无, None where they are empty.

    Another word for a need of the list, like 低保户, is that need; every other is one of the office's own.
    """
    parts = [part.strip() for cell in cells for part in _SPLIT.split(cell)]
    if not any(parts):
        return None
    found = dict.fromkeys(need for part in parts if part and part not in _NONE for need in _stated(part))
    return tuple(found)


def _stated(part: str) -> tuple[str, ...]:
    if part not in _STANDARD and not _NAMED_AGAIN.sub("", part) and (needs := needs_in(part)):
        return needs
    return () if _DENIED.fullmatch(part) or len(part) > _LONGEST else (part,)
