"""What the relations of a household become when another resident is its head (GB/T 4761 codes)."""

from collections.abc import Iterable
from dataclasses import dataclass

from kzzq_desktop.domain.codes import HEAD, SPOUSES, implied_sex

CHILDREN = frozenset(str(code) for code in (*range(20, 28), 29, *range(30, 38), 39))
PARENTS = frozenset({"50", "51", "52", "57", "58", "59"})
SIBLINGS = frozenset({"70", "71", "73", "75", "77", "79"})
GRANDCHILDREN = frozenset({"40", "41", "42", "43", "44", "47", "48", "49"})
# From a head to the head's spouse: each one's parents and in-laws change places.
IN_LAWS_OF_WIFE = {"51": "53", "52": "54", "50": "59", "55": "51", "56": "52"}
IN_LAWS_OF_HUSBAND = {"51": "55", "52": "56", "50": "59", "53": "51", "54": "52"}
SAME_FOR_SPOUSE = CHILDREN | GRANDCHILDREN | {"28", "38", "45", "46", "99"}


@dataclass(frozen=True, slots=True)
class Kin:
    """A resident by id, relation to the present head, and sex."""

    id: str
    relation: str
    sex: str


def relations_after(kin: Iterable[Kin], old_head: str, new_head: str) -> dict[str, str]:
    """Return {resident: relation to the new head}; "" where the present relations do not tell."""
    people = {one.id: one for one in kin}
    chosen = people[new_head]
    return {one.id: HEAD if one is chosen else _relation(one, chosen, is_old=one.id == old_head) for one in people.values()}


def _relation(one: Kin, new: Kin, *, is_old: bool) -> str:
    if new.relation in SPOUSES:
        return _beside_spouse(one, new, is_old=is_old)
    if new.relation in CHILDREN:
        return _beside_child(one, is_old=is_old)
    if new.relation in PARENTS:
        return _beside_parent(one, is_old=is_old)
    if new.relation in SIBLINGS and is_old:
        return "70"
    return one.relation if one.relation == "99" else ""


def _beside_spouse(one: Kin, new: Kin, *, is_old: bool) -> str:
    if is_old:
        return {"1": "11", "2": "12"}.get(one.sex, "10")
    swapped = IN_LAWS_OF_WIFE if _sex(new) == "2" else IN_LAWS_OF_HUSBAND
    return swapped.get(one.relation, one.relation if one.relation in SAME_FOR_SPOUSE else "")


def _beside_child(one: Kin, *, is_old: bool) -> str:
    if is_old or one.relation in SPOUSES:
        return {"1": "51", "2": "52"}.get(_sex(one), "50")
    if one.relation in CHILDREN:
        return "70"
    if one.relation in PARENTS:
        return "60"
    return one.relation if one.relation == "99" else ""


def _beside_parent(one: Kin, *, is_old: bool) -> str:
    if is_old:
        return {"1": "20", "2": "30"}.get(one.sex, "")
    if one.relation in PARENTS:
        return {"1": "11", "2": "12"}.get(_sex(one), "10")
    if one.relation in CHILDREN:
        return "40"
    if one.relation in SIBLINGS:
        return {"1": "20", "2": "30"}.get(_sex(one), "")
    return {"12": "38", "11": "28"}.get(one.relation, one.relation if one.relation == "99" else "")


def _sex(one: Kin) -> str:
    return one.sex if one.sex in {"1", "2"} else implied_sex(one.relation)
