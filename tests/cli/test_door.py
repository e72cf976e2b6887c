"""At a real terminal the password is asked for, twice for a new one, and is never shown."""

import os
import pty
import select
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
if sys.platform == "win32":
    pytest.skip("a pseudo-terminal needs Unix", allow_module_level=True)


def at_terminal(typed: list[tuple[str, str]], *args: str) -> tuple[int, str]:
    """Run the program at a pseudo-terminal, typing each answer after its question; return exit code and what was shown."""
    try:
        child, terminal = pty.fork()
    except OSError:
        pytest.skip("this machine has no pseudo-terminals")
    if child == 0:
        os.chdir(ROOT)
        os.environ.pop("KZZQ_PASSWORD", None)
        os.execv(sys.executable, [sys.executable, "-m", "kzzq_desktop", *args])  # noqa: S606 - the child becomes the program
    shown, answered = "", 0
    while chunk := read_on(terminal):
        shown += chunk
        if answered < len(typed) and shown.endswith(f"{typed[answered][0]}: "):
            os.write(terminal, f"{typed[answered][1]}\n".encode())
            answered += 1
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), shown


def read_on(terminal: int) -> str:
    """Return what is shown next, "" at the end; nothing for a minute is a failure."""
    assert select.select([terminal], [], [], 60)[0], "the program waits for an answer that the test does not give"
    try:
        return os.read(terminal, 65536).decode(errors="replace")
    except OSError:  # the other side has hung up
        return ""


def test_a_new_password_is_asked_for_twice(tmp_path: Path) -> None:
    init = ("--data", str(tmp_path), "init", "--township", "舍伯吐镇", "--clerk", "试用")
    code, shown = at_terminal([("新口令", "made-up-3"), ("再输入一次", "made-up-4")], *init)
    assert code == 1
    assert "不一样" in shown
    assert not (tmp_path / "keys.json").exists()
    code, shown = at_terminal([("新口令", "made-up-3"), ("再输入一次", "made-up-3")], *init)
    assert code == 0, shown
    assert "恢复码" in shown
    assert "made-up-3" not in shown
    code, shown = at_terminal([("口令", "made-up-3")], "--data", str(tmp_path), "check")
    assert code == 0, shown
    assert "完好" in shown
    assert "made-up-3" not in shown


def test_stopping_at_the_question_saves_nothing(tmp_path: Path) -> None:
    code, shown = at_terminal([("新口令", "\x03")], "--data", str(tmp_path), "init", "--township", "舍伯吐镇", "--clerk", "试用")
    assert code == 1
    assert "已取消" in shown
    assert not list(tmp_path.iterdir())
