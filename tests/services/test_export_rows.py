"""A list to a file: counted, cancelled without a trace, its owner's alone."""

import stat
from pathlib import Path

import pytest

from kzzq_desktop.base.errors import Cancelled
from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.services.export_rows import export_rows
from kzzq_desktop.services.printing.file import PlaceGone

HEADS = [("户主", False), ("人口", True)]


def test_rows_are_written_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "住户.xlsx"
    assert export_rows(path, "住户", HEADS, ([str(n), "1"] for n in range(450)), QuietJob()) == 450
    assert path.read_bytes().startswith(b"PK")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_cancel_leaves_nothing(tmp_path: Path) -> None:
    job = QuietJob()
    job.cancelled = True
    with pytest.raises(Cancelled):
        export_rows(tmp_path / "住户.xlsx", "住户", HEADS, [["王秀英", "2"]], job)
    assert list(tmp_path.iterdir()) == []


def test_a_stick_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(PlaceGone):
        export_rows(tmp_path / "gone" / "住户.xlsx", "住户", HEADS, [], QuietJob())
