"""The box for a relation takes what is said at home."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kzzq_desktop.ui.parts.layout import column
from kzzq_desktop.ui.relation_box import RelationBox, find_relations


@pytest.mark.parametrize(
    ("typed", "code"), [("媳妇", "12"), ("姑娘", "30"), ("大儿子", "22"), ("户主", "02"), ("12", "12"), ("孙女", "42")]
)
def test_everyday_words_and_codes_are_found_first(typed, code):
    assert find_relations(typed)[0].key == code


def test_everything_is_offered_the_usual_first():
    hits = find_relations("")
    assert [hit.key for hit in hits[:3]] == ["02", "12", "11"]
    assert len({hit.key for hit in hits}) == len(hits) > 60
    assert "01" not in {hit.key for hit in hits}
    assert find_relations("什么") == []


def test_a_code_is_typed_and_taken(qtbot):
    host = QWidget()
    box = RelationBox("与户主的关系")
    host.setLayout(column(box))
    qtbot.addWidget(host)
    host.show()
    box.setFocus()
    qtbot.keyClicks(box, "38")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert (box.value(), box.text(), box.accessibleName()) == ("38", "儿媳", "与户主的关系")
