from dataclasses import replace

from kzzq_desktop.domain.import_draft import Draft
from kzzq_desktop.domain.import_holders import Holders
from tests.domain.import_families import home, office_of, one
from tests.domain.import_office import ids

FATHER, MOTHER = one("巴特尔", "02", "1950-03-04", numbered=1), one("乌云", "12", "1952-05-06", "2", numbered=2)


def said(draft: Draft) -> list[str]:
    return [row.what for row in draft.rows]


def test_a_number_in_two_households_is_said_each_time() -> None:
    known, draft = office_of(home(FATHER, MOTHER)).known(), Draft(ids())
    holders, own = Holders(draft, known), known.households[0].id
    holders.note(FATHER, own)
    holders.note(one("无号"), "h2")
    assert said(draft) == []
    holders.note(FATHER, "h2")
    holders.note(FATHER, "h3")
    assert said(draft) == ["这个身份证号在另一户也有"] * 2


def test_a_number_of_another_village_is_said_to_be_there() -> None:
    known, draft = office_of().known(), Draft(ids())
    holders = Holders(draft, replace(known, holders={FATHER.id_number: "far", MOTHER.id_number: "far"}))
    holders.note_household(home(FATHER, MOTHER))
    holders.note(FATHER, "h2")
    assert said(draft) == ["这一户的人都在另一个嘎查村在册，按新户导入", "这个身份证号在另一个嘎查村的一户也有"]


def test_a_household_is_only_called_known_when_all_its_numbers_stand_together() -> None:
    known, draft = office_of(home(FATHER)).known(), Draft(ids())
    holders = Holders(draft, known)
    holders.note_household(home(FATHER, MOTHER))
    holders.note_household(home(FATHER))
    holders.note_household(home(one("无号")))
    assert said(draft) == []
