"""Stamps and the history of changes: who wrote what, in which order (no clock decides an order)."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, LargeBinary, SmallInteger
from sqlalchemy.orm import declared_attr
from sqlmodel import Field, SQLModel

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.metadata.naming_convention = NAMING


class Stamped(SQLModel):
    """What every synced record carries beside its own fields.

    `sy_vv` is JSON {actor index: highest seq integrated}; `sy_st` holds only the field heads that differ from the
    base dot: {"*": [actor index, seq], "phone": [[actor index, seq]]}; the first head of a field is the one shown. A row made
    by several sites at once (its id is derived from what it says) has several base dots: {"*": [[…], […]]}. `sy_scope` is
    derived here and never merged: the township's code, None for what goes to every office, "+code+code" for a row whose
    place is disputed. `sy_del` is 0 for a row in use, 1 removed, 2 in another township's care now (here only), 3 erased.
    `sy_flag` is SEVERAL (here only) while some field has several values.
    """

    @declared_attr.directive
    def __table_args__(cls) -> tuple[CheckConstraint, Index]:  # noqa: N805 - SQLAlchemy hands the class
        """A row that no stamp was given cannot be inserted; what a township has not got yet is found by its scope."""
        return CheckConstraint("sy_rev > 0", name="stamped"), Index(None, "sy_scope", "sy_rev")

    id: str = Field(primary_key=True, max_length=32)
    sy_rev: int = Field(default=0, sa_type=BigInteger, nullable=False, index=True, sa_column_kwargs={"default": None})
    sy_vv: str = Field(default="", nullable=False, sa_column_kwargs={"default": None})
    sy_st: str | None = None
    sy_del: int = Field(default=0, sa_type=SmallInteger, nullable=False)
    sy_scope: str | None = None
    sy_flag: int = Field(default=0, sa_type=SmallInteger, nullable=False)


STAMP_FIELDS = frozenset({"sy_rev", "sy_vv", "sy_st", "sy_del", "sy_scope", "sy_flag"})


IN_USE, REMOVED, MOVED_AWAY, ERASED = 0, 1, 2, 3
SEVERAL = 1  # the bit of sy_flag of a row of which some field has several values


class SyncBoot(SQLModel, table=True):
    """One program start: a point on this database's history line."""

    __tablename__ = "sync_boot"
    n: int = Field(primary_key=True)
    boot_id: str = Field(unique=True, max_length=16)
    first_rev: int = Field(sa_type=BigInteger)
    started_at: str
    reason: str
    schema_version: str


class SyncActor(SQLModel, table=True):
    """A short local number for each 64-bit author id."""

    __tablename__ = "sync_actor"
    idx: int = Field(primary_key=True)
    actor: str = Field(unique=True, max_length=16)
    site_id: str = Field(max_length=32)
    started_at: str
    app_version: str


class SyncMeta(SQLModel, table=True):
    """Counters and facts of this database: rev, seq, site_id, last_good_date."""

    __tablename__ = "sync_meta"
    k: str = Field(primary_key=True, max_length=32)
    v: str


class SyncUnit(SQLModel, table=True):
    """One save: who, when and why for all dots first_seq..last_seq of the actor.

    `first_rev` is local: where this database began to write the unit.
    """

    __tablename__ = "sync_unit"
    actor: str = Field(primary_key=True, max_length=16)
    first_seq: int = Field(primary_key=True, sa_type=BigInteger)
    last_seq: int = Field(sa_type=BigInteger)
    first_rev: int = Field(sa_type=BigInteger, index=True)
    clerk_id: str = Field(max_length=32)
    at: str = Field(index=True)
    at_state: str = Field(default="ok", max_length=8)
    what: str


class SyncLog(SQLModel, table=True):
    """One later change of a row: patch is JSON {field: [old, new]}. Creation writes no log row."""

    __tablename__ = "sync_log"
    actor: str = Field(primary_key=True, max_length=16)
    seq: int = Field(primary_key=True, sa_type=BigInteger)
    tbl: str = Field(max_length=32)
    row_id: str = Field(max_length=32, index=True)
    patch: str
    sy_rev: int = Field(sa_type=BigInteger, index=True)


class SyncBlob(SQLModel, table=True):
    """A photo by its content: SHA-256 hex, bytes inside the encrypted file."""

    __tablename__ = "sync_blob"
    sha256: str = Field(primary_key=True, max_length=64)
    size: int
    mime: str = Field(max_length=32)
    data: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class ClockState(StrEnum):
    """How this PC's clock looked when a unit was saved."""

    OK = "ok"
    BEHIND = "behind"
    AHEAD = "ahead"
    JUMPED = "jumped"


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One save as the clerk sees it in a history. `id` is "actor:first_seq"."""

    id: str
    at: str
    clerk: str
    what: str
    rows: int


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One thing that happened to one record. `field` is "" for the creation and for a removal."""

    at: str
    clerk: str
    what: str
    field: str = ""
    old: str = ""
    new: str = ""
