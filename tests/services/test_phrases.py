import pytest

from kzzq_desktop.base.errors import FormError
from kzzq_desktop.domain.duties import BY_CODE, FORMS
from kzzq_desktop.services import history, office, phrases
from tests.services.duty_desk import make_sample


@pytest.fixture
def desk(tmp_path):
    desk = make_sample(tmp_path).desk
    yield desk
    desk.store.close()


def test_a_new_office_has_the_forms_own_phrases(desk):
    assert {form.code: phrases.list_phrases(desk, form.code) for form in FORMS} == {form.code: form.phrases for form in FORMS}


def test_adding_keeps_the_rest_and_touches_no_other_duty(desk):
    phrases.add_phrase(desk, "policy", " 张贴告示 ")
    assert phrases.list_phrases(desk, "policy") == (*BY_CODE["policy"].phrases, "张贴告示")
    assert phrases.list_phrases(desk, "lawful") == BY_CODE["lawful"].phrases
    assert len(office.list_words(desk, "phrase")) == len(BY_CODE["policy"].phrases) + 1


def test_removing_putting_back_and_ordering(desk):
    first, *rest = BY_CODE["policy"].phrases
    phrases.remove_phrase(desk, "policy", first)
    assert phrases.list_phrases(desk, "policy") == tuple(rest)
    phrases.add_phrase(desk, "policy", first)
    assert phrases.list_phrases(desk, "policy") == (*rest, first)
    phrases.save_phrases(desk, "policy", (first, *rest))
    assert phrases.list_phrases(desk, "policy") == (first, *rest)


def test_an_emptied_list_stays_empty_and_undo_brings_it_back(desk):
    phrases.add_phrase(desk, "policy", "张贴告示")
    unit_id = phrases.save_phrases(desk, "policy", ())
    assert phrases.list_phrases(desk, "policy") == ()
    history.undo_unit(desk, unit_id)
    assert phrases.list_phrases(desk, "policy")[-1] == "张贴告示"


@pytest.mark.parametrize("words", [("",), ("长" * 41,), ("甲", "甲"), tuple(f"第{n}句" for n in range(31))])
def test_bad_phrases_are_refused(desk, words):
    with pytest.raises(FormError):
        phrases.save_phrases(desk, "policy", words)
    assert phrases.list_phrases(desk, "policy") == BY_CODE["policy"].phrases
