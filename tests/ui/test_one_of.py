import pytest

from kzzq_desktop.domain.scope import SCOPE_WORDS
from kzzq_desktop.ui import theme
from kzzq_desktop.ui.papers.one_of import AROUND, PANEL_NARROW, PANEL_WIDE, one_of
from kzzq_desktop.ui.parts.filters import ChoiceBox
from kzzq_desktop.ui.parts.segmented import Segmented

KINDS = tuple(SCOPE_WORDS.items())


@pytest.mark.parametrize("size", ["normal", "large", "huge"])
@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("count", range(1, 7))
def test_whatever_stands_there_has_room(qtbot, size, narrow, count):
    theme.wear(theme.Look(size, "light"))
    made = one_of(KINDS[:count], name="范围", narrow=narrow)
    qtbot.addWidget(made)
    assert made.minimumSizeHint().width() <= theme.px(PANEL_NARROW if narrow else PANEL_WIDE) - AROUND
    assert made.value() == "all"


def test_few_are_joined_many_drop_down(qtbot):
    few, many = one_of(KINDS[:3]), one_of(KINDS)
    qtbot.addWidget(few)
    qtbot.addWidget(many)
    assert isinstance(few, Segmented)
    assert isinstance(many, ChoiceBox)


@pytest.mark.parametrize(("on", "chosen"), [("grid", "grid"), ("no such kind", "all"), ("", "all")])
@pytest.mark.parametrize("count", [4, 6])
def test_what_is_not_there_is_not_chosen(qtbot, on, chosen, count):
    made = one_of(KINDS[:count], on)
    qtbot.addWidget(made)
    assert made.value() == chosen
