"""The frozen program, end to end: built, asked for help, led through the tour, and opened at the demonstration.

Run by `make soak`. Each step that went well is noted in build/soak with a mark of what it was made from, so that a
broken run goes on where it stopped.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.flows.desktop import ROOT, SCREEN, answer, first_line, started, until

SOAK = ROOT / "build" / "soak"
PROGRAM = SOAK / "dist" / "kzzq" / "kzzq"
SOURCES = ("build.spec", "requirements.lock", "kzzq_desktop", "db", "resources")
COMMANDS = ("init", "import", "divide", "assign", "log", "print", "find", "stats", "check", "demo")


def main() -> None:
    SOAK.mkdir(parents=True, exist_ok=True)
    mark = mark_of_sources()
    for name, step in (("build", build), ("help", ask_for_help), ("tour", go_on_tour), ("window", open_demonstration)):
        note = SOAK / f"{name}.done"
        if note.exists() and note.read_text() == mark:
            print(f"{name}: done before")
            continue
        step()
        note.write_text(mark)
        print(f"{name}: done", flush=True)


def mark_of_sources() -> str:
    """Return a digest of everything the frozen program is made from."""
    digest = hashlib.sha256()
    for source in SOURCES:
        path = ROOT / source
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(file.relative_to(ROOT).as_posix().encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()


def build() -> None:
    """Make the folder with PyInstaller; it keeps what it can of an earlier build in build/soak/work."""
    folders = ["--distpath", str(SOAK / "dist"), "--workpath", str(SOAK / "work")]
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", *folders, "build.spec"]
    subprocess.run(command, cwd=ROOT, check=True)
    size = sum(path.stat().st_size for path in PROGRAM.parent.rglob("*") if path.is_file() and not path.is_symlink())
    print(f"{size / 1e6:.0f} MB")


def environment() -> dict[str, str]:
    """Return an environment in which nothing of this checkout's Python can help the frozen program."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "TMPDIR"}} | {"LC_ALL": "C.UTF-8"}
    return kept | {"QT_QPA_PLATFORM": "offscreen"}


def program(*args: str) -> str:
    done = subprocess.run(
        [PROGRAM, *args], cwd="/", env=environment(), capture_output=True, encoding="utf-8", timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def ask_for_help() -> None:
    said = program("--help")
    assert all(f"\n  {command}" in said for command in COMMANDS), said


def go_on_tour() -> None:
    """Import, divide, assign, log, print and picture every screen, without a display."""
    out = SOAK / "out"
    print(program("tour", str(out)).replace("\n", "; "))
    assert list(out.glob("*.pdf"))
    assert list((out / "screens").glob("*.png"))


def open_demonstration() -> None:
    """Start on an empty data folder and choose the demonstration: on a screen of its own where there is one to be had."""
    home = SOAK / "home"
    shutil.rmtree(home, ignore_errors=True)
    missing = [tool for tool in ("Xvfb", "xdotool") if shutil.which(tool) is None]
    assert not missing, f"{', '.join(missing)} must be installed to see the window"
    with ExitStack() as stack:
        environ = environment() | {"QT_QPA_PLATFORM": "xcb"}
        screen = stack.enter_context(started(list(SCREEN), environ, SOAK))
        environ["DISPLAY"] = f":{first_line(screen)}"
        window = stack.enter_context(started([str(PROGRAM), "--data", str(home)], environ, SOAK))

        def press(title: str, key: str) -> Callable[[], bool]:
            """Return what presses a key in the window of that title and tells whether there was one."""

            def pressed() -> bool:
                shown = answer(environ, "xdotool", "search", "--onlyvisible", "--name", ".").split()
                found = [one for one in shown if title in answer(environ, "xdotool", "getwindowname", one)]
                if found:
                    answer(environ, "xdotool", "windowfocus", "--sync", found[-1], "key", key)
                return bool(found)

            return pressed

        until(press("联系户", "2"), "the first start")
        until(press("党建办", "ctrl+1"), "the demonstration")
        assert window.poll() is None, "the program ended by itself"
    assert sum(path.stat().st_size for path in (home / "demo").glob("office.db*")) > 1_000_000
    log = home / "kzzq.log"
    assert not log.exists() or not log.read_text(encoding="utf-8"), log.read_text(encoding="utf-8")


if __name__ == "__main__":
    main()
