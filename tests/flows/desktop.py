"""Programs beside a test: started, listened to, waited for with an end, and ended."""

import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCREEN = ("Xvfb", "-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp")
PATIENCE = 30.0


@contextmanager
def started(command: list[str], environ: dict[str, str], folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Run a program beside the test, its stderr in a file; end it afterwards."""
    with (folder / f"{Path(command[0]).name}.log").open("w") as log:
        program = subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=log, stdin=subprocess.DEVNULL, text=True)
    try:
        yield program
    finally:
        program.terminate()
        try:
            program.communicate(timeout=10)
        except subprocess.TimeoutExpired:
            program.kill()
            program.communicate()


def until(ready: Callable[[], bool], what: str) -> None:
    """Ask again and again until it is so, for at most PATIENCE seconds."""
    end = time.monotonic() + PATIENCE
    while not ready():
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.02)


def first_line(program: subprocess.Popen[str]) -> str:
    assert program.stdout is not None
    line = program.stdout.readline().strip()
    assert line, f"{program.args} said nothing"
    return line


def answer(environ: dict[str, str], *command: str) -> str:
    return subprocess.run(command, env=environ, capture_output=True, text=True, timeout=20, check=False).stdout.strip()
