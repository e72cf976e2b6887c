"""The scorer itself: what it counts as found, right, flagged, leaked and paired."""

from tests.importers.scoring import FIELDS, FLAGS, Score, Share, score

TRUTH = {"layout": "merged", "file": "甲.xlsx", "sheet": "一", "col": "2", **dict.fromkeys((*FIELDS.values(), *FLAGS), "")}
FOUND = {"file": "甲.xlsx", "sheet": "一", "col": "2", "flags": "", **dict.fromkeys(FIELDS, "")}


def expected(row: int, name: str, **more: str) -> dict[str, str]:
    return TRUTH | {"row": str(row), "name_expect": name, "person_uid": name, "block": "1"} | more


def told(row: int, name: str, **more: str) -> dict[str, str]:
    return FOUND | {"row": str(row), "name": name, "household_ref": "1"} | more


def pair(one: int, other: int) -> dict[str, str]:
    return {"file": "甲.xlsx", "sheet": "一", "row": str(one), "file2": "甲.xlsx", "sheet2": "一", "row2": str(other)}


def shares(share: Share) -> tuple[int, int, int]:
    return share.truth, share.given, share.right


def test_what_is_right_is_whole() -> None:
    result = score([told(3, "王甲"), told(4, "李乙")], [expected(3, "王甲"), expected(4, "李乙")], [])
    assert shares(result.rows) == shares(result.fields["name"]) == (2, 2, 2)
    assert shares(result.households) == (1, 1, 1)
    assert result.below() == []


def test_a_row_too_many_is_a_row_too_many_with_all_it_says() -> None:
    result = score([told(3, "王甲"), told(9, "合计")], [expected(3, "王甲")])
    assert shares(result.rows) == (1, 2, 1)
    assert shares(result.fields["name"]) == (1, 2, 1)
    assert result.below() == ["rows", "name"]


def test_a_person_in_another_column_of_his_row_is_found_by_name() -> None:
    assert score([told(3, "王甲", col="5")], [expected(3, "王甲")]).rows.right == 1
    assert score([told(3, "李乙", col="5")], [expected(3, "王甲")]).rows.right == 0


def test_values_are_compared_by_what_they_mean() -> None:
    truth = [expected(3, "王甲", phone_expect="0475-1234567|15400000001", birth_expect="1986", population_expect="3.0")]
    right = told(3, "王甲", phones="15400000001|04751234567", birth_date="1986-05-03", population="3")
    assert score([right], truth).below() == []
    wrong = told(3, "王甲", phones="15400000001", birth_date="1987", population="4")
    assert score([wrong], truth).below() == ["phones", "birth_date", "population"]
    assert score([told(3, "王甲")], truth).fields["phones"].given == 0


def test_a_flag_of_the_kind_is_a_flag() -> None:
    truth = [expected(3, "王甲", id_flag="id_lossy"), expected(4, "李乙", phone_flag="phone_bad")]
    result = score([told(3, "王甲", flags="id_checksum|phone_bad"), told(4, "李乙")], truth)
    assert shares(result.flags["id_lossy"])[::2] == (1, 1)
    assert result.exact_flags["id_lossy"] == 0
    assert result.flag_recall == 0.5
    assert "flags" in result.below()


def test_households_are_compared_by_who_is_together() -> None:
    truth = [expected(3, "王甲"), expected(4, "李乙"), expected(5, "包丙", block="2")]
    found = [told(3, "王甲"), told(4, "李乙", household_ref="9"), told(5, "包丙", household_ref="9")]
    result = score(found, truth)
    assert shares(result.households) == (1, 1, 0)
    assert "household pairs" in result.below()


def test_rows_of_one_person_are_pairs_but_for_cards_and_crowded_rows() -> None:
    truth = [expected(row, "王甲") for row in (3, 4, 5)]
    found = [told(row, "王甲") for row in (3, 4, 5)]
    assert shares(score(found, truth, [pair(4, 3), pair(3, 5), pair(4, 9)]).duplicates or Share()) == (3, 3, 2)
    card = expected(3, "王甲", file="登记卡.xlsx")
    crowded = expected(6, "王甲", layout="wide")
    assert shares(score(found, [*truth[:1], card, crowded], []).duplicates or Share()) == (0, 0, 0)
    assert "duplicate pairs" in score(found, truth, []).below()


def test_what_may_never_be_read_is_a_leak() -> None:
    for value in ("蒙古族", "6228999999123456789"):
        assert score([told(3, "王甲", note=value)], [expected(3, "王甲")]).below() == ["leaks"]


def test_nothing_expected_and_nothing_given_is_all_right() -> None:
    assert Score().below() == []
    assert "leaks" in "\n".join(Score(duplicates=Share()).lines())
