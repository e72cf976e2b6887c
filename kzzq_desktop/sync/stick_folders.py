"""Where packages lie on a stick: in its KZZQ folder, once more in KZZQ/copy, or where somebody put them at the top."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HOME = "KZZQ"
COPY = "copy"
MOST_ENTRIES = 20_000  # of one folder; a damaged directory can go on for ever
_REPARSE = 0x400  # FILE_ATTRIBUTE_REPARSE_POINT: a junction of Windows is a link by another name


@dataclass(frozen=True, slots=True)
class Listing:
    """Names and sizes of the regular files of a folder; not `whole` if there is more than was looked at."""

    files: tuple[tuple[str, int], ...]
    whole: bool


def home_of(folder: Path) -> Path | None:
    """Return the KZZQ folder of a stick, or the folder itself if it is the one; None if there is none yet."""
    return folder if folder.name.casefold() == HOME.casefold() else _child(folder, HOME)


def copy_of(home: Path) -> Path | None:
    """Return the folder of second copies, None if there is none yet."""
    return _child(home, COPY)


def places(folder: Path) -> Iterator[Path]:
    """Return the folders where packages are looked for, the likeliest first. Links are never followed."""
    home = home_of(folder)
    if home is not None:
        yield home
    if home != folder:
        yield folder
    if home is not None and (copies := copy_of(home)) is not None:
        yield copies


def list_files(folder: Path) -> Listing:
    """Return the regular files of a folder, hidden ones too; what lies behind MOST_ENTRIES is not looked at."""
    files: list[tuple[str, int]] = []
    with os.scandir(folder) as found:
        for count, entry in enumerate(found):
            if count == MOST_ENTRIES:
                return Listing(tuple(files), whole=False)
            try:
                known = entry.stat(follow_symlinks=False)
            except OSError:
                continue  # one bad line of the directory does not hide the others
            if stat.S_ISREG(known.st_mode) and not _is_link(known):
                files.append((entry.name, known.st_size))
    return Listing(tuple(files), whole=True)


def _child(folder: Path, name: str) -> Path | None:
    """Return the folder of that name, in capitals or not, as FAT takes names; never a link or a file."""
    exact = folder / name
    if _is_folder(exact):
        return exact
    with os.scandir(folder) as found:
        for _, entry in zip(range(MOST_ENTRIES), found, strict=False):
            if entry.name.casefold() == name.casefold() and _is_folder(folder / entry.name):
                return folder / entry.name
    return None


def _is_folder(path: Path) -> bool:
    try:
        known = os.lstat(path)
    except FileNotFoundError:
        return False
    return stat.S_ISDIR(known.st_mode) and not _is_link(known)


def _is_link(known: os.stat_result) -> bool:
    return stat.S_ISLNK(known.st_mode) or bool(getattr(known, "st_file_attributes", 0) & _REPARSE)
