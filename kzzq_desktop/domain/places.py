"""Places: divisions, party branches and the office's own settings and lists."""

from dataclasses import dataclass

from sqlmodel import Field

from kzzq_desktop.domain.changes import Stamped

BANNER, TOWNSHIP, VILLAGE = 3, 4, 5


class Division(Stamped, table=True):
    """A banner, township or village. The id is its 12-digit statistical code; a name is never a key.

    `other_names` is a JSON list of other spellings (old names, short forms).
    """

    __tablename__ = "division"
    name: str = Field(max_length=64)
    level: int
    parent_id: str | None = Field(default=None, max_length=12, index=True)
    other_names: str = "[]"


class Branch(Stamped, table=True):
    """A party branch 党支部."""

    __tablename__ = "branch"
    name: str = Field(max_length=64)
    division_id: str | None = Field(default=None, max_length=12, index=True)
    secretary: str = Field(default="", max_length=64)
    secretary_phone: str = Field(default="", max_length=32)


class Clerk(Stamped, table=True):
    """A local account's display name. Passwords and keys live in the key file only."""

    __tablename__ = "clerk"
    name: str = Field(max_length=64)


class Setting(Stamped, table=True):
    """One setting of the office: `value` is JSON text. The id is uuid5 of office and key."""

    __tablename__ = "setting"
    division_id: str = Field(max_length=12)
    key: str = Field(max_length=32)
    value: str


class ListItem(Stamped, table=True):
    """One entry of an editable list: kind is "need", "post" or "phrase" (phrase: `code` is the duty)."""

    __tablename__ = "list_item"
    kind: str = Field(max_length=16, index=True)
    words: str = Field(max_length=128)
    code: str = Field(default="", max_length=16)
    grp: str = Field(default="", max_length=32)
    place: int = 0
    division_id: str = Field(default="", max_length=12)
    off: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """A division as a light row."""

    code: str
    name: str
    level: int
    parent: str
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GridSizes:
    """How many households a grid should hold: a setting of the township."""

    target: int = 10
    least: int = 8
    most: int = 12


@dataclass(frozen=True, slots=True)
class Office:
    """The office this file belongs to."""

    banner: str
    banner_name: str
    township: str
    township_name: str
    demo: bool = False

    @property
    def name(self) -> str:
        """Return the name for the status bar and for papers."""
        return f"{self.township_name or self.banner_name}党建办"
