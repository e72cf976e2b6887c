"""What a choice takes of an offer, and what it leaves."""

from kzzq_desktop.domain.import_choice import WHOLE, FieldChange, ImportChoice
from kzzq_desktop.domain.import_plan import Offered, PreviewRow, Verdict, changed_words, choose
from kzzq_desktop.domain.spot import Spot

SPOT = Spot("表.xlsx", "一", 3)
GROUP, SEX = FieldChange("group_no", "组", "1", "2"), FieldChange("sex", "性别", "", "男")

PHONES, BACK = FieldChange("phones", "电话", "", "1"), FieldChange("status", "状态", "去世", "在家")


def row(*changes: FieldChange, verdict: Verdict = Verdict.CHANGED, revives: str = "") -> PreviewRow:
    return PreviewRow(verdict, SPOT, "巴特尔", changed_words(changes), changes=changes, revives=revives)


OFFERED = Offered(
    inserts={
        "household": {"h2": {"id": "h2", "grid_id": "g1"}},
        "household_need": {"n1": {"id": "n1"}},
        "grid": {"g1": {"id": "g1"}, "g2": {"id": "g2"}},
        "contact": {"c1": {"id": "c1", "grid_id": "g1"}, "c2": {"id": "c2", "grid_id": "g2"}},
        "branch": {"b1": {"id": "b1"}},
    },
    patches={
        "household": {"h1": {"group_no": "2", "head_id": "p1", "grid_id": "g2"}},
        "resident": {"p1": {"sex": "1"}, "p2": {"phones": "1", "status": "here"}},
        "member": {"m1": {"branch_id": "b1"}},
    },
    rows=(
        row(GROUP, SEX),
        row(FieldChange("phones", "电话", "", "1"), FieldChange("status", "状态", "去世", "在家"), revives="p2"),
    ),
    waits={"p2": frozenset({"p2"})},
    codes={"n1": "need"},
    held={1: (frozenset({"p2"}), row(verdict=Verdict.DOUBTFUL, revives="p2"))},
)


def test_everything_that_waits_for_nobody_is_taken() -> None:
    plan = choose(OFFERED)
    assert set(plan.patches["resident"]) == {"p1"}
    assert {kind: len(rows) for kind, rows in plan.inserts.items()} == {
        "household": 1, "household_need": 1, "grid": 2, "contact": 2, "branch": 1,
    }  # fmt: skip
    assert plan.field_counts == {"group_no": 1, "sex": 1}
    assert plan.rows[1].verdict is Verdict.DOUBTFUL


def test_nothing_chosen_leaves_only_what_is_new() -> None:
    plan = choose(OFFERED, ImportChoice(frozenset()))
    assert not any(plan.patches.values())
    assert {kind: [one["id"] for one in rows] for kind, rows in plan.inserts.items()} == {
        "household": ["h2"], "household_need": [], "grid": ["g1"], "contact": ["c1"], "branch": [],
    }  # fmt: skip
    assert (plan.rows[0].verdict, plan.rows[0].what, plan.rows[0].changes) == (Verdict.SAME, "", ())
    assert plan.field_counts == choose(OFFERED).field_counts


def test_the_head_goes_with_the_relations() -> None:
    assert choose(OFFERED, ImportChoice(frozenset({"relation"}))).patches["household"] == {"h1": {"head_id": "p1"}}
    assert choose(OFFERED, ImportChoice(frozenset({"group_no"}))).patches["household"] == {"h1": {"group_no": "2"}}


def test_who_is_called_back_comes_back_whatever_fields_are_chosen() -> None:
    plan = choose(OFFERED, ImportChoice(frozenset({"sex"}), frozenset({"p2"})))
    assert plan.patches["resident"] == {"p1": {"sex": "1"}, "p2": {"status": "here", "status_day": ""}}
    assert [change.field for change in plan.rows[1].changes] == ["status"]
    assert plan.rows[0].what == "性别"


def test_a_choice_can_be_made_again_and_again() -> None:
    plan = choose(OFFERED)
    assert plan.chosen(ImportChoice(frozenset())).chosen(WHOLE) == plan
    assert not plan.empty
    assert choose(Offered()).empty
