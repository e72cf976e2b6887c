"""What of a list each audience may take along."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.services.printing.audience import Audience
from kzzq_desktop.services.printing.list_masks import Fact, ListHead, masked_cell, masked_list, may_leave
from tests.services.papers_desk import ID_OF_TEST

PUBLIC, WORK, INTERNAL = Audience.PUBLIC, Audience.WORK, Audience.INTERNAL


@pytest.mark.parametrize(
    ("fact", "words", "work", "public"),
    [
        (Fact.PLAIN, "03 白音那木拉", "03 白音那木拉", "03 白音那木拉"),
        (Fact.NAME, "王秀英", "王秀英", "王*英"),
        (Fact.NAME, "额尔敦朝鲁·阿拉坦仓", "额尔敦朝鲁·阿拉坦仓", "额****·***仓"),
        (Fact.NAME, "没有户主", "没有户主", "没有户主"),
        (Fact.NAME, "—", "—", "—"),
        (Fact.PHONE, "15404750316", "15404750316", "154****0316"),
        (Fact.PHONE, "154 0475 0316、04756212345", "154 0475 0316、04756212345", "154****0316、047****2345"),
        (Fact.PLACE, "东2组 12号", "东2组 12号", ""),
        (Fact.PRIVATE, "低保", "低保", ""),
        (Fact.UNSAID, "不知道是什么", "不知道是什么", ""),
        (Fact.ID, ID_OF_TEST, "991X", ""),
        (Fact.ID, "152399600101991", "1991", ""),
        (Fact.ID, "15239960010199", "", ""),
        (Fact.ID, "未登记", "未登记", ""),
    ],
)
def test_each_kind_of_fact_has_its_mask(fact: Fact, words: str, work: str, public: str) -> None:
    assert masked_cell(words, fact, WORK) == work
    assert masked_cell(words, fact, PUBLIC) == public
    assert masked_cell(words, fact, INTERNAL) == words


@pytest.mark.parametrize("fact", [fact for fact in Fact if fact != Fact.ID])
def test_no_whole_id_number_hides_in_other_words(fact: Fact) -> None:
    words = f"身份证号 {ID_OF_TEST} 与 {ID_OF_TEST.lower()}"
    for audience in (WORK, PUBLIC):
        assert ID_OF_TEST[:14] not in masked_cell(words, fact, audience)
    assert masked_cell(f"证号{ID_OF_TEST}", Fact.PRIVATE, WORK) == "证号尾号991X"
    assert masked_cell("150521102201001", Fact.PLAIN, WORK) == "150521102201001"  # a grid's code has 15 digits


def test_what_nobody_has_spoken_of_never_hangs_on_a_wall() -> None:
    assert {fact for fact in Fact if may_leave(fact, PUBLIC)} == {Fact.PLAIN, Fact.NAME, Fact.PHONE}
    assert all(may_leave(fact, WORK) for fact in Fact)
    assert ListHead("新列").fact == Fact.UNSAID


@given(st.text("0123456789Xx、 -王秀英", max_size=40), st.sampled_from(list(Fact)))
def test_a_narrower_audience_never_sees_more(words: str, fact: Fact) -> None:
    shown, work = masked_cell(words, fact, PUBLIC), masked_cell(words, fact, WORK)
    assert sum(map(str.isdigit, shown)) <= sum(map(str.isdigit, work)) <= sum(map(str.isdigit, words))


def test_columns_leave_with_their_cells() -> None:
    heads = (
        ListHead("户主", fact=Fact.NAME),
        ListHead("需求", fact=Fact.PRIVATE),
        ListHead("人口", number=True, fact=Fact.PLAIN),
    )
    rows = [["王秀英", "低保", "3"], ["包金花", "", "1"]]
    kept, masked = masked_list(heads, rows, PUBLIC)
    assert kept == (heads[0], heads[2])
    assert list(masked) == [["王*英", "3"], ["包*花", "1"]]
    kept, masked = masked_list(heads, rows, WORK)
    assert (kept, list(masked)) == (heads, rows)
