"""Who is normally not asked: 70 or over, infirm, long away."""

from datetime import date

import pytest

from kzzq_desktop.domain.eligibility import age_on, refusal_words

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("birth", "age"),
    [("1956-11-23", 70), ("1956-11-24", 69), ("1956-11", 70), ("1956-12", 69), ("1956", 70), ("1957", 69), ("", None)],
)
def test_age_counts_full_years(birth: str, age: int | None) -> None:
    assert age_on(birth, TODAY) == age


def test_each_refusal_has_its_sentence() -> None:
    assert refusal_words("active", "1954-03-01", TODAY) == "72岁，按规定一般不安排"
    assert refusal_words("aged", "", TODAY) == "已登记为70岁以上，按规定一般不安排"
    assert refusal_words("infirm", "1980", TODAY, "2025年手术") == "体弱多病（2025年手术），按规定一般不安排"
    assert refusal_words("away", "1980", TODAY) == "长期外出，按规定一般不安排"
    assert refusal_words("active", "1980", TODAY) == ""
