"""Whether a party member may be proposed for a grid: 70 or over, infirm and long away are normally not."""

from datetime import date

from kzzq_desktop.domain.people import Eligibility

AGE_LIMIT = 70


def age_on(birth: str, today: date) -> int | None:
    """Return the age in full years; None where the birth is not on record.

    A birth that is only partly known (1956, 1956-05) counts from its first possible day: nobody of 70 slips through.
    """
    digits = [int(part) for part in birth.split("-") if part.isdecimal()]
    if not digits:
        return None
    year, month, day = (*digits, 1, 1)[:3]
    return today.year - year - ((today.month, today.day) < (month, day))


def refusal_words(eligibility: str, birth: str, today: date, why: str = "") -> str:
    """Return why a member is normally not asked, "" if he may be. One who is away may still look after those away."""
    age = age_on(birth, today)
    if age is not None and age >= AGE_LIMIT:
        return f"{age}岁，按规定一般不安排"
    noted = f"（{why}）" if why else ""
    if eligibility == Eligibility.AGED:
        return f"已登记为70岁以上{noted}，按规定一般不安排"
    if eligibility == Eligibility.INFIRM:
        return f"体弱多病{noted}，按规定一般不安排"
    if eligibility == Eligibility.AWAY:
        return f"长期外出{noted}，按规定一般不安排"
    return ""
