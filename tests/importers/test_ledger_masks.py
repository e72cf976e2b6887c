"""Numbers and names that were masked for the wall or for work: what is hidden is not known, and is never a wrong number.

The forms are those of services/printing/audience.py, and the usual ones of other offices.
"""

from pathlib import Path

import pytest

from kzzq_desktop.services.printing.audience import id_tail, mask_name, mask_phone
from tests.importers.tables import id_of, phone_of, read, write_csv

HEADS = ["户主", "姓名", "与户主关系", "身份证号", "联系电话", "组", "门牌号"]
NUMBER, PHONE = id_of(1), phone_of(1)
IDS = (
    "", id_tail(NUMBER), f"****{NUMBER[-4:]}", f"**************{NUMBER[-4:]}", f"{NUMBER[:4]}**********{NUMBER[-4:]}",
    f"{NUMBER[:6]}********{NUMBER[-4:]}", f"{NUMBER[:3]}***************", f"{NUMBER[:6]}××××××××{NUMBER[-4:]}",
    f"尾号{NUMBER[-4:]}",
)  # fmt: skip
PHONES = (mask_phone(PHONE), mask_phone("04751234567"), mask_phone("12345678"), f"{mask_phone(PHONE)}、{mask_phone(PHONE)}")


def ledger(folder: Path, *, name: str = "王有", number: str = NUMBER, phone: str = PHONE) -> Path:
    return write_csv(folder / "甲镇毛都嘎查.csv", [HEADS, [name, name, "户主", number, phone, "1", "2"]], "utf-8")


@pytest.mark.parametrize("number", IDS)
def test_a_masked_number_says_nothing(tmp_path: Path, number: str) -> None:
    reading = read(ledger(tmp_path, number=number))
    ((person,),) = [household.people for household in reading.households]
    assert (person.id_number, person.id_text, set(person.flags) - {"id_missing"}) == ("", "", set())
    assert not reading.problems


@pytest.mark.parametrize("phone", PHONES)
def test_a_masked_phone_says_nothing(tmp_path: Path, phone: str) -> None:
    reading = read(ledger(tmp_path, phone=phone))
    ((person,),) = [household.people for household in reading.households]
    assert (person.phones, person.flags) == ((), ())
    assert not reading.problems


@pytest.mark.parametrize("name", ["包金花", "王伟", "额尔敦朝鲁·阿拉坦仓"])
def test_a_masked_name_makes_nobody(tmp_path: Path, name: str) -> None:
    reading = read(ledger(tmp_path, name=mask_name(name)))
    assert not reading.households
    assert [problem.column for problem in reading.problems if problem.refused] == ["姓名"]
