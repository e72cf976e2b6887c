"""The lines of residents in the form."""

import pytest
from PySide6.QtCore import Qt

from kzzq_desktop.base.errors import Problem
from kzzq_desktop.domain.person_forms import ResidentForm
from kzzq_desktop.ui.dialogs.household_people import PeopleBox
from tests.services.people_forms import GRANDDAUGHTER, HEAD, SON, id_number
from tests.ui.people_window import type_into


@pytest.fixture
def box(qtbot) -> PeopleBox:
    made = PeopleBox()
    qtbot.addWidget(made)
    made.show()
    return made


def test_lines_read_as_they_were_shown(box):
    people = (HEAD, SON, GRANDDAUGHTER)
    box.show_people(people)
    assert box.read() == people


def test_what_has_no_box_is_kept(box):
    person = ResidentForm(id="1" * 32, name="王秀英", relation="02", other_names="王秀荣", note="轮椅")
    box.show_people([person])
    assert box.read() == (person,)


def test_blank_new_lines_do_not_count_but_emptied_old_ones_do(box):
    box.show_people([ResidentForm(id="1" * 32, name="王秀英", relation="02")])
    box.add()
    assert len(box.lines) == 2
    assert len(box.read()) == 1
    box.lines[0].name.clear()
    assert [one.name for one in box.read()] == [""]


def test_the_first_of_all_is_the_head_the_next_is_asked(box):
    box.add()
    box.add()
    assert [line.relation.value() for line in box.lines] == ["02", ""]


def test_problems_stand_under_their_line_and_go_when_shown_anew(box):
    box.show_people([HEAD, SON])
    box.show_problems([Problem("电话不对", "，请改。", field="people.1.phones"), Problem("没有填姓名", field="people.1.name")])
    assert box.lines[0].fault.isHidden()
    assert box.lines[1].fault.text() == "电话不对，请改。 没有填姓名"
    assert [box.lines[1].boxes()[field].property("wrong") for field in ("name", "phones", "birth")] == ["true", "true", None]
    box.show_problems([])
    assert box.lines[1].fault.isHidden()
    assert not box.lines[1].phones.property("wrong")


def test_a_removed_line_is_gone(qtbot, box):
    box.show_people([HEAD, SON, GRANDDAUGHTER])
    qtbot.mouseClick(box.lines[1].remove, Qt.MouseButton.LeftButton)
    assert [one.name for one in box.read()] == ["包金花", "阿拉腾其其格"]


NUMBERS = [(id_number("19580312", "002"), "1958-03-12", "2"), ("150599580312001", "1958-03-12", "1")]


@pytest.mark.parametrize(("number", "birth", "sex"), NUMBERS)
def test_a_right_number_tells_birth_and_sex(qtbot, box, number, birth, sex):
    box.add()
    line = box.lines[0]
    type_into(qtbot, line.id_number, number)
    line.id_number.editingFinished.emit()
    assert (line.birth.text(), line.sex.value()) == (birth, sex)
    assert len(line.id_number.text()) == 18


def test_a_wrong_number_changes_nothing(qtbot, box):
    box.add()
    line = box.lines[0]
    type_into(qtbot, line.id_number, "150599195803120000")
    line.id_number.editingFinished.emit()
    assert (line.birth.text(), line.sex.value()) == ("", "0")


def test_a_relation_tells_the_sex_only_where_it_is_unknown(box):
    box.show_people([ResidentForm(name="甲", relation="02"), ResidentForm(name="乙", sex="1")])
    for line in box.lines:
        line.relation.pick("12")
        line.relation.picked.emit("12")
    assert [line.sex.value() for line in box.lines] == ["2", "1"]
