"""What an importer understood of a list: frozen drafts that nobody has saved, and what is doubtful about each row."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kzzq_desktop.base.errors import Problem
from kzzq_desktop.domain.codes import HEAD
from kzzq_desktop.domain.id_numbers import birth_in, sex_in
from kzzq_desktop.domain.sheet_view import SheetView
from kzzq_desktop.domain.spot import Spot


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong with a row of a list, never with a person's value in it.

    `refused` means that the row is not taken; otherwise it is taken and marked as doubtful.
    """

    spot: Spot
    column: str
    what: str
    mend: str = ""
    refused: bool = False

    def problem(self) -> Problem:
        """Return it as a Problem with its place in words."""
        return Problem(self.what, self.mend, where=f"{self.spot.words} {self.column}".rstrip())


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """A person-row. Codes and days are those of Resident; "" where the list says nothing.

    `id_text` is the ID as written when it could not be taken; `relation_word` the word of the list.
    """

    spot: Spot
    name: str
    raw_name: str = ""
    other_names: tuple[str, ...] = ()
    relation: str = ""
    relation_word: str = ""
    sex: str = ""
    birth: str = ""
    id_number: str = ""
    id_text: str = ""
    phones: tuple[str, ...] = ()
    status: str = "here"
    note: str = ""
    flags: tuple[str, ...] = ()

    @property
    def known_sex(self) -> str:
        """Return the sex of the list, else that of a right ID number, else "0"."""
        return self.sex or sex_in(self.id_number) or "0"

    @property
    def known_birth(self) -> str:
        """Return the fullest birth known: that of a right ID number, else that of the list."""
        return birth_in(self.id_number) if self.id_number else self.birth


@dataclass(frozen=True, slots=True)
class HouseholdDraft:
    """A household of a list with its people in the list's order; `grid_number` is None where none is named.

    `head_name` is what the head's own column says, "" without one.
    `ref` is the same for all rows of the household in its sheet. `needs` are words of the needs list.
    `status` is home, away, moved or closed. `grid_name` is what the list wrote where no number stands in it.
    `contact_phone` holds digits joined by "|"; `tells_contact_phone` says that the list has a place for it, be it empty.
    """

    spot: Spot
    ref: str
    village_code: str = ""
    group_no: str = ""
    building: str = ""
    door_no: str = ""
    address: str = ""
    ledger_no: str = ""
    grid_number: int | None = None
    grid_name: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    phone: str = ""
    stated_people: int | None = None
    status: str = "home"
    needs: tuple[str, ...] = ()
    note: str = ""
    people: tuple[PersonDraft, ...] = ()
    head_name: str = ""
    tells_contact_phone: bool = False

    @property
    def head(self) -> PersonDraft:
        """Return the head: who is called so, else who bears the name in the head's column, else the first person."""
        called = (person for person in self.people if person.relation == HEAD)
        named = (person for person in self.people if person.name == self.head_name)
        return next(called, None) or next(named, None) or self.people[0]

    def relation_of(self, person: PersonDraft) -> str:
        """Return a person's relation, "02" for the head even where the list does not say so."""
        return HEAD if person is self.head else person.relation


@dataclass(frozen=True, slots=True)
class MemberDraft:
    """A party member of a list, or one a ledger named as looking after a grid (`from_ledger`).

    `household_head` is what a member list gives as the head of his own household; `own_ref` is the ref of the
    ledger's household where a resident of the village bears his name and phone. `guess` is he with all that is told of
    the only resident of his name: good for a member who is not on record, nothing to change one by.
    """

    spot: Spot
    name: str
    raw_name: str = ""
    other_names: tuple[str, ...] = ()
    sex: str = ""
    birth: str = ""
    phones: tuple[str, ...] = ()
    village_code: str = ""
    branch: str = ""
    posts: tuple[str, ...] = ()
    eligibility: str = ""
    household_head: str = ""
    own_ref: str = ""
    note: str = ""
    from_ledger: bool = False
    flags: tuple[str, ...] = ()
    guess: "MemberDraft | None" = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A column that was not read: `never` where a rule forbids it, else because nobody knows what it is."""

    spot: Spot
    header: str
    never: bool


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file or sheet that was not read, and why; or one that was, and what to know of it."""

    spot: Spot
    why: str


@dataclass(frozen=True, slots=True)
class VillageAsk:
    """A sheet whose village is unclear: `candidates` are the codes it may be, none where nothing names one."""

    spot: Spot
    candidates: tuple[str, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class LedgerReading:
    """Everything that was understood of some files. Nothing has been saved.

    `asks` are answered by reading again with `Said(villages={ask.spot: code})`; `views` show each sheet that was read.
    `remarks` are what the clerk should know of a sheet that was read; `locked` the names of files that ask for a password.
    """

    households: tuple[HouseholdDraft, ...] = ()
    members: tuple[MemberDraft, ...] = ()
    problems: tuple[RowProblem, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    asks: tuple[VillageAsk, ...] = ()
    layouts: Mapping[Spot, str] = field(default_factory=dict)
    views: tuple[SheetView, ...] = ()
    remarks: tuple[Skipped, ...] = ()
    locked: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """Return how many person-rows were understood."""
        return sum(len(household.people) for household in self.households)
