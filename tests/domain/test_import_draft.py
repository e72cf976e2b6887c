from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.domain.import_draft import Draft
from kzzq_desktop.domain.import_plan import PreviewRow, Verdict
from kzzq_desktop.domain.spot import Spot
from tests.domain.import_office import ids

FIELDS = st.dictionaries(st.sampled_from("abc"), st.sampled_from(["", "1", "2"]))


@given(st.lists(FIELDS, max_size=6))
def test_what_stands_first_holds(said: list[dict[str, str]]) -> None:
    draft, now = Draft(ids()), {}
    first: dict[str, str] = {}
    for given_now in said:
        changes = {name: value for name, value in given_now.items() if value and value != now.get(name, "")}
        fresh, disputed = draft.first_said("r", given_now, changes)
        assert disputed == {name for name in changes if name in first and first[name] != given_now[name]}
        now.update(fresh)
        for name, value in given_now.items():
            if value:
                first.setdefault(name, value)
    assert now == first


def test_a_change_of_a_new_row_goes_into_the_row() -> None:
    draft = Draft(ids())
    draft.insert("resident", {"id": "p1", "sex": "0"})
    draft.patch("resident", "p1", {"sex": "1"})
    draft.patch("resident", "p2", {"sex": "2"}, frozenset({"p2"}))
    draft.patch("resident", "p3", {})
    offered = draft.offered()
    assert offered.inserts["resident"]["p1"]["sex"] == "1"
    assert offered.patches["resident"] == {"p2": {"sex": "2"}}
    assert offered.waits == {"p2": frozenset({"p2"})}
    assert draft.is_new("resident", "p1")
    assert not draft.is_new("resident", "p2")


def test_a_line_that_waits_says_something_else_until_then() -> None:
    draft, spot = Draft(ids()), Spot("表.xlsx")
    draft.say(Verdict.SAME, spot, "甲")
    until = PreviewRow(Verdict.DOUBTFUL, spot, "乙")
    draft.tell(PreviewRow(Verdict.CHANGED, spot, "乙"), frozenset({"p"}), until)
    draft.tell(PreviewRow(Verdict.NEW, spot, "丙"))
    assert draft.offered().held == {1: (frozenset({"p"}), until)}
    assert [row.title for row in draft.offered().rows] == ["甲", "乙", "丙"]
