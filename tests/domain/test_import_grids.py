from kzzq_desktop.domain.import_draft import Draft
from kzzq_desktop.domain.import_grids import NamedGrids, grid_words
from kzzq_desktop.domain.known import Known, KnownGrid
from tests.domain.import_families import home, one
from tests.domain.import_office import OTHER_VILLAGE, VILLAGE, ids

KNOWN = Known(grids=(KnownGrid("g1", VILLAGE, 1, ""), KnownGrid("g4", VILLAGE, 4, "东街")))


def named(**more: object):
    return home(one("巴特尔"), **more)


def test_grids_on_record_are_found_by_number_and_by_name() -> None:
    grids = NamedGrids(Draft(ids()), KNOWN)
    assert grids.grid_id(named(grid_number=1)) == grids.known_id(named(grid_number=1)) == "g1"
    assert grids.grid_id(named(grid_name="东街")) == "g4"
    assert grids.grid_id(named()) == ""
    assert grids.known_id(named(grid_number=9)) == grids.known_id(named(grid_name="西街")) == ""


def test_a_new_name_takes_the_next_number_of_its_village_once() -> None:
    draft = Draft(ids())
    grids = NamedGrids(draft, KNOWN)
    first = grids.grid_id(named(grid_name="西街"))
    assert grids.grid_id(named(grid_name="西街")) == first
    grids.grid_id(named(grid_number=7))
    grids.grid_id(named(grid_name="南街"))
    grids.grid_id(named(grid_name="西街", village_code=OTHER_VILLAGE))
    made = [(row["village_id"], row["number"], row["name"]) for row in draft.inserts["grid"].values()]
    assert made == [(VILLAGE, 5, "西街"), (VILLAGE, 7, ""), (VILLAGE, 8, "南街"), (OTHER_VILLAGE, 1, "西街")]
    assert grids.words[first] == "05号网格（西街）" == grid_words(5, "西街")


def test_a_name_is_numbered_after_every_number_that_the_list_gives() -> None:
    homes = [named(grid_name="西街"), named(grid_number=9), named(grid_number=2, grid_name="南街"), named(grid_name="南街")]
    grids = NamedGrids(Draft(ids()), KNOWN, homes)
    assert grids.grid_id(homes[3]) == grids.grid_id(homes[2])
    made = [grids.words[grids.grid_id(one)] for one in homes]
    assert made == ["10号网格（西街）", "09号网格", "02号网格（南街）", "02号网格（南街）"]
