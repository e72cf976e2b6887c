"""Reasons as the clerk reads them."""

from kzzq_desktop.domain.duplicate_evidence import AGAINST, Because, Reason
from kzzq_desktop.domain.duplicate_words import REASON_WORDS, pair_words, reason_words, score_words
from kzzq_desktop.domain.duplicates import LIKELY, POSSIBLE, SURE, find_duplicates
from tests.domain.seen import crowd, home, number, person


def test_scores_have_words():
    assert [score_words(score) for score in (0.99, SURE, 0.9, LIKELY, 0.7, POSSIBLE)] == [
        "几乎肯定", "几乎肯定", "很可能", "很可能", "可能", "可能",
    ]  # fmt: skip


def test_every_reason_has_words_and_what_speaks_against_says_but():
    assert set(REASON_WORDS) == set(Reason)
    assert {code for code, words in REASON_WORDS.items() if words.startswith("但")} == AGAINST


def test_what_speaks_against_stands_last():
    said = reason_words([Because(Reason.OTHER_BIRTH, -5), Because(Reason.MATES, 9, 2), Because(Reason.NAME, 0)])
    assert said == "姓名相同，家里另有2人也相同，但出生日期略有出入。"


def test_a_pair_of_households_names_its_best_evidence():
    family = (person("额尔敦朝格图", id_number=number("1983-09-26", 971)), person("孟根其其格"))
    found = find_duplicates([home("h1", *family), home("h2", *family, village="150521102205"), *crowd()])
    said = pair_words(found.households[0])
    assert said.startswith("户主是同一个人，有2个人两户都有：额尔敦朝格图，身份证号相同")
    assert pair_words(found.people[0]).endswith("。")
