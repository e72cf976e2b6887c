"""Older packages on a stick: which name is free beside them, which of them may go, and what half-written ones are left."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from kzzq_desktop.base.errors import AppError
from kzzq_desktop.sync.stick_disk import settle, sha_of
from kzzq_desktop.sync.stick_folders import copy_of, list_files, places
from kzzq_desktop.sync.stick_names import PackageName, beside, draft_of, read_name

MayGo = Callable[[Path], bool]


def may_not(_: Path) -> bool:
    """Let nothing go."""
    return False


def sweep(home: Path, said: PackageName) -> None:
    """Remove what an interrupted writing of ours has left; another office's half package in a shared folder is not ours."""
    for place in (home, copy_of(home)):
        for name, _ in list_files(place).files if place is not None else ():
            draft = draft_of(name)
            if place is not None and draft is not None and draft.sender == said.sender:
                (place / name).unlink(missing_ok=True)


def free_name(home: Path, wanted: str, source: Path, may_go: MayGo) -> str:
    """Return the name, or the next one beside it while another package stands there that may not go. FAT takes A for a."""
    spots = [home] if (copies := copy_of(home)) is None else [home, copies]
    taken = [(present.casefold(), spot / present) for spot in spots for present, _ in list_files(spot).files]
    name, turn = wanted, 1
    while any(key == name.casefold() and not _same(path, source) and not _allowed(may_go, path) for key, path in taken):
        turn += 1
        name = beside(wanted, turn)
    return name


def remove_older(folder: Path, new: PackageName, may_go: MayGo) -> int:
    """Remove what the new package makes needless. What cannot be removed stays: it harms nobody."""
    removed = 0
    for place in tuple(places(folder)):
        older = [name for name, _ in list_files(place).files if _is_older(name, new) and _allowed(may_go, place / name)]
        for name in older:
            with suppress(PermissionError):
                (place / name).unlink()
                removed += 1
        if older:
            settle(place)
    return removed


def _same(present: Path, source: Path) -> bool:
    try:
        return present.stat().st_size == source.stat().st_size and sha_of(present) == sha_of(source)
    except OSError:
        return False


def _allowed(may_go: MayGo, path: Path) -> bool:
    """Ask, and keep what cannot be read: a damaged package tells nothing of what is in it."""
    try:
        return may_go(path)
    except (AppError, OSError):
        return False


def _is_older(name: str, new: PackageName) -> bool:
    said = read_name(name)
    return said is not None and said.own and said.same_way(new) and said.number < new.number
