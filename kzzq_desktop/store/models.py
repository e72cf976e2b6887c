"""Every table in one import: for migrations and for the check that they equal the records."""

from kzzq_desktop.domain import changes, exchange, papers, people, places, work
from kzzq_desktop.store import derived

__all__ = ["changes", "derived", "exchange", "papers", "people", "places", "work"]
