"""What a damaged ID number still proves: the digits that a spreadsheet left true, and slips of one digit."""

import re
import unicodedata

HEAD_DIGITS = 15
_POWER = re.compile(r"(\d)(?:\.(\d+))?E\+?(\d{2})", re.IGNORECASE)
_BRACKETS = re.compile(r"[(\[【][^)\]】]*[)\]】]")
_LEAST_MANTISSA = 13


def bare_digits(text: str) -> str:
    """Return an ID's digits and X as written, a power of ten written out; "" where too few are left to prove anything."""
    plain = unicodedata.normalize("NFKC", text).upper()
    power = _POWER.fullmatch(plain.strip())
    if power:
        mantissa = power[1] + (power[2] or "")
        return mantissa.ljust(int(power[3]) + 1, "0") if len(mantissa) >= _LEAST_MANTISSA else ""
    digits = re.sub(r"[^0-9X]", "", _BRACKETS.sub("", plain))
    return digits if len(digits) >= HEAD_DIGITS else ""


def true_heads(number: str, damaged: str) -> frozenset[str]:
    """Return what a number's first 15 digits may be: of a right one its own, of a damaged one of 18 digits two readings.

    A spreadsheet keeps 15 digits and sets the rest to 000, which a double stores as the nearest number it can hold:
    152399198309269000 is read back as 152399198309268992.
    """
    if number:
        return frozenset({number[:HEAD_DIGITS]})
    if len(damaged) != 18 or not damaged[:17].isdecimal():
        return frozenset()
    head = damaged[:HEAD_DIGITS]
    rounded = str(int(head) + 1) if damaged[HEAD_DIGITS:] >= "500" else head
    return frozenset({head, rounded})


def has_lost_tail(digits: str) -> bool:
    """Say whether a damaged number's last digits are a spreadsheet's and not a person's: 000, or such as a double holds."""
    return len(digits) == 18 and digits.isdecimal() and (digits.endswith("000") or int(digits) % 16 == 0)


def is_slip(one: str, other: str) -> bool:
    """Say whether two numbers differ by one slip of the pen: a digit wrong, left out, too many, or two neighbours changed."""
    short, long = sorted((one, other), key=len)
    if len(long) > len(short) + 1 or not short:
        return False
    at = next((place for place, pair in enumerate(zip(short, long, strict=False)) if pair[0] != pair[1]), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    if at == len(short):
        return False
    swapped = short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
    return swapped or short[at + 1 :] == long[at + 1 :]


def birth_in_digits(digits: str) -> str:
    """Return the birth day that a damaged number shows as ISO text, "" where its digits make no day."""
    year, month, day = digits[6:10], digits[10:12], digits[12:14]
    if not (year.isdecimal() and month.isdecimal() and day.isdecimal()):
        return ""
    likely = "1900" <= year <= "2099" and "01" <= month <= "12" and "01" <= day <= "31"
    return f"{year}-{month}-{day}" if likely else ""
