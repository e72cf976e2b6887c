import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget

from kzzq_desktop.services import printing
from kzzq_desktop.ui import theme
from kzzq_desktop.ui.papers.paper_picker import PaperPicker, few_words
from tests.ui.made_up_papers import BOARD, CARDS, LEDGER, PAPERS, ROLL, made_up, put_papers


@pytest.fixture
def picker(shown, monkeypatch):
    put_papers(monkeypatch, (ROLL, *PAPERS))
    around = shown(QWidget(), 1000, 560)
    made = PaperPicker()
    made.setParent(around)
    made.setGeometry(QRect(20, 160, 300, 34))
    made.show()
    return made


def test_all_papers_are_listed_by_kind(qtbot, picker):
    picker.drop_down()
    hits = picker.list.hits
    assert {hit.key for hit in hits} == {paper.key for paper in PAPERS}
    kinds = [hit.kind for hit in hits]
    assert kinds == sorted(kinds, key=kinds.index)
    assert kinds[0] == ROLL.kind
    assert picker.list.hits[picker.list.at].key == picker.value() == ROLL.key
    assert all(not fit.cut for fit in picker.list.fits())


TYPED = [("bmlxk", "cards"), ("gongshipai", "board"), ("台账", "duty_ledger"), ("lz", "duty_ledger")]


@pytest.mark.parametrize(("typed", "key"), TYPED)
def test_a_paper_is_typed(qtbot, picker, typed, key):
    picked = []
    picker.picked.connect(picked.append)
    picker.setFocus()
    picker.selectAll()
    if typed.isascii():
        qtbot.keyClicks(picker, typed)
    else:
        picker.setText(typed)
        picker.textEdited.emit(typed)
    qtbot.keyClick(picker, Qt.Key.Key_Return)
    assert picked == [key]
    assert picker.paper().key == key


def test_the_arrows_walk_on_from_the_paper_chosen(qtbot, picker):
    picker.pick("board", "网格公示牌")
    qtbot.keyClick(picker, Qt.Key.Key_Down)
    assert picker.list.hits[picker.list.at].key == "board"
    qtbot.keyClick(picker, Qt.Key.Key_Up)
    qtbot.keyClick(picker, Qt.Key.Key_Return)
    assert picker.paper() is not BOARD


def test_esc_leaves_the_paper_as_it_was(qtbot, picker):
    picker.setFocus()
    picker.selectAll()
    qtbot.keyClicks(picker, "bm")
    qtbot.keyClick(picker, Qt.Key.Key_Escape)
    assert picker.paper() is ROLL
    assert picker.text() == "住户花名册"


@pytest.mark.parametrize("size", ["normal", "huge"])
def test_a_long_list_stays_under_its_box(picker, monkeypatch, size):
    theme.wear(theme.Look(size, "light"))
    many = [made_up(f"p{at}", f"第{at}种纸", about="给村里用：不张贴。") for at in range(30)]
    put_papers(monkeypatch, many)
    picker.drop_down()
    assert picker.list.y() > picker.y()
    assert picker.list.geometry().bottom() <= 560
    assert picker.list.rows < 30
    for _ in range(40):
        picker.list.step(1)
    assert picker.list.at == 29
    assert picker.list.top + picker.list.rows == 30


def test_a_few_words_say_what_it_is():
    assert few_words(printing.PRINTS[0]) == "一个网格一张"
    assert few_words(BOARD) == "网格公示牌，A3"
    assert few_words(CARDS) == "便民联系卡"
    assert few_words(LEDGER).startswith("履职台账")
