"""What the clerk has chosen of a conflict: columns, what is open, what is written down. Laws, without a screen."""

import itertools
from dataclasses import replace

import pytest

from kzzq_desktop.ui.exchange.choosing import Choosing, columns_of, joined
from tests.ui.exchange_door import choice, clash, grid, household, of_many, removed


def test_this_pc_stands_left_and_the_other_right():
    here, there = columns_of(household())
    assert (here.head, here.small, here.mine) == ("本机", "舍伯吐镇党建办", True)
    assert (there.head, there.small, there.mine) == ("对方", "旗委组织部·U盘带来", False)
    assert dict(here.cells) == {"head": 0, "phones": 0, "needs": 0}


@pytest.mark.parametrize("count", [2, 3, 5, 9])
def test_every_value_stands_in_exactly_one_column(count: int):
    conflict = of_many(count)
    stand = [(name, at) for column in columns_of(conflict) for name, at in column.cells.items()]
    assert sorted(stand) == sorted((field.name, at) for field in conflict.fields for at in range(len(field.choices)))
    assert len(stand) == len(set(stand))


def test_two_values_of_one_office_stand_in_two_columns():
    field = clash("note", "备注", "一", "二")
    twice = replace(field, choices=(*field.choices, choice("三")))
    heads = [column.head for column in columns_of(replace(grid(), fields=(twice,)))]
    assert heads == ["本机", "旗委组织部", "旗委组织部（第2个）"]


def test_single_fields_begin_open_and_what_can_be_kept_begins_kept():
    choosing = Choosing(household())
    assert choosing.waiting() == ("head", "phones")
    assert choosing.settlement().values == {"needs": "低保、残疾、大病"}


def test_one_value_takes_the_place_of_the_other():
    choosing = Choosing(household())
    choosing.pick("head", 0)
    choosing.pick("head", 1)
    assert choosing.settlement().values["head"] == "特木尔"


def test_ticks_add_and_take_away_but_never_leave_nothing():
    choosing = Choosing(household())
    for order in itertools.product((0, 1), repeat=5):
        for at in order:
            choosing.pick("needs", at)
            assert choosing.chosen["needs"]


def test_a_kept_part_is_the_value_itself_and_all_are_the_joined_words():
    field = household().fields[2]
    choosing = Choosing(household())
    choosing.pick("needs", 0)
    assert choosing.settlement().values["needs"] == ["low", "ill"]
    assert joined(field, field.choices) == field.both
    three = replace(field, choices=(*field.choices, choice("低保")))
    assert joined(three, three.choices[:2]) == "低保、残疾、低保、大病"


def test_all_of_one_side():
    choosing = Choosing(household())
    choosing.take_column(choosing.columns[1])
    assert choosing.waiting() == ()
    assert choosing.settlement().values == {"head": "特木尔", "phones": "15404751126", "needs": ["low", "ill"]}
    assert choosing.decided() == 3


def test_what_is_typed_wins_and_is_kept_without_the_spaces_of_the_screen():
    choosing = Choosing(household())
    choosing.type_in("phones", "154 0475 7777")
    choosing.type_in("head", "包 金花")
    assert choosing.settlement().values["phones"] == "15404757777"
    assert choosing.settlement().values["head"] == "包 金花"
    choosing.pick("phones", 0)
    assert choosing.settlement().values["phones"] == "15404750538"


def test_only_fields_kept_as_they_read_can_be_typed():
    assert [field.name for field in Choosing(household()).free_fields()] == ["head", "phones"]
    coded = replace(clash("status", "状态", "在办", "办结"), choices=(choice("在办", value="open"), choice("办结", value="done")))
    assert Choosing(replace(grid(), fields=(coded,))).free_fields() == ()


def test_a_removed_record_asks_first_whether_it_stays():
    choosing = Choosing(removed())
    assert choosing.waiting() == ("",)
    choosing.decide(remove=True)
    assert (choosing.waiting(), choosing.settlement().values, choosing.settlement().remove) == ((), {}, True)
    choosing.decide(remove=False)
    assert choosing.waiting() == ("status",)
    choosing.pick("status", 1)
    assert (choosing.settlement().remove, choosing.settlement().values) == (False, {"status": "在办"})


def test_a_record_nobody_removed_says_nothing_of_removal():
    choosing = Choosing(replace(grid(), stamp=41))
    choosing.pick("member_id", 1)
    assert choosing.settlement().remove is None
    assert choosing.settlement().stamp == 41


def test_wrong_clocks_are_told_once_each():
    assert Choosing(household("其电脑时间慢37天")).clocks() == (("旗委组织部", "其电脑时间慢37天"),)
    assert Choosing(household()).clocks() == ()
    mine = replace(clash("note", "备注", "一", "二"), choices=(choice("一", mine=True, clock="当时本机时间偏慢"), choice("二")))
    assert Choosing(replace(grid(), fields=(mine,))).clocks() == (("", "当时本机时间偏慢"),)
