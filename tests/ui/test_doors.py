import sys
from types import ModuleType

import pytest

from kzzq_desktop.ui.papers import doors

DOORS = (
    ("kzzq_desktop.services.printing.alignment", "alignment_page"),
    ("kzzq_desktop.services.printing.export_roll", "export_roll"),
    ("kzzq_desktop.ui.dialogs.print_register", "open_register"),
)


@pytest.mark.parametrize(("module", "name"), DOORS)
def test_a_door_leads_to_what_is_built_in(monkeypatch, module, name):
    built, there = ModuleType(module), [object()]
    setattr(built, name, there)
    monkeypatch.setitem(sys.modules, module, built)
    monkeypatch.setattr(doors, "find_spec", lambda asked: asked == module)
    assert getattr(doors, name)() is there


@pytest.mark.parametrize(("module", "name"), DOORS)
def test_what_is_not_built_in_is_no_fault(monkeypatch, module, name):
    monkeypatch.setattr(doors, "find_spec", lambda _asked: None)
    assert getattr(doors, name)() is None
