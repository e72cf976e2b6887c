"""The papers' words in traditional Mongolian: a list that a native reader reviews word by word.

`resources/words/mongolian.csv` holds them. A word that nobody has reviewed is printed only where the office asks for it.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kzzq_desktop.base import paths
from kzzq_desktop.base.errors import AppError
from kzzq_desktop.domain.papers import PaperSettings

HEADER = ("chinese", "mongolian", "reviewed by")
_LETTER = "[\u1820-\u1878\u1880-\u18aa][\u180b-\u180d\u180f]?"  # a letter and which of its shapes
_JOINED = f"{_LETTER}(?:[\u202f\u180e]?{_LETTER})*"  # the narrow space before an ending, the separator before a last vowel
_WORDS = re.compile(f"{_JOINED}(?: {_JOINED})*")


class WordListBad(AppError):
    """The list of Mongolian words cannot be used."""

    advice = (
        "请用原来的 words/mongolian.csv 换回来，或先在设置的“纸张”里选不印蒙古文标题；"
        "改动时存为 UTF-8 的 CSV，表头为 chinese,mongolian,reviewed by。"
    )


@dataclass(frozen=True, slots=True)
class BilingualWord:
    """A word of the papers: `mongolian` in the Mongolian block, `reviewer` is who read it, "" while nobody has."""

    chinese: str
    mongolian: str
    reviewer: str


def word_for(chinese: str, settings: PaperSettings) -> str:
    """Return the Mongolian of a word as this office prints it: "" when switched off, unknown, or not reviewed."""
    if not settings.mongolian:
        return ""
    word = _by_chinese().get(chinese)
    return word.mongolian if word and (word.reviewer or settings.unreviewed) else ""


@cache
def list_words() -> tuple[BilingualWord, ...]:
    """Return the list in the file's order; raises WordListBad."""
    return read_list(paths.resources() / "words" / "mongolian.csv")


def read_list(path: Path) -> tuple[BilingualWord, ...]:
    """Read a list of words; raises WordListBad, which names the line."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            return tuple(_words(csv.reader(lines, strict=True)))
    except OSError as error:
        raise WordListBad("蒙古文词表打不开。") from error
    except UnicodeDecodeError as error:
        raise WordListBad("蒙古文词表不是 UTF-8 文件。") from error
    except csv.Error as error:
        raise WordListBad("蒙古文词表的格式坏了。") from error


def is_mongolian(text: str) -> bool:
    """Tell whether a text is words of the Mongolian block, separators and selectors only where they may stand."""
    return bool(_WORDS.fullmatch(text))


@cache
def _by_chinese() -> dict[str, BilingualWord]:
    return {word.chinese: word for word in list_words()}


def _words(rows: Iterable[list[str]]) -> Iterator[BilingualWord]:
    """Yield the words, each line checked."""
    seen: set[str] = set()
    for line, row in enumerate(rows, 1):
        if line == 1 and tuple(row) != HEADER:
            raise WordListBad("蒙古文词表的表头不对。")
        if line == 1 or not any(row):
            continue
        if len(row) != len(HEADER):
            raise WordListBad(f"蒙古文词表第{line}行不是三列。")
        chinese, mongolian, reviewer = (cell.strip(" ") for cell in row)
        if not chinese or chinese in seen:
            raise WordListBad(f"蒙古文词表第{line}行的汉语词是空的或重复了。")
        if mongolian and not is_mongolian(mongolian):
            raise WordListBad(f"蒙古文词表第{line}行不是蒙古文。")
        seen.add(chinese)
        yield BilingualWord(chinese, mongolian, reviewer)
