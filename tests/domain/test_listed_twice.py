"""Rows of a reading that are one person: a card beside its list and rows that hold several people are left out."""

from dataclasses import replace

from kzzq_desktop.domain.drafts import HouseholdDraft, LedgerReading, PersonDraft
from kzzq_desktop.domain.listed_twice import rows_listed_twice
from kzzq_desktop.domain.spot import Spot
from tests.domain.seen import number

HERE, THERE = "150521102201", "150521102205"
ID = number("1983-09-26", 970)
LIST, OTHER, CARD = Spot("甲.xlsx", "一村"), Spot("乙.xlsx", "二村"), Spot("登记卡.xlsx", "那仁花")


def listed(sheet: Spot, row: int, *people: PersonDraft, village: str = HERE, spread: bool = True) -> HouseholdDraft:
    """A household from this row on; not `spread`, all its people stand in one row, in columns of their own."""
    placed = tuple(
        replace(person, spot=replace(sheet, row=row + at if spread else row, col=3 if spread else 3 + at))
        for at, person in enumerate(people)
    )
    return HouseholdDraft(placed[0].spot, f"{row}", village_code=village, people=placed)


def bearer(name: str = "那仁花", **facts) -> PersonDraft:
    return PersonDraft(Spot(""), name, **{"id_number": ID} | facts)


def rows(*households: HouseholdDraft, cards: bool = False) -> list[tuple[tuple[str, int], tuple[str, int]]]:
    reading = LedgerReading(households=households, layouts={CARD: "cards"} if cards else {})
    return [((one.file, one.row), (other.file, other.row)) for one, other in rows_listed_twice(reading)]


def test_one_person_in_two_villages_is_a_pair_in_the_order_of_the_files():
    assert rows(listed(LIST, 5, bearer()), listed(OTHER, 9, bearer(), village=THERE)) == [(("甲.xlsx", 5), ("乙.xlsx", 9))]
    damaged = bearer(id_number="", id_text=f"{ID[:15]}000")
    assert rows(listed(LIST, 5, damaged), listed(LIST, 9, bearer())) == [(("甲.xlsx", 5), ("甲.xlsx", 9))]


def test_three_rows_of_one_person_are_three_pairs():
    assert len(rows(listed(LIST, 5, bearer()), listed(LIST, 9, bearer()), listed(OTHER, 9, bearer(), village=THERE))) == 3


def test_a_row_of_several_people_names_nobody():
    crowded = listed(OTHER, 9, bearer("包山", id_number=""), bearer(), village=THERE, spread=False)
    assert rows(listed(LIST, 5, bearer()), crowded) == []


def test_a_card_beside_its_list_is_no_duplicate():
    card = listed(CARD, 6, bearer())
    assert rows(listed(LIST, 5, bearer()), card, cards=True) == []
    assert len(rows(listed(LIST, 5, bearer()), card)) == 1
    assert len(rows(listed(LIST, 5, bearer(), village=THERE), card, cards=True)) == 1


def test_what_is_only_possible_is_not_reported():
    twice = [bearer("特木尔", id_number="", relation="20") for _ in range(2)]
    assert rows(listed(LIST, 5, bearer("包山", id_number=""), *twice)) == []
    assert rows() == []
