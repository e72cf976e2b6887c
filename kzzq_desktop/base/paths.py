"""Where things lie: the program's own files and the office's data folder."""

import os
import sys
from pathlib import Path

import platformdirs

APP_NAME = "kzzq_desktop"


def root() -> Path:
    """Return the folder that holds `resources/` and `db/`, from source or from a frozen program."""
    frozen = getattr(sys, "_MEIPASS", None)
    return Path(frozen) if frozen else Path(__file__).resolve().parents[2]


def resources() -> Path:
    """Return the folder of fonts, icons, styles, templates, samples and words."""
    return root() / "resources"


def reference() -> Path:
    """Return the folder of divisions and code lists."""
    return root() / "db" / "reference"


def data_folder(chosen: str | os.PathLike[str] | None = None) -> Path:
    """Return the office's data folder: the one given, KZZQ_DATA, or the platform's."""
    given = chosen or os.environ.get("KZZQ_DATA")
    return Path(given) if given else Path(platformdirs.user_data_dir(APP_NAME, appauthor=False))
