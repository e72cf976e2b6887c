import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.domain.page_code import page_code, read_page_code, spoken

SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
IDS = st.integers(0, 2**128 - 1).map(lambda number: f"{number:032x}")


@given(IDS, st.sampled_from(SIGNS), st.integers(1, 31))
def test_a_code_leads_back(record_id, paper, page):
    code = page_code(paper, record_id, page)
    found = read_page_code(code)
    assert (found.paper, found.id_start, found.page) == (paper, record_id[:12], page)
    assert read_page_code(spoken(code)) == found
    assert read_page_code(f" {code.lower()}\n") == found


@given(IDS, st.integers(0, 13), st.sampled_from(SIGNS))
def test_one_wrong_sign_is_always_seen(record_id, place, sign):
    code = page_code("H", record_id)
    wrong = code[:place] + sign + code[place + 1 :]
    assert wrong == code or read_page_code(wrong) is None


@given(IDS, st.integers(0, 12))
def test_two_signs_changed_round_are_always_seen(record_id, place):
    code = page_code("H", record_id)
    wrong = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert wrong == code or read_page_code(wrong) is None


@pytest.mark.parametrize("text", ["", "H", "不是编号", "H" * 40, "http://a.b/c"])
def test_other_words_are_no_code(text):
    assert read_page_code(text) is None


def test_the_code_keeps_what_it_was_printed_with():
    assert page_code("H", "00112233445566778899aabbccddeeff") == page_code("H", "001122334455" + "f" * 20)
