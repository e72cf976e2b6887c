"""What this PC remembers of the screen: column widths and order, text size, the last folders. Nothing about people."""

import json
from pathlib import Path

FILE_NAME = "screen.json"

Value = str | int | float | bool | list["Value"] | dict[str, "Value"] | None


class _Memory:
    """The file and what it holds; without a file it lasts as long as the program."""

    path: Path | None = None
    kept: dict[str, Value]

    def __init__(self) -> None:
        self.kept = {}


_memory = _Memory()


def open_at(folder: Path | None) -> None:
    """Remember in this folder from now on (None: in memory only). An unreadable file is begun anew."""
    _memory.path = folder / FILE_NAME if folder else None
    _memory.kept = {}
    if _memory.path is not None and _memory.path.exists():
        try:
            kept = json.loads(_memory.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            kept = {}
        _memory.kept = kept if isinstance(kept, dict) else {}


def recall(key: str) -> Value:
    """Return what was kept under a key, None when nothing was."""
    return _memory.kept.get(key)


def recall_text(key: str, default: str = "") -> str:
    """Return a kept text."""
    kept = recall(key)
    return kept if isinstance(kept, str) else default


def keep(key: str, value: Value) -> None:
    """Keep a value. A folder that cannot be written only costs the clerk a column width, so nothing is said."""
    if _memory.kept.get(key) == value:
        return
    _memory.kept[key] = value
    if _memory.path is not None and _memory.path.parent.is_dir():
        words = json.dumps(_memory.kept, ensure_ascii=False, indent=1, sort_keys=True)
        try:
            _memory.path.write_text(words, encoding="utf-8")
        except OSError:
            _memory.path = None
