import io
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter

from kzzq_desktop.base.errors import Cancelled
from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.documents import contact_sheet, sheet
from kzzq_desktop.documents.sheet import Paper
from kzzq_desktop.services import printing
from kzzq_desktop.ui import printer
from kzzq_desktop.ui.printer import Order
from tests.documents.conftest import make_words
from tests.documents.pdf_reading import codes_on, text_of
from tests.ui.printing_page import put_lp
from tests.ui.test_leaves import pdf_of


@pytest.fixture
def pdf():
    out = io.BytesIO()
    words = [make_words(10, seed) for seed in range(2)]
    contact_sheet.build(words, Paper("舍伯吐镇党建办", date(2026, 11, 23), "工作"), out, QuietJob())
    return out.getvalue()


def test_the_usual_printer_comes_first(tmp_path, monkeypatch):
    put_lp(tmp_path, monkeypatch)
    lines = "[ \"$1\" = -e ] && echo Office_A4 && echo Hall || echo 'system default destination: Hall'"
    (tmp_path / "lpstat").write_text(f"#!/bin/sh\n{lines}\n")
    assert printer.list_printers() == (printer.Printer("Hall", True), printer.Printer("Office_A4"))


def test_no_printers_are_no_error(tmp_path, monkeypatch):
    put_lp(tmp_path, monkeypatch)
    (tmp_path / "lpstat").write_text("#!/bin/sh\nexit 1\n")
    assert printer.list_printers() == ()


def test_trays_have_words_and_one_is_no_choice(tmp_path, monkeypatch):
    put_lp(tmp_path, monkeypatch)
    assert [(tray.key, tray.word) for tray in printer.list_trays("Hall")] == [
        ("Auto", "自动"), ("Tray1", "纸盒1"), ("Manual", "手动进纸"),
    ]  # fmt: skip
    (tmp_path / "lpoptions").write_text("#!/bin/sh\necho 'InputSlot/Media Source: *Odd'\n")
    assert printer.list_trays("Hall") == ()


def test_cups_gets_the_pdf_itself_under_a_neutral_title(tmp_path, monkeypatch, pdf):
    got = put_lp(tmp_path, monkeypatch)
    printer.print_pdf(Order("Hall", copies=3, tray="Tray1"), (pdf,), QuietJob())
    assert got() == [pdf]
    asked = (tmp_path / "jobs" / "0.asked").read_text()
    for said in ("-d Hall", "-n 3", "-t kzzq", "-o media=A4", "-o InputSlot=Tray1", "-o sides=one-sided", "-o collate=true"):
        assert said in asked
    assert asked.isascii()


@pytest.mark.parametrize(
    ("page", "media", "sides"),
    [
        (sheet.A4, "A4", "two-sided-long-edge"),
        (sheet.A4_WIDE, "A4", "two-sided-short-edge"),
        (sheet.A3, "A3", "two-sided-long-edge"),
        (sheet.A3_WIDE, "A3", "two-sided-short-edge"),
        (sheet.A5, "A5", "two-sided-long-edge"),
    ],
)
def test_the_sheet_is_that_of_the_first_page_and_turns_like_a_book(tmp_path, monkeypatch, page, media, sides):
    put_lp(tmp_path, monkeypatch)
    printer.print_pdf(Order("Hall", two_sided=True), (pdf_of(page),), QuietJob())
    asked = (tmp_path / "jobs" / "0.asked").read_text()
    assert f"media={media} " in asked
    assert f"sides={sides} " in asked
    assert "collate" not in asked


def test_copies_that_are_pdfs_of_their_own_go_in_order(tmp_path, monkeypatch):
    got = put_lp(tmp_path, monkeypatch)
    copies = [pdf_of(names=(name,)) for name in "甲乙丙"]
    printer.print_pdf(Order("Hall"), copies, QuietJob())
    assert got() == copies


def test_a_cancel_between_copies_takes_all_of_them_back(tmp_path, monkeypatch):
    put_lp(tmp_path, monkeypatch)

    class Stopped(QuietJob):
        def step(self, done, total, words=""):
            if (tmp_path / "jobs" / "1.asked").exists():
                raise Cancelled

    with pytest.raises(Cancelled):
        printer.print_pdf(Order("Hall"), [pdf_of()] * 5, Stopped())
    assert (tmp_path / "jobs" / "cancelled").read_text().split()[:2] in (["Hall-1", "Hall-0"], ["Hall-0", "Hall-1"])
    assert not (tmp_path / "jobs" / "3").exists()


def test_a_printer_that_is_not_there(tmp_path, monkeypatch, qapp, pdf):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(printer.PrinterGone):
        printer.print_pdf(Order("no such printer"), (pdf,), QuietJob())


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


@pytest.mark.parametrize(("page", "wide"), [(sheet.A3_WIDE, True), (sheet.A5, False), (sheet.A4, False)])
def test_pictures_lie_on_the_sheet_of_the_paper(qapp, tmp_path, page, wide):
    printer.draw_pages(paper_device(tmp_path / "out.pdf"), pdf_of(page, ("甲",)), QuietJob())
    pages = printing.open_pages((tmp_path / "out.pdf").read_bytes())
    assert pages.size(0) == pytest.approx((page.width, page.height), abs=2)
    assert (pages.size(0)[0] > pages.size(0)[1]) is wide
    pages.close()


@pytest.mark.parametrize(("size", "name"), [((595.3, 841.9), "A4"), ((842, 595), "A4"), ((842, 1191), "A3"), ((300, 400), "")])
def test_sheets_are_known_by_their_size(size, name):
    assert printer.sheet_name(*size) == name
