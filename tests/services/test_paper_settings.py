import pytest

from kzzq_desktop.base.errors import FormError
from kzzq_desktop.domain.papers import PaperSettings
from kzzq_desktop.services.history import undo_unit
from kzzq_desktop.services.paper_settings import read_paper_settings, save_paper_settings
from kzzq_desktop.store import office as offices
from tests.services.desks import make_desk

TOWN = "150521102000"


@pytest.fixture
def desk(tmp_path):
    return make_desk(tmp_path)


def test_what_was_never_set_is_as_usual(desk):
    assert read_paper_settings(desk) == PaperSettings()


def test_what_is_saved_is_read_and_can_be_taken_back(desk):
    wanted = PaperSettings(mongolian="left", unreviewed=True, formal=False, phones={TOWN: {"police": "0475-3216110"}})
    unit = save_paper_settings(desk, wanted)
    assert read_paper_settings(desk) == wanted
    undo_unit(desk, unit)
    assert read_paper_settings(desk) == PaperSettings()


def test_empty_and_unknown_numbers_are_not_kept(desk):
    save_paper_settings(desk, PaperSettings(phones={TOWN: {"police": " ", "oversight": " 110 ", "other": "1"}}))
    assert read_paper_settings(desk).phones == {TOWN: {"oversight": "110"}}


@pytest.mark.parametrize(("settings", "field"), [
    (PaperSettings(phones={TOWN: {"police": "打电话"}}), f"police:{TOWN}"),
    (PaperSettings(mongolian="middle"), "mongolian"),
])  # fmt: skip
def test_what_cannot_be_is_refused(desk, settings, field):
    with pytest.raises(FormError) as refused:
        save_paper_settings(desk, settings)
    assert [problem.field for problem in refused.value.problems] == [field]
    assert read_paper_settings(desk) == PaperSettings()


def test_a_village_has_its_townships_numbers():
    settings = PaperSettings(phones={TOWN: {"police": "110"}})
    assert settings.numbers_of("150521102201") == {"police": "110"}
    assert settings.numbers_of("150521103201") == {}


@pytest.mark.parametrize("kept", [[], {"mongolian": 3, "formal": "yes", "phones": [1]}, {"phones": {TOWN: "110"}}, None])
def test_what_makes_no_sense_is_as_usual(desk, kept):
    with desk.store.unit("样例") as unit:
        offices.write_setting(unit, desk.office.township, "papers", kept)
    assert read_paper_settings(desk) == PaperSettings()
