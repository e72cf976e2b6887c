"""Errors that a clerk can read: what happened, where, and how to mend it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a form or a row, in the clerk's words.

    `where` names the place ("第5行 身份证号"), `field` the box of a form ("phone").
    """

    what: str
    mend: str = ""
    where: str = ""
    field: str = ""

    def sentence(self) -> str:
        """Return place, fault and remedy as one sentence."""
        head = f"{self.where}：{self.what}" if self.where else self.what
        return f"{head}{self.mend}" if self.mend else head


class AppError(Exception):
    """Something the clerk can mend. A child class carries its own `advice`.

    `what` must never hold a value of a person: it may be logged.
    """

    advice = ""

    def __init__(self, what: str = "", advice: str = "") -> None:
        super().__init__(what or self.advice)
        self.what = what
        self.advice = advice or type(self).advice

    def sentence(self) -> str:
        """Return what happened and what to do, as one text."""
        return f"{self.what}{self.advice}" if self.what != self.advice else self.advice


class FormError(AppError):
    """A form was filled wrongly: all its problems at once, nothing saved."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("；".join(problem.sentence() for problem in problems))


class Cancelled(AppError):
    """The clerk stopped the work; nothing was saved."""

    advice = "已取消，没有保存任何内容。"
