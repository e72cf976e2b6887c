"""Builds the window's program once, in order: input method, Qt, look, errors, sign-in, and then the window.

Until the clerk has typed the password only Qt and the key file are loaded; the rest is imported on the worker meanwhile.
"""

import importlib
import logging
import os
import shutil
import sys
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from kzzq_desktop.base import paths
from kzzq_desktop.base.errors import AppError
from kzzq_desktop.base.job import Job
from kzzq_desktop.ui import background, errors, memory, theme
from kzzq_desktop.ui.dialogs.sign_in import Doors, SignIn
from kzzq_desktop.ui.input_method import choose_input_method

if TYPE_CHECKING:
    from kzzq_desktop.services.desk import Desk
    from kzzq_desktop.ui.dialogs.first_start import Choices

SLOW = (
    "kzzq_desktop.services.office",
    "kzzq_desktop.ui.window",
    "kzzq_desktop.ui.screens",
    "pypinyin.pinyin_dict",
)
DEMO_FOLDER = "demo"


def main(folder: Path | None = None) -> int:
    """Open the program on a data folder (default: KZZQ_DATA or the platform's); return its exit code."""
    choose_input_method(os.environ)
    app = QApplication(sys.argv[:1])
    app.setApplicationDisplayName("联系户")
    home = paths.data_folder(folder)
    memory.open_at(home)
    theme.dress(app, kept_look())
    write_log(home)
    errors.install()
    start = Start(home)
    start.begin()
    return app.exec()


class Start:
    """Leads from the first window to the main one, and keeps the open window alive."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.window: QWidget | None = None

    def begin(self) -> None:
        """Show the sign-in, or the first start where there is no office yet."""
        if is_set_up(self.home):
            self.sign_in(self.home)
        else:
            self.first_start()

    def sign_in(self, folder: Path) -> None:
        """Ask for the password and load what is slow meanwhile."""
        window = SignIn(Doors(_enter(folder), _recover(folder), _wait), memory.recall_text("office"))
        window.opened.connect(self.enter)
        self._show(window)
        background.run(load_slow, lambda _nothing: None, quiet=True)

    def first_start(self) -> None:
        """Offer a new office or the demonstration."""
        from kzzq_desktop.ui.dialogs.first_start import FirstStart

        window = FirstStart(_choices(self.home))
        window.ready.connect(self.enter)
        self._show(window)

    def enter(self, desk: "Desk", what: str = "look") -> None:
        """Open the main window at its first screen, or at the import of a ledger."""
        from kzzq_desktop.ui.screens import SCREENS
        from kzzq_desktop.ui.window import MainWindow

        memory.open_at(self.home)
        memory.keep("office", "" if desk.office.demo else desk.office.name)
        window = MainWindow(desk, SCREENS)
        window.open(SCREENS[0].key)
        self._show(window)
        if what == "import":
            window.open("households", "import")

    def _show(self, window: QWidget) -> None:
        before, self.window = self.window, window
        window.show()
        if before is not None:
            before.close()
            before.deleteLater()


def is_set_up(folder: Path) -> bool:
    """Return whether an office stands in a folder."""
    from kzzq_desktop.store import keys

    return keys.exists(folder)


def kept_look() -> theme.Look:
    """Return the look the clerk chose on this PC."""
    size, tone = memory.recall_text("look.size", "normal"), memory.recall_text("look.tone", "system")
    return theme.Look(size if size in ("normal", "large", "huge") else "normal", tone if tone in ("light", "dark") else "system")


def load_slow(job: Job) -> None:
    """Import what the main window needs, while the password is typed."""
    for at, name in enumerate(SLOW):
        job.step(at, len(SLOW))
        importlib.import_module(name)


def write_log(folder: Path) -> None:
    """Write errors (without any value of a person) into the data folder, three files of 200 kB at most."""
    log = logging.getLogger("kzzq")
    log.propagate = False
    log.addHandler(_log_file(folder) if folder.is_dir() else logging.NullHandler())


def _log_file(folder: Path) -> logging.Handler:
    made = RotatingFileHandler(folder / "kzzq.log", maxBytes=200_000, backupCount=2, encoding="utf-8", delay=True)
    made.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    return made


def _enter(folder: Path) -> Callable[[str], object]:
    """Return what opens the office with a password."""

    def enter(password: str) -> object:
        from kzzq_desktop.services import office

        return office.open_office(folder, password)

    return enter


def _recover(folder: Path) -> Callable[[str, str], object]:
    """Return what opens the office with the recovery code and sets a new password."""

    def recover(code: str, password: str) -> object:
        from kzzq_desktop.services import office

        return office.recover(folder, code, password)

    return recover


def _wait(failures: int) -> int:
    """Return how many seconds to wait after wrong passwords."""
    from kzzq_desktop.store import keys

    return keys.wait_seconds(failures)


def _choices(home: Path) -> "Choices":
    """Return what the first start may choose and do."""
    from kzzq_desktop.services import divisions, office
    from kzzq_desktop.services.typing_keys import typing_keys
    from kzzq_desktop.ui.dialogs.first_start import Choices
    from kzzq_desktop.ui.dialogs.recovery_print import print_recovery

    def townships(banner: str) -> list[tuple[str, str, str]]:
        return [(place.code, place.name, typing_keys(place.name, place.other_names)) for place in divisions.list_townships(banner)]

    def create(banner: str, township: str, clerk: str, password: str) -> tuple[object, str]:
        return office.create_office(home, office.NewOffice(banner, township, clerk), password)

    banners = [(place.code, place.name) for place in divisions.list_banners()]
    return Choices(banners, townships, create, lambda job: open_demo(home / DEMO_FOLDER, job), print_recovery)


def open_demo(folder: Path, job: Job) -> object:
    """Open the demonstration, made when it is not there (or was left half-made)."""
    from kzzq_desktop.services import demo, office

    if is_set_up(folder):
        try:
            return office.open_office(folder, demo.PASSWORD)
        except AppError:
            shutil.rmtree(folder)
    try:
        return demo.make_demo(folder, job=job)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
