"""Pairs as the list shows them."""

from kzzq_desktop.domain.duplicate_words import score_words
from kzzq_desktop.services.duplicates import PairRow, PairSide
from kzzq_desktop.services.merges import MergeKind
from kzzq_desktop.ui.dialogs.duplicate_lines import COLUMNS, KIND_WORDS, TONES, options_of
from kzzq_desktop.ui.table_columns import cell_words


def pair(kind: MergeKind, one: str, other: str, score: float = 0.99) -> PairRow:
    sides = (PairSide(one, one, "先锋嘎查", "1"), PairSide(other, other, "花胡硕嘎查", "2"))
    return PairRow(f"{one}/{other}", kind, score, score_words(score), "姓名相同。", *sides)


def test_every_word_of_a_score_has_its_own_tone():
    assert set(TONES) == {score_words(score) for score in (0.99, 0.9, 0.6)}
    assert len(set(TONES.values())) == 3
    assert set(KIND_WORDS) == set(MergeKind)


def test_what_is_the_same_on_both_sides_is_said_once():
    said = [cell_words(column, pair(MergeKind.PERSON, "特木尔", "特木尔")) for column in COLUMNS]
    assert said == ["几乎肯定", "同一人", "特木尔", "先锋嘎查 ／ 花胡硕嘎查"]
    assert cell_words(COLUMNS[2], pair(MergeKind.HOUSEHOLD, "包金花家 2人", "包金花家 3人")) == "包金花家 2人 ／ 包金花家 3人"


def test_the_filter_counts_both_kinds():
    rows = [pair(MergeKind.PERSON, "a", "b"), pair(MergeKind.HOUSEHOLD, "c", "d"), pair(MergeKind.PERSON, "e", "f")]
    assert options_of(rows) == [("all", "全部 3"), ("household", "同一户 1"), ("person", "同一人 2")]
    assert options_of([]) == [("all", "全部 0"), ("household", "同一户 0"), ("person", "同一人 0")]
