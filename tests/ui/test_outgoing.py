from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget

from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.domain.papers import Act
from kzzq_desktop.domain.scope import Scope
from kzzq_desktop.services import printing
from kzzq_desktop.services.printing import Audience, Missing
from kzzq_desktop.services.register import list_register
from kzzq_desktop.ui import ask, files, memory
from kzzq_desktop.ui.dialogs.print_out import PrintDialog
from kzzq_desktop.ui.papers import outgoing
from kzzq_desktop.ui.papers.outgoing import Outgoing
from kzzq_desktop.ui.printer import Printer
from tests.documents.pdf_reading import text_of
from tests.services.desks import VILLAGE
from tests.services.papers_desk import make_papers_desk
from tests.ui.made_up_papers import CARDS, ROLL, put_papers
from tests.ui.printing_page import RememberingWindow, answering, put_lp

HALL = (Printer("Hall", usual=True),)


@pytest.fixture
def made(shown, tmp_path, monkeypatch):
    put_papers(monkeypatch)
    return Outgoing(make_papers_desk(tmp_path).desk, RememberingWindow(), shown(QWidget()))


@pytest.fixture
def got(tmp_path, monkeypatch):
    return put_lp(tmp_path, monkeypatch)


def asked_for(paper, audience=Audience.WORK):
    return printing.make_request(paper, Scope(village=VILLAGE), audience)


def print_it(qtbot, made, paper, audience, act):
    """Print a paper whose dialog `act` answers."""
    request = asked_for(paper, audience)
    printed = printing.preview(made.desk, paper, request, QuietJob())
    with answering(PrintDialog, lambda dialog: (act(dialog), dialog.accept())):
        made.ask(HALL, paper, request, printed, 1)
    qtbot.waitUntil(lambda: bool(made.window.told), timeout=10_000)


def names_on(pdf):
    return [next(name for name in "甲乙丙" if name in page) for page in text_of(pdf)]


def take(dialog, span, **numbers):
    dialog.span.pick(span)
    for name, number in numbers.items():
        getattr(dialog, name).setValue(number)


def test_all_pages_go_in_order(qtbot, made, got):
    print_it(qtbot, made, ROLL, Audience.WORK, lambda dialog: dialog.copies.setValue(2))
    assert names_on(got()[0]) == ["甲", "乙", "丙"]
    assert made.window.told == ["已交给打印机：3 页，2 份"]


@pytest.mark.parametrize(("span", "numbers", "names"), [("here", {}, ["乙"]), ("span", {"last": 3, "first": 2}, ["乙", "丙"])])
def test_some_pages_go_alone(qtbot, made, got, span, numbers, names):
    print_it(qtbot, made, ROLL, Audience.WORK, lambda dialog: take(dialog, span, **numbers))
    assert names_on(got()[0]) == names
    assert "（第 2–" in made.window.told[0]


def test_of_internal_papers_each_copy_is_a_pdf_of_its_own(qtbot, made, got, tmp_path, monkeypatch):
    """The printer gets each one once, and the same pages of each."""
    print_it(qtbot, made, ROLL, Audience.INTERNAL, lambda dialog: (dialog.copies.setValue(3), take(dialog, "here")))
    assert len(got()) == 3
    assert all(len(text_of(pdf)) == 1 for pdf in got())
    assert all("-n 1 " in (tmp_path / "jobs" / f"{at}.asked").read_text() for at in range(3))
    assert "3 份" in made.window.told[0]
    (line,) = list_register(made.desk)
    assert (line.act, line.paper, line.audience, line.pages, line.copies) == (Act.PRINT, ROLL.word, "内部", 1, 3)


def test_the_backs_are_moved_by_what_was_measured_for_this_printer(qtbot, made, got):
    memory.keep("printer.shifts", {"Hall": {"shift_x": "0.5", "shift_y": "-0.5"}})
    print_it(qtbot, made, CARDS, Audience.PUBLIC, lambda _dialog: None)
    assert "0.5·-0.5" in text_of(got()[0])[0]


def test_the_alignment_page_comes_from_the_cards(qtbot, made, got, tmp_path, monkeypatch):
    page = printing.preview(made.desk, ROLL, asked_for(ROLL), QuietJob()).pdf
    monkeypatch.setattr(outgoing, "alignment_page", lambda _desk: page)
    print_it(qtbot, made, CARDS, Audience.PUBLIC, lambda dialog: (dialog.copies.setValue(5), dialog.shifts.test.click()))
    qtbot.waitUntil(lambda: len(made.window.told) == 2, timeout=10_000)
    assert got()[0] == page
    assert "sides=two-sided-long-edge" in (tmp_path / "jobs" / "0.asked").read_text()
    assert "-n 1 " in (tmp_path / "jobs" / "0.asked").read_text()
    assert made.window.told[0] == "对位测试页已交给打印机"


def test_a_clerk_who_goes_back_prints_nothing(qtbot, made, got):
    printed = printing.preview(made.desk, ROLL, asked_for(ROLL), QuietJob())
    with answering(PrintDialog, lambda dialog: dialog.reject()):
        made.ask(HALL, ROLL, asked_for(ROLL), printed, 0)
    assert got() == []
    assert made.window.told == []


@pytest.mark.parametrize("agreed", [True, False])
def test_saving_asks_where_and_names_no_person(qtbot, made, tmp_path, monkeypatch, agreed):
    printed = printing.preview(made.desk, ROLL, asked_for(ROLL), QuietJob())
    printed = replace(printed, missing=(Missing("\U00031353", "张\U00031353", "先锋嘎查01号网格"),))
    proposed, path = [], tmp_path / "a.pdf"
    monkeypatch.setattr(ask, "confirm", lambda *_, **__: agreed)
    monkeypatch.setattr(files, "save_file", lambda _parent, _title, name, _kind: proposed.append(name) or path)
    made.save(ROLL, asked_for(ROLL), printed, "住户花名册_先锋嘎查_工作")
    if agreed:
        qtbot.waitUntil(lambda: bool(made.window.told), timeout=10_000)
        assert path.read_bytes() == printed.pdf
        assert [line.act for line in list_register(made.desk)] == [Act.SAVE]
        assert proposed == ["住户花名册_先锋嘎查_工作.pdf"]
        assert "请保管好" in made.window.told[0]
    assert path.exists() is agreed
