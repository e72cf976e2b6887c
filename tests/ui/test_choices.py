import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from kzzq_desktop.domain.scope import Scope
from kzzq_desktop.services.printing import Audience
from kzzq_desktop.ui.papers.choices import SEEN_BY, Choices
from tests.services.desks import VILLAGE
from tests.services.papers_desk import make_papers_desk
from tests.ui.made_up_papers import BOARD, CARDS, LEDGER, NOTICE, PAPERS, REAL, ROLL, made_up, put_papers


@pytest.fixture
def made(tmp_path):
    return make_papers_desk(tmp_path)


@pytest.fixture
def choices(shown, made, monkeypatch):
    put_papers(monkeypatch)
    found = shown(Choices(made.desk), 340, 600)
    found.refresh()
    found.changes = []
    found.changed.connect(lambda: found.changes.append(found.chosen()))
    return found


def take(choices, paper):
    choices.paper._take(next(hit for hit in choices.paper.finds("") if hit.key == paper.key))


def test_the_usual_of_the_first_paper_is_chosen_at_first(choices):
    paper, request = choices.chosen()
    assert paper is PAPERS[0]
    assert request.scope == Scope(village=VILLAGE)
    assert request.audience == Audience.WORK
    assert choices.about.text() == paper.about
    assert choices.words() == "党员联系户名册_先锋嘎查_工作"


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.key)
def test_every_paper_can_be_chosen_whatever_its_scopes_and_options(choices, made, paper):
    take(choices, paper)
    assert choices.paper.paper() is paper
    record = records(made)[paper.scopes[0]]
    choices.go_to(paper.scopes[0], record, paper.key)
    chosen, request = choices.chosen()
    assert chosen is paper
    assert request.audience == paper.audiences[0]
    assert request.scope.kind == paper.scopes[0]
    assert set(request.options) == {option.key for option in paper.options}


@pytest.mark.parametrize("paper", REAL, ids=lambda paper: paper.key)
def test_every_paper_of_the_program_can_be_chosen(choices, made, monkeypatch, paper):
    put_papers(monkeypatch, REAL)
    choices.refresh()
    record = records(made)[paper.scopes[0]]
    choices.go_to(paper.scopes[0], record, paper.key)
    chosen, request = choices.chosen()
    assert chosen is paper
    assert (request.scope.kind, request.scope.record) == (paper.scopes[0], record)
    assert set(request.options) == {option.key for option in paper.options}


def records(made):
    found = {"village": VILLAGE, "grid": made.grids[1], "household": made.households[0], "all": "", "member": made.members[0]}
    return found | {"township": f"{VILLAGE[:9]}000"}


def test_another_paper_never_shows_more_than_its_usual_audience(choices):
    seen = []
    choices.audience.pick(Audience.INTERNAL)
    for paper in (ROLL, PAPERS[0], BOARD, PAPERS[0]):
        take(choices, paper)
        seen.append(choices.audience.value())
    assert seen == [Audience.WORK, Audience.WORK, Audience.PUBLIC, Audience.PUBLIC]


def test_each_audience_says_what_it_sees(qtbot, choices):
    for audience in PAPERS[0].audiences:
        qtbot.mouseClick(choices.audience.buttons[audience], Qt.MouseButton.LeftButton)
        assert choices.seen_by.text() == SEEN_BY[audience]
    assert [request.audience for _, request in choices.changes] == list(PAPERS[0].audiences)
    assert set(SEEN_BY) == set(Audience)


def test_the_sheet_is_said_where_it_is_not_plain(choices):
    for paper, words in ((BOARD, "A3纸。"), (CARDS, "双面打印。"), (NOTICE, "A5纸。")):
        take(choices, paper)
        assert choices.about.text() == paper.about + words


def test_a_narrow_panel_changes_boxes_not_choices(choices):
    take(choices, LEDGER)
    choices.go_to("grid", choices.reach.finders.grids("")[0].key, LEDGER.key)
    choices.options.boxes["colour"].press(2)
    take(choices, PAPERS[0])
    choices.audience.pick(Audience.INTERNAL)
    for narrow in (True, False, True):
        before = choices.chosen()
        choices.fit_width(narrow)
        assert choices.chosen() == before
    assert choices.chosen()[1].audience == Audience.INTERNAL


def test_the_boxes_are_walked_from_the_top_down(choices):
    take(choices, LEDGER)
    walked, at = [], choices.paper
    for _ in range(60):
        if at.isVisible() and at.focusPolicy() & Qt.FocusPolicy.TabFocus and choices.isAncestorOf(at):
            walked.append(at.mapTo(choices, at.rect().topLeft()).y())
        at = at.nextInFocusChain()
        if at is choices.paper:
            break
    assert walked == sorted(walked)
    assert len(walked) > 4


def test_a_paper_of_a_later_day_is_no_fault(choices, made):
    choices.go_to("household", made.households[0], "no such paper")
    assert choices.chosen()[0].scopes[0] == "household"
    choices.go_to("constellation", "x")
    assert choices.chosen()[0].scopes[0] == "household"


def test_words_under_the_boxes_are_whole(qtbot, shown, made, monkeypatch):
    put_papers(monkeypatch, [made_up("long", "长句子的纸", about="这是一句很长很长的说明，" * 6)])
    found = shown(Choices(made.desk), 300, 600)
    found.refresh()
    for one in found.findChildren(QLabel):
        if one.isVisible() and one.wordWrap():
            qtbot.waitUntil(lambda one=one: one.height() >= one.heightForWidth(one.width()) - 1, timeout=2000)
