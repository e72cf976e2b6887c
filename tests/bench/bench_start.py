"""How quickly the program starts: the sign-in beside a bare PySide6 window, and from the password to the first screen.

Run: make bench, or python -m pytest -s -m bench tests/bench/bench_start.py
"""

import os
import statistics
import subprocess
import sys
from pathlib import Path
from time import perf_counter

import pytest

from kzzq_desktop.services import demo

ROUNDS = 11
MOST_TIMES_BARE, MOST_SECONDS = 1.5, 1.0
ROOT = Path(__file__).resolve().parents[2]

# both windows hold a line of words, a box and a button, in a layout, and are painted once
BARE = """
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMainWindow, QPushButton, QVBoxLayout, QWidget
app = QApplication([])
window, middle = QMainWindow(), QWidget()
box = QVBoxLayout(middle)
words = QLabel("口令")
words.setAlignment(Qt.AlignmentFlag.AlignCenter)
for part in (words, QLineEdit(), QPushButton("登录")):
    box.addWidget(part)
window.setCentralWidget(middle)
window.show()
app.processEvents()
"""
SIGN_IN = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
QApplication.exec = staticmethod(lambda: QApplication.processEvents() or 0)
from kzzq_desktop.app import main
main(Path(sys.argv[1]))
"""
TO_SCREEN = """
import sys
from pathlib import Path
from time import perf_counter
from PySide6.QtWidgets import QApplication
from kzzq_desktop import app
from kzzq_desktop.services.demo import PASSWORD
from kzzq_desktop.ui import background, theme
home = Path(sys.argv[1])
qt = QApplication([])
theme.dress(qt, rare_fonts=False)
start = app.Start(home)
start.begin()
app.settle(home)
qt.processEvents()
while background.is_busy():
    qt.processEvents()
sign_in = start.window
sign_in.password.setText(PASSWORD)
began = perf_counter()
sign_in.enter()
while start.window is sign_in:
    qt.processEvents()
qt.processEvents()
print(perf_counter() - began, len(start.window.pages))
"""


@pytest.fixture(scope="module")
def banner(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole banner: 1,900 grids, 19,000 households."""
    folder = tmp_path_factory.mktemp("start") / "office"
    desk = demo.make_demo(folder, banner=True)
    desk.store.close()
    return folder


def run(words: str, *given: str) -> tuple[float, str]:
    """Run a program of its own; return its wall clock time and what it printed."""
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    began = perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", words, *given], capture_output=True, text=True, check=True, cwd=ROOT, env=environ
    )
    return perf_counter() - began, done.stdout


@pytest.mark.bench
def test_the_sign_in_is_hardly_slower_than_a_bare_window(banner: Path) -> None:
    bare, own = [], []
    for _ in range(ROUNDS):
        bare.append(run(BARE)[0])
        own.append(run(SIGN_IN, str(banner))[0])
    times = statistics.median(own) / statistics.median(bare)
    print(f"\nbare {statistics.median(bare) * 1000:.0f} ms, sign-in {statistics.median(own) * 1000:.0f} ms: {times:.2f} times")
    assert times <= MOST_TIMES_BARE


@pytest.mark.bench
def test_from_the_password_to_the_first_screen(banner: Path) -> None:
    took = []
    for _ in range(5):
        seconds, pages = run(TO_SCREEN, str(banner))[1].split()
        took.append(float(seconds))
        assert pages == "1"
    print(
        f"\nfrom the password to the first screen: {statistics.median(took):.2f} s (worst {max(took):.2f}; limit {MOST_SECONDS})"
    )
    assert statistics.median(took) <= MOST_SECONDS
