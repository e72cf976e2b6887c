"""Forms of people as the clerk fills them in: text as typed, nothing checked yet."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ResidentForm:
    """A resident's boxes. `id` is "" for a new one; `relation` is a GB/T 4761 code; phones and other names may be several."""

    id: str = ""
    name: str = ""
    relation: str = ""
    sex: str = "0"
    birth: str = ""
    id_number: str = ""
    phones: str = ""
    other_names: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class HouseholdForm:
    """A household's boxes with its residents; exactly one of them is the head. `stated_people` is a number as typed."""

    village_id: str = ""
    group_no: str = ""
    building: str = ""
    door_no: str = ""
    address: str = ""
    phone: str = ""
    ledger_no: str = ""
    stated_people: str = ""
    note: str = ""
    needs: tuple[str, ...] = ()
    residents: tuple[ResidentForm, ...] = ()


@dataclass(frozen=True, slots=True)
class MemberForm:
    """A party member's boxes. `branch_name` names a branch to be made where `branch_id` is "" (or is "" for none)."""

    name: str = ""
    other_names: str = ""
    sex: str = "0"
    birth: str = ""
    phone: str = ""
    village_id: str = ""
    branch_id: str = ""
    branch_name: str = ""
    household_id: str = ""
    resident_id: str = ""
    posts: tuple[str, ...] = ()
    committee: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class AwayForm:
    """Where a household or a resident went, since when, and when they mean to come back (free words)."""

    day: str
    where: str = ""
    back: str = ""
