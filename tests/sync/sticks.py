"""A stick in a folder of the test, and packages to put on it: their bytes mean nothing here."""

import random
from pathlib import Path

from kzzq_desktop.sync.stick_names import package_name

ME, BANNER, OTHER = "a1" * 16, "b2" * 16, "c3" * 16


def name(number: int, sender: str = ME, receiver: str = BANNER) -> str:
    return package_name(sender, receiver, number)


def content(size: int = 5_000, seed: int = 1) -> bytes:
    return random.Random(seed).randbytes(size)


def package(folder: Path, data: bytes, file_name: str = "outgoing") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / file_name
    path.write_bytes(data)
    return path


def everything(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its place in it."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
