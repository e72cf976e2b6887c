import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.domain.form_code import FormCode, form_code, page_of, read_form_code
from kzzq_desktop.domain.page_code import SIGNS, page_code

IDS = st.integers(0, 2**128 - 1).map(lambda number: f"{number:032x}")
FORMS = st.tuples(IDS, st.integers(1, 31), st.sampled_from(["2000-01", "2026-11", "2085-04"]), st.lists(IDS, max_size=12))


def made(form):
    grid, page, month, households = form
    return form_code(("V", grid, page, month), 1, households)


@given(FORMS)
def test_what_was_written_is_read(form):
    grid, page, month, households = form
    found = read_form_code(made(form))
    assert isinstance(found, FormCode)
    assert (found.page.paper, found.page.page, found.page.month) == ("V", page, month)
    assert grid.startswith(found.page.id_start)
    assert found.version == 1
    assert found.keys == tuple(household[:5] for household in households)


@given(FORMS, st.data())
def test_one_wrong_sign_is_refused(form, data):
    code = made(form)
    at = data.draw(st.integers(0, len(code) - 1))
    wrong = data.draw(st.sampled_from([sign for sign in SIGNS if sign != code[at]]))
    assert read_form_code(code[:at] + wrong + code[at + 1 :]) is None


@given(st.text(max_size=80))
def test_other_words_are_no_form(text):
    found = read_form_code(text)
    assert found is None or found.page.paper in SIGNS


def test_it_holds_nothing_but_signs_and_fits_a_small_square():
    code = made(("a" * 32, 1, "2026-11", ["b" * 32] * 12))
    assert set(code) <= set(SIGNS)
    assert len(code) == 16 + 1 + 12 * 4 + 2


def test_a_page_is_told_of_either_code():
    page = page_code("V", "a" * 32, 2, "2026-11")
    assert page_of(page) == page_of(made(("a" * 32, 2, "2026-11", ["b" * 32] * 3)))
    assert page_of("哈斯巴根") is None


@pytest.mark.parametrize("cut", [1, 4, 20])
def test_a_code_that_lost_its_end_is_refused(cut):
    assert read_form_code(made(("a" * 32, 1, "2026-11", ["b" * 32] * 5))[:-cut]) is None
