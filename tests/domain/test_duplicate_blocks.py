"""Blocking: whoever shares evidence meets once, strangers never, and the work does not grow with the square."""

from itertools import combinations

from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.domain.duplicate_blocks import MOST_ALIKE, meetings
from tests.domain.seen import crowd, home, number, person

ID = number("1983-09-26", 970)


def met(*homes) -> list[tuple[str, str]]:
    return [(one.id, other.id) for _, _, pairs in meetings(homes, QuietJob()) for one, other in pairs]


def test_each_kind_of_evidence_brings_two_together():
    mate = person("孟根其其格")
    kinds = (
        ({"id_number": ID}, {"id_number": ID}),
        ({"id_number": ID}, {"id_text": f"{ID[:15]}000"}),
        ({"id_number": ID}, {"id_text": f"{ID}1"}),
        ({"id_text": f"{ID[:5]}{ID[6:]}"}, {"id_number": ID}),
        ({"birth": "1986-05-03"}, {"birth": "1986-05-03"}),
        ({"birth": "1986-05-03"}, {"birth": "1986-05"}),
        ({"phones": ("16000000001", "16000000002")}, {"phones": ("16000000002",)}),
    )
    for mine, theirs in kinds:
        for name, other in (("那仁花", "那仁花"), ("其力嘎", "其合力嘎")):
            assert met(home("h1", person(name, **mine)), home("h2", person(other, **theirs))) == [("h1a", "h2a")], (mine, other)
    assert met(home("h1", person("其力嘎"), mate), home("h2", person("其贺力嘎"), mate)) == [("h1a", "h2a")]
    doors = {"group_no": "2", "door_no": "12"}
    assert met(home("h1", person("那仁花"), **doors), home("h2", person("那仁花"), **doors)) == [("h1a", "h2a")]


def test_strangers_do_not_meet():
    assert met(*crowd(500)) == []
    assert met(home("h1", person("那仁花", birth="1986-05-03")), home("h2", person("那仁花", birth="1986-05-04"))) == []


def test_each_pair_meets_once_in_the_order_of_the_households():
    twice = {"id_number": ID, "phones": ("16000000001",), "birth": "1983-09-26"}
    homes = [home(f"h{at}", person("那仁花", **twice), person("包海", phones=("16000000001",))) for at in range(3)]
    pairs = met(*homes)
    assert len(pairs) == len(set(pairs))
    assert {("h0a", "h1a"), ("h0a", "h2a"), ("h1a", "h2a")} <= set(pairs)
    order = [(one.id, other.id) for one, other, _ in meetings(homes, QuietJob())]
    assert order == sorted(order)


def test_what_too_many_share_brings_nobody_together():
    many = [home(f"h{at}", person("那仁花", phones=("16000000001",))) for at in range(MOST_ALIKE + 1)]
    assert met(*many) == []
    assert len(met(*many[:20])) == len(list(combinations(range(20), 2)))


def test_the_hashes_of_a_run_change_nothing():
    """Keys are met by their hashes: a slot shared by chance brings nobody together who shares no key."""
    homes = crowd(2000)
    assert met(*homes, home("h1", person("那仁花", id_number=ID)), home("h2", person("那仁花", id_number=ID))) == [("h1a", "h2a")]
