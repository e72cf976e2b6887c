"""Builds the window's program once, in order: input method, Qt, look, errors, sign-in, and then the window.

Until the clerk has typed the password only Qt and the key file are loaded; the rest is imported on the worker meanwhile.
"""

import importlib
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from kzzq_desktop.base import paths
from kzzq_desktop.base.errors import AppError
from kzzq_desktop.base.job import Job
from kzzq_desktop.ui import memory, theme
from kzzq_desktop.ui.dialogs.sign_in import Doors, Opened, Refused, SignIn
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
KEY_FILE = "keys.json"  # store.keys.FILE_NAME, which is slow to import
SETTLE_MS = 50  # the sign-in is painted before anything slow begins


def main(folder: Path | None = None) -> int:
    """Open the program on a data folder (default: KZZQ_DATA or the platform's); return its exit code."""
    choose_input_method(os.environ)
    app = QApplication(sys.argv[:1])
    app.setApplicationDisplayName("联系户")
    home = paths.data_folder(folder)
    memory.open_at(home)
    theme.dress(app, kept_look(), rare_fonts=False)
    start = Start(home)
    start.begin()
    QTimer.singleShot(SETTLE_MS, lambda: settle(home))
    code = app.exec()
    start.close()
    return code


class Start:
    """Leads from the first window to the main one, and keeps the open window alive."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.window: QWidget | None = None
        self.desk: Desk | None = None

    def begin(self) -> None:
        """Show the sign-in, or the first start where there is no office yet."""
        if is_set_up(self.home):
            self.sign_in(self.home)
        else:
            self.first_start()

    def sign_in(self, folder: Path) -> None:
        """Ask for the password and load what is slow meanwhile."""
        window = SignIn(_doors(folder), memory.recall_text("office"))
        window.opened.connect(self.enter)
        self._show(window)

    def first_start(self) -> None:
        """Offer a new office or the demonstration."""
        from kzzq_desktop.ui.dialogs.first_start import FirstStart

        window = FirstStart(_choices(self.home))
        window.ready.connect(self.enter)
        self._show(window)

    def enter(self, desk: "Desk", what: str = "look") -> None:
        """Open the main window at its first screen, or at the import of a ledger."""
        from kzzq_desktop.ui.exchange.door import door_of
        from kzzq_desktop.ui.screens import SCREENS
        from kzzq_desktop.ui.window import MainWindow

        self.desk = desk
        memory.open_at(self.home)
        memory.keep("office", "" if desk.office.demo else desk.office.name)
        window = MainWindow(desk, SCREENS, door_of(desk).status)
        window.take_size()
        window.open(SCREENS[0].key)
        self._show(window)
        if what == "import":
            from kzzq_desktop.ui.dialogs.import_ledger import import_ledger

            window.open("households")
            import_ledger(desk, window, window)

    def close(self) -> None:
        """Close the office's file, after the last window."""
        if self.desk is not None:
            self.desk.store.close()

    def _show(self, window: QWidget) -> None:
        before, self.window = self.window, window
        window.show()
        if before is not None:
            before.close()
            before.deleteLater()


def settle(home: Path) -> None:
    """Once the first window is painted: show and log errors from now on, and import the rest while the password is typed."""
    from kzzq_desktop.ui import errors

    write_log(home)
    errors.install()
    theme.load_rare_fonts()
    load_slow()


def is_set_up(folder: Path) -> bool:
    """Return whether an office stands in a folder."""
    return (folder / KEY_FILE).exists()


def kept_look() -> theme.Look:
    """Return the look the clerk chose on this PC."""
    size, tone = memory.recall_text("look.size", "normal"), memory.recall_text("look.tone", "system")
    return theme.Look(size if size in ("normal", "large", "huge") else "normal", tone if tone in ("light", "dark") else "system")


def load_slow() -> None:
    """Import what the main window needs on the worker, while the password is typed."""
    from kzzq_desktop.ui import background

    def load(_job: Job) -> None:
        for name in SLOW:
            importlib.import_module(name)

    background.run(load, lambda _nothing: None, quiet=True)


def write_log(folder: Path) -> None:
    """Write errors (without any value of a person) into the data folder, three files of 200 kB at most."""
    import logging
    from logging.handlers import RotatingFileHandler

    log = logging.getLogger("kzzq")
    log.propagate = False
    if not folder.is_dir():
        log.addHandler(logging.NullHandler())
        return
    made = RotatingFileHandler(folder / "kzzq.log", maxBytes=200_000, backupCount=2, encoding="utf-8", delay=True)
    made.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    log.addHandler(made)


def _doors(folder: Path) -> Doors:
    """Return what the sign-in may do in a data folder."""

    def enter(password: str, opened: Opened, refused: Refused) -> None:
        def work(_job: Job) -> object:
            from kzzq_desktop.services import office

            return office.open_office(folder, password)

        _run(work, opened, refused)

    def recover(code: str, password: str, opened: Opened, refused: Refused) -> None:
        def work(_job: Job) -> object:
            from kzzq_desktop.services import office

            return office.recover(folder, code, password)

        _run(work, opened, refused)

    return Doors(enter, recover, _wait)


def _run(work: Callable[[Job], object], opened: Opened, refused: Refused) -> None:
    """Open the office on the worker; what is no AppError is shown as a bug."""
    from kzzq_desktop.ui import background, errors

    def failed(error: BaseException) -> None:
        if not isinstance(error, AppError):
            errors.show_error(None, error)
        refused(error if isinstance(error, AppError) else AppError("没有打开。", "请再试一次。"))

    background.run(work, opened, failed, quiet=True)


def _wait(failures: int) -> int:
    """Return how many seconds to wait after wrong passwords."""
    from kzzq_desktop.store import keys

    return keys.wait_seconds(failures)


def _choices(home: Path) -> "Choices":
    """Return what the first start may choose and do."""
    from kzzq_desktop.services import divisions, exchange, office, sites
    from kzzq_desktop.services.typing_keys import typing_keys
    from kzzq_desktop.ui.dialogs.first_start import Choices
    from kzzq_desktop.ui.dialogs.recovery_print import print_recovery
    from kzzq_desktop.ui.exchange.invitation_line import Finder

    def townships(banner: str) -> list[tuple[str, str, str]]:
        return [
            (place.code, place.name, typing_keys(place.name, place.other_names)) for place in divisions.list_townships(banner)
        ]

    def create(banner: str, township: str, clerk: str, password: str) -> tuple[object, str]:
        return office.create_office(home, office.NewOffice(banner, township, clerk), password)

    def join(file: Path, code: str, clerk: str, password: str, job: Job) -> tuple[object, str]:
        return sites.join_new(home, file, code, clerk, password, job)

    def find(folder: Path, _job: Job) -> Path | None:
        return sites.find_invitation(folder)

    banners = [(place.code, place.name) for place in divisions.list_banners()]
    return Choices(
        banners, townships, create, lambda job: open_demo(home / DEMO_FOLDER, job), print_recovery, join=join,
        finder=Finder(exchange.sticks, find),
    )  # fmt: skip


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
