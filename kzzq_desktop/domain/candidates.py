"""Whom a clerk may name for one grid: everybody of the township, the nearest first, each with what speaks for or against."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kzzq_desktop.domain.eligibility import age_on, refusal_words
from kzzq_desktop.domain.order import group_words, natural_key
from kzzq_desktop.domain.seats import VILLAGE, GridSeat, MemberSpot, nearness, pair_cost


@dataclass(frozen=True, slots=True)
class Candidate:
    """A member who could be named. `words` is the reason for or against, `holds` the grids he leads already."""

    id: str
    name: str
    place: str
    age: int | None
    holds: tuple[str, ...]
    words: str
    refused: bool


def rank_members(
    seat: GridSeat, seats: Iterable[GridSeat], people: Sequence[MemberSpot], today: date, names: Mapping[str, str]
) -> tuple[Candidate, ...]:
    """Return who could lead this grid: free and near first, then those who lead others, then those who are not asked."""
    own = [member for member in people if member.village_id == seat.village_id]
    street = sorted({group for group, _ in seat.groups} | {member.group for member in own if member.group})
    stop = {group: at for at, group in enumerate(street)}
    holds: dict[str, list[str]] = {}
    for other in seats:
        if other.lead_id and other.id != seat.id:
            village = "" if other.village_id == seat.village_id else names.get(other.village_id, "")
            holds.setdefault(other.lead_id, []).append(f"{village}{other.number:02d}号")
    ranked = []
    for member in people:
        refused = refusal_words(member.eligibility, member.birth, today, member.why)
        mine = member.village_id == seat.village_id
        cost = (pair_cost(seat, member, street) or 2 * VILLAGE) if mine else 3 * VILLAGE
        words = nearness(seat, member, stop).words if mine else f"{names.get(member.village_id, '外嘎查村')}党员"
        held = tuple(holds.get(member.id, ()))
        place = group_words(member.group_no, member.building) if mine else names.get(member.village_id, "")
        said = refused or (f"{words}，已联系{'、'.join(held)}网格" if held else f"{words}，名下0户")
        found = Candidate(member.id, member.name, place, age_on(member.birth, today), held, said, bool(refused))
        ranked.append(((bool(refused), bool(held), cost, natural_key(member.name), member.id), found))
    return tuple(found for _, found in sorted(ranked, key=lambda pair: pair[0]))
