"""Of what a paper is printed, as words say it and as a paper's code brings it back."""

import re

from kzzq_desktop.base.errors import AppError
from kzzq_desktop.domain.form_code import page_of
from kzzq_desktop.domain.page_code import PageCode
from kzzq_desktop.domain.places import TOWNSHIP
from kzzq_desktop.domain.scope import ALL, Scope, scope_of
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.duty_lists import find_grid
from kzzq_desktop.services.office import list_places, list_villages
from kzzq_desktop.store import papers, search
from kzzq_desktop.store.scopes import find_record

_ID = re.compile("[0-9a-f]{32}")
_BANNER_END, _TOWNSHIP_END = "000000", "000"
_MOST_GRIDS = 3


class UnknownScope(AppError):
    """The scope names nothing, or more than one thing."""

    advice = (
        "可以写 all、township:苏木镇、village:嘎查村（名字或12位代码）、grid:15位网格编号（或嘎查村名加网格号）、"
        "member:党员姓名、household:户主姓名。"
    )


def read_scope(desk: Desk, words: str) -> Scope:
    """Return the scope that "all", "township:…", "village:…", "grid:…", "member:…" or "household:…" names.

    Raises UnknownScope, UnknownGrid.
    """
    kind, _, name = words.strip().replace("：", ":").partition(":")
    name = name.strip()
    if kind == "all" and not name:
        return Scope()
    if kind == "township" and name:
        return Scope(township=_township(desk, name))
    if kind == "village" and name:
        return Scope(village=_village(desk, name))
    if kind == "grid" and name:
        return Scope(grid=name if _ID.fullmatch(name) else find_grid(desk, name).id)
    if kind in ("member", "household") and name:
        return scope_of(kind, name if _ID.fullmatch(name) else _person(desk, kind, name))
    raise UnknownScope("看不懂打印范围。")


def _township(desk: Desk, name: str) -> str:
    places = (place for place in list_places(desk) if place.level == TOWNSHIP)
    return _one([place.code for place in places if name in (place.code, place.name, *place.other_names)], "苏木镇")


def _village(desk: Desk, name: str) -> str:
    found = [place.code for place in list_villages(desk) if name in (place.code, place.name, *place.other_names)]
    return _one(found, "嘎查村")


def _person(desk: Desk, kind: str, name: str) -> str:
    """Return the one member of this name, or the one household whose head has it."""
    with desk.store.reading() as conn:
        hits = search.find(conn, name, 50)
    return _one([hit.ref_id for hit in hits if hit.kind == kind and hit.title == name], "人")


def _one(found: list[str], what: str) -> str:
    if len(found) != 1:
        raise UnknownScope(f"这个名字对应的{what}不止一个。" if found else f"没有这个{what}。")
    return found[0]


def scope_of_code(desk: Desk, words: str) -> Scope | None:
    """Return what a paper's code, scanned or typed, was printed of; None if it is no code or that record is gone."""
    code = page_of(words)
    return scope_of_page(desk, code) if code else None


def scope_of_page(desk: Desk, code: PageCode) -> Scope | None:
    """Return what the page with this code was printed of; None if that record is gone."""
    with desk.store.reading() as conn:
        kind, record = find_record(conn, code.id_start)
    if kind == "division":
        return _division(record)
    return scope_of(kind, record) if kind else None


def scope_words(desk: Desk, scope: Scope) -> str:
    """Return what a scope is of for the register, which names places only: a person's paper stands with its grid."""
    if scope.kind == ALL:
        return "全部"
    if scope.township or scope.village:
        return _place_words(desk, scope.record)
    with desk.store.reading() as conn:
        grids = papers.list_grids(conn, scope)
    town = not desk.office.township
    said = "、".join(f"{grid.township if town else ''}{grid.village}{grid.number:02d}号网格" for grid in grids[:_MOST_GRIDS])
    where = f"{said}等{len(grids)}个网格" if len(grids) > _MOST_GRIDS else said
    if scope.grid:
        return where
    whose = "1名党员" if scope.member else "1户"
    return f"{whose}（{where}）" if where else whose


def head_words(desk: Desk, scope: Scope) -> str:
    """Return what a scope is of for the head of a paper: of everything, the office's own place."""
    if scope.kind == ALL:
        return desk.office.township_name or desk.office.banner_name
    return scope_words(desk, scope)


def _place_words(desk: Desk, code: str) -> str:
    """Return a division's name; a village of a banner's office with its township, since names occur twice."""
    places = {place.code: place for place in list_places(desk)}
    place = places.get(code)
    if place is None:
        return ""
    town = places.get(place.parent)
    return f"{town.name}{place.name}" if town and town.level == TOWNSHIP and not desk.office.township else place.name


def _division(code: str) -> Scope:
    if code.endswith(_BANNER_END):
        return Scope()
    return Scope(township=code) if code.endswith(_TOWNSHIP_END) else Scope(village=code)
