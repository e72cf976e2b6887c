"""What remarks of a list say: who has died or moved, which needs a household has, who is away."""

import re

DECEASED = re.compile(r"死亡|去世|已故|病故|身故|亡故|逝世|过世|(?:^|\s)亡(?:$|\s)|已亡|销户|注销")
MOVED = re.compile(r"迁出|迁走|迁移|搬走|搬出|已迁|调出|转出")
AWAY = re.compile(r"外出|务工|打工|在外|不在家|外地|常住外|不在村")
_AWAY_WORDS = "外出|务工|打工|在外"
# The whole household's going says nothing of one person, and one's own going nothing of the household.
_WHOLE_AWAY = re.compile(rf"(?:全家|举家|整户|全户)\S{{0,4}}?(?:{_AWAY_WORDS})(?:{_AWAY_WORDS})?")
_ALONE_AWAY = re.compile(rf"本人\S{{0,2}}?(?:{_AWAY_WORDS})(?:{_AWAY_WORDS})?")
_CLOSED = "户已销"
_NOT_YET = re.compile(r"(?:未|没有|尚未|不)(?:死亡|去世|迁出|外出|注销)")
_NEEDS = (
    ("独居老人", re.compile(r"独居|空巢|孤寡")),
    ("留守儿童", re.compile(r"留守")),
    ("残疾", re.compile(r"残疾|肢残|智残|视残|听残")),
    ("大病", re.compile(r"大病|重病|慢病|慢性病|患病")),
    ("低保", re.compile(r"低保")),
    ("脱贫监测", re.compile(r"脱贫|监测|边缘户|建档立卡|易致贫|返贫|突发严重困难")),
    ("其他", re.compile(r"五保|特困|孤儿|困境儿童|失独|(?<![^\s、，,])其他(?![^\s、，,])")),
)


def person_status(note: str) -> str:
    """Return deceased, moved_out, away or here."""
    text = _WHOLE_AWAY.sub("", _NOT_YET.sub("", note))
    for status, words in (("deceased", DECEASED), ("moved_out", MOVED), ("away", AWAY)):
        if words.search(text):
            return status
    return "here"


def status_words(label: str, value: str) -> str:
    """Return a status column's cell as words: under 是否外出 or 外出 a plain 是 means 外出, under 是否在家 a plain 否 does."""
    if "外出" in label and value in {"是", "有", "√", "1"}:
        return "外出"
    if "外出" in label and value in {"否", "无", "0", "×"}:
        return ""
    return "外出" if "在家" in label and value == "否" else value


def household_status(note: str) -> str:
    """Return moved, away or closed where a whole household's note says so, else home."""
    text = _ALONE_AWAY.sub("", _NOT_YET.sub("", note))
    if re.search(r"(?:全家|举家|整户|全户)\S{0,4}(?:迁|搬)", text):
        return "moved"
    if _CLOSED in text:
        return "closed"
    return "away" if AWAY.search(text) else "home"


def needs_in(note: str) -> tuple[str, ...]:
    """Return the needs of domain.md that a note names, in the order of that list."""
    text = re.sub(r"(?:无|非|没有|不是)(?:低保|残疾|大病|留守|监测|脱贫)\S?", "", note)
    return tuple(need for need, words in _NEEDS if words.search(text))
