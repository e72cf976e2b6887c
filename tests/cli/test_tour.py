"""The tour without a display, and the demonstration, as a shell runs them."""

import os
import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import Run

ROOT = Path(__file__).resolve().parents[2]


def test_the_sample_goes_the_whole_way_and_every_screen_is_pictured(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kzzq_desktop", "tour", str(tmp_path / "out")]
    for _ in range(2):
        done = subprocess.run(
            command, cwd=ROOT, env=dict(os.environ), capture_output=True, encoding="utf-8", timeout=200, check=False
        )
        assert done.returncode == 0, done.stderr
    assert "导入：46户" in done.stdout
    assert "划分：1个嘎查村" in done.stdout
    assert "履职：登记5条" in done.stdout
    papers = sorted((tmp_path / "out").glob("*.pdf"))
    assert [paper.read_bytes()[:5] for paper in papers] == [b"%PDF-"] * 2
    assert all(paper.stat().st_mode & 0o777 == 0o600 for paper in papers)
    from kzzq_desktop.ui.screens import SCREENS

    pictures = sorted(path.name for path in (tmp_path / "out" / "screens").iterdir())
    assert pictures == sorted(f"{number:02d}_{screen.key}.png" for number, screen in enumerate(SCREENS, 1))


def test_a_folder_that_no_tour_made_is_left_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "mine.txt").write_text("mine")
    code, _, err = run("tour", tmp_path, data=None)
    assert code == 1
    assert "空文件夹" in err
    assert (tmp_path / "data" / "mine.txt").read_text() == "mine"


def test_the_demonstration_lies_in_a_folder_of_its_own(run: Run, quick_keys: None, tmp_path: Path, monkeypatch) -> None:
    code, _, err = run("demo")
    assert code == 0, err
    assert (tmp_path / "data" / "demo" / "keys.json").exists()
    assert not (tmp_path / "data" / "keys.json").exists()
    monkeypatch.setenv("KZZQ_PASSWORD", "yanshi")
    code, out, err = run("find", "wang", data=tmp_path / "data" / "demo")
    assert code == 0, err
    assert out.count("\n") > 5
    assert run("demo")[0] == 1
