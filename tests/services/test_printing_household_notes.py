import pytest

from kzzq_desktop.services.printing.household_notes import note_words, repeats_need
from kzzq_desktop.store.paper_people import HomeFacts, PersonFacts


def home(**facts):
    blank = dict.fromkeys(HomeFacts._fields, "") | {"status": "home", "grid_number": 1}
    return HomeFacts(**blank | facts)


def person(name, status="here", note=""):
    return PersonFacts(**dict.fromkeys(PersonFacts._fields, "") | {"name": name, "status": status, "note": note})


@pytest.mark.parametrize(
    ("facts", "people", "needs", "said"),
    [
        ({}, (), (), ""),
        ({"note": "；"}, (), (), ""),
        ({"note": "钥匙在邻居家"}, (), ("低保",), "低保；钥匙在邻居家"),
        ({"note": "低保户；钥匙在邻居家"}, (), ("低保",), "低保；钥匙在邻居家"),
        ({"status": "away"}, (), (), "外出"),
        ({"status": "away", "away_where": "赤峰", "away_return": "春节"}, (), ("残疾",), "残疾；外出：赤峰，春节回"),
        ({"status": "away", "away_where": "赤峰", "note": "外出务工"}, (), (), "外出务工：赤峰"),
        ({"status": "away", "note": "常年外出"}, (), (), "常年外出"),
        ({}, (person("包青山", "away"), person("乌云", "away"), person("敖登")), (), "包青山、乌云外出"),
        ({}, (person("包青山", "away", "外出读书"),), (), "包青山：外出读书"),
        ({"status": "away"}, (person("包青山", "away"),), (), "外出"),
        ({}, (person("包青山", note="残疾；听力不好"),), ("残疾",), "残疾；包青山：听力不好"),
    ],
)
def test_each_thing_is_said_once(facts, people, needs, said):
    assert note_words(home(**facts), people, needs) == said


@pytest.mark.parametrize(
    ("note", "repeats"), [("低保户", True), ("低保家庭", True), ("低保", True), ("低保已停", False), ("", False)]
)
def test_a_note_that_only_repeats_a_need(note, repeats):
    assert repeats_need(note, ("低保",)) is repeats
