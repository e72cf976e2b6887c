"""What every command passes through: the data folder, the password, the desk, progress, files with people in them."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from kzzq_desktop.base.errors import AppError
from kzzq_desktop.base.paths import data_folder

if TYPE_CHECKING:
    from kzzq_desktop.services.desk import Desk

TRIES = 3  # passwords that may be typed at a terminal, each wrong one followed by a longer wait


class NoPassword(AppError):
    """There is nobody to ask for the password."""

    advice = "这里没有终端可以输入口令，请用环境变量 KZZQ_PASSWORD 给出。"


class PasswordsDiffer(AppError):
    """The new password was typed differently the second time."""

    advice = "两次输入的口令不一样，请重新来一次。"


class NotAFile(AppError):
    """What is to be written over is no plain file."""

    advice = "请换一个文件名：这里只能写普通文件。"


class TerminalJob:
    """Progress on stderr while somebody watches; silent otherwise."""

    def __init__(self) -> None:
        self.watched = sys.stderr.isatty()
        self.shown = ""

    def step(self, done: int, total: int, words: str = "") -> None:
        """Show how far the work is, rewriting one line."""
        share = f"{100 * done // total}%" if total else str(done)
        line = f"{words} {share}".strip()
        if self.watched and line != self.shown:
            typer.echo(f"\r\x1b[K{line}", err=True, nl=done >= total)
            self.shown = line


def folder_of(ctx: typer.Context) -> Path:
    """Return the data folder that was chosen before the command's name."""
    return data_folder(ctx.obj)


@contextmanager
def desk_of(ctx: typer.Context) -> Iterator["Desk"]:
    """Open the office with the clerk's password and close it afterwards."""
    from kzzq_desktop.services.office import open_asking

    tries = 1 if os.environ.get("KZZQ_PASSWORD") else TRIES
    desk = open_asking(folder_of(ctx), old_password, time.sleep, tries)
    try:
        yield desk
    finally:
        desk.store.close()


def old_password() -> str:
    """Return KZZQ_PASSWORD, or what the clerk types; raises NoPassword where nobody can type."""
    return os.environ.get("KZZQ_PASSWORD") or _typed("口令")


def new_password() -> str:
    """Return KZZQ_PASSWORD, or what the clerk types twice."""
    if given := os.environ.get("KZZQ_PASSWORD"):
        return given
    first = _typed("新口令")
    if _typed("再输入一次") != first:
        raise PasswordsDiffer
    return first


def file_password(name: str) -> str:
    """Return KZZQ_FILE_PASSWORD, or what the clerk types for a locked workbook; "" where nobody can type."""
    if given := os.environ.get("KZZQ_FILE_PASSWORD"):
        return given
    return _typed(f"“{name}”的打开密码") if sys.stdin.isatty() else ""


def note(sentence: str) -> None:
    """Say something beside the result: on stderr."""
    typer.echo(sentence, err=True)


def plain_file(path: Path) -> Path:
    """Return the path to write to; raises NotAFile where a folder, a device or a pipe stands, which must not be replaced."""
    if path.exists() and not path.is_file():
        raise NotAFile(f"{path} 不是普通文件，没有写。")
    return path


def note_people(path: Path) -> None:
    """Say that a file with people in it was written, and who can read it."""
    note(f"已写入 {path}：里面有个人信息，只有本机当前用户能读，用完请妥善保管或删除。")


def _typed(words: str) -> str:
    if not sys.stdin.isatty():
        raise NoPassword
    typed: str = typer.prompt(words, hide_input=True, err=True)
    return typed
