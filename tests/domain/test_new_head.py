"""Relations after another resident became the head."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.domain.codes import HEAD
from kzzq_desktop.domain.new_head import Kin, relations_after
from kzzq_desktop.domain.reference import read_reference

CODES = [row["code"] for row in read_reference("relations") if row["code"] not in {"01", HEAD}]


def family(*relations: tuple[str, str]) -> list[Kin]:
    return [Kin("head", HEAD, "1"), *(Kin(f"p{at}", code, sex) for at, (code, sex) in enumerate(relations))]


@pytest.mark.parametrize(
    ("relations", "new", "expected"),
    [
        # the wife follows her husband: his parents become hers by marriage, hers become her own
        ([("12", "2"), ("22", "1"), ("51", "1"), ("56", "2"), ("41", "1"), ("99", "0")], "p0",
         {"head": "11", "p0": "02", "p1": "22", "p2": "53", "p3": "52", "p4": "41", "p5": "99"}),
        # the son follows his father
        ([("20", "1"), ("12", "2"), ("30", "2"), ("52", "2"), ("38", "2")], "p0",
         {"head": "51", "p0": "02", "p1": "52", "p2": "70", "p3": "60", "p4": ""}),
        # the mother takes over from her son
        ([("52", "2"), ("51", "1"), ("12", "2"), ("20", "1"), ("73", "1")], "p0",
         {"head": "20", "p0": "02", "p1": "11", "p2": "38", "p3": "40", "p4": "20"}),
        # a brother: only the old head's tie is known
        ([("73", "1"), ("12", "2"), ("20", "1")], "p0", {"head": "70", "p0": "02", "p1": "", "p2": ""}),
    ],
)  # fmt: skip
def test_what_follows_from_the_present_relations(relations, new, expected):
    assert relations_after(family(*relations), "head", new) == expected


@given(st.lists(st.tuples(st.sampled_from(CODES), st.sampled_from(["0", "1", "2"])), min_size=1, max_size=6), st.data())
def test_there_is_exactly_one_head_and_only_known_codes(relations, data):
    people = family(*relations)
    new = data.draw(st.sampled_from([one.id for one in people if one.id != "head"]))
    after = relations_after(people, "head", new)
    assert [one for one, code in after.items() if code == HEAD] == [new]
    assert set(after) == {one.id for one in people}
    assert set(after.values()) <= {"", HEAD, *CODES}


@given(st.sampled_from(["1", "2"]))
def test_a_couple_that_changes_twice_is_as_before(sex):
    wife = Kin("wife", "12" if sex == "1" else "11", "2" if sex == "1" else "1")
    once = relations_after([Kin("head", HEAD, sex), wife, Kin("son", "22", "1")], "head", "wife")
    people = [Kin("head", once["head"], sex), Kin("wife", HEAD, wife.sex), Kin("son", once["son"], "1")]
    assert relations_after(people, "wife", "head") == {"head": HEAD, "wife": wife.relation, "son": "22"}
