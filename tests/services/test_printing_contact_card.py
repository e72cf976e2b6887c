from datetime import UTC, datetime

import pytest

from kzzq_desktop.base.clock import held
from kzzq_desktop.domain.papers import PaperSettings
from kzzq_desktop.domain.places import Branch
from kzzq_desktop.domain.scope import Scope
from kzzq_desktop.services import printing
from kzzq_desktop.services.paper_settings import save_paper_settings
from kzzq_desktop.services.printing.audience import Audience
from kzzq_desktop.services.printing.contact_card import collect
from tests.services.papers_desk import VILLAGE, make_papers_desk


@pytest.fixture
def made(tmp_path):
    with held(datetime(2026, 11, 23, tzinfo=UTC)):
        yield make_papers_desk(tmp_path)


def cards(made, scope=None, **options):
    paper, audience = printing.find_print("contact_card", "")
    request = printing.make_request(paper, scope or Scope(grid=made.grids[1]), Audience(audience), options)
    return collect(made.desk, request)


def test_a_card_a_household_or_a_sheet_a_grid(made):
    (words,) = cards(made).words
    (card,) = words.cards
    assert (card.member, card.dial, card.posts, card.cards) == ("巴特尔·苏和", "16404750316", "治安维护岗", 2)
    assert cards(made).count == 2
    assert cards(made, count="sheet").words[0].cards[0].cards == 10
    assert cards(made, Scope(household=made.households[0])).count == 1


def test_no_household_is_named(made):
    said = repr(cards(made).words)
    assert not [secret for secret in ("王𬮱", "乌云其木格", "15404751234", "154 0475 1234") if secret in said]


def test_who_else_answers_comes_from_the_settings_and_the_branch(made):
    with made.desk.store.unit("样例") as unit:
        (branch,) = [row[0] for row in unit.conn.exec_driver_sql("select id from branch")]
        unit.change(Branch, branch, secretary="包青山", secretary_phone="16404750318")
    phones = {"150521102000": {"police": "0475-3216110", "oversight": "0475-3216111"}}
    save_paper_settings(made.desk, PaperSettings(phones=phones))
    (card,) = cards(made).words[0].cards
    assert card.answers == (
        ("党支部书记", "包青山", "164 0475 0318"),
        ("派出所", "", "0475-3216110"),
        ("苏木镇监督", "", "0475-3216111"),
    )


def test_the_back_is_moved_as_the_clerk_measured(made):
    shift = cards(made, shift_x="1.5", shift_y="-0.5").words[0].shift
    assert (shift.right, shift.down) == (1.5, -0.5)
    with pytest.raises(printing.UnknownPaper):
        cards(made, shift_x="99")


def test_what_has_no_card_is_said(made):
    vacant = made.add_grid(2)
    made.add_household(vacant, "陈永贵")
    made.add_grid(3)
    notes = cards(made, Scope()).notes
    assert "1个网格还没有联系党员，没有打印。" in notes
    assert any("没有住户" in note for note in notes)
    assert cards(made, Scope(grid=vacant)).words == ()


def test_a_print_of_nothing_says_why(made):
    vacant = made.add_grid(2)
    made.add_household(vacant, "陈永贵")
    paper, audience = printing.find_print("contact_card", "")
    with pytest.raises(printing.NothingToPrint) as refused:
        printing.collect(made.desk, paper, printing.make_request(paper, Scope(grid=vacant), audience))
    assert refused.value.what == "1个网格还没有联系党员，没有打印。"


def test_two_branches_of_a_village_are_not_mixed_up(made):
    with made.desk.store.unit("样例") as unit:
        (branch,) = [row[0] for row in unit.conn.exec_driver_sql("select id from branch")]
        unit.add(Branch(id="", name="先锋嘎查第二党支部", division_id=VILLAGE, secretary="哈斯巴根"))
        unit.add(Branch(id="", name="先锋嘎查第三党支部", division_id=VILLAGE, secretary="陈永贵"))
    assert cards(made).words[0].cards[0].secretary == ""
    with made.desk.store.unit("样例") as unit:
        unit.change(Branch, branch, secretary="包青山")
    assert cards(made).words[0].cards[0].secretary == "包青山"
