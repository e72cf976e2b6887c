"""The ready words of each duty: the form's own until the office keeps its own list."""

from kzzq_desktop.base.errors import FormError, Problem
from kzzq_desktop.domain.duties import BY_CODE
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.store import phrases

LONGEST, MOST = 40, 30


def list_phrases(desk: Desk, code: str) -> tuple[str, ...]:
    """Return a duty's phrases in the order of their buttons."""
    with desk.store.reading() as conn:
        kept = phrases.list_phrases(conn, code)
    return BY_CODE[code].phrases if kept is None else kept


def add_phrase(desk: Desk, code: str, words: str) -> str:
    """Put a phrase at the end of a duty's list; return the unit's id. Raises FormError."""
    return save_phrases(desk, code, (*list_phrases(desk, code), words.strip()))


def remove_phrase(desk: Desk, code: str, words: str) -> str:
    """Take a phrase from a duty's list; return the unit's id."""
    return save_phrases(desk, code, tuple(phrase for phrase in list_phrases(desk, code) if phrase != words))


def save_phrases(desk: Desk, code: str, words: tuple[str, ...]) -> str:
    """Make a duty's phrases exactly these; return the unit's id. Raises FormError for empty, long or doubled ones."""
    if problems := _check(words):
        raise FormError(problems)
    with desk.store.unit(f"修改常用语：{BY_CODE[code].word}") as unit:
        phrases.write_phrases(unit, desk.office.township or desk.office.banner, code, words)
    return unit.id


def _check(words: tuple[str, ...]) -> list[Problem]:
    problems = []
    if any(not phrase.strip() for phrase in words):
        problems.append(Problem("有一句常用语是空的。", "请填上或删掉。", field="words"))
    if any(len(phrase) > LONGEST for phrase in words):
        problems.append(Problem(f"常用语最长 {LONGEST} 个字。", "请写短一些。", field="words"))
    if len(set(words)) < len(words):
        problems.append(Problem("这句常用语已经有了。", field="words"))
    if len(words) > MOST:
        problems.append(Problem(f"一项职责最多 {MOST} 句常用语。", "请先删掉不用的。", field="words"))
    return problems
