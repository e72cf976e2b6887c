"""What a duty form is: the boxes a clerk fills beside date, member, households, place and words.

Boxes are kept as JSON in `Duty.boxes`, so a new form or box needs no migration.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kzzq_desktop.base.errors import Problem

LONGEST_TEXT = 100
MOST_PEOPLE = 99_999
BoxValue = str | int | tuple[str, ...]
Values = Mapping[str, BoxValue]


class BoxKind(StrEnum):
    """How a box is filled: free text, one of its choices, a whole number, or some of the entry's households."""

    TEXT = "text"
    CHOICE = "choice"
    NUMBER = "number"
    HOUSEHOLDS = "households"


@dataclass(frozen=True, slots=True)
class Box:
    """One box of a form. A choice that is required starts on its first choice."""

    key: str
    word: str
    kind: BoxKind = BoxKind.TEXT
    choices: tuple[str, ...] = ()
    required: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True)
class DutyForm:
    """One of the duties: `code` is kept, `word` is shown, `phrases` are the ready words it starts with."""

    code: str
    word: str
    boxes: tuple[Box, ...]
    phrases: tuple[str, ...] = ()

    def check(self, values: Values) -> tuple[Problem, ...]:
        """Return everything that is wrong with the boxes, none if they may be saved."""
        known = {box.key for box in self.boxes}
        strange = [Problem(f"“{self.word}”没有“{key}”这一栏。", field=key) for key in values if key not in known]
        found = [problem for box in self.boxes if (problem := _check_box(box, values.get(box.key, "")))]
        return (*strange, *found)

    def started(self) -> dict[str, BoxValue]:
        """Return the values a new entry starts with: the first choice of each required choice."""
        return {box.key: box.choices[0] for box in self.boxes if box.kind is BoxKind.CHOICE and box.required}

    def tidied(self, values: Values) -> dict[str, BoxValue]:
        """Return the values without outer spaces and empty boxes, numbers as numbers, in the form's order."""
        tidy: dict[str, BoxValue] = {}
        order = [box.key for box in self.boxes]
        numbers = {box.key for box in self.boxes if box.kind is BoxKind.NUMBER}
        for key in sorted(values, key=lambda key: (order.index(key) if key in order else len(order), key)):
            value = values[key]
            if isinstance(value, str):
                value = value.strip()
                if key in numbers and value.isascii() and value.isdigit():
                    value = int(value)
            if value not in ("", ()):
                tidy[key] = value
        return tidy


def boxes_text(values: Values) -> str:
    """Return the values as the JSON text that `Duty.boxes` holds; characters stay readable for the search."""
    return json.dumps(dict(values), ensure_ascii=False, separators=(",", ":"))


def read_boxes(text: str) -> dict[str, BoxValue]:
    """Return the values in a `Duty.boxes` text."""
    held: dict[str, str | int | list[str]] = json.loads(text or "{}")
    return {key: tuple(value) if isinstance(value, list) else value for key, value in held.items()}


def _check_box(box: Box, value: BoxValue) -> Problem | None:
    if value in ("", ()):
        return Problem(f"“{box.word}”没有填。", _remedy(box), field=box.key) if box.required else None
    return _CHECKS[box.kind](box, value)


def _check_text(box: Box, value: BoxValue) -> Problem | None:
    if not isinstance(value, str):
        return Problem(f"“{box.word}”应当是文字。", field=box.key)
    if len(value) > LONGEST_TEXT:
        said = f"“{box.word}”有 {len(value)} 个字，最多 {LONGEST_TEXT} 个。"
        return Problem(said, "请写短一些，详情写在内容里。", field=box.key)
    return None


def _check_choice(box: Box, value: BoxValue) -> Problem | None:
    return None if value in box.choices else Problem(f"“{box.word}”不在可选的几项里。", _remedy(box), field=box.key)


def _check_number(box: Box, value: BoxValue) -> Problem | None:
    if not isinstance(value, int) or isinstance(value, bool):
        return Problem(f"“{box.word}”应当是数字。", "例如 23。", field=box.key)
    if not 0 <= value <= MOST_PEOPLE:
        return Problem(f"“{box.word}”应当在 0 到 {MOST_PEOPLE} 之间。", field=box.key)
    return None


def _check_households(box: Box, value: BoxValue) -> Problem | None:
    if not isinstance(value, tuple):
        return Problem(f"“{box.word}”应当从所选的住户里勾选。", field=box.key)
    return Problem(f"“{box.word}”里有一户选了两次。", field=box.key) if len(set(value)) < len(value) else None


def _remedy(box: Box) -> str:
    return f"请在{'、'.join(box.choices)}中选一项。" if box.choices else "请填写。"


_CHECKS = {
    BoxKind.TEXT: _check_text,
    BoxKind.CHOICE: _check_choice,
    BoxKind.NUMBER: _check_number,
    BoxKind.HOUSEHOLDS: _check_households,
}
