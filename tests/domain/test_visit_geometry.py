from itertools import combinations

from kzzq_desktop.domain import visit_geometry as geometry
from kzzq_desktop.domain.duties import FORMS

BOXES = [geometry.box(row, duty) for row in range(geometry.ROWS) for duty in range(len(geometry.DUTIES))]


def apart(one, other):
    return (
        one.x + one.wide < other.x or other.x + other.wide < one.x or one.y + one.high < other.y or other.y + other.high < one.y
    )


def test_a_box_a_household_and_duty_none_on_another():
    assert len(set(BOXES)) == geometry.ROWS * len(FORMS)
    assert all(apart(one, other) for one, other in combinations(BOXES, 2))


def test_the_duties_are_the_programs_own_in_their_order():
    assert tuple(form.code for form in FORMS) == geometry.DUTIES


def test_each_box_lies_in_its_row_and_column():
    edges = geometry.columns()
    for row in range(geometry.ROWS):
        for duty in range(len(geometry.DUTIES)):
            place = geometry.box(row, duty)
            assert edges[2 + duty] < place.x
            assert place.x + place.wide < edges[3 + duty]
            assert geometry.row_top(row) < place.y
            assert place.y + place.high < geometry.row_top(row + 1)


def test_squares_and_code_stand_free_on_the_sheet():
    places = [*geometry.SQUARES, geometry.CODE, *BOXES]
    assert all(apart(one, other) for one, other in combinations([*geometry.SQUARES, geometry.CODE], 2))
    for place in places:
        assert place.x >= 5
        assert place.x + place.wide <= geometry.PAGE_WIDE - 5
        assert place.y >= 5
        assert place.y + place.high <= geometry.PAGE_HIGH - 5
    assert geometry.row_top(geometry.ROWS) < geometry.SQUARES[2].y - 10
