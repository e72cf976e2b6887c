from kzzq_desktop.ui.papers.places import MOST, Places, page_of

ROWS = (("舍伯吐镇 先锋嘎查 01号网格", 0), ("王𬮱", 0), ("巴特尔·苏和", 1), ("王巴特", 2), ("乌云其木格", 2))


def found(typed, rows=ROWS):
    return [(hit.words, page_of(hit.key)) for hit in Places(rows).find(typed)]


def test_characters_pinyin_and_initials_find_a_name():
    assert found("乌云") == found("wuyun") == found("WYQMG") == [("乌云其木格", 2)]


def test_who_begins_so_comes_first_then_the_order_of_pages():
    assert found("bt") == [("巴特尔·苏和", 1), ROWS[0], ("王巴特", 2)]
    assert found("王") == [("王𬮱", 0), ("王巴特", 2)]


def test_nothing_typed_shows_how_the_paper_begins():
    assert found("") == list(ROWS)
    assert found("没有这个人") == []


def test_a_place_says_its_page():
    assert [hit.kind for hit in Places((("甲", 0), ("乙", 1899))).find("")] == ["第 1 页", "第 1,900 页"]


def test_one_name_on_two_pages_is_two_places():
    hits = Places((("王强", 3), ("王强", 8))).find("wq")
    assert [page_of(hit.key) for hit in hits] == [3, 8]
    assert len({hit.key for hit in hits}) == 2


def test_the_list_stays_short():
    assert len(found("w", [("王强", page) for page in range(19_000)])) == MOST
