"""A paper's code brings back what it was printed of, on the screen that shows it."""

import pytest

from kzzq_desktop.domain.page_code import page_code, spoken
from kzzq_desktop.domain.people import Member
from kzzq_desktop.domain.scope import Scope
from kzzq_desktop.services.find import FoundRow, find, scope_title
from kzzq_desktop.services.find_paper import BOARD_SIGNS, LOG_SIGNS, MEMBER_SIGNS, find_paper, log_place
from kzzq_desktop.services.printing import PRINTS
from tests.services.desks import BANNER, TOWNSHIP, VILLAGE
from tests.services.papers_desk import make_papers_desk


@pytest.fixture
def made(tmp_path):
    return make_papers_desk(tmp_path)


def only(made, code: str) -> FoundRow:
    (row,) = find(made.desk, code)
    return row


def word(sign: str) -> str:
    """The word of the paper with this sign; papers that are not in the program yet are just something printed."""
    return next((paper.word for paper in PRINTS if paper.sign == sign), "打印件")


def test_every_record_opens_its_card_with_the_paper_s_word(made):
    grid, member, home = made.grids[1], made.members[0], made.households[0]
    with made.desk.store.unit("样例") as unit:
        unit.change(Member, member, village_id=VILLAGE)
    sheet = only(made, page_code("H", grid, 2))
    assert sheet == FoundRow("grid", grid, "先锋嘎查1号网格", "党员联系户名册 第2页·先锋嘎查", "grid", grid)
    row = only(made, page_code("H", member))
    assert row == FoundRow("member", member, "巴特尔·苏和", "党员联系户名册 第1页·先锋嘎查", "member", member)
    row = only(made, page_code("2", home, 31))
    assert (row.title, row.open_kind, row.open_id) == ("王𬮱", "household", home)
    assert row.detail == "打印件 第31页或以后·先锋嘎查 2组12号·01号网格"


@pytest.mark.parametrize("typed", [str, spoken, str.lower, lambda code: f" {spoken(code).lower()} "])
def test_a_code_may_be_scanned_or_typed(made, typed):
    code = page_code("H", made.grids[1], month="2026-11")
    assert only(made, typed(code)).id == made.grids[1]


@pytest.mark.parametrize(
    ("sign", "record", "opens"),
    [
        ("R", VILLAGE, ("village", VILLAGE)),
        ("M", VILLAGE, ("roster", VILLAGE)),
        ("Z", VILLAGE, ("roster", VILLAGE)),
        ("G", VILLAGE, ("board", VILLAGE)),
        ("R", TOWNSHIP, ("board", TOWNSHIP)),
        ("W", BANNER, ("board", "")),
    ],
)
def test_papers_of_wider_places_open_the_list_they_are_of(made, sign, record, opens):
    row = only(made, page_code(sign, record))
    assert (row.open_kind, row.open_id) == opens
    names = {VILLAGE: "先锋嘎查", TOWNSHIP: "舍伯吐镇", BANNER: "舍伯吐镇党建办"}
    assert (row.title, row.detail) == (names[record], f"{word(sign)} 第1页")


def test_papers_of_duties_open_the_log_of_their_month(made):
    for record, scope in ((VILLAGE, Scope(village=VILLAGE)), (made.grids[1], Scope(grid=made.grids[1])), (BANNER, Scope())):
        row = only(made, page_code("L", record, 3, "2026-11"))
        assert (row.open_kind, row.open_id) == ("log", log_place("2026-11", scope))
        assert row.detail.startswith(f"{word('L')} 2026年11月 第3页")
    assert log_place("2026-11", Scope(village=VILLAGE)) == f"log:2026-11:village:{VILLAGE}"
    assert only(made, page_code("L", made.grids[1])).open_kind == "grid"
    assert only(made, page_code("V", made.grids[1], month="2026-11")).open_kind == "grid"


def test_what_is_no_code_or_gone_is_searched_for_as_words(made):
    with made.desk.store.unit("删除") as unit:
        unit.remove(Member, made.members)
    assert find_paper(made.desk, page_code("H", made.members[0])) is None
    assert find(made.desk, page_code("H", made.members[0])) == ()
    assert find_paper(made.desk, "王𬮱") is None
    assert [row.kind for row in find(made.desk, "王𬮱")] == ["household"]


def test_every_scope_has_a_title(made):
    assert scope_title(made.desk, Scope(household=made.households[0])) == "王𬮱"
    assert scope_title(made.desk, Scope(grid="0" * 32)) == scope_title(made.desk, Scope(village="150521102999")) == ""


def test_no_sign_opens_two_kinds_of_screen():
    signs = [*LOG_SIGNS, *MEMBER_SIGNS, *BOARD_SIGNS]
    assert len(set(signs)) == len(signs)
