"""The words of a list's filter ask the search index, without a limit."""

from kzzq_desktop.store.word_filter import matching_households, matching_ids
from tests.store.people import add_family, add_member, found_office


def test_heads_and_others_are_matched_by_characters_pinyin_and_numbers(store):
    found_office(store)
    home = add_family(store, "王秀英", "李小红", phone="15404750538")
    add_family(store, "白苏日娜")
    with store.reading() as conn:
        for words in ("王秀", "wxy", "xiaohong", "lxh", "0538", "1540475", "王 0538"):
            asked = matching_households(conn, words)
            assert set(conn.execute(asked).scalars()) == {home}, words
        assert matching_households(conn, " ·") is None


def test_more_are_matched_than_the_search_box_would_show(store):
    found_office(store)
    ids = {add_member(store, f"王{chr(0x4E00 + at)}") for at in range(60)}
    with store.reading() as conn:
        assert set(conn.execute(matching_ids(conn, "member", "王")).scalars()) == ids
