import pytest

from kzzq_desktop.importers.references import with_references
from tests.importers.tables import sheet


def test_a_sheet_without_typed_formulas_is_left_as_it_is() -> None:
    made = sheet(["户主", "人口=3"], ["王一", 3.0], ["=", "a=b"])
    assert with_references(made) is made


@pytest.mark.parametrize("typed", ["=A1", "=a1", "=$A$1", "'=A1", "= A1"])
def test_a_reference_shows_what_stands_there(typed: str) -> None:
    assert with_references(sheet(["1组", "x"], [typed, "y"])).rows == [["1组", "x"], ["1组", "y"]]


def test_references_are_followed_from_one_to_the_next() -> None:
    assert with_references(sheet([3.0], ["=A1"], ["=A2"], ["=A3"])).rows == [[3.0]] * 4


@pytest.mark.parametrize("typed", ["=A1", "=Z9", "=SUM(A2:A3)", '=IF(B2="是",1,2)', "=A99999"])
def test_rings_and_what_cannot_be_counted_are_empty(typed: str) -> None:
    assert with_references(sheet([typed, "王一"])).rows == [["", "王一"]]


def test_columns_are_counted_beyond_z() -> None:
    wide = [""] * 30
    wide[27] = "王一"
    assert with_references(sheet(wide, ["=AB1"])).rows[1] == ["王一"]
