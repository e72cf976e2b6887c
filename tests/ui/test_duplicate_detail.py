"""A pair side by side: what is chosen, what is told, what is cut."""

from PySide6.QtWidgets import QApplication

from kzzq_desktop.domain.merges import MergeLine
from kzzq_desktop.services.merges import MergeAsk, MergeKind, MergePlan
from kzzq_desktop.ui.dialogs.duplicate_detail import CHOICES, DuplicateDetail
from tests.ui.people_window import cut_words
from tests.ui.test_duplicate_lines import pair

ROW = pair(MergeKind.PERSON, "其力嘎", "其贺力嘎")
LINES = (
    MergeLine("name", "姓名", "其力嘎", "其贺力嘎", "其力嘎", open=True),
    MergeLine("birth", "出生", "1984", "1985", "1985", open=True, taken=True),
    MergeLine("phones", "电话", "16000000001", "16000000002", "16000000001、16000000002"),
    MergeLine("note", "备注", "", "", ""),
)


def plan(kept: str = "其力嘎", other: str = "其贺力嘎", **more) -> MergePlan:
    return MergePlan(MergeAsk(MergeKind.PERSON, kept, other), **{"lines": LINES} | more)


def words(detail: DuplicateDetail) -> list[str]:
    grid = detail.lines.itemAt(0).layout()
    return [grid.itemAt(at).widget().text() for at in range(grid.count()) if hasattr(grid.itemAt(at).widget(), "text")]


def shown_pair(shown, the_plan: MergePlan) -> DuplicateDetail:
    detail = shown(DuplicateDetail(), 640, 460)
    detail.show_pair(ROW, the_plan)
    QApplication.processEvents()
    return detail


def test_each_field_stands_once_and_empty_ones_not_at_all(shown):
    detail = shown_pair(shown, plan())
    assert words(detail)[:3] == ["保留：其力嘎", "不保留：其贺力嘎", "合并后"]
    assert words(detail)[3:6] == ["姓名", "其力嘎", "其贺力嘎"]
    assert "备注" not in words(detail)
    assert detail.why.text() == "几乎肯定：姓名相同。"
    assert {field: box.value() for field, box in detail.boxes.items()} == {"name": "left", "birth": "right"}
    assert list(cut_words(detail)) == []


def test_choosing_a_side_tells_the_fields_taken(shown, qtbot):
    detail = shown_pair(shown, plan())
    box = detail.boxes["name"]
    box.pick("right")
    with qtbot.waitSignal(detail.taken) as told:
        box.activated.emit(box.currentIndex())
    assert told.args == [frozenset({"name", "birth"})]


def test_the_sides_keep_their_place_when_the_other_is_kept(shown, qtbot):
    detail = shown_pair(shown, plan("其贺力嘎", "其力嘎"))
    assert words(detail)[:2] == ["不保留：其力嘎", "保留：其贺力嘎"]
    # The plan speaks of kept and other: the kept one's values stand at the right now.
    assert words(detail)[3:6] == ["姓名", "其贺力嘎", "其力嘎"]
    assert {field: box.value() for field, box in detail.boxes.items()} == {"name": "right", "birth": "left"}
    assert "左边" in detail.turn.text()
    with qtbot.waitSignal(detail.turned):
        detail.turn.click()
    assert [code for code, _ in CHOICES] == ["left", "right"]


def test_a_refusal_and_notes_are_told(shown):
    detail = shown_pair(shown, MergePlan(plan().ask, refused="不保留的这一边是户主。"))
    assert detail.notes.count() == 1
    assert detail.boxes == {}
    detail.show_pair(ROW, plan(notes=("一", "二")))
    assert detail.notes.count() == 2
    detail.show_pair(None, None)
    assert (detail.why.text(), detail.notes.count(), detail.turn.isVisible()) == ("", 0, False)
