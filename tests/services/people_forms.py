"""Filled-in forms of synthetic people for tests: no ID number here was ever issued (division codes end in 99)."""

from kzzq_desktop.domain.id_numbers import check_digit
from kzzq_desktop.domain.person_forms import HouseholdForm, MemberForm, ResidentForm
from tests.services.desks import VILLAGE


def id_number(birth: str, serial: str = "001") -> str:
    first = f"150599{birth}{serial}"
    return first + check_digit(first)


HEAD = ResidentForm(name="包金花", relation="02", sex="2", birth="1958-03", phones="15404750538")
SON = ResidentForm(name="特木尔", relation="20", birth="1984", phones="154 0475 1126")
GRANDDAUGHTER = ResidentForm(name="阿拉腾其其格", relation="42", birth="2013-09")


def household(*people: ResidentForm, **boxes: object) -> HouseholdForm:
    filled = {"village_id": VILLAGE, "group_no": "东2", "door_no": "5", "residents": people or (HEAD, SON, GRANDDAUGHTER)}
    return HouseholdForm(**filled | boxes)


def member(name: str = "白音那木拉", **boxes: object) -> MemberForm:
    return MemberForm(**{"name": name, "sex": "1", "birth": "1980-05", "phone": "15404750316", "village_id": VILLAGE} | boxes)
