import os
import sys
import threading
from pathlib import Path

import pytest

from kzzq_desktop.base.errors import Cancelled
from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.ui import cups

LP = """#!{python}
import json, sys
got = sys.stdin.buffer.read({reads})
open({asked!r}, "w").write(json.dumps(sys.argv[1:]))
open({got!r}, "wb").write(got)
print({told!r}, flush=True)
sys.stderr.write({says!r})
{then}
sys.exit({code})
"""
OPTIONS = """#!/bin/sh
[ "$2" = Hall ] || exit 1
echo 'PageSize/Media Size: *A4 A3'
echo 'InputSlot/Media Source: Tray1 *Auto Manual'
"""


class StoppedAt(QuietJob):
    """A job the clerk stops once `done` has been reached."""

    def __init__(self, done: int) -> None:
        super().__init__()
        self.stop_at, self.seen = done, []

    def step(self, done, total, words=""):
        self.seen.append(done)
        if done >= self.stop_at:
            raise Cancelled


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/usr/bin{os.pathsep}/bin")
    put(tmp_path, "cancel", f"#!/bin/sh\necho \"$1\" >> '{tmp_path}/cancelled'\n")
    return tmp_path


def put(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text)
    (folder / name).chmod(0o700)


def put_lp(folder, *, code=0, told="request id is Hall-12 (0 file(s))", says="", reads="", then=""):
    facts = {"asked": str(folder / "asked"), "got": str(folder / "got"), "python": sys.executable}
    put(folder, "lp", LP.format(code=code, told=told, says=says, reads=reads, then=then, **facts))


def test_the_pdf_goes_over_the_pipe_and_the_queue_gives_it_a_number(folder):
    put_lp(folder)
    pdf = bytes(range(256)) * 4000
    job = StoppedAt(1000)
    assert cups.send("Hall", pdf, 2, {"media": "A4", "InputSlot": "Tray1"}, job) == "Hall-12"
    assert (folder / "got").read_bytes() == pdf
    asked = (folder / "asked").read_text()
    for said in ('"-d", "Hall"', '"-n", "2"', '"-t", "kzzq"', '"media=A4"', '"InputSlot=Tray1"', '"-"]'):
        assert said in asked
    assert job.seen == sorted(job.seen)
    assert len(job.seen) > 10
    assert not [path for path in folder.iterdir() if path.suffix == ".pdf"]


def test_a_cancel_while_it_is_taken_ends_lp(folder):
    """This lp takes a little and no more: the clerk waits, and stops."""
    put_lp(folder, reads="1000", then="import time; time.sleep(60)", told="")
    with pytest.raises(Cancelled):
        cups.send("Hall", bytes(1 << 22), 1, {}, StoppedAt(1))
    assert not (folder / "cancelled").exists()


def test_a_cancel_after_the_queue_has_it_takes_it_back(folder):
    put_lp(folder, then="import time; time.sleep(60)")
    job = QuietJob()
    threading.Timer(0.4, lambda: setattr(job, "cancelled", True)).start()
    with pytest.raises(Cancelled):
        cups.send("Hall", b"%PDF", 1, {}, job)
    assert (folder / "cancelled").read_text() == "Hall-12\n"


@pytest.mark.parametrize(
    ("says", "error"),
    [
        ("lp: The printer or class does not exist.", cups.PrinterGone),
        ("lp: Destination is not accepting jobs.", cups.PrinterRefused),
    ],
)
@pytest.mark.parametrize("reads", ["", "10"])
def test_a_refusal_is_a_sentence(folder, says, error, reads):
    """Also when lp leaves before it has read everything."""
    put_lp(folder, code=1, says=says, told="", reads=reads)
    with pytest.raises(error) as raised:
        cups.send("Hall", bytes(1 << 20), 1, {}, QuietJob())
    assert raised.value.sentence().endswith("。")


def test_a_queue_that_takes_nothing_is_given_up(folder, monkeypatch):
    monkeypatch.setattr(cups, "_SEND_SECONDS", 0.3)
    put_lp(folder, reads="10", then="import time; time.sleep(60)", told="")
    with pytest.raises(cups.PrinterRefused):
        cups.send("Hall", bytes(1 << 22), 1, {}, QuietJob())


def test_a_number_that_is_not_told_is_no_fault(folder):
    put_lp(folder, told="")
    assert cups.send("Hall", b"%PDF", 1, {}, QuietJob()) == ""


def test_without_lp_there_is_no_cups(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not cups.is_there()
    assert cups.queues() == ([], "")
    assert cups.trays("Hall") == []
    with pytest.raises(cups.PrinterRefused):
        cups.send("Hall", b"%PDF", 1, {}, QuietJob())


def test_the_trays_of_a_queue_the_usual_one_first(folder):
    put(folder, "lpoptions", OPTIONS)
    assert cups.trays("Hall") == ["Auto", "Tray1", "Manual"]
    assert cups.trays("Other") == []


def test_taking_back_asks_once_for_each(folder):
    cups.take_back(["Hall-1", "", "Hall-2"])
    assert (folder / "cancelled").read_text() == "Hall-1\nHall-2\n"
