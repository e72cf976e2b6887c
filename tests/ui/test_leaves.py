import io
from datetime import date

import pytest
from PySide6.QtCore import QPoint

from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.documents import sheet
from kzzq_desktop.services import printing
from kzzq_desktop.ui.papers import leaves
from kzzq_desktop.ui.papers.leaves import Leaves
from tests.ui.made_up_papers import made_up

A4 = (595.28, 841.89)


def pdf_of(page=sheet.A4, names=("甲", "乙", "丙", "丁")):
    out, facts = io.BytesIO(), sheet.Paper("办", date(2026, 11, 25), "工作")
    made_up("p", "样张", page=page).build([(name, "") for name in names], facts, out, QuietJob())
    return out.getvalue()


@pytest.fixture
def made(qtbot):
    made = Leaves()
    made.show_pdf(pdf_of(), A4)
    yield made
    made.let_go()


def wait_for(qtbot, made, numbers, dots):
    qtbot.waitUntil(lambda: all(n in made.kept and made.kept[n].dots == dots and not made.tasks for n in numbers), timeout=5000)


def test_pages_are_drawn_as_wide_as_was_asked(qtbot, made):
    seen = []
    made.drawn.connect(seen.append)
    made.want([(1, 300), (2, 300)])
    assert made.picture(1) is None
    wait_for(qtbot, made, (1, 2), 300)
    assert seen == [1, 2]
    assert made.picture(1).width() == 300
    assert made.picture(1).height() == pytest.approx(300 * 842 / 595, abs=2)
    assert made.picture(1).pixelColor(QPoint(2, 2)).name() == "#ffffff"


def test_the_pdf_is_opened_once(qtbot, made, monkeypatch):
    opened = []
    whole = printing.open_pages
    monkeypatch.setattr(printing, "open_pages", lambda pdf: opened.append(1) or whole(pdf))
    for dots in (100, 120, 140):
        made.want([(0, dots), (1, dots)])
        wait_for(qtbot, made, (0, 1), dots)
    assert opened == [1]


def test_what_is_not_wanted_any_more_is_dropped(qtbot, made):
    made.want([(0, 2000), (1, 2000), (2, 2000)])
    made.want([(3, 100)])
    assert list(made.tasks) == [(3, 100)]
    wait_for(qtbot, made, (3,), 100)
    assert 2 not in made.kept


def test_what_is_there_is_not_drawn_again(qtbot, made):
    made.want([(0, 200)])
    wait_for(qtbot, made, (0,), 200)
    made.want([(0, 200)])
    assert made.tasks == {}


def test_of_another_paper_the_page_in_sight_stays_until_it_is_drawn(qtbot, made):
    made.want([(0, 100), (1, 100)])
    wait_for(qtbot, made, (0, 1), 100)
    before = made.picture(0)
    made.show_pdf(pdf_of(sheet.A5), (419.5, 595.3), still=[0])
    assert made.picture(0) is before
    assert made.picture(1) is None
    assert made.size(1) == (419.5, 595.3)
    made.want([(0, 100)])
    qtbot.waitUntil(lambda: made.picture(0) is not before, timeout=5000)


def test_of_the_same_paper_all_pages_stay(qtbot, made):
    made.want([(0, 100), (1, 100)])
    wait_for(qtbot, made, (0, 1), 100)
    made.show_pdf(pdf_of(names=tuple("甲乙丙丁戊己")), A4)
    assert made.picture(1) is not None


def test_far_pages_are_forgotten(qtbot, made, monkeypatch):
    monkeypatch.setattr(leaves, "ROOM", 3 * 200 * 283 * 4)
    for number in range(4):
        made.want([(number, 200)])
        wait_for(qtbot, made, (number,), 200)
    made.want([(3, 200)])
    assert sorted(made.kept) == [1, 2, 3]


def test_a_page_of_another_size_tells_it(qtbot, made):
    made.show_pdf(pdf_of(sheet.A3_WIDE), A4)
    made.want([(2, 400)])
    wait_for(qtbot, made, (2,), 400)
    assert made.size(2) == pytest.approx((1190.55, 841.89), abs=0.01)
    assert made.size(1) == A4


def test_a_broken_pdf_is_no_fault_of_the_window(qtbot, made):
    made.show_pdf(b"no pdf", A4)
    made.want([(0, 100)])
    qtbot.waitUntil(lambda: not made.tasks, timeout=5000)
    assert made.picture(0) is None
