"""Names of people: one written form for matching, the raw text kept; family is never inferred from a name."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from kzzq_desktop.domain.reference import read_reference

DOT = "·"
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad\u0000-\u0008\u000b\u000c\u000e-\u001f]")
_SPACES = re.compile(r"[\s\u00a0\u3000\u2000-\u200a\u202f\u205f]+")
_PLAIN = re.compile(r"[0-9A-Za-z\u3400-\u9fff./:,()+-]*").fullmatch
_HAN_ONLY = re.compile(r"[\u3400-\u9fff]+").fullmatch
_HAN = "\u3007\u3400-\u9fff\uf900-\ufaff\ue000-\uf8ff\U00020000-\U0003ffff"
_MARKS = "★☆▲△◆◇※◎○√✓✔#^~～`‘’“”'\"＊*"
_BRACKETS = re.compile(r"[（(【\[]([^（）()【】\[\]]*)[)）】\]]")
_FORMER = re.compile(r"^(?:曾用名|又名|别名|原名|小名|乳名|也叫|又写作|户口名)[:：]?(.+)$")
_LOST = "□�?？*＊〓■◻☐"
_LONGEST = 40
_LOOSE = re.compile(rf"(?<=[{_HAN}{DOT}{_LOST}])\s+|\s+(?=[{_HAN}{DOT}{_LOST}])")


@dataclass(frozen=True, slots=True)
class NameRead:
    """A name cell as understood: `name` normalised, `raw` the cell if it differed, `words` what stood in brackets."""

    name: str
    raw: str = ""
    other_names: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    lost: bool = False


def read_name(text: str) -> NameRead:
    """Read a cell that holds one person's name, perhaps with a remark or another spelling in brackets."""
    if _HAN_ONLY(text):
        return NameRead(text)
    others: list[str] = []
    words: list[str] = []
    for inside in _BRACKETS.findall(text):
        former = _FORMER.match(inside.strip())
        if former:
            others.append(normal_name(former[1]))
        elif inside.strip():
            words.append(normal_text(inside))
    bare = _BRACKETS.sub("", text)
    name = normal_name(bare)
    raw = text.strip() if text.strip() != name else ""
    return NameRead(name, raw, tuple(others), tuple(words), is_lost(bare))


def normal_name(text: str) -> str:
    """Return the form of a name used for matching: U+00B7 dots, no stray spaces, moved characters folded. Idempotent."""
    if _HAN_ONLY(text):
        return text
    text = normal_text(text)
    marks = f"{_MARKS}{DOT} "
    text = text.lstrip(marks).rstrip(f"{DOT} ")
    text = text if text[-1:] in _LOST else text.rstrip(marks)
    text = _dotted().sub(DOT, text)
    return _LOOSE.sub("", text)


@lru_cache(maxsize=8192)
def normal_text(text: str) -> str:
    """Return a cell's text with moved characters folded, full-width Latin made narrow and spaces made plain. Idempotent."""
    if _PLAIN(text):
        return text
    return _SPACES.sub(" ", _INVISIBLE.sub("", text.translate(_moved()))).strip()


def is_lost(text: str) -> bool:
    """Say whether a name shows a character that was lost: a box, a question mark, a star, a private-use character."""
    kept = normal_text(text).lstrip(_MARKS)
    return any(letter in _LOST or unicodedata.category(letter) == "Co" for letter in kept)


def is_name_like(name: str) -> bool:
    """Say whether a normalised text can be a person's name: letters and dots only, at most 40 of them."""
    if len(name) <= _LONGEST and _HAN_ONLY(name):
        return True
    return 0 < len(name) <= _LONGEST and all(
        letter.isalpha() or letter in f"{DOT} 〇" or letter in _LOST or unicodedata.category(letter) in {"Co", "Mn", "Cf"}
        for letter in name
    )


@cache
def _dotted() -> re.Pattern[str]:
    """What is written for the dot between parts of a name; "、" is left out because it also separates two people."""
    dots = "".join(row["char"] for row in read_reference("middle_dot_variants") if "ambiguous" not in row["note"])
    return re.compile(rf"(?<=[^\W\d_])\s*[{re.escape(dots)}᛫—]+\s*(?=[^\W\d_])")


def _code_point(text: str) -> int:
    """Return the number in a code point written as U+E78D."""
    return int(text.removeprefix("U+"), base=16)


@cache
def _moved() -> dict[int, int]:
    """GB 18030's private-use code points that have real ones now, and full-width ASCII letters and digits."""
    rows = read_reference("gb18030_2022_moved")
    moved = {_code_point(row["old_pua"]): _code_point(row["new_codepoint"]) for row in rows}
    narrow = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF5B) if chr(code).isalnum()}
    return moved | narrow
