"""What papers of grids share: the facts of one snapshot, who may stand on a paper, how places are said, what was left out."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from kzzq_desktop.domain.order import door_words, group_words
from kzzq_desktop.domain.scope import Scope
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.printing import audience as masks
from kzzq_desktop.services.printing.audience import Audience
from kzzq_desktop.store import papers
from kzzq_desktop.store.papers import GridFacts, HouseholdFacts, LeadFacts

UNKNOWN_HEAD = "待更新"
SPACE = "　"
K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the store knows of the grids to be printed; posts by member, needs by household, photos by SHA-256."""

    grids: list[GridFacts]
    leads: dict[str, LeadFacts]
    posts: Mapping[str, list[str]]
    households: Mapping[str, list[HouseholdFacts]]
    needs: Mapping[str, list[str]]
    photos: Mapping[str, bytes]


def read_facts(desk: Desk, scope: Scope) -> Facts:
    """Return the facts of one snapshot."""
    with desk.store.reading() as conn:
        leads = {lead.grid_id: lead for lead in papers.list_leads(conn, scope)}
        return Facts(
            grids=papers.list_grids(conn, scope),
            leads=leads,
            posts=grouped(papers.list_posts(conn, scope)),
            households=grouped((home.grid_id, home) for home in papers.list_households(conn, scope)),
            needs=grouped(papers.list_needs(conn, scope)),
            photos=papers.read_photos(conn, sorted({lead.photo for lead in leads.values() if lead.photo})),
        )


class Standing(Protocol):
    """Whatever stands somewhere in a village."""

    @property
    def group_no(self) -> str:
        """Return the group as written."""

    @property
    def building(self) -> str:
        """Return the building or stairway."""

    @property
    def door_no(self) -> str:
        """Return the door."""

    @property
    def address(self) -> str:
        """Return the address in words."""


class Shown:
    """Who of a grid may stand on a paper for an audience; counts whom it leaves out and why."""

    def __init__(self, facts: Facts, audience: Audience, day: date) -> None:
        self.facts, self.audience, self.day = facts, audience, day
        self.count: Counter[str] = Counter()

    def lead(self, grid_id: str) -> LeadFacts | None:
        """Return who looks after a grid; one who moved away or died is never printed."""
        lead = self.facts.leads.get(grid_id)
        if lead is None:
            self.count["vacant"] += 1
        elif lead.status in papers.LEFT:
            self.count["lead_left"] += 1
            return None
        return lead

    def households(self, grid_id: str) -> list[HouseholdFacts]:
        """Return a grid's households; no child under 14 is named on a wall."""
        homes = self.facts.households[grid_id]
        if self.audience == Audience.PUBLIC:
            shown = [home for home in homes if not masks.is_child(home.head_birth, self.day)]
            self.count["child"] += len(homes) - len(shown)
            homes = shown
        self.count["head_left"] += sum(head_of(home) == UNKNOWN_HEAD for home in homes)
        return homes

    def with_households(self, *, all_asked: bool) -> list[GridFacts]:
        """Return the grids that have households, or all where one was asked for by itself."""
        chosen = [grid for grid in self.facts.grids if all_asked or self.facts.households[grid.id]]
        self.count["empty"] += len(self.facts.grids) - len(chosen)
        return chosen

    def notes(self, paper: str) -> Iterator[str]:
        """Yield a sentence for each kind of what was left out; `paper` is what it is left out of."""
        sentences = {
            "empty": "{}个网格没有住户，没有打印。",
            "vacant": f"{{}}个网格还没有联系党员，{paper}上写“待确定”。",
            "lead_left": f"{{}}个网格的联系党员已迁出或去世，{paper}上写“待确定”，请改派。",
            "head_left": f"{{}}户的户主已迁出、去世或没有登记，{paper}上写“待更新”，请更换户主。",
            "child": "{}户的户主未满14周岁，没有列入公示。",
        }
        return (sentence.format(self.count[key]) for key, sentence in sentences.items() if self.count[key])


def head_of(home: HouseholdFacts) -> str:
    """Return the head's name; one who moved away or died is never printed."""
    return UNKNOWN_HEAD if home.head_status in papers.LEFT or not home.head else home.head


def public_head(home: HouseholdFacts) -> str:
    """Return the head's name as it may hang on a wall."""
    head = head_of(home)
    return head if head == UNKNOWN_HEAD else masks.mask_name(head)


def grid_words(number: int, name: str = "") -> str:
    """Return how a grid is called on papers: 03号网格（2组）."""
    return f"{number:02d}号网格（{name}）" if name else f"{number:02d}号网格"


def place_words(grid: GridFacts, *, named: bool = True) -> str:
    """Return township, village and grid."""
    words = (grid.township, grid.village, grid_words(grid.number, grid.name if named else ""))
    return SPACE.join(part for part in words if part)


def spoken_phones(phones: str) -> tuple[str, ...]:
    """Return a record's numbers as they are read aloud, in their order."""
    return tuple(masks.spaced_phone(phone) for phone in phones.split("|") if phone)


def stands_at(home: Standing) -> str:
    """Return where a household is found: group and door, else its address."""
    return f"{group_words(home.group_no, home.building)}{door_words(home.door_no)}" or home.address


def phone_of(home: HouseholdFacts) -> str:
    """Return a household's first number, else its head's; that of a head who is gone is nobody's."""
    own = "" if home.head_status in papers.LEFT else home.head_phones
    return (home.phone or own).split("|")[0]


def grouped(pairs: Iterable[tuple[K, V]]) -> Mapping[K, list[V]]:
    """Return the values of each key in their order; a key without any has an empty list."""
    found: defaultdict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found
