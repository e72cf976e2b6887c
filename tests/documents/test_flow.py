from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.documents.flow import Flow, Rule, Words, faces_of
from kzzq_desktop.documents.sheet import A4, MM, Paper

TOP, BOTTOM = A4.height - 40 * MM, 25 * MM
FACES = faces_of(Paper("办", date(2026, 11, 23), "工作"))
TEXTS = st.text(alphabet="额尔敦朝鲁·，、。（）㛃𠮷abc12 ", min_size=1, max_size=120)


def flowing():
    return Flow(A4, TOP, BOTTOM, FACES)


def words_on(flow):
    return [mark for page in flow.pages for mark in page if isinstance(mark, Words)]


def said(flow):
    return "".join(mark.text for mark in words_on(flow)).replace(" ", "")


@given(st.lists(TEXTS, min_size=1, max_size=60))
def test_nothing_goes_below_the_foot_and_nothing_is_lost(texts):
    flow = flowing()
    for text in texts:
        flow.paragraph(text)
    assert said(flow) == "".join(texts).replace(" ", "")
    assert all(BOTTOM - 1 <= mark.y <= TOP for mark in words_on(flow))


@given(st.lists(st.tuples(st.sampled_from(["电话", "住址", "备注"]), TEXTS), min_size=1, max_size=30))
def test_facts_stay_within_the_breadth(pairs):
    flow = flowing()
    flow.facts(pairs)
    for mark in words_on(flow):
        assert mark.x + FACES.text.width(mark.text, mark.size) <= A4.right + mark.size
    assert said(flow).count("电话") >= sum(label == "电话" for label, _ in pairs)


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=40))
def test_a_table_says_its_head_again_on_every_page(rows):
    flow = flowing()
    flow.table((("户主头", 30), ("备注头", 60)), rows)
    for page in flow.pages:
        heads = [mark.text for mark in page if isinstance(mark, Words) and mark.bold]
        assert heads == ["户主头", "备注头"]
    assert all(mark.y0 >= BOTTOM - 1 for page in flow.pages for mark in page if isinstance(mark, Rule))


def test_a_row_is_as_high_as_its_longest_cell():
    short, long = flowing(), flowing()
    short.table((("甲", 30), ("乙", 60)), [("一", "二")])
    long.table((("甲", 30), ("乙", 60)), [("一", "钥匙在东邻，来前先打电话；" * 12)])
    assert long.y < short.y - 30


def test_a_heading_is_not_left_alone_at_the_foot():
    flow = flowing()
    flow.y = BOTTOM + 15 * MM
    flow.paragraph("前面")
    flow.heading("后面", needs=20 * MM)
    assert len(flow.pages) == 2
    assert [mark.text for mark in flow.pages[1] if isinstance(mark, Words)] == ["后面"]


def test_room_for_the_pen_has_lines():
    flow = flowing()
    flow.blank(27 * MM)
    assert len([mark for mark in flow.pages[0] if isinstance(mark, Rule)]) == 3
    assert flow.y == pytest.approx(TOP - 27 * MM)


def test_every_further_page_says_again_what_it_is_of():
    flow = Flow(A4, TOP, BOTTOM, FACES, "03号网格（续）")
    flow.paragraph("钥匙在东邻，来前先打电话；" * 400)
    assert len(flow.pages) > 2
    firsts = [page[0].text for page in flow.pages]
    assert firsts[0] != "03号网格（续）"
    assert set(firsts[1:]) == {"03号网格（续）"}


def test_who_signs_and_when_stays_together():
    for start in range(10, 40):
        flow = flowing()
        flow.y = BOTTOM + start * MM
        flow.paragraph("前面")
        flow.signatures(("交出人：", "接收人："), ("日期：", "日期："))
        page = [mark.text for mark in flow.pages[-1] if isinstance(mark, Words)]
        assert page[-4:] == ["交出人：", "接收人：", "日期：", "日期："]


@given(st.lists(st.lists(st.tuples(st.just("交接原因"), TEXTS), min_size=1, max_size=2), min_size=1, max_size=9))
def test_a_form_holds_every_value_within_its_lines(rows):
    flow = flowing()
    flow.form(rows)
    values = "".join(value for row in rows for _, value in row).replace(" ", "")
    assert said(flow).replace("交接原因", "") == values
    edges = {mark.x0 for page in flow.pages for mark in page if isinstance(mark, Rule)}
    assert max(edges) == pytest.approx(A4.right)
    assert all(mark.x < A4.right - 22 * MM for mark in words_on(flow))
