import sys
from types import SimpleNamespace

import pytest

from kzzq_desktop.base.errors import Cancelled
from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.domain.papers import Act
from kzzq_desktop.domain.scope import Scope
from kzzq_desktop.services import printing
from kzzq_desktop.services.printing import Audience
from kzzq_desktop.ui.papers import issue as door
from tests.services.papers_desk import make_papers_desk
from tests.ui.made_up_papers import ROLL


@pytest.fixture
def desk(tmp_path):
    return make_papers_desk(tmp_path).desk


REQUEST = printing.make_request(ROLL, Scope(), Audience.INTERNAL)


def test_the_register_is_asked_where_it_is_built_in(desk, tmp_path, monkeypatch):
    asked = []
    register = SimpleNamespace(
        issue=lambda *given: asked.append(given[3:5]) or ("one", "two"), save=lambda *given: asked.append(given[3])
    )
    monkeypatch.setattr(door, "_register", lambda: register)
    assert door.issue(desk, ROLL, REQUEST, 2, QuietJob()) == ("one", "two")
    door.save(desk, ROLL, REQUEST, tmp_path / "a.pdf", QuietJob())
    assert asked == [(2, Act.PRINT), tmp_path / "a.pdf"]


def test_without_it_a_paper_leaves_as_it_was_looked_at(desk, tmp_path, monkeypatch):
    monkeypatch.setattr(door, "_register", lambda: None)
    (printed,) = door.issue(desk, ROLL, REQUEST, 2, QuietJob())
    assert printed == printing.preview(desk, ROLL, REQUEST, QuietJob())
    door.save(desk, ROLL, REQUEST, tmp_path / "a.pdf", QuietJob())
    assert (tmp_path / "a.pdf").read_bytes() == printed.pdf


def test_what_is_cancelled_leaves_nothing(desk, tmp_path):
    job = QuietJob()
    job.cancelled = True
    with pytest.raises(Cancelled):
        door.save(desk, ROLL, REQUEST, tmp_path / "a.pdf", job)
    assert not (tmp_path / "a.pdf").exists()


def test_it_is_looked_for_by_name(monkeypatch):
    module = SimpleNamespace(issue=None)
    monkeypatch.setitem(sys.modules, "kzzq_desktop.services.register", module)
    monkeypatch.setattr(door, "find_spec", lambda name: name == "kzzq_desktop.services.register")
    assert door._register() is module
