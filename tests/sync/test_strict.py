import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.sync.strict import Fields, Malformed, canonical, fields_of, pair

KEYS = st.text(max_size=5)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)


@given(document=st.dictionaries(KEYS, VALUES, max_size=5))
def test_what_is_written_canonically_is_read_again_and_has_one_text(document: dict[str, object]) -> None:
    text = canonical(document)
    assert fields_of(text).held == document
    assert fields_of(text.encode()).held == document
    assert canonical(dict(reversed(document.items()))) == text


@given(text=st.binary(max_size=60) | st.text(max_size=60))
def test_any_bytes_are_read_or_refused(text: bytes | str) -> None:
    try:
        found = fields_of(text)
    except Malformed:
        return
    assert isinstance(found.held, dict)


@pytest.mark.parametrize(
    "text",
    [
        b"", b"[]", b"1", b"null", b'{"a":1,"a":1}', b'{"a":{"b":1,"b":2}}', b'{"a":1.0}', b'{"a":1e3}', b'{"a":NaN}',
        b'{"a":Infinity}', b"\xef\xbb\xbf{}", b"\xff", b"{} {}", b"[" * 100_000, b'{"a":' * 100_000,
        b'{"a":' + b"9" * 5000 + b"}", json.dumps({"a": 1}).encode("utf-16"),
    ],
)  # fmt: skip
def test_what_two_readers_could_read_differently_is_refused(text: bytes) -> None:
    with pytest.raises(Malformed):
        fields_of(text)


WRONG = (None, True, False, -1, 2**63, "", "x", "AB", "ab ", "ａｂ", "\ud800", [], [1, 2, 3], {})


@pytest.mark.parametrize("value", [one for one in WRONG if one != {}])
def test_a_nested_object_is_an_object(value: object) -> None:
    with pytest.raises(Malformed):
        Fields({"a": value}).nested("a")


@pytest.mark.parametrize("value", [*WRONG, "abc", "abcdef", "abcg"])
def test_hex_is_so_many_small_digits(value: object) -> None:
    assert Fields({"a": "ab0c"}).hex("a", 4) == "ab0c"
    with pytest.raises(Malformed, match="a"):
        Fields({"a": value}).hex("a", 4)


@pytest.mark.parametrize("value", [*WRONG, 3, 10])
def test_a_count_lies_within_its_bounds(value: object) -> None:
    assert Fields({"a": 4}).count("a", 4, 9) == 4
    assert Fields({"a": 9}).count("a", 4, 9) == 9
    with pytest.raises(Malformed):
        Fields({"a": value}).count("a", 4, 9)


@pytest.mark.parametrize("value", ["a\nb", "a\x00", "a\x7f", "\ud800", "x" * 9, None, 1, []])
def test_a_text_is_short_and_holds_no_control_character(value: object) -> None:
    assert Fields({"a": "乡镇𠮷a b"}).text("a", 8) == "乡镇𠮷a b"
    with pytest.raises(Malformed):
        Fields({"a": value}).text("a", 8)


def test_line_feeds_only_where_they_are_awaited() -> None:
    assert Fields({"a": "x\ny"}).text("a", 8, feeds=1) == "x\ny"
    with pytest.raises(Malformed):
        Fields({"a": "x\ny\n"}).text("a", 8, feeds=1)


@pytest.mark.parametrize(
    "value", ["2026-01-01", "2026-01-01T00:00:00", "2026-01-01T00:00:00Z ", "２０２６-01-01T00:00:00Z", 1, None]
)
def test_a_moment_is_utc_text(value: object) -> None:
    assert Fields({"a": "2026-01-01T00:00:00Z"}).moment("a") == "2026-01-01T00:00:00Z"
    with pytest.raises(Malformed):
        Fields({"a": value}).moment("a")


@pytest.mark.parametrize("value", ["1" * 13, "+150521102000", "１５", "15 ", 15, None])
def test_a_division_code_is_digits(value: object) -> None:
    assert [Fields({"a": code}).code("a") for code in ("", "150521102000")] == ["", "150521102000"]
    with pytest.raises(Malformed):
        Fields({"a": value}).code("a")


def test_lists_have_a_cap_and_pairs_two_items() -> None:
    assert Fields({"a": [1, 2]}).listed("a", 2) == [1, 2]
    assert pair([1, "x"], "a") == (1, "x")
    for value in ([1, 2, 3], {"a": 1}, "ab", None):
        with pytest.raises(Malformed):
            Fields({"a": value}).listed("a", 2)
    for value in ([], [1], [1, 2, 3], "ab"):
        with pytest.raises(Malformed):
            pair(value, "a")


def test_only_what_may_be_missing_may_be_missing() -> None:
    assert Fields({}).optional("a") is None
    with pytest.raises(Malformed, match="a"):
        Fields({}).code("a")
