"""Who a paper is for, and what of a household each audience may see. Pure: papers receive only what is left."""

import re
from datetime import date
from enum import StrEnum

from kzzq_desktop.domain.eligibility import age_on
from kzzq_desktop.domain.phones import spaced

CHILD_UNDER = 14
_STAR = "*"
_DOT = "·"
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_DIGITS = re.compile(r"\d+")


class Audience(StrEnum):
    """The audience as it stands on the paper.

    公示 hangs on a wall, 工作 stays with those who do the work, 内部 does not leave the office and carries a watermark;
    a household's own paper (本户) is for nobody else.
    """

    PUBLIC = "公示"
    WORK = "工作"
    INTERNAL = "内部"
    HOUSEHOLD = "本户"


def mask_name(name: str) -> str:
    """Return a name for the wall: the first and the last character stay, of two only the first (张*三, 张*, 巴**·*和)."""
    plain = _SELECTORS.sub("", name.strip())
    last = len(plain) - 1
    kept = {0, last} if last > 1 else {0} if last else set()
    return "".join(letter if place in kept or letter == _DOT else _STAR for place, letter in enumerate(plain))


def mask_phone(phone: str) -> str:
    """Return a number for the wall: four digits at least are hidden, the first three and last four stay of long ones."""
    digits = "".join(_DIGITS.findall(phone))
    if len(digits) >= 11:
        return f"{digits[:3]}{_STAR * (len(digits) - 7)}{digits[-4:]}"
    return f"{digits[:-4]}{_STAR * 4}" if len(digits) >= 7 else _STAR * len(digits)


def id_tail(id_number: str) -> str:
    """Return the last four of an ID number, which tell two people of one name apart at work; "" without a whole number."""
    return id_number[-4:] if len(id_number) >= 15 else ""


def is_child(birth: str, today: date) -> bool:
    """Tell whether somebody may be under 14: a birth known only in part counts from its last possible day."""
    year, *rest = birth.split("-") if birth else [""]
    latest = "-".join([year, *(rest + ["12", "28"][len(rest) :])])
    age = age_on(latest, today)
    return age is not None and age < CHILD_UNDER


def spaced_phone(phone: str) -> str:
    """Return a mobile as it is read aloud, 154 0475 0316; another number as it is."""
    return spaced(phone)
