"""Of what a paper is printed: everything, one village, one grid."""

import re
from dataclasses import dataclass

from kzzq_desktop.base.errors import AppError
from kzzq_desktop.domain.page_code import read_page_code
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.duty_lists import find_grid
from kzzq_desktop.services.office import list_villages
from kzzq_desktop.store import papers


class UnknownScope(AppError):
    """The scope names nothing, or more than one thing."""

    advice = "可以写 all、village:嘎查村名（或12位代码）、grid:15位网格编号（或嘎查村名加网格号）。"


@dataclass(frozen=True, slots=True)
class Scope:
    """What to print: all when both are "", else a village (its code) or a grid (its id)."""

    village: str = ""
    grid: str = ""


def read_scope(desk: Desk, words: str) -> Scope:
    """Return the scope that "all", "village:…" or "grid:…" names; raises UnknownScope, UnknownGrid."""
    kind, _, name = words.strip().replace("：", ":").partition(":")
    name = name.strip()
    if kind == "all" and not name:
        return Scope()
    if kind == "village" and name:
        return Scope(village=_village(desk, name))
    if kind == "grid" and name:
        return Scope(grid=name if re.fullmatch("[0-9a-f]{32}", name) else find_grid(desk, name).id)
    raise UnknownScope("看不懂打印范围。")


def _village(desk: Desk, name: str) -> str:
    found = [place.code for place in list_villages(desk) if name in (place.code, place.name, *place.other_names)]
    if len(found) != 1:
        raise UnknownScope("这个名字对应的嘎查村不止一个。" if found else "没有这个嘎查村。")
    return found[0]


def scope_of_code(desk: Desk, words: str) -> Scope | None:
    """Return what a paper's code, scanned or typed, was printed of; None if it is no code or that grid is gone."""
    code = read_page_code(words)
    if code is None:
        return None
    with desk.store.reading() as conn:
        grid = papers.find_grid(conn, code.id_start)
    return Scope(grid=grid) if grid else None
