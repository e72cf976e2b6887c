"""Choosing files: the last folder is remembered, kinds are said in words, an extension is added when none was typed."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from kzzq_desktop.ui import memory

LEDGERS = ("表格", ("xlsx", "xls", "et", "csv", "txt", "docx", "ods", "html", "htm"))
PDF = ("PDF 文件", ("pdf",))
EXCEL = ("Excel 表格", ("xlsx",))
PHOTOS = ("照片", ("jpg", "jpeg", "png"))
PACKAGES = ("交换文件", ("kzsync",))
PICTURES = ("图片", ("png", "jpg", "jpeg", "bmp"))
Kind = tuple[str, tuple[str, ...]]


def open_files(parent: QWidget | None, title: str, kind: Kind = LEDGERS) -> list[Path]:
    """Ask for one or more files to read; an empty list means the clerk went back."""
    chosen, _ = QFileDialog.getOpenFileNames(parent, title, str(last_folder()), f"{_pattern(kind)};;所有文件 (*)")
    return _remembered([Path(name) for name in chosen])


def open_file(parent: QWidget | None, title: str, kind: Kind) -> Path | None:
    """Ask for one file to read."""
    chosen, _ = QFileDialog.getOpenFileName(parent, title, str(last_folder()), f"{_pattern(kind)};;所有文件 (*)")
    return _remembered([Path(chosen)])[0] if chosen else None


def open_folder(parent: QWidget | None, title: str) -> Path | None:
    """Ask for a folder."""
    chosen = QFileDialog.getExistingDirectory(parent, title, str(last_folder()))
    if not chosen:
        return None
    memory.keep("folder", chosen)
    return Path(chosen)


def save_file(parent: QWidget | None, title: str, name: str, kind: Kind) -> Path | None:
    """Ask where to write; `name` is proposed. Qt itself asks before an existing file is replaced."""
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(last_folder() / name), _pattern(kind))
    if not chosen:
        return None
    path = Path(chosen)
    if path.suffix.lower().lstrip(".") not in kind[1]:
        path = path.with_name(f"{path.name}.{kind[1][0]}")
    return _remembered([path])[0]


def last_folder() -> Path:
    """Return the folder used last, or the clerk's documents, or his home: one that is there."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    kept = [Path(name) for name in (memory.recall_text("folder"), documents) if name]
    return next((folder for folder in kept if folder.is_dir()), Path.home())


def _pattern(kind: Kind) -> str:
    """Return a kind as Qt's dialog wants it."""
    return f"{kind[0]} ({' '.join(f'*.{end} *.{end.upper()}' for end in kind[1])})"


def _remembered(paths: Sequence[Path]) -> list[Path]:
    """Remember the folder of what was chosen."""
    if paths:
        memory.keep("folder", str(paths[0].parent))
    return list(paths)
