"""What every test stands on: Qt without a display, and folders of its own for whatever the program keeps."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("LC_ALL", "C.UTF-8")

import pytest
from hypothesis import settings

settings.register_profile("house", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("house")


@pytest.fixture(autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the data, the settings or the password of whoever runs it."""
    monkeypatch.setenv("KZZQ_DATA", str(tmp_path_factory.getbasetemp() / "unused_data"))
    monkeypatch.delenv("KZZQ_PASSWORD", raising=False)
