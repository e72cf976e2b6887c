"""What a damaged ID number still proves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.domain.damaged_ids import bare_digits, birth_in_digits, has_lost_tail, is_slip, true_heads

WHOLE = "152399198309269702"


@given(st.integers(min_value=110000_19000101_000, max_value=659999_20251231_999), st.integers(min_value=0, max_value=999))
def test_a_spreadsheet_leaves_fifteen_digits_true(head17, tail):
    number = f"{head17 // 100 * 1000 + tail:018d}"
    cut = int(number[:15]) * 1000
    for kept in (cut, int(float(cut)), int(float(f"{cut:.14e}"))):
        assert number[:15] in true_heads("", bare_digits(str(kept)))
        assert has_lost_tail(f"{kept:018d}")


def test_a_double_of_the_whole_number_keeps_them_too():
    assert WHOLE[:15] in true_heads("", f"{float(WHOLE):.0f}")


def test_a_right_number_has_its_own_head_only():
    assert true_heads(WHOLE, "") == {"152399198309269"}
    assert true_heads("", "") == frozenset()


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("1.52399E+17", ""),
        ("1.52399198309269E+17", "152399198309269000"),
        ("152399 19830926 9702（待核）", WHOLE),
        ("１５２３９９１９８３０９２６９７０２", WHOLE),
        ("未办", ""),
        ("15239919830926970x", "15239919830926970X"),
    ],
)
def test_what_is_left_of_a_cell(text, digits):
    assert bare_digits(text) == digits


def test_one_slip_and_no_more():
    assert is_slip(WHOLE, "152399198309269703")
    assert is_slip(WHOLE, "152399198039269702")
    assert is_slip(WHOLE, WHOLE[:9] + WHOLE[10:])
    assert is_slip(WHOLE + "2", WHOLE)
    assert not is_slip(WHOLE, WHOLE)
    assert not is_slip(WHOLE, "152399198309269713")
    assert not is_slip(WHOLE, WHOLE[:16])
    assert not is_slip("", "1")


@given(st.text("0123456789", min_size=18, max_size=18), st.integers(min_value=0, max_value=17), st.sampled_from("0123456789"))
def test_a_slip_is_seen_from_both_sides(number, at, digit):
    for other in (number[:at] + digit + number[at + 1 :], number[:at] + number[at + 1 :]):
        assert is_slip(number, other) == is_slip(other, number) == (number != other)


def test_a_birth_shows_in_damaged_digits():
    assert birth_in_digits("152399198309268992") == "1983-09-26"
    assert birth_in_digits("152399198413268992") == ""
    assert birth_in_digits("") == ""
