"""Local tables that are derived from synced ones: never synced, rebuilt when in doubt."""

from sqlalchemy import Column, Index, Integer, SmallInteger, String, Table, Text
from sqlmodel import SQLModel

SEARCH_KEY = Table(
    "search_key",
    SQLModel.metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("kind", String(16), nullable=False),
    Column("ref_id", String(32), nullable=False),
    Column("title", String(64), nullable=False),
    Column("line", Text, nullable=False),
    Index("ix_search_key_ref_id", "ref_id"),
)
REACH = Table(
    "household_reach",
    SQLModel.metadata,
    Column("household_id", String(32), primary_key=True),
    Column("last_day", String(10), nullable=False),
    Index("ix_household_reach_last_day", "last_day"),
)
# Sorts by code points on both databases: PostgreSQL would otherwise sort by the server's language.
PLAIN = String().with_variant(String(collation="C"), "postgresql")
# What lists of households sort and filter by, in one narrow row each; `grid_no` is NO_GRID without one.
HOUSEHOLD_ORDER = Table(
    "household_order",
    SQLModel.metadata,
    Column("household_id", String(32), primary_key=True),
    Column("village_id", String(12), nullable=False),
    Column("status", String(16), nullable=False),
    Column("grid_no", Integer, nullable=False),
    Column("people", SmallInteger, nullable=False),
    Column("name_key", PLAIN, nullable=False),
    Column("place_key", PLAIN, nullable=False),
    Index("ix_household_order_village_id_place_key", "village_id", "place_key"),
)
MEMBER_ORDER = Table(
    "member_order",
    SQLModel.metadata,
    Column("member_id", String(32), primary_key=True),
    Column("name_key", PLAIN, nullable=False),
)
