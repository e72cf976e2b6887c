import sys
from types import SimpleNamespace

from kzzq_desktop.ui.papers import doors


def test_a_door_leads_to_what_is_built_in(monkeypatch):
    built = SimpleNamespace(alignment_page=object())
    monkeypatch.setitem(sys.modules, doors.ALIGNMENT, built)
    monkeypatch.setattr(doors, "find_spec", lambda asked: asked == doors.ALIGNMENT)
    assert doors.alignment_page() is built.alignment_page


def test_what_is_not_built_in_is_no_fault(monkeypatch):
    monkeypatch.setattr(doors, "find_spec", lambda _asked: None)
    assert doors.alignment_page() is None
