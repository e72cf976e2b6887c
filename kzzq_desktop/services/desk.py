"""The clerk's desk: the open office file and who sits at it. Every verb takes it first."""

from dataclasses import dataclass

from kzzq_desktop.domain.places import Office
from kzzq_desktop.store.database import Store


@dataclass(frozen=True, slots=True)
class Desk:
    """An open office: its store, the signed-in clerk, and the office itself."""

    store: Store
    clerk_id: str
    clerk: str
    office: Office
