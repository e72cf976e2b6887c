"""People and households as the duplicate desk looks at them: light rows, from the store or from a ledger just read."""

from dataclasses import dataclass
from functools import cached_property

from kzzq_desktop.domain.alike_names import spelling_keys
from kzzq_desktop.domain.codes import HEAD
from kzzq_desktop.domain.damaged_ids import bare_digits, birth_in_digits, has_lost_tail, true_heads
from kzzq_desktop.domain.id_numbers import birth_in, check_id, sex_in


@dataclass(frozen=True)
class SeenPerson:
    """A person. `id_number` is a right number, `id_text` a damaged one as written; `name_lost`: a character is missing."""

    id: str
    household_id: str
    name: str
    other_names: tuple[str, ...] = ()
    relation: str = ""
    sex: str = "0"
    birth: str = ""
    id_number: str = ""
    id_text: str = ""
    phones: tuple[str, ...] = ()
    name_lost: bool = False

    @cached_property
    def digits(self) -> str:
        """Return the digits of the damaged number, "" without one; a sound one that was refused is somebody else's."""
        digits = bare_digits(self.id_text) if self.id_text and not self.id_number else ""
        return "" if digits and check_id(digits).number and not has_lost_tail(digits) else digits

    @cached_property
    def heads(self) -> frozenset[str]:
        """Return what the first 15 digits of the ID may be."""
        return true_heads(self.id_number, self.digits)

    @cached_property
    def known_birth(self) -> str:
        """Return the birth that may be held against another: that of a right number, else what is on record."""
        return birth_in(self.id_number) if self.id_number else self.birth

    @cached_property
    def likely_birth(self) -> str:
        """Return the fullest birth there is a sign of: a damaged number shows one, too."""
        shown = birth_in_digits(self.digits) if self.digits and len(self.known_birth) < 10 else ""
        return shown if shown.startswith(self.known_birth) and shown else self.known_birth

    @cached_property
    def name_keys(self) -> tuple[str, ...]:
        """Return keys of which people who may bear one name share at least one."""
        if not self.other_names:
            return spelling_keys(self.name)
        return tuple(dict.fromkeys(key for name in self.names for key in spelling_keys(name)))

    @property
    def known_sex(self) -> str:
        """Return the sex of a right number, else what is on record, "0" unknown."""
        return sex_in(self.id_number) or self.sex or "0"

    @property
    def names(self) -> tuple[str, ...]:
        """Return the name and its other spellings."""
        return (self.name, *self.other_names)


@dataclass(frozen=True, slots=True)
class SeenHousehold:
    """A household with its people; `head_id` is one of them, "" where it is not known."""

    id: str
    village_id: str
    group_no: str = ""
    door_no: str = ""
    head_id: str = ""
    people: tuple[SeenPerson, ...] = ()

    @property
    def head(self) -> SeenPerson | None:
        """Return the head: who is named so, else who is called so."""
        named = next((person for person in self.people if person.id == self.head_id), None)
        return named or next((person for person in self.people if person.relation == HEAD), None)
