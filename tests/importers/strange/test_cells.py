"""The messy forms: what is expected of them can be read from them, and what is flagged cannot."""

import unicodedata
from datetime import date
from random import Random

import pytest

from tests.importers.strange import messy
from tests.importers.strange.fields import status_said
from tests.importers.strange.page import Page
from tests.importers.strange.roster import Person, Registrar, check_digit, id_of, known_villages
from tests.importers.strange.said import Formula, Said
from tests.importers.strange.stretch import stretch
from tests.importers.strange.style import drawn_style, numeral, spelling
from tests.importers.strange.write_text import spans_of

DRAWS = 400


def somebody(rng: Random, **other: object) -> Person:
    birth = date(1950 + rng.randrange(50), 1 + rng.randrange(12), 1 + rng.randrange(28))
    sex = rng.choice("12")
    facts = {"name": "包巴特尔", "relation": "20", "phones": ("16400000001",), "status": "", "party": False}
    return Person(uid="P1", sex=sex, birth=birth, id_number=id_of(rng, birth, sex), **(facts | other))


def digits(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).upper().replace("Х", "X").replace("×", "X")
    return "".join(one for one in plain if one in "0123456789X")


@pytest.mark.parametrize("kind", [kind for kind in messy.ID_KINDS if kind not in {"number_lossy", "sci_text"}])
def test_an_id_is_expected_where_it_can_be_read(kind: str) -> None:
    rng = Random(1)
    for _ in range(DRAWS):
        number = somebody(rng).id_number
        if kind in {"lowerx", "badx"} and not number.endswith("X"):
            continue
        said = messy.written_id(rng, number, kind)
        assert bool(said.expect) != bool(said.flag)
        if kind == "old15":
            assert digits(said.raw) == number[:6] + number[8:17]
        elif said.expect:
            assert digits(said.raw) == number == said.expect


def test_a_mistyped_id_never_passes() -> None:
    rng = Random(2)
    for _ in range(DRAWS):
        wrong = messy.mistyped(rng, somebody(rng).id_number)
        assert check_digit(wrong[:17]) != wrong[17] or len(wrong) != 18


def test_a_number_that_excel_kept_has_lost_its_tail() -> None:
    said = messy.lost_id("152399196503010018", typed=True)
    assert (said.cell, said.expect, said.flag) == (152399196503010000.0, "", "id_lossy")
    assert messy.lost_id("152399196503010018", typed=False).cell == "1.52399E+17"


def test_somebody_elses_id_is_right_and_contradicts() -> None:
    rng = Random(3)
    for _ in range(DRAWS):
        person = somebody(rng)
        number = messy.conflicting_id(rng, person).raw
        assert check_digit(number[:17]) == number[17]
        assert number[6:14] != f"{person.birth:%Y%m%d}"


@pytest.mark.parametrize("kind", messy.PHONE_KINDS)
def test_a_phone_is_expected_where_it_can_be_read(kind: str) -> None:
    rng = Random(4)
    for _ in range(DRAWS):
        said = messy.written_phone(rng, messy_phone(rng), kind)
        assert bool(said.expect) != bool(said.flag)
        assert not said.expect or digits(said.raw) in said.expect or digits(said.raw).endswith(said.expect)


def messy_phone(rng: Random) -> str:
    return f"164{rng.randrange(10**8):08d}"


def test_two_phones_are_both_expected() -> None:
    said = messy.phone_said(Random(5), somebody(Random(5), phones=("16400000002", "16400000001")), 1.0, typed=True)
    assert said.expect == "16400000001|16400000002"


@pytest.mark.parametrize("kind", messy.BIRTH_KINDS)
def test_a_birthday_is_known_as_far_as_it_is_written(kind: str) -> None:
    rng = Random(6)
    for _ in range(DRAWS):
        person = somebody(rng)
        said = messy.birth_said(rng, person, kind)
        assert person.birth.isoformat().startswith(said.expect)
        assert len(said.expect) == {"ym": 7, "y": 4, "ymfloat": 4 if person.birth.month in {1, 10} else 7}.get(kind, 10)


def test_a_lost_character_leaves_no_name() -> None:
    rng = Random(7)
    said = [messy.name_said(rng, "包巴特尔", 1.0) for _ in range(20 * DRAWS)]
    assert {one.expect for one in said if one.flag} == {""}
    assert {one.expect for one in said if not one.flag} == {"包巴特尔"}


def test_home_words_never_leave_the_relation_open() -> None:
    assert set(messy.HOMELY_WORDS) <= set(messy.RELATION_WORDS)
    words = [word for table in (messy.RELATION_WORDS, messy.HOMELY_WORDS) for said in table.values() for word in said]
    assert len(words) - len(set(words)) == words.count("户主") - 1


def test_death_is_said_somewhere() -> None:
    rng = Random(8)
    style = drawn_style(rng, known_villages()[0], mess=1.0, typed=True, drawn=True, headed=True)
    for _ in range(DRAWS):
        name, note, struck = status_said(style, somebody(rng, status="deceased"), Said("包巴特尔", "", "包巴特尔"), noted=True)
        assert name.cell != "包巴特尔" or note or struck
        assert name.expect == "包巴特尔"


def test_a_village_is_called_what_it_is_called() -> None:
    rng = Random(9)
    for village in rng.sample(known_villages(), 200):
        assert "村村委" not in spelling(rng, village)
        assert village.name[:2] == spelling(rng, village)[:2]


def test_villages_keep_their_grids_together() -> None:
    rng = Random(10)
    village = Registrar(rng).village(known_villages()[5], 40)
    order = [home.grid for home in village.households]
    assert order == sorted(order)
    assert set(order) == set(village.grids)


def test_numerals() -> None:
    assert [numeral(number) for number in (3, 10, 12, 20, 21)] == ["三", "十", "十二", "二十", "二十一"]


def test_a_doubled_column_moves_what_stands_right_of_it() -> None:
    rng = Random(11)
    for _ in range(50):
        page = Page("表", "flat")
        page.line(1, "题目", "title", 4)
        for row in (2, 3):
            for col in range(1, 5):
                page.put(row, col, f"{row}{col}")
            page.found.append({"row": str(row), "col": "3"})
        stretch(rng, page)
        assert [page.cells[int(one["row"]), int(one["col"])] for one in page.found] == ["23", "33"]
        spans, covered = spans_of(page)
        assert not covered & {place for place in page.cells if place not in spans}
        assert spans[1, 1] == (0, 4)


def test_formulas_that_name_cells_keep_their_columns() -> None:
    page = Page("表", "flat")
    for col in range(1, 5):
        page.put(1, col, Formula(f"=COUNTA(A{col}:A9)", 1))
    stretch(Random(1), page)
    assert page.width == 4
