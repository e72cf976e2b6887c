"""What every test stands on: Qt without a display, and folders of its own for whatever the program keeps."""

import os
import sys
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("LC_ALL", "C.UTF-8")

import pytest
from hypothesis import settings

settings.register_profile("house", deadline=None, derandomize=True, max_examples=60)
settings.register_profile("soak", settings.get_profile("house"), derandomize=False, max_examples=3_000)
settings.load_profile("house")


@pytest.fixture(autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the data, the settings or the password of whoever runs it."""
    monkeypatch.setenv("KZZQ_DATA", str(tmp_path_factory.getbasetemp() / "unused_data"))
    monkeypatch.delenv("KZZQ_PASSWORD", raising=False)


@pytest.fixture(autouse=True)
def _own_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    """No paper of a test wears a font of the machine it runs on."""
    monkeypatch.setattr("kzzq_desktop.documents.system_fonts.folders", tuple)


@pytest.fixture(autouse=True)
def _swept() -> Iterator[None]:
    """Widgets that a test has closed are gone before the next one: outside an event loop nobody else deletes them."""
    yield
    if "PySide6.QtWidgets" in sys.modules:
        from PySide6.QtCore import QCoreApplication, QEvent

        if QCoreApplication.instance() is not None:
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True, scope="session")
def _clipboard_cleared() -> Iterator[None]:
    """What was copied goes while Python still runs: without a display Qt keeps it until after, and then cannot let it go."""
    yield
    if "PySide6.QtGui" in sys.modules:
        from PySide6.QtGui import QGuiApplication

        if QGuiApplication.instance() is not None:
            QGuiApplication.clipboard().clear()
