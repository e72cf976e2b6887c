"""People: households with their residents and needs, and party members."""

from dataclasses import dataclass
from enum import StrEnum

from sqlmodel import Field

from kzzq_desktop.domain.changes import Stamped


class HouseholdStatus(StrEnum):
    """Where a household is; each change has a day."""

    HOME = "home"
    AWAY = "away"
    MOVED = "moved"
    CLOSED = "closed"


class ResidentStatus(StrEnum):
    """Where a resident is."""

    HERE = "here"
    AWAY = "away"
    MOVED = "moved_out"
    DECEASED = "deceased"


class Eligibility(StrEnum):
    """Whether a member may be asked to look after a grid (aged = 70 or over)."""

    ACTIVE = "active"
    AGED = "aged"
    INFIRM = "infirm"
    AWAY = "away"


HOUSEHOLD_STATUS_WORDS = {"home": "在住", "away": "外出", "moved": "迁出", "closed": "已销"}
RESIDENT_STATUS_WORDS = {"here": "在家", "away": "外出", "moved_out": "迁出", "deceased": "去世"}
ELIGIBILITY_WORDS = {"active": "可安排", "aged": "70岁以上", "infirm": "体弱多病", "away": "长期外出"}


class Household(Stamped, table=True):
    """A household 户. Days are ISO text and may be partly known ("1986", "1986-05").

    `group_no` and `door_no` are as written, without 组 or 号 ("2", "东2", "12"). `stated_people` is the number a ledger
    gave where only the head is on record. `grid_id` is None while the household stands in no grid.
    """

    __tablename__ = "household"
    village_id: str = Field(max_length=12, index=True)
    group_no: str = Field(default="", max_length=32)
    building: str = Field(default="", max_length=64)
    door_no: str = Field(default="", max_length=32)
    address: str = Field(default="", max_length=200)
    head_id: str | None = Field(default=None, max_length=32, index=True)
    phone: str = Field(default="", max_length=64)
    stated_people: int | None = None
    grid_id: str | None = Field(default=None, max_length=32, index=True)
    status: str = Field(default="home", max_length=16)
    status_day: str = Field(default="", max_length=10)
    away_where: str = Field(default="", max_length=128)
    away_return: str = Field(default="", max_length=64)
    ledger_no: str = Field(default="", max_length=32)
    note: str = ""


class Resident(Stamped, table=True):
    """A household's member 家庭成员. `relation` is GB/T 4761 (02 = head), `sex` GB/T 2261.1 ("0" unknown, "1", "2").

    `phones` is digits joined by "|"; `other_names` a JSON list; `raw_name` the text before normalising, if it differed.
    """

    __tablename__ = "resident"
    household_id: str = Field(max_length=32, index=True)
    name: str = Field(max_length=64)
    raw_name: str = Field(default="", max_length=64)
    other_names: str = "[]"
    relation: str = Field(default="", max_length=2)
    sex: str = Field(default="0", max_length=1)
    birth: str = Field(default="", max_length=10)
    id_number: str = Field(default="", max_length=18, index=True)
    phones: str = Field(default="", max_length=128)
    status: str = Field(default="here", max_length=16)
    status_day: str = Field(default="", max_length=10)
    place: int = 0
    note: str = ""


class HouseholdNeed(Stamped, table=True):
    """A need of a household, one row a need: the id is uuid5 of household and need, so that two PCs' marks unite."""

    __tablename__ = "household_need"
    household_id: str = Field(max_length=32, index=True)
    need: str = Field(max_length=64)


class Member(Stamped, table=True):
    """A party member 党员. `resident_id` ties the member to his own household; `photo` is a SyncBlob's sha256."""

    __tablename__ = "member"
    name: str = Field(max_length=64)
    raw_name: str = Field(default="", max_length=64)
    other_names: str = "[]"
    sex: str = Field(default="0", max_length=1)
    birth: str = Field(default="", max_length=10)
    phone: str = Field(default="", max_length=64)
    village_id: str | None = Field(default=None, max_length=12, index=True)
    branch_id: str | None = Field(default=None, max_length=32, index=True)
    household_id: str | None = Field(default=None, max_length=32)
    resident_id: str | None = Field(default=None, max_length=32)
    photo: str | None = Field(default=None, max_length=64)
    eligibility: str = Field(default="active", max_length=16)
    eligibility_why: str = Field(default="", max_length=128)
    eligibility_day: str = Field(default="", max_length=10)
    committee: int = 0
    note: str = ""


class MemberPost(Stamped, table=True):
    """A post a member has taken: the id is uuid5 of member and post."""

    __tablename__ = "member_post"
    member_id: str = Field(max_length=32, index=True)
    post: str = Field(max_length=64)


@dataclass(frozen=True, slots=True)
class HouseholdRow:
    """A household as lists and boards show it. `reached` is the last day of contact, "" if never."""

    id: str
    head: str
    village_id: str
    village: str
    group_no: str
    building: str
    door_no: str
    address: str
    people: int
    phone: str
    status: str
    needs: tuple[str, ...]
    grid_id: str
    grid_number: int
    member: str
    reached: str


@dataclass(frozen=True, slots=True)
class ResidentRow:
    """A resident as a household card shows it."""

    id: str
    household_id: str
    name: str
    relation: str
    sex: str
    birth: str
    id_number: str
    phones: tuple[str, ...]
    status: str


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A party member as lists show it; `grids` are the numbers of grids looked after now."""

    id: str
    name: str
    sex: str
    birth: str
    phone: str
    village_id: str
    village: str
    branch: str
    eligibility: str
    posts: tuple[str, ...]
    grids: tuple[str, ...]
    households: int
