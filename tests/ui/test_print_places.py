import pytest
from PySide6.QtCore import Qt

from kzzq_desktop.services import household_card, member_card, printing
from kzzq_desktop.ui.dialogs import household_changes, member_steps
from kzzq_desktop.ui.print_places import paper_place, print_entries
from kzzq_desktop.ui.screens import duty
from tests.services.papers_desk import make_papers_desk
from tests.ui.made_up_papers import LEDGER, NOTICE, made_up, put_papers
from tests.ui.people_window import choose, menu_words, open_window
from tests.ui.printing_page import RememberingWindow


class OpeningWindow(RememberingWindow):
    def __init__(self):
        super().__init__()
        self.places = []

    def open(self, screen, place=""):
        self.places.append((screen, place))


PLATE = made_up("door_plate", "亮身份牌", scopes=("member",))
CARD = made_up("contact_card", "便民联系卡", scopes=("village", "grid"))


@pytest.fixture
def made(tmp_path):
    return make_papers_desk(tmp_path)


def test_only_papers_that_are_there_are_offered(monkeypatch):
    put_papers(monkeypatch, (NOTICE, PLATE, CARD))
    records = {"household": "h", "grid": "g"}
    assert print_entries(("data_notice", "household_roll"), records)[1:] == [
        ("print:data_notice:household:h", "打印信息告知单…"),
    ]
    assert print_entries(("household_roll",), records) == []
    assert paper_place("contact_card", {"member": "m", "grid": "g"}) == "contact_card:grid:g"
    assert paper_place("contact_card", {"member": "m", "grid": ""}) == ""
    assert paper_place("door_plate", {"member": "m"}) == "door_plate:member:m"


def test_the_cards_offer_their_papers(made, monkeypatch):
    put_papers(monkeypatch, (*printing.PRINTS, NOTICE, PLATE))
    home, lead = made.households[0], made.members[0]
    household = household_changes.household_entries(household_card.read_card(made.desk, home))
    assert (f"print:data_notice:household:{home}", "打印信息告知单…") in household
    member = member_steps.entries(member_card.read_card(made.desk, lead))
    assert (f"print:door_plate:member:{lead}", "打印亮身份牌…") in member
    for entries in (household, member):
        assert entries[-2:] == [("", ""), next(entry for entry in entries if entry[0] == "delete")]
        assert ("", "") not in entries[-1:]


@pytest.mark.parametrize(("screen", "words"), [("households", "打印信息告知单"), ("members", "打印亮身份牌")])
def test_an_entry_opens_the_paper_of_the_card(qtbot, made, monkeypatch, screen, words):
    put_papers(monkeypatch, (NOTICE, PLATE))
    window = open_window(qtbot, made.desk, screen)
    page = window.pages[screen]
    page.open_at((made.households if screen == "households" else made.members)[0])
    places = []
    monkeypatch.setattr(window, "open", lambda *place: places.append(place))
    qtbot.mouseClick(page.panel.changes, Qt.MouseButton.LeftButton)
    assert any(entry.startswith(words) for entry in menu_words(window))
    choose(words)
    key = "data_notice:household" if screen == "households" else "door_plate:member"
    record = (made.households if screen == "households" else made.members)[0]
    assert places == [("print", f"{key}:{record}")]


def test_the_log_of_duties_opens_its_ledger(qtbot, made, monkeypatch):
    put_papers(monkeypatch, (LEDGER,))
    window = OpeningWindow()
    page = duty.build(made.desk, window)
    qtbot.addWidget(page)
    page.refresh()
    page.show()
    assert page.print.isHidden()
    page.turn(duty.RECORDS)
    page.records.filters.person.pick(f"member:{made.members[0]}", "巴特尔·苏和")
    page.print.click()
    page.turn(duty.COUNTS)
    page.print.click()
    assert window.places == [("print", f"duty_ledger:member:{made.members[0]}"), ("print", "duty_ledger:all:")]


def test_without_a_ledger_nothing_is_offered(qtbot, made):
    page = duty.build(made.desk, OpeningWindow())
    qtbot.addWidget(page)
    page.turn(duty.RECORDS)
    assert page.print.isHidden() == all(paper.key != "duty_ledger" for paper in printing.PRINTS)
