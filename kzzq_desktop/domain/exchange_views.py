"""The exchange as the clerk sees it: sites, packages found, what a package would do, conflicts and their settlement."""

from dataclasses import dataclass, field
from enum import StrEnum


class PackageState(StrEnum):
    """What can be done with a package found: only NEW ones are taken in."""

    NEW = "new"
    TAKEN = "taken"
    FOREIGN = "foreign"
    STRANGER = "stranger"
    REVOKED = "revoked"
    DAMAGED = "damaged"
    TOO_NEW = "too_new"
    INVITATION = "invitation"


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A site of the roster. `waiting` counts rows it has not acknowledged; `twins` its live lines if more than one."""

    site_id: str
    name: str
    kind: str
    territory: str
    revoked: bool
    is_self: bool
    last_in_at: str
    last_out_at: str
    waiting: int
    twins: int = 0


@dataclass(frozen=True, slots=True)
class ExchangeStatus:
    """How the exchange stands. `due_day` is "" before the first exchange is due; `overdue_days` > 0 when it has passed."""

    enrolled: bool
    is_root: bool
    sites: tuple[SiteRow, ...]
    weeks: int
    last_at: str
    due_day: str
    overdue_days: int
    conflicts: int
    strays: int
    waiting: int
    sentence: str


@dataclass(frozen=True, slots=True)
class PackageSeen:
    """A package found in a folder. `sentence` says what it is and, unless it is new, what to do."""

    path: str
    state: PackageState
    sender: str
    number: int
    created_at: str
    size: int
    sentence: str


@dataclass(frozen=True, slots=True)
class TableCount:
    """What a package does to one kind of record, in the clerk's word for it."""

    word: str
    new: int
    changed: int
    removed: int


@dataclass(frozen=True, slots=True)
class TakePlan:
    """What taking a package would do. `brake` > 0: so many rows would change that the clerk must type this number."""

    package: PackageSeen
    new: int
    changed: int
    conflicts: int
    removed: int
    moved: int
    same: int
    tables: tuple[TableCount, ...]
    brake: int = 0


@dataclass(frozen=True, slots=True)
class TakeReceipt:
    """What was taken in; `backup` names the copy made before ("" if there was one of the day)."""

    sender: str
    number: int
    at: str
    new: int
    changed: int
    conflicts: int
    removed: int
    moved: int
    stray: int
    acknowledged: bool
    backup: str


@dataclass(frozen=True, slots=True)
class GiveReceipt:
    """What was written out. `rows` of records, `size` in bytes."""

    receiver: str
    number: int
    at: str
    file: str
    rows: int
    size: int
    full: bool


@dataclass(frozen=True, slots=True)
class ExchangeLine:
    """A line of the history of exchanges: `taken` in or given out."""

    at: str
    taken: bool
    site: str
    number: int
    clerk: str
    words: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that somebody gave a field. `words` is how it reads, `value` the JSON value; `mine`: written on this PC.

    `clock` is "" or says how that PC's clock was wrong ("其电脑时间慢37天"); `at` then is only roughly right.
    """

    actor: str
    seq: int
    value: object
    words: str
    clerk: str
    office: str
    at: str
    clock: str
    mine: bool
    shown: bool


@dataclass(frozen=True, slots=True)
class ConflictField:
    """A field with several values. `origin` is the value from before, "" if unknown; `both` is what keeping all would read."""

    name: str
    word: str
    choices: tuple[Choice, ...]
    origin: str
    origin_at: str
    both: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A record of which several values wait, or that was removed in one place and changed in another.

    `screen` and `place` open it; `removed_by` says who removed it ("" otherwise); `urgent` ones come first. `stamp` changes
    with every write to the record.
    """

    table: str
    row_id: str
    title: str
    detail: str
    screen: str
    place: str
    fields: tuple[ConflictField, ...]
    removed_by: str = ""
    removed_at: str = ""
    urgent: bool = False
    stamp: int = 0


@dataclass(frozen=True, slots=True)
class Stray:
    """A record that a site sent though it is not of its township: the banner's clerk lets it in or leaves it."""

    site_id: str
    site: str
    table: str
    row_id: str
    title: str
    detail: str
    at: str


@dataclass(frozen=True, slots=True)
class Settlement:
    """What the clerk decided for one conflict: {field: JSON value}; `remove` True or False for a removed record.

    A value is one of the choices', or words as typed into a form (`both` of a field is such). `stamp` is the conflict's: a
    record written meanwhile is not settled by what was seen before; 0 does not ask.
    """

    table: str
    row_id: str
    values: dict[str, object] = field(default_factory=dict)
    remove: bool | None = None
    stamp: int = 0
