"""The exchange of files between offices' PCs: sites, positions on a history line, and what this PC remembers of others."""

from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel

REFERENCE = frozenset({"division"})  # written by the banner alone: what a township has of them is its copy
SPLIT = "+"  # begins a scope of several townships: "+150521102000+150521103000"


class SiteKind(StrEnum):
    """What office a site's PC stands in."""

    BANNER = "banner"
    TOWNSHIP = "township"


class SiteStatus(StrEnum):
    """Whether a site takes part; revoked is final (the PC may be enrolled again as a new site)."""

    ACTIVE = "active"
    REVOKED = "revoked"


class SyncSite(SQLModel, table=True):
    """A site of the roster as its certificate, signed by the root, says it. Public keys are hex; `cert` is signed JSON."""

    __tablename__ = "sync_site"
    site_id: str = Field(primary_key=True, max_length=32)
    name: str = Field(max_length=64)
    kind: str = Field(max_length=16)
    territory: str = Field(max_length=12)
    enc_pub: str = Field(max_length=64)
    sign_pub: str = Field(max_length=64)
    status: str = Field(max_length=16)
    seq: int = Field(sa_type=BigInteger)
    cert: str


class SyncPeer(SQLModel, table=True):
    """One live history line of a peer: its newest position seen here and what it has acknowledged of ours."""

    __tablename__ = "sync_peer"
    site_id: str = Field(primary_key=True, max_length=32)
    tip_boot: str = Field(primary_key=True, max_length=16)
    line: str
    pos_rev: int = Field(sa_type=BigInteger)
    ack_boot: str = Field(default="", max_length=16)
    ack_rev: int = Field(default=0, sa_type=BigInteger)
    retired: int = 0
    seen_at: str


class SyncHeld(SQLModel, table=True):
    """How far this PC holds a peer's history without a gap: what it acknowledges."""

    __tablename__ = "sync_held"
    site_id: str = Field(primary_key=True, max_length=32)
    boot: str = Field(max_length=16)
    rev: int = Field(sa_type=BigInteger)


class SyncSibling(SQLModel, table=True):
    """A value of a field that is kept beside the shown one (JSON text)."""

    __tablename__ = "sync_sibling"
    tbl: str = Field(primary_key=True, max_length=32)
    row_id: str = Field(primary_key=True, max_length=32)
    col: str = Field(primary_key=True, max_length=32)
    actor: str = Field(primary_key=True, max_length=16)
    seq: int = Field(primary_key=True, sa_type=BigInteger)
    value: str


class SyncUnknown(SQLModel, table=True):
    """A field, or with col "*" a whole row, of a newer schema: kept as it came and handed on."""

    __tablename__ = "sync_unknown"
    tbl: str = Field(primary_key=True, max_length=32)
    row_id: str = Field(primary_key=True, max_length=32)
    col: str = Field(primary_key=True, max_length=32)
    doc: str
    sy_rev: int = Field(sa_type=BigInteger, index=True)
    sy_scope: str | None = None


class SyncLeft(SQLModel, table=True):
    """A row that left a township's scope, and when (by rev): that township is told."""

    __tablename__ = "sync_left"
    __table_args__ = (Index("ix_sync_left_scope_sy_rev", "scope", "sy_rev"),)
    tbl: str = Field(primary_key=True, max_length=32)
    row_id: str = Field(primary_key=True, max_length=32)
    scope: str = Field(primary_key=True, max_length=12)
    sy_rev: int = Field(sa_type=BigInteger)


class SyncStray(SQLModel, table=True):
    """A row that came from a site which never had it in its territory: waits for the banner's clerk."""

    __tablename__ = "sync_stray"
    site_id: str = Field(primary_key=True, max_length=32)
    tbl: str = Field(primary_key=True, max_length=32)
    row_id: str = Field(primary_key=True, max_length=32)
    doc: str
    at: str
    state: str = Field(default="waits", max_length=8)


class SyncReview(SQLModel, table=True):
    """A row that waits for a clerk's decision: kind is "conflict", "removed" (removed here, changed there) or "fork"."""

    __tablename__ = "sync_review"
    tbl: str = Field(primary_key=True, max_length=32)
    row_id: str = Field(primary_key=True, max_length=32)
    kind: str = Field(primary_key=True, max_length=16)
    at: str


class Carried(SQLModel):
    """What is remembered of a package, taken or given: its place on the giver's line, its number and bytes, when and by whom."""

    package_id: str = Field(primary_key=True, max_length=32)
    site_id: str = Field(max_length=32)
    number: int
    boot: str = Field(max_length=16)
    rev: int = Field(sa_type=BigInteger)
    base: int = Field(sa_type=BigInteger)
    sha: str = Field(max_length=64)
    at: str = Field(index=True)
    clerk_id: str = Field(max_length=32)


class SyncIn(Carried, table=True):
    """A package taken: `counts` is JSON."""

    __tablename__ = "sync_in"
    created_at: str
    counts: str


class SyncOut(Carried, table=True):
    """A package given."""

    __tablename__ = "sync_out"
    file: str = Field(max_length=64)
    size: int = Field(sa_type=BigInteger)
    rows: int


@dataclass(frozen=True, slots=True)
class Position:
    """A point on a database's history line."""

    boot: str
    rev: int


@dataclass(frozen=True, slots=True)
class Line:
    """A database's history line: (boot id, first rev) of every start, oldest first, up to `tip`.

    >>> Line((("a", 1), ("b", 5)), 9).end("a")
    4
    """

    boots: tuple[tuple[str, int], ...]
    tip: int

    @property
    def position(self) -> Position:
        """Return where the line ends."""
        return Position(self.boots[-1][0], self.tip)

    def end(self, boot: str) -> int | None:
        """Return the last rev that a start wrote, None for a start that is not on this line."""
        for place, (name, _) in enumerate(self.boots):
            if name == boot:
                return self.boots[place + 1][1] - 1 if place + 1 < len(self.boots) else self.tip
        return None

    def holds(self, point: Position) -> bool:
        """Tell whether a position lies on this line: one beyond a restore point does not."""
        end = self.end(point.boot)
        return end is not None and point.rev <= end


@dataclass(frozen=True, slots=True)
class Site:
    """A site of the roster. `territory` is the township's code, "" for the banner (everything)."""

    site_id: str
    name: str
    kind: SiteKind
    territory: str
    enc_pub: str
    sign_pub: str
    status: SiteStatus = SiteStatus.ACTIVE
    seq: int = 1
    cert: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class SiteKeys:
    """A site's private keys: X25519 for what is sealed to it, Ed25519 for what it signs; 32 raw bytes each."""

    opening: bytes = field(repr=False)
    signing: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a package says of itself inside its seal.

    `tables` gives the columns each table's rows carry, in order; `ack` is how far the sender holds the receiver's history,
    `base` the sender's rev after which rows are sent (0: everything), `territory` the receiver's ("" for everything),
    `roster` the certificates of all sites.
    """

    package_id: str
    sender: str
    receiver: str
    number: int
    created_at: str
    app: str
    schema: str
    min_reader: str
    line: Line
    base: int
    ack: Position | None
    seq: int
    territory: str
    tables: dict[str, tuple[str, ...]]
    roster: tuple[str, ...]
