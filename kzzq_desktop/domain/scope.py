"""Of what a paper is printed: everything, a township, a village, a grid, a member, a household."""

from dataclasses import dataclass, fields

ALL = "all"
SCOPE_WORDS = {"all": "全部", "township": "苏木镇", "village": "嘎查村", "grid": "网格", "member": "党员", "household": "住户"}


@dataclass(frozen=True, slots=True)
class Scope:
    """One of these is an id (divisions: their 12-digit code), the others ""; everything where all are ""."""

    township: str = ""
    village: str = ""
    grid: str = ""
    member: str = ""
    household: str = ""

    @property
    def kind(self) -> str:
        """Return which of SCOPE_WORDS it is."""
        return next((field.name for field in fields(self) if getattr(self, field.name)), ALL)

    @property
    def record(self) -> str:
        """Return the id, "" of everything."""
        return "" if self.kind == ALL else str(getattr(self, self.kind))


def scope_of(kind: str, record: str = "") -> Scope:
    """Return the scope of a kind and an id."""
    return Scope() if kind == ALL else Scope(**{kind: record})
