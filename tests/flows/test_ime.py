"""Chinese can be typed: real keys through a real fcitx5 on a screen of its own, with the stock PySide6 wheel."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.flows.desktop import ROOT, SCREEN, answer, first_line, started, until

TOOLS = ("Xvfb", "xdotool", "dbus-daemon", "fcitx5", "fcitx5-remote")
PROFILE = """\
[Groups/0]
Name=Default
Default Layout=us
DefaultIM=pinyin

[Groups/0/Items/0]
Name=keyboard-us

[Groups/0/Items/1]
Name=pinyin

[GroupOrder]
0=Default
"""
# A bus that starts nothing by itself: fcitx5-remote would otherwise call up a second fcitx5.
BUS = """\
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""

missing = [tool for tool in TOOLS if shutil.which(tool) is None]
pytestmark = pytest.mark.skipif(bool(missing) or sys.platform != "linux", reason=f"needs {', '.join(missing)} on Linux")


class Ear:
    """What the window tells, line by line."""

    def __init__(self, program: subprocess.Popen[str]) -> None:
        self.program = program

    def hear(self, **wanted: object) -> dict[str, object]:
        """Read on until one line holds all that is wanted. The window ends by itself after a minute, and so does this."""
        heard = []
        assert self.program.stdout is not None
        for line in self.program.stdout:
            facts = json.loads(line)
            heard.append(facts)
            if all(facts.get(name) == value for name, value in wanted.items()):
                return facts
        pytest.fail(f"never heard {wanted}, but {heard}")


@pytest.fixture
def desktop(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A screen, a session bus and a fcitx5 with pinyin, all of their own; yields the environment of a program on it."""
    config = tmp_path / "config" / "fcitx5"
    config.mkdir(parents=True)
    (config / "profile").write_text(PROFILE)
    with ExitStack() as stack:
        environ = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "XMOD", "WAYLAND", "IBUS"))}
        environ |= {
            "HOME": str(tmp_path),
            "XDG_CONFIG_HOME": str(tmp_path / "config"),
            "XDG_DATA_HOME": str(tmp_path / "data"),
            "XDG_RUNTIME_DIR": str(tmp_path),
            "LC_ALL": "C.UTF-8",
            "PYTHONPATH": str(ROOT),
        }
        run = lambda *command: stack.enter_context(started(list(command), environ, tmp_path))  # noqa: E731 - one word for four starts
        environ["DISPLAY"] = f":{first_line(run(*SCREEN))}"
        (tmp_path / "bus.conf").write_text(BUS)
        bus = run("dbus-daemon", f"--config-file={tmp_path / 'bus.conf'}", "--nofork", "--print-address=1")
        environ["DBUS_SESSION_BUS_ADDRESS"] = first_line(bus)
        run("fcitx5", "--disable", "cloudpinyin,wayland,waylandim,notifications")
        until(lambda: answer(environ, "fcitx5-remote", "-q").endswith("Default"), "fcitx5")
        yield environ


@pytest.mark.parametrize("asked", [{"QT_IM_MODULE": "fcitx", "XMODIFIERS": "@im=fcitx"}, {"XMODIFIERS": "@im=fcitx"}])
def test_two_characters_are_typed_by_their_sound(desktop: dict[str, str], asked: dict[str, str], tmp_path: Path) -> None:
    environ = desktop | asked | {"QT_QPA_PLATFORM": "xcb"}
    with started([sys.executable, str(Path(__file__).with_name("ime_window.py"))], environ, tmp_path) as program:
        ear = Ear(program)
        window = str(ear.hear(module="ibus")["window"])
        answer(environ, "xdotool", "windowfocus", "--sync", window)
        ear.hear(focus=True)
        choose_pinyin(environ)
        answer(environ, "xdotool", "type", "--delay", "60", "nihao")
        ear.hear(preedit="ni hao")
        answer(environ, "xdotool", "key", "space")
        assert ear.hear(looked_for="你好")


def choose_pinyin(environ: dict[str, str]) -> None:
    """Switch the box that has the keyboard to pinyin; fcitx5 learns of the box a moment after it has it."""

    def chosen() -> bool:
        answer(environ, "fcitx5-remote", "-s", "pinyin")
        return answer(environ, "fcitx5-remote", "-n") == "pinyin" and answer(environ, "fcitx5-remote") == "2"

    until(chosen, "pinyin")
