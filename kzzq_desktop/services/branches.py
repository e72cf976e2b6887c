"""Party branches: who is secretary, under which phone; cards and rolls take both from here."""

from dataclasses import dataclass

from kzzq_desktop.base.errors import FormError
from kzzq_desktop.domain.form_checks import check_secretary, secretary_values
from kzzq_desktop.domain.places import Branch
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.store import office


@dataclass(frozen=True, slots=True)
class BranchRow:
    """A branch with its secretary; `place` is its village or township, "" if none is on record; phones are joined by 、."""

    id: str
    name: str
    place: str
    secretary: str
    phone: str


def list_branches(desk: Desk) -> tuple[BranchRow, ...]:
    """Return every branch by division and name."""
    with desk.store.reading() as conn:
        names = {place.code: place.name for place in office.list_places(conn)}
        return tuple(
            BranchRow(
                branch.id,
                branch.name,
                names.get(branch.division_id or "", ""),
                branch.secretary,
                branch.secretary_phone.replace("|", "、"),
            )
            for branch in office.list_branches(conn)
        )


def save_secretary(desk: Desk, branch_id: str, name: str, phone: str) -> str:
    """Save who is secretary; both may be empty. Return the unit, "" when nothing changed; raises FormError."""
    if problems := check_secretary(name, phone):
        raise FormError(problems)
    with desk.store.unit("更换支部书记") as unit:
        unit.change(Branch, branch_id, **secretary_values(name, phone))
    return unit.id if unit.seq >= unit.first_seq else ""
