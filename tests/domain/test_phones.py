import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.domain import flags
from kzzq_desktop.domain.phones import is_phone, read_phones

PREFIXES = ("154", "160", "163", "164", "168", "169", "179", "194")
MOBILES = st.builds(lambda prefix, rest: f"{prefix}{rest:08d}", st.sampled_from(PREFIXES), st.integers(0, 99_999_999))
LANDLINES = st.builds(lambda number: f"0475{number:07d}", st.integers(0, 9_999_999))


@given(MOBILES)
def test_a_mobile_is_read_however_it_is_written(mobile: str) -> None:
    wide = mobile.translate({ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)})
    grouped = f"{mobile[:3]} {mobile[3:7]} {mobile[7:]}"
    for text in (mobile, wide, grouped, grouped.replace(" ", "-"), f"+86{mobile}", f"86{mobile}", f"+86 {mobile}", f"{mobile} ",
                 f"{mobile}\n", f"{mobile}（儿子）", f"（手机{mobile}）", f"{mobile} 微信同号", f"手机：{mobile}"):  # fmt: skip
        read = read_phones(text)
        assert read.phones == (mobile,)
        assert not read.flag
    assert read_phones(float(mobile)).phones == (mobile,)


@given(LANDLINES)
def test_a_landline_is_read_with_and_without_its_area(line: str) -> None:
    local = line[4:]
    for text in (line, f"0475-{local}", f"(0475){local}", f"（0475）{local}", local):
        assert read_phones(text).phones == (line,)


@given(st.lists(MOBILES, min_size=1, max_size=4, unique=True), st.sampled_from("/、；,， \n或;"))
def test_several_numbers_in_a_cell_are_all_read(mobiles: list[str], mark: str) -> None:
    assert read_phones(mark.join(mobiles)).phones == tuple(mobiles)


@given(st.lists(st.one_of(MOBILES, LANDLINES), max_size=3, unique=True))
def test_what_was_read_is_read_again_the_same(numbers: list[str]) -> None:
    joined = read_phones("，".join(numbers)).joined
    assert read_phones(joined.replace("|", "，")).joined == joined
    assert all(is_phone(number) for number in joined.split("|") if number)


def test_one_number_twice_is_one() -> None:
    assert read_phones("15411112222 15411112222").phones == ("15411112222",)


BROKEN = ("1541111222", "154111122223", "154111O2222", "1541111222O", "16981771O63", "12345", "25411112222")


@pytest.mark.parametrize("text", BROKEN)
def test_a_broken_number_is_flagged_and_not_taken(text: str) -> None:
    read = read_phones(text)
    assert read.flag == flags.PHONE_BAD
    assert not read.phones


@pytest.mark.parametrize("text", ["", "无", "—", "/", "空号", "暂无", "停机"])
def test_words_instead_of_a_number_are_no_fault(text: str) -> None:
    read = read_phones(text)
    assert not read.phones
    assert not read.flag


def test_a_right_number_beside_a_broken_one_is_kept_and_flagged() -> None:
    read = read_phones("15411112222 1541111")
    assert read.phones == ("15411112222", "04751541111")
    assert read_phones("15411112222 154111122").flag == flags.PHONE_BAD
