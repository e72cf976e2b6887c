"""What papers look like in this office, and the numbers that stand on its cards and boards."""

import re
from collections.abc import Mapping
from dataclasses import asdict, replace

from kzzq_desktop.base.errors import FormError, Problem
from kzzq_desktop.domain.papers import PaperSettings
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.store import office as offices

KEY = "papers"
PHONES = (("police", "派出所电话"), ("oversight", "监督电话"))
_SIDES = ("", "left", "right")
# 110, 0475-3216110, 0475-3216110转8, two numbers parted by a sign.
_PHONE = re.compile(r"[\d \-—、/转()（）]{3,40}")


def read_paper_settings(desk: Desk) -> PaperSettings:
    """Return the office's settings; what was never set, or makes no sense, is as usual.

    Numbers that other offices kept (the banner reads its townships') are there too; the own ones win.
    """
    with desk.store.reading() as conn:
        kept = [value for value in offices.read_settings(conn, KEY) if isinstance(value, dict)]
        own = offices.read_setting(conn, KEY, _office(desk))
    mine = own if isinstance(own, dict) else {}
    phones: dict[str, dict[str, str]] = {}
    for value in (*kept, mine):
        for township, numbers in _phones(value.get("phones")).items():
            phones[township] = phones.get(township, {}) | numbers
    usual = PaperSettings()
    return PaperSettings(
        mongolian=mine["mongolian"] if mine.get("mongolian") in _SIDES else usual.mongolian,
        unreviewed=_truth(mine.get("unreviewed"), usual=usual.unreviewed),
        formal=_truth(mine.get("formal"), usual=usual.formal),
        phones=phones,
    )


def save_paper_settings(desk: Desk, settings: PaperSettings) -> str:
    """Save the settings as one unit and return its id; raises FormError for a number that is none."""
    if settings.mongolian not in _SIDES:
        raise FormError([Problem("蒙古文只能放在左边或右边", "，或不印。", field="mongolian")])
    phones = _phones(settings.phones)
    problems = [
        Problem(f"{word}写得不对", "，请只写数字，如 0475-3216110。", field=f"{key}:{township}")
        for township, numbers in phones.items()
        for key, word in PHONES
        if key in numbers and not _PHONE.fullmatch(numbers[key])
    ]
    if problems:
        raise FormError(problems)
    with desk.store.unit("修改打印设置") as unit:
        offices.write_setting(unit, _office(desk), KEY, asdict(replace(settings, phones=phones)))
    return unit.id


def _office(desk: Desk) -> str:
    return desk.office.township or desk.office.banner


def _phones(kept: object) -> dict[str, dict[str, str]]:
    """Return the numbers that are there: {township code: {"police": …}}, nothing empty, nothing unknown."""
    found: dict[str, dict[str, str]] = {}
    for township, numbers in kept.items() if isinstance(kept, Mapping) else ():
        if isinstance(township, str) and isinstance(numbers, Mapping):
            texts = {key: numbers[key].strip() for key, _ in PHONES if isinstance(numbers.get(key), str)}
            if named := {key: text for key, text in texts.items() if text}:
                found[township] = named
    return found


def _truth(value: object, *, usual: bool) -> bool:
    return value if isinstance(value, bool) else usual
