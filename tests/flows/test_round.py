"""The daily round as a clerk's shell runs it: each command a program of its own, one after the other, on the shipped sample."""

import os
import subprocess
import sys
from pathlib import Path

from kzzq_desktop.base.paths import resources
from tests.flows.desktop import ROOT

SAMPLE = next((resources() / "samples").glob("*.xlsx"))
PASSWORD = "made-up-2"


def kzzq(data: Path, *args: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kzzq_desktop", "--data", str(data), *map(str, args)]
    environ = {**os.environ, "KZZQ_PASSWORD": PASSWORD}
    return subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, encoding="utf-8", timeout=120, check=False)


def test_from_an_empty_folder_to_printed_sheets(tmp_path: Path) -> None:
    data, pdf = tmp_path / "数据 一", tmp_path / "sheets.pdf"
    for args in (
        ["init", "--banner", "150521", "--township", "舍伯吐镇", "--clerk", "试用"],
        ["import", "--yes", SAMPLE],
        ["divide", "--all"],
        ["assign", "--all"],
        ["log", "--duty", "policy", "--grid", "哈民艾勒嘎查01", "宣讲医保政策"],
        ["print", "contact_sheet", "--scope", "all", "-o", pdf],
        ["find", "哈民"],
        ["stats"],
        ["check"],
    ):
        done = kzzq(data, *args)
        assert done.returncode == 0, (args[0], done.stderr)
        assert "Traceback" not in done.stderr
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert pdf.stat().st_mode & 0o777 == 0o600


def test_nothing_readable_of_a_person_lies_in_the_data_folder(tmp_path: Path) -> None:
    """The ledger's own words, in both encodings that a file might keep them in, stand in no file of the office."""
    import openpyxl

    assert kzzq(tmp_path, "init", "--township", "舍伯吐镇", "--clerk", "试用").returncode == 0
    assert kzzq(tmp_path, "import", "--yes", SAMPLE).returncode == 0
    sheet = openpyxl.load_workbook(SAMPLE).worksheets[0]
    words = {
        str(cell)
        for row in sheet.iter_rows(min_row=5, max_row=12, values_only=True)
        for cell in row
        if cell and len(str(cell)) >= 3
    }
    assert len(words) > 10
    for path in tmp_path.iterdir():
        held = path.read_bytes()
        assert not [word for word in words if len(word.encode()) >= 9 and word.encode() in held], path.name
        assert not [word for word in words if len(word) >= 4 and word.encode("utf-16-le") in held], path.name
        assert not held.startswith(b"SQLite format 3"), path.name


def test_an_odd_folder_name_is_no_matter(tmp_path: Path) -> None:
    folder = tmp_path / "50% a'b 两个  空格"
    done = kzzq(folder, "init", "--township", "舍伯吐镇", "--clerk", "试用")
    assert done.returncode == 0, done.stderr
    assert kzzq(folder, "check").returncode == 0
