"""What the office already has of some villages, as light rows: the ground that an import is compared with."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A resident on record; `phones` as in Resident ("|" between)."""

    id: str
    household_id: str
    name: str
    other_names: tuple[str, ...]
    relation: str
    sex: str
    birth: str
    id_number: str
    phones: str
    status: str


@dataclass(frozen=True, slots=True)
class KnownHousehold:
    """A household on record with its people."""

    id: str
    village_id: str
    group_no: str
    building: str
    door_no: str
    address: str
    phone: str
    stated_people: int | None
    grid_id: str
    status: str
    head_id: str
    people: tuple[KnownPerson, ...] = ()
    needs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class KnownMember:
    """A party member on record."""

    id: str
    name: str
    other_names: tuple[str, ...]
    village_id: str
    phone: str
    sex: str
    birth: str
    branch_id: str
    household_id: str
    eligibility: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class KnownGrid:
    """A grid on record and its lead now ("" while vacant)."""

    id: str
    village_id: str
    number: int
    name: str
    lead_id: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """Everything on record that an import may meet. `branches` is {name: id}, `posts` {(member id, post)}.

    `holders` is {ID number: household id} for numbers of the list that stand in other villages than the list's.
    """

    households: tuple[KnownHousehold, ...] = ()
    members: tuple[KnownMember, ...] = ()
    grids: tuple[KnownGrid, ...] = ()
    branches: dict[str, str] = field(default_factory=dict)
    posts: frozenset[tuple[str, str]] = frozenset()
    holders: dict[str, str] = field(default_factory=dict)
