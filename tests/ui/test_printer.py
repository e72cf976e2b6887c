import io
import os
import stat
import sys
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter

from kzzq_desktop.base.errors import Cancelled
from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.documents import contact_sheet
from kzzq_desktop.documents.sheet import Paper
from kzzq_desktop.services import printing
from kzzq_desktop.ui import printer
from tests.documents.conftest import make_words
from tests.documents.pdf_reading import codes_on, text_of

LP = """#!{python}
import json, sys
open({asked!r}, "w").write(json.dumps(sys.argv[1:]))
open({got!r}, "wb").write(sys.stdin.buffer.read())
sys.stderr.write({says!r})
sys.exit({code})
"""
LPSTAT = """#!/bin/sh
case "$1" in
-e) printf 'Office_A4\\nHall\\n' ;;
-d) echo 'system default destination: Hall' ;;
esac
"""


@pytest.fixture
def pdf():
    out = io.BytesIO()
    words = [make_words(10, seed) for seed in range(2)]
    contact_sheet.build(words, Paper("舍伯吐镇党建办", date(2026, 11, 23), "工作"), out, QuietJob())
    return out.getvalue()


def put(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text)
    (folder / name).chmod(stat.S_IRWXU)


@pytest.fixture
def cups(tmp_path, monkeypatch):
    """A PATH whose lp writes down what it is given and answers as told."""

    def make(code: int = 0, says: str = "") -> Path:
        asked, got = str(tmp_path / "asked"), str(tmp_path / "got")
        put(tmp_path, "lp", LP.format(python=sys.executable, asked=asked, got=got, says=says, code=code))
        put(tmp_path, "lpstat", LPSTAT)
        return tmp_path

    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/usr/bin{os.pathsep}/bin")
    return make


def test_the_usual_printer_comes_first(cups):
    cups()
    assert printer.list_printers() == (printer.Printer("Hall", True), printer.Printer("Office_A4"))


def test_no_printers_are_no_error(tmp_path, monkeypatch):
    put(tmp_path, "lpstat", "#!/bin/sh\nexit 1\n")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert printer.list_printers() == ()


def test_cups_gets_the_pdf_itself_under_a_neutral_title(cups, pdf):
    folder = cups()
    printer.print_pdf("Hall", pdf, 3, QuietJob())
    assert (folder / "got").read_bytes() == pdf
    asked = (folder / "asked").read_text()
    assert '"-d", "Hall"' in asked
    assert '"-n", "3"' in asked
    assert '"-t", "kzzq"' in asked
    assert asked.isascii()


@pytest.mark.parametrize(
    ("says", "error"),
    [
        ("lp: The printer or class does not exist.", printer.PrinterGone),
        ("lp: Destination is not accepting jobs.", printer.PrinterRefused),
    ],
)
def test_a_refusal_is_a_sentence(cups, pdf, says, error):
    cups(1, says)
    with pytest.raises(error) as raised:
        printer.print_pdf("Hall", pdf, 1, QuietJob())
    assert raised.value.sentence().endswith("。")


def test_a_printer_that_is_not_there(tmp_path, monkeypatch, qapp, pdf):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(printer.PrinterGone):
        printer.print_pdf("no such printer", pdf, 1, QuietJob())


def paper_device(path: Path) -> QPrinter:
    device = QPrinter(QPrinter.PrinterMode.HighResolution)
    device.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    device.setOutputFileName(str(path))
    return device


def test_pictures_of_the_pages_fill_the_sheet(qapp, tmp_path, pdf):
    printer.draw_pages(paper_device(tmp_path / "out.pdf"), pdf, QuietJob())
    drawn = (tmp_path / "out.pdf").read_bytes()
    pages = printing.open_pages(drawn)
    assert pages.count == 2
    assert pages.size(0) == pytest.approx((595, 842), abs=2)
    picture = pages.draw(1, 72)
    pages.close()
    dark = sum(value < 128 for value in picture.data[::3]) / (picture.width * picture.height)
    assert 0.005 < dark < 0.2
    assert codes_on(drawn, 1, 150) == codes_on(pdf, 1, 150)
    assert text_of(drawn) == ["", ""]


def test_drawing_can_be_cancelled(qapp, tmp_path, pdf):
    job = QuietJob()
    job.cancelled = True
    with pytest.raises(Cancelled):
        printer.draw_pages(paper_device(tmp_path / "out.pdf"), pdf, job)
