from collections.abc import Mapping, Sequence

import pytest

from kzzq_desktop.importers.infer_names import name_columns
from kzzq_desktop.importers.profiles import Profile
from tests.importers.tables import phone_of

NAMES = ["王一", "李二梅", "王小三", "赵四", "孙五香", "赵小六", "周七", "周小八", "吴九", "郑十", "冯小一", "陈二"]
HEADS = ["王一", "", "", "赵四", "", "", "周七", "", "吴九", "郑十", "", "陈二"]
REPEATED = ["王一"] * 3 + ["赵四"] * 3 + ["周七"] * 2 + ["吴九"] + ["郑十"] * 2 + ["陈二"]
RELATIONS = ["户主", "妻", "长子", "户主", "妻", "次子", "户主", "长子", "户主", "户主", "次子", "户主"]
MEMBERS = ["李二梅"] * 6 + ["吴九"] * 6


def given(
    *columns: Sequence[object], words: Mapping[int, Mapping[str, float]] | None = None, **fields: list[int]
) -> dict[str, int]:
    profiles = {col: Profile(col, tuple(cells)) for col, cells in enumerate(columns)}
    taken = {col for cols in fields.values() for col in cols}
    said = {col: {} for col in profiles} | dict(words or {})
    return name_columns([one for col, one in profiles.items() if col not in taken], fields, profiles, said)


def test_each_rows_own_person_stands_in_nearly_every_row_and_is_another() -> None:
    assert given(HEADS, NAMES, RELATIONS, relation=[2]) == {"name": 1, "head_name": 0}
    assert given(NAMES, HEADS, RELATIONS, relation=[2]) == {"name": 0, "head_name": 1}


def test_heads_repeated_in_every_row_are_heads_and_no_members() -> None:
    assert given(REPEATED, NAMES, RELATIONS, relation=[2]) == {"name": 1, "head_name": 0}


def test_a_member_covers_many_rows_and_is_seldom_the_rows_own_person() -> None:
    assert given(NAMES, MEMBERS, RELATIONS, relation=[2]) == {"name": 0, "contact_member": 1}


def test_names_with_phones_are_members_however_few() -> None:
    cells = [f"李二梅 {phone_of(1)}", *[""] * 5, f"吴九 {phone_of(2)}", *[""] * 5]
    assert given(NAMES, cells) == {"head_name": 0, "contact_member": 1}


def test_few_names_where_a_grid_begins_are_members() -> None:
    grids = ["第1网格", *[""] * 5, "第2网格", *[""] * 5]
    members = ["王一", *[""] * 5, "赵小六", *[""] * 5]
    assert given(NAMES, grids, members, grid=[1]) == {"head_name": 0, "contact_member": 2}


def test_few_names_with_a_phone_beside_each_are_members() -> None:
    members = ["王一", *[""] * 5, "赵小六", *[""] * 5]
    phones = [phone_of(1), *[""] * 5, phone_of(2), *[""] * 5]
    assert given(NAMES, members, phones, phone=[2]) == {"head_name": 0, "contact_member": 1}


def test_one_name_in_every_row_is_nobodys() -> None:
    assert given(NAMES, ["李二梅"] * 12) == {"head_name": 0}


def test_without_relations_each_row_is_a_household_by_its_head() -> None:
    assert given(NAMES) == {"head_name": 0}
    assert given(NAMES, RELATIONS, relation=[1]) == {"name": 0}


def test_a_serial_that_stands_once_for_several_rows_makes_the_names_people() -> None:
    serial = [1.0, "", "", 2.0, "", "", 3.0, "", 4.0, 5.0, "", 6.0]
    assert given(serial, NAMES) == {"name": 1}


@pytest.mark.parametrize(("word", "role"), [("contact_member", "contact_member"), ("head_name", "head_name")])
def test_a_word_decides_where_cells_leave_it_open(word: str, role: str) -> None:
    few = ["王一", *[""] * 11]
    assert given(NAMES, few, RELATIONS, words={1: {word: 0.6}}, relation=[2])[role] == 1


def test_names_under_the_word_for_something_else_are_no_names() -> None:
    assert given(NAMES, MEMBERS, words={1: {"note": 0.6}}) == {"head_name": 0}


def test_what_words_gave_is_not_given_again() -> None:
    assert given(NAMES, HEADS, RELATIONS, name=[0], relation=[2]) == {"head_name": 1}
    assert given(NAMES, HEADS, RELATIONS, name=[0], head_name=[1], relation=[2]) == {}


def test_columns_without_names_are_given_nothing() -> None:
    assert given([phone_of(n) for n in range(12)], ["男"] * 12, [""] * 12) == {}


def test_a_member_who_lives_in_his_own_grid_is_no_head_where_a_word_says_member() -> None:
    members = ["王一", *[""] * 5, "周七", *[""] * 5]
    assert given(NAMES, members, words={0: {"head_name": 0.6}, 1: {"contact_member": 0.6}}) == {
        "head_name": 0,
        "contact_member": 1,
    }
