"""The full ledger to Excel, after asking for its scope and saying what is in it; and the empty list to be filled in."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from kzzq_desktop.base import clock
from kzzq_desktop.base.job import Job
from kzzq_desktop.services.export_ledger import WARNING, Exported
from kzzq_desktop.services.templates import find_template, save_template
from kzzq_desktop.ui import ask, background, files
from kzzq_desktop.ui.screen import WindowApi

Chosen = TypeVar("Chosen")


def export_ledger(
    parent: QWidget,
    window: WindowApi,
    word: str,
    scopes: Sequence[tuple[Chosen, str]],
    export: Callable[[Path, Chosen, Job], Exported],
) -> None:
    """Ask which of the scopes (what it asks for, its words) is wanted and where it goes, then write it beside the window."""
    options = [(str(at), words) for at, (_, words) in enumerate(scopes)]
    code = ask.choose(parent, f"导出完整的{word}台账", options, words=WARNING, yes="我会保管好，导出")
    if not code:
        return
    path = files.save_file(parent, f"导出{word}台账", f"{word}台账{clock.today():%Y%m%d}.xlsx", files.EXCEL)
    if path is None:
        return
    chosen = scopes[int(code)][0]
    background.run(
        lambda job: export(path, chosen, job),
        lambda done: window.tell(f"已导出 {done.words}：{path.name}"),
        words=f"正在导出{word}台账",
        parent=parent,
    )


def save_empty_list(parent: QWidget, window: WindowApi, key: str) -> None:
    """Ask where the empty list of this key goes and write it."""
    path = files.save_file(parent, "下载空表", find_template(key).name, files.EXCEL)
    if path is not None:
        save_template(key, path)
        window.tell(f"空表已保存：{path.name}")
