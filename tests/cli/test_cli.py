"""The frame of the command line: help, exit codes, passwords, what it says and what it keeps to itself."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kzzq_desktop.base.errors import AppError
from kzzq_desktop.cli import COMMANDS, door, main, office
from tests.cli.conftest import PASSWORD, Run

ROOT = Path(__file__).resolve().parents[2]
ENGLISH = ("Usage", "Options", "Commands", "Arguments", "Show this message", "required", "default")


def program(*args: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run the program as a shell would, without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "kzzq_desktop", *args],
        cwd=ROOT,
        env={**os.environ, "LC_ALL": "C", **environ},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("name", ["", *(name for name, _, _ in COMMANDS)])
def test_help_is_chinese_throughout(run: Run, name: str) -> None:
    code, said, _ = run(*[name] if name else [], "--help", data=None)
    assert code == 0
    assert said.startswith("用法：kzzq")
    assert not [word for word in ENGLISH if word in said]


def test_the_list_names_every_command(run: Run) -> None:
    _, said, _ = run("--help", data=None)
    assert all(f"\n  {name}" in said and about in said.replace("\n", "") for name, _, about in COMMANDS)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["init"], "少了必填的一项：--clerk"),
        (["init", "--colour", "red"], "没有这个选项：--colour"),
        (["dance"], "没有这个命令：'dance'"),
        (["divide"], "--all 或 --village"),
        (["divide", "--all", "--village", "先锋嘎查"], "二者选一"),
        (["assign"], "--all 或 --village"),
        (["find", "--limit", "0", "王"], "用法不对"),
        (["find"], "少了必填的一项：词"),
        (["find", "--data", "elsewhere", "王"], "要写在命令的前面"),
        (["import", "--report", "rows.csv", "a.csv"], "--dry-run"),
    ],
)
def test_misuse_is_two(run: Run, args: list[str], said: str, tmp_path: Path) -> None:
    code, out, err = run(*args)
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1
    assert not (tmp_path / "data").exists()


def test_without_a_terminal_nobody_is_asked(tmp_path: Path) -> None:
    (tmp_path / "keys.json").write_text("{}")
    done = program("--data", str(tmp_path), "find", "王", KZZQ_PASSWORD="")
    assert done.returncode == 1
    assert "KZZQ_PASSWORD" in done.stderr
    assert not done.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["keys.json"]


def test_help_is_quick_because_nothing_heavy_is_loaded() -> None:
    heavy = ["PySide6", "sqlalchemy", "reportlab", "python_calamine", "pypinyin", "cryptography"]
    code = "import sys; from kzzq_desktop.cli import main; main(['--help']); print([n for n in sys.argv[1:] if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code, *heavy], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_data_folder_comes_from_the_option_or_the_environment(
    run: Run, quick_keys: None, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setenv("KZZQ_PASSWORD", PASSWORD)
    monkeypatch.setenv("KZZQ_DATA", str(tmp_path / "from_environment"))
    assert run("init", "--clerk", "甲", "--township", "舍伯吐镇", data=None)[0] == 0
    assert (tmp_path / "from_environment" / "keys.json").exists()
    assert run("init", "--clerk", "甲", "--township", "舍伯吐镇", data=tmp_path / "chosen")[0] == 0
    assert (tmp_path / "chosen" / "keys.json").exists()


def test_init_shows_the_recovery_code_once_and_keeps_it_nowhere(run: Run, quick_keys: None, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("KZZQ_PASSWORD", PASSWORD)
    code, out, err = run("init", "--clerk", "甲", "--township", "150521102000")
    assert code == 0, err
    recovery = out.strip()
    assert len(recovery.replace("-", "")) == 30
    assert recovery not in err
    plain = recovery.replace("-", "").encode()
    assert not [f for f in (tmp_path / "data").iterdir() if plain in f.read_bytes() or recovery.encode() in f.read_bytes()]


def test_init_twice_is_refused_and_changes_nothing(office: Run, tmp_path: Path) -> None:
    before = {path.name: path.read_bytes() for path in (tmp_path / "data").iterdir()}
    code, out, err = office("init", "--clerk", "乙", "--township", "舍伯吐镇")
    assert (code, out) == (1, "")
    assert "已经有" in err
    assert {path.name: path.read_bytes() for path in (tmp_path / "data").iterdir()} == before


def test_an_unknown_township_leaves_no_folder(run: Run, quick_keys: None, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("KZZQ_PASSWORD", PASSWORD)
    code, _, err = run("init", "--clerk", "甲", "--township", "没有这个镇")
    assert code == 1
    assert "苏木镇" in err
    assert not (tmp_path / "data").exists()


def test_a_wrong_password_is_refused(office: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KZZQ_PASSWORD", "something else")
    code, out, err = office("find", "王")
    assert (code, out) == (1, "")
    assert "口令不对" in err


def test_a_bug_tells_where_and_never_on_what(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> Path:
        raise ValueError("王小明 150521199901010011")

    monkeypatch.setattr(office, "folder_of", broken)
    monkeypatch.setenv("KZZQ_PASSWORD", PASSWORD)
    code, _, err = run("init", "--clerk", "甲")
    assert code == 1
    assert "ValueError" in err
    assert "test_cli.py" in err
    assert "王小明" not in err
    assert "1505211999" not in err


def test_a_clerk_who_stops_is_told_that_nothing_was_saved(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(_: object) -> Path:
        raise KeyboardInterrupt

    monkeypatch.setattr(office, "folder_of", stopped)
    monkeypatch.setenv("KZZQ_PASSWORD", PASSWORD)
    code, _, err = run("init", "--clerk", "甲")
    assert code == 1
    assert "已取消" in err


def test_the_new_password_is_typed_twice_and_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter(["first", "second"])
    monkeypatch.setattr(door, "_typed", lambda _: next(typed))
    with pytest.raises(AppError, match="不一样"):
        door.new_password()


def test_a_pipe_or_a_folder_is_never_written_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe"):
        with pytest.raises(AppError, match="普通文件"):
            door.plain_file(path)
    assert door.plain_file(tmp_path / "new.pdf") == tmp_path / "new.pdf"


def test_progress_is_silent_where_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    door.TerminalJob().step(1, 2, "正在读")
    assert capsys.readouterr() == ("", "")


def test_the_program_ends_with_the_command_s_code() -> None:
    assert main(["dance"]) == 2
    assert program("dance").returncode == 2
