"""Work: grids, who looks after them, and the duties done."""

from dataclasses import dataclass
from enum import StrEnum

from sqlmodel import Field, Index

from kzzq_desktop.domain.changes import Stamped


class Role(StrEnum):
    """A contact's role in a grid."""

    LEAD = "lead"
    BACKUP = "backup"


class Grid(Stamped, table=True):
    """A grid 网格 of a village; its code is the village code and the number in 3 digits."""

    __tablename__ = "grid"
    village_id: str = Field(max_length=12, index=True)
    number: int
    name: str = Field(default="", max_length=64)
    locked: int = 0


class Contact(Stamped, table=True):
    """Which member looks after a grid, since and until when, and why. History is kept: `until` "" means now."""

    __tablename__ = "contact"
    grid_id: str = Field(max_length=32, index=True)
    member_id: str = Field(max_length=32, index=True)
    role: str = Field(default="lead", max_length=8)
    since: str = Field(default="", max_length=10)
    until: str = Field(default="", max_length=10)
    why: str = Field(default="", max_length=128)
    approved_by: str = Field(default="", max_length=64)


class Duty(Stamped, table=True):
    """A duty done on a day 履职记录: `code` is one of the five, `boxes` the form's own fields as JSON."""

    __tablename__ = "duty"
    day: str = Field(max_length=10, index=True)
    code: str = Field(max_length=16)
    grid_id: str | None = Field(default=None, max_length=32, index=True)
    member_id: str | None = Field(default=None, max_length=32, index=True)
    place: str = Field(default="", max_length=64)
    words: str = ""
    boxes: str = "{}"


class DutyHousehold(Stamped, table=True):
    """One household of a duty; the id is uuid5 of duty and household. `day` repeats the duty's for fast look-up."""

    __tablename__ = "duty_household"
    duty_id: str = Field(max_length=32, index=True)
    household_id: str = Field(max_length=32)
    day: str = Field(max_length=10)


# A household's last contact is asked for far more often than it is written: answered from the index alone.
Index("ix_duty_household_household_id_sy_del_day", *(DutyHousehold.__table__.c[n] for n in ("household_id", "sy_del", "day")))  # type: ignore[attr-defined]


def grid_code(village_id: str, number: int) -> str:
    """Return a grid's 15-digit code."""
    return f"{village_id}{number:03d}"


@dataclass(frozen=True, slots=True)
class GridRow:
    """A grid as the tree and the board show it. `reached` is the last day any household of it was contacted."""

    id: str
    village_id: str
    village: str
    number: int
    name: str
    groups: str
    locked: bool
    households: int
    people: int
    member_id: str
    member: str
    member_phone: str
    since: str
    reached: str


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A duty as the log shows it."""

    id: str
    day: str
    code: str
    grid_id: str
    grid_number: int
    village: str
    member: str
    households: int
    words: str
