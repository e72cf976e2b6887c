import pytest

from kzzq_desktop.domain.import_choice import FieldChange
from kzzq_desktop.domain.import_values import FIELD_WORDS, changes_of, code_of, shown
from kzzq_desktop.domain.known import KnownHousehold, KnownMember
from kzzq_desktop.domain.people import Household, Member, Resident


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("sex", "2", "女"),
        ("sex", "0", ""),
        ("relation", "12", "妻"),
        ("relation", "zz", "zz"),
        ("status", "moved_out", "迁出"),
        ("status", "home", "在住"),
        ("eligibility", "infirm", "体弱多病"),
        ("phones", "1|2", "1、2"),
        ("other_names", '["其力嘎", "其合力嘎"]', "其力嘎、其合力嘎"),
        ("other_names", ("其力嘎",), "其力嘎"),
        ("other_names", (), ""),
        ("stated_people", 3, "3"),
        ("stated_people", None, ""),
        ("grid_id", "g1", "01号网格"),
        ("branch_id", "b9", "b9"),
        ("birth", "1986-05", "1986-05"),
    ],
)
def test_values_are_words(column: str, value: object, words: str) -> None:
    assert shown(column, value, {"g1": "01号网格"}) == words


def test_changes_carry_code_word_and_both_values() -> None:
    home = KnownHousehold("h", "v", "1", "", "", "", "", None, "", "home", "p1")
    told = changes_of("household", {"group_no": "2", "head_id": "p2"}, home, {"p1": "巴特尔", "p2": "乌云"})
    assert told == (FieldChange("group_no", "组", "1", "2"), FieldChange("relation", "户主", "巴特尔", "乌云"))
    member = KnownMember("m", "赵党员", (), "v", "1", "1", "", "", "", "active")
    assert changes_of("member", {"phone": "1|2"}, member, {}) == (FieldChange("member_phone", "党员电话", "1", "1、2"),)


def test_every_code_has_one_word_and_stands_for_real_columns() -> None:
    assert len(set(FIELD_WORDS.values())) == len(FIELD_WORDS)
    columns = {code_of(kind.__tablename__, name) for kind in (Household, Resident, Member) for name in kind.model_fields}
    assert FIELD_WORDS.keys() - columns == {"need", "contact", "post"}
