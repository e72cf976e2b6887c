"""What remarks and status columns of a list say: who has died or moved, who is away."""

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
# What a column 是否外出 or 是否在家 says of somebody who is not away: nothing of death.
NOT_AWAY = "未外出"
_STATED = re.compile(rf"在家|在住|在村|常住|居住|搬迁|{_CLOSED}|{DECEASED.pattern}|{MOVED.pattern}|{AWAY.pattern}")
_YES, _NO = frozenset({"是", "有", "√", "1"}), frozenset({"否", "无", "0", "×"})
# Who else a remark may speak of. A word of one letter counts only where nothing but 其, a number or 长, 次 stands before it.
_KIN = (
    "老伴|爱人|配偶|对象|丈夫|老公|妻子|老婆|媳妇|儿媳|女婿|父母|父亲|母亲|公公|婆婆|岳父|岳母|爸|妈|爷爷|奶奶|姥姥|姥爷|祖父|祖母"
    "|儿子|女儿|姑娘|儿女|子女|孩子|长子|次子|三子|四子|小子|长女|次女|三女|四女|孙子|孙女|外孙女?|重孙"
    "|哥哥?|弟弟|弟媳|姐姐|妹妹|嫂子?|兄弟|姐妹|侄子?|侄女|外甥女?|叔叔?|伯父|伯母|舅舅?|姑姑|姨|家属|家人|亲属|监护人"
)
_ONE_LETTER = (
    r"(?<![^其之一二两三四五长次大小老原前亡独养继])"
    r"(?:夫(?![妻妇])|妻(?!离)|父(?![子女])|母(?![子女])|子(?!弟)|女(?!户)|弟|兄(?!妹)|姐|妹)"
)
# With somebody, or at his house, the row's own person goes or stays.
_ALONGSIDE = r"(?<![随跟同与和陪往靠在到去住投])"
_OTHERS = re.compile(rf"{_ALONGSIDE}(?:{_KIN}|{_ONE_LETTER})(?![家处])")
_OTHERS_AND_HEAD = re.compile(rf"{_ALONGSIDE}(?:户主|{_KIN}|{_ONE_LETTER})(?![家处])")
_SAID = re.compile(f"{DECEASED.pattern}|{MOVED.pattern}|{AWAY.pattern}")
_SELF = re.compile(r"本人|自己|夫妻|夫妇|两口|一起|一同")
_AFTER_KIN = re.compile(rf"({_KIN}|[夫妻父母兄弟姐妹]|[其长次大小一二三四][子女])\s+")
_CLAUSE = re.compile(r"([，,。；;、\n\s]+)")


def own_words(note: str, *, is_head: bool = True) -> str:
    """Return a remark without what it says of others: 丈夫去世, 儿子外出; 户主 is another to everybody but the head."""
    if not _SAID.search(note):
        return note
    others = _OTHERS if is_head else _OTHERS_AND_HEAD
    return "".join(_own(piece, others) for piece in _CLAUSE.split(_AFTER_KIN.sub(r"\1", note)))


def _own(clause: str, others: re.Pattern[str]) -> str:
    """A clause without what it says of others; what comes after it (丈夫去世后外出务工) is the row's own again."""
    kin = others.search(clause)
    said = _SAID.search(clause, kin.end()) if kin else None
    if kin is None or said is None or _SELF.search(clause, kin.end(), said.start()):
        return clause
    rest = clause[said.end() :]
    return clause[: kin.start()] + (_own(rest[1:], others) if rest.startswith("后") else "")


def says_status(words: str) -> bool:
    """Say whether a status column's words tell where somebody is, so that no remark is asked."""
    return bool(_STATED.search(_NOT_YET.sub("", words)))


def person_status(words: str) -> str:
    """Return deceased, moved_out, away or here."""
    text = _WHOLE_AWAY.sub("", _NOT_YET.sub("", words))
    for status, said in (("deceased", DECEASED), ("moved_out", MOVED), ("away", AWAY)):
        if said.search(text):
            return status
    return "here"


def status_in_row(stated: str, note: str, *, is_head: bool) -> str:
    """Return what a row says of its person: the words of its status column, else those of its remark."""
    if says_status(stated):
        return person_status(stated)
    status = person_status(f"{own_words(note, is_head=is_head)} {stated}")
    return "here" if status == "away" and stated == NOT_AWAY else status


def status_words(label: str, value: str) -> str:
    """Return a status column's cell as words: under 是否外出 or 外出 a plain 是 means 外出, under 是否在家 a plain 否 does."""
    if "外出" in label and value in _YES | _NO:
        return "外出" if value in _YES else NOT_AWAY
    if "在家" in label and value in _YES | _NO:
        return NOT_AWAY if value in _YES else "外出"
    return value


def household_status(words: str) -> str:
    """Return moved, away or closed where words say so of a whole household, else home."""
    text = _ALONE_AWAY.sub("", _NOT_YET.sub("", words))
    if re.search(r"(?:全家|举家|整户|全户)\S{0,4}(?:迁|搬)", text):
        return "moved"
    if _CLOSED in text:
        return "closed"
    return "away" if AWAY.search(text) else "home"


def household_in_row(stated: str, note: str) -> str:
    """Return what the head's row says of the household: the words of its status column, else those of its remark."""
    if says_status(stated):
        return household_status(stated)
    status = household_status(f"{own_words(note)} {stated}")
    return "home" if status == "away" and stated == NOT_AWAY else status
