"""Local tables that are derived from synced ones: never synced, rebuilt when in doubt."""

from sqlalchemy import Column, Index, Integer, String, Table, Text
from sqlmodel import SQLModel

SEARCH_KEY = Table(
    "search_key",
    SQLModel.metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("kind", String(16), nullable=False),
    Column("ref_id", String(32), nullable=False),
    Column("title", String(64), nullable=False),
    Column("keys", Text, nullable=False),
    Index("ix_search_key_ref_id", "ref_id"),
)
REACH = Table(
    "household_reach",
    SQLModel.metadata,
    Column("household_id", String(32), primary_key=True),
    Column("last_day", String(10), nullable=False),
    Index("ix_household_reach_last_day", "last_day"),
)
