import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.domain import duties
from kzzq_desktop.domain.duties import BY_CODE, FORMS, BoxKind, boxes_text, read_boxes

VALUES = st.dictionaries(
    st.sampled_from(["policy", "form", "reached", "kind", "parties", "outcome", "stranger"]),
    st.one_of(st.text(max_size=120), st.integers(-5, 200_000), st.lists(st.text(max_size=4), max_size=4).map(tuple)),
)


def test_the_folder_equals_the_tuple():
    files = {path.stem for path in Path(duties.__file__).parent.glob("*.py")} - {"__init__", "form"}
    assert files == {form.code for form in FORMS}


def test_the_five_duties_in_their_order():
    assert [form.word for form in FORMS] == ["宣讲政策", "化解矛盾", "解决困难", "创业致富", "遵章守法"]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
def test_a_form_is_well_made(form):
    keys = [box.key for box in form.boxes]
    assert len(set(keys)) == len(keys)
    assert all(bool(box.choices) == (box.kind is BoxKind.CHOICE) for box in form.boxes)
    assert len(form.phrases) >= 4
    assert form.check(form.started()) == ()


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
def test_all_problems_come_at_once(form):
    required = {box.key for box in form.boxes if box.required}
    assert {problem.field for problem in form.check({})} == required
    assert {problem.field for problem in form.check({"stranger": "x"})} == required | {"stranger"}
    assert all(problem.sentence().endswith("。") for problem in form.check({"stranger": "x"}))


@pytest.mark.parametrize(
    ("values", "field", "said"),
    [
        ({"form": "微信"}, "form", "入户、集中、电话"),
        ({"reached": "很多"}, "reached", "数字"),
        ({"reached": -1}, "reached", "0 到"),
        ({"reached": True}, "reached", "数字"),
        ({"policy": "长" * 101}, "policy", "101"),
        ({"policy": 5}, "policy", "文字"),
    ],
)
def test_a_wrong_box_is_named_with_its_remedy(values, field, said):
    form = BY_CODE["policy"]
    problems = form.check({**form.started(), **values})
    assert [problem.field for problem in problems] == [field]
    assert said in problems[0].sentence()


def test_parties_are_households_each_once():
    form = BY_CODE["mediation"]
    assert form.check({**form.started(), "parties": ("a", "b")}) == ()
    assert [p.field for p in form.check({**form.started(), "parties": ("a", "a")})] == ["parties"]
    assert [p.field for p in form.check({**form.started(), "parties": "a"})] == ["parties"]


def test_tidying_makes_numbers_and_drops_the_empty():
    form = BY_CODE["policy"]
    assert form.tidied({"reached": " 23 ", "policy": "", "form": "入户 "}) == {"form": "入户", "reached": 23}


@given(VALUES)
def test_tidying_twice_changes_nothing_and_hides_no_fault(values):
    for form in FORMS:
        once = form.tidied(values)
        assert form.tidied(once) == once
        assert list(once) == list(form.tidied(dict(reversed(values.items()))))
        assert {key for key in once if key not in {box.key for box in form.boxes}} <= {p.field for p in form.check(once)}


@given(VALUES)
def test_boxes_come_back_from_json_as_they_were(values):
    assert read_boxes(boxes_text(values)) == values
    assert json.loads(boxes_text(values)).keys() == values.keys()


def test_boxes_stay_readable_for_the_search():
    assert "冬季取暖" in boxes_text({"policy": "冬季取暖补贴"})
    assert read_boxes("") == {}
