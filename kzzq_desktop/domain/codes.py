"""Code lists: relations to the head by GB/T 4761 with everyday words, sex by GB/T 2261.1, numbers in Chinese."""

import re
from functools import cache, lru_cache

from kzzq_desktop.domain.kin_words import kin_code
from kzzq_desktop.domain.names import normal_text
from kzzq_desktop.domain.reference import read_reference

HEAD = "02"
SPOUSES = frozenset({"10", "11", "12"})
SEX_WORDS = {"0": "未知", "1": "男", "2": "女", "9": "未说明"}
_EITHER_SEX = frozenset({"老伴", "爱人", "对象", "配偶", "媳妇"})
_SEX_CODES = {"男": "1", "女": "2", "男性": "1", "女性": "2", "1": "1", "2": "2", "M": "1", "F": "2", "男孩": "1", "女孩": "2"}
_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_BRACKETED = re.compile(r"[（(].*?[)）]")
_LONGEST_KIN = 12
CHINESE_NUMERAL = "[零〇一二两三四五六七八九十百]+"


def relation_code(word: str) -> str:
    """Return the GB/T 4761 code of a word or code ("媳妇", "12", "妻（配偶）", "大小子"), "" if unknown."""
    bare = _bare(word)
    return _relation_aliases().get(bare) or _by_parts(bare, word)


@lru_cache(maxsize=8192)
def _by_parts(bare: str, word: str) -> str:
    """What a word outside the lists means: the words before its brackets, or its parts."""
    if not 0 < len(bare) <= _LONGEST_KIN or bare.isdecimal():
        return ""
    before = _bare(_BRACKETED.sub("", normal_text(word)))
    return _relation_aliases().get(before) or kin_code(before) or kin_code(bare)


def relation_word(code: str) -> str:
    """Return the standard's word for a code ("12" -> "妻"), "" if unknown."""
    return _relations().get(code, ("", ""))[0]


def implied_sex(code: str, word: str = "") -> str:
    """Return the sex that a relation implies, "" if none; words said of either spouse imply nothing."""
    return "" if _bare(word) in _EITHER_SEX else _relations().get(code, ("", ""))[1]


def sex_code(word: str) -> str:
    """Return the GB/T 2261.1 code "1" or "2" of a word, "" if it says neither."""
    return _SEX_CODES.get(_bare(word).upper(), "")


def number_in(text: str) -> int | None:
    """Return the first whole number of a text, in digits or in Chinese ("十二人" -> 12), None without one."""
    match = re.search(rf"\d+|{CHINESE_NUMERAL}", normal_text(text))
    return None if match is None else int(match[0]) if match[0].isdecimal() else chinese_number(match[0])


def chinese_number(text: str) -> int:
    """Return the value of a Chinese numeral below a thousand."""
    if not re.search("[十百]", text):
        return int("".join(str(_DIGITS[letter]) for letter in text))
    total = current = 0
    for letter in text:
        if letter in "十百":
            total += (current or 1) * (10 if letter == "十" else 100)
            current = 0
        else:
            current = _DIGITS[letter]
    return total + current


@lru_cache(maxsize=1024)
def _bare(word: str) -> str:
    text = re.sub(r"[\s（()）:：*＊]", "", normal_text(word))
    return text.removesuffix(".0")


@cache
def _relation_aliases() -> dict[str, str]:
    words = {row["name"]: row["code"] for row in read_reference("relations")}
    aliases = {_bare(row["alias"]): row["gbt4761_code"] for row in read_reference("relation_aliases")}
    return words | aliases


@cache
def _relations() -> dict[str, tuple[str, str]]:
    return {row["code"]: (row["name"], row["implied_sex_gbt2261"]) for row in read_reference("relations")}
