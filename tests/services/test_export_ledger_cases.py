"""What is taken back only because column, note and record are told apart with care: one case each."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from kzzq_desktop.base.clock import new_id
from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.domain.import_rows import need_id
from kzzq_desktop.domain.listing import HouseholdFilter, MemberFilter
from kzzq_desktop.domain.people import Household, HouseholdNeed, Member, Resident
from kzzq_desktop.domain.work import Contact, Grid
from kzzq_desktop.services import households
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.export_ledger import NothingToExport, export_households, export_members
from kzzq_desktop.services.import_ledger import preview_import, save_import
from tests.services.desks import VILLAGE, make_desk
from tests.services.people_forms import household, id_number
from tests.services.random_office import cells, member_row, write

ELSEWHERE = "150521102203"
NUMBER = id_number("19900101", "002")
DAUGHTER = {"name": "乌云", "id_number": NUMBER, "birth": "1990-01-01", "sex": "2"}
FATHER, SON = {"name": "王建国", "relation": "51", "birth": "1940", "status": "deceased"}, {"name": "王建国", "birth": "1970"}


def home(desk: Desk, *people: dict[str, object], needs: tuple[str, ...] = (), **facts: object) -> str:
    """A household whose last person without a relation is the head, with a door of its own unless facts say otherwise."""
    home_id = new_id()
    rows = [{"id": new_id(), "household_id": home_id, "place": at, "relation": "02", **one} for at, one in enumerate(people)]
    head = next(row for row in rows if row["relation"] == "02")
    row = {"id": home_id, "village_id": VILLAGE, "head_id": head["id"], "door_no": "1", **facts}
    marks = [{"id": need_id(home_id, need), "household_id": home_id, "need": need} for need in needs]
    write(desk, {Household: [row], Resident: rows, HouseholdNeed: marks})
    return home_id


def led(desk: Desk, **member: object) -> None:
    """A household of a grid that 吉雅 looks after."""
    grid_id, member_id = new_id(), new_id()
    lead = {"id": member_id, "village_id": VILLAGE, "name": "吉雅", "sex": "0", **member}
    contact = {"id": new_id(), "grid_id": grid_id, "member_id": member_id, "role": "lead"}
    write(desk, {Grid: [{"id": grid_id, "village_id": VILLAGE, "number": 3}], Member: [lead], Contact: [contact]})
    home(desk, {"name": "包金花"}, grid_id=grid_id)


def two_homes(desk: Desk) -> None:
    """A daughter on record where she grew up, moved out, and where she married."""
    home(desk, {"name": "包金花"}, DAUGHTER | {"relation": "30", "status": "moved_out"})
    home(desk, {"name": "特木尔"}, DAUGHTER | {"relation": "12"}, door_no="2")


def lead_at_home(desk: Desk) -> None:
    home(desk, {"name": "吉雅", "birth": "1980", "sex": "1"}, door_no="2")
    led(desk, phone="15400000001")


def with_own_home(desk: Desk) -> None:
    write(desk, member_row(VILLAGE, "吉雅", household_id=home(desk, {"name": "包金花"})))


CASES: dict[str, Callable[[Desk], object]] = {
    "a household's own phone is empty, its head has one": lambda desk: households.add_household(desk, household()),
    "a household's phone is none of its head's": lambda desk: households.add_household(desk, household(phone="04751234567")),
    "the status column says 在家, an old note 外出": lambda desk: home(desk, {"name": "包金花", "note": "外出务工"}),
    "the status column says 在家, the note tells of another's death": lambda desk: home(
        desk, {"name": "包金花", "note": "丈夫去世"}
    ),
    "a need that was taken away still stands in the note": lambda desk: home(desk, {"name": "包金花"}, note="原低保户"),
    "a need of the office's own list": lambda desk: home(desk, {"name": "包金花"}, needs=("法律援助",)),
    "a need of the office's own list like another": lambda desk: home(desk, {"name": "包金花"}, needs=("残疾补贴",)),
    "an address names a door that the record has not": lambda desk: home(
        desk, {"name": "包金花"}, door_no="", address="校东12号"
    ),
    "an address names a group the record has not": lambda desk: home(desk, {"name": "包金花"}, address="先锋嘎查3组"),
    "a group in Chinese numerals": lambda desk: home(desk, {"name": "包金花"}, group_no="二"),
    "a lead with two phones": lambda desk: led(desk, phone="15400000001|15400000002"),
    "a lead from another village": lambda desk: led(desk, phone="15400000001", village_id=ELSEWHERE),
    "a lead who is a resident, and not tied to him": lead_at_home,
    "one number in two households, one of them moved out": two_homes,
    "father and son of one name, told apart by birth": lambda desk: home(desk, FATHER, SON),
    "a member's other spellings and note": lambda desk: write(
        desk, member_row(VILLAGE, "吉雅", other_names='["吉娅"]', note="借调")
    ),
    "a member's own household": with_own_home,
    "a member who may be asked, with a note of somebody away": lambda desk: write(
        desk, member_row(VILLAGE, "吉雅", note="儿子在外地")
    ),
    "a member whose sex is not said": lambda desk: write(desk, member_row(VILLAGE, "吉雅", sex="9")),
    "a post with a stroke in its name": lambda desk: write(desk, member_row(VILLAGE, "吉雅", ("政策/宣传",))),
}


@pytest.mark.parametrize("case", CASES)
def test_it_is_taken_back(case: str, tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).mkdir()
    desk, elsewhere = make_desk(tmp_path / "a"), make_desk(tmp_path / "b")
    CASES[case](desk)
    first = exported(desk, tmp_path, "1")
    assert preview_import(desk, first).plan.empty
    save_import(elsewhere, preview_import(elsewhere, first))
    again = exported(elsewhere, tmp_path, "2")
    assert [cells(path) for path in again] == [cells(path) for path in first]


def exported(desk: Desk, folder: Path, name: str) -> list[Path]:
    """The lists that have rows; members who lead grids are told by the households alone."""
    paths = []
    for export, everybody, word in ((export_households, HouseholdFilter(), "住户"), (export_members, MemberFilter(), "党员")):
        path = folder / f"{word}{name}.xlsx"
        with suppress(NothingToExport):
            export(desk, path, everybody, QuietJob())
            paths.append(path)
    return paths[:1] if has_leads(desk) else paths


def has_leads(desk: Desk) -> bool:
    with desk.store.reading() as conn:
        return bool(conn.exec_driver_sql("SELECT COUNT(*) FROM contact").scalar_one())
