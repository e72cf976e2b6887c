from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kzzq_desktop.domain.people import Household, Member, Resident
from kzzq_desktop.store import search_index
from kzzq_desktop.store.boots import META
from kzzq_desktop.store.database import Store
from kzzq_desktop.store.derived import SEARCH_KEY
from kzzq_desktop.store.search import find, folded
from tests.store.people import VILLAGE, add_family, add_grid, add_member, found_office, row_of

Find = Callable[..., list[str]]


@pytest.fixture
def titles(store: Store) -> Find:
    """Return the titles found for some words."""
    found_office(store)

    def look(words: str, limit: int = 50) -> list[str]:
        with store.reading() as conn:
            return [hit.title for hit in find(conn, words, limit)]

    return look


def test_a_name_is_found_by_any_part_its_reading_and_its_initials(store: Store, titles: Find) -> None:
    add_family(store, "白音那木拉", "斯琴高娃", phone="16012345678", id_number="152399198001010014")
    for words in ("白音那木拉", "那木", "拉", "baiyinnamula", "baiyin", "namula", "bynml", "by", "nml", "b", "白 拉", "白namula"):
        assert titles(words) == ["白音那木拉"], words
    assert titles("sqgw") == titles("高娃") == ["斯琴高娃"]


@pytest.mark.parametrize("tail", ["5678", "678", "16012345678", "160", "0014", "152399", "010014"])
def test_phones_and_id_numbers_are_found_from_both_ends(store: Store, titles: Find, tail: str) -> None:
    add_family(store, "白音那木拉", phone="16012345678", id_number="152399198001010014")
    add_family(store, "特木尔", phone="16499990000", id_number="152399197001010028")
    assert "白音那木拉" in titles(tail)


def test_an_id_number_that_ends_in_x_is_found_by_its_tail(store: Store, titles: Find) -> None:
    add_family(store, "特木尔", id_number="15239919700101002X")
    assert titles("002X") == titles("２x") == titles("15239919700101002x") == ["特木尔"]


def test_other_spellings_lead_to_the_same_person(store: Store, titles: Find) -> None:
    add_family(store, "其力嘎", also=("其贺力嘎", "其合力嘎"))
    for words in ("其贺力嘎", "合力", "qiheliga", "qhlg", "其力嘎"):
        assert titles(words) == ["其力嘎"], words


def test_rare_characters_and_dots_are_found(store: Store, titles: Find) -> None:
    add_family(store, "𠮷㛃䶮", "𬸚𣲗", "包·乌云其其格")
    for words in ("𠮷", "𠮷㛃", "㛃䶮"):
        assert titles(words) == ["𠮷㛃䶮"], words
    assert titles("𣲗") == titles("𬸚𣲗") == ["𬸚𣲗"]
    for words in ("包乌云", "包·乌云", "包•乌云", "乌云其其格", "baowuyun", "bwyqqg", "包 乌云"):
        assert titles(words) == ["包·乌云其其格"], words


def test_words_of_several_kinds_must_all_match(store: Store, titles: Find) -> None:
    add_family(store, "王志国", phone="16011112222")
    add_family(store, "王志国", phone="16011113333")
    assert len(titles("王志国")) == 2
    assert len(titles("王志国 3333")) == len(titles("wzg3333")) == len(titles("3333王")) == 1
    assert titles("王志国 9999") == []


def test_grids_are_found_by_village_and_number(store: Store, titles: Find) -> None:
    for number in (1, 2, 12):
        add_grid(store, number)
    assert titles("白音塔拉12") == titles("白音塔拉嘎查12号网格") == titles("bytl12") == ["白音塔拉嘎查12号网格"]
    assert titles("白音塔拉嘎查2号")[0] == "白音塔拉嘎查2号网格"
    assert titles(f"{VILLAGE}012") == ["白音塔拉嘎查12号网格"]


def test_the_whole_name_comes_first_among_many(store: Store, titles: Find) -> None:
    """More than a screenful of longer matches stand before it in the book."""
    for n in range(30):
        add_family(store, f"张三{chr(0x4E00 + n)}", f"李张三{chr(0x4E00 + n)}")
    add_family(store, "张三")
    for words in ("张三", "zhangsan", "zs"):
        assert titles(words, 10)[0] == "张三", words
    assert all(title.startswith("张三") for title in titles("张三", 25))


def test_a_resident_is_found_once_and_a_head_as_the_household(store: Store, titles: Find) -> None:
    household_id = add_family(store, "特木尔", "乌兰")
    member_id = add_member(store, "特木尔", "16012340000")
    with store.reading() as conn:
        assert {(hit.kind, hit.ref_id) for hit in find(conn, "特木尔")} == {("household", household_id), ("member", member_id)}
        assert [hit.kind for hit in find(conn, "wulan")] == ["resident"]


def test_a_new_head_a_death_and_a_removal_show_at_once(store: Store, titles: Find) -> None:
    household_id = add_family(store, "特木尔", "乌兰")
    with store.reading() as conn:
        wife = next(hit.ref_id for hit in find(conn, "乌兰"))
    head = str(row_of(store, Household, household_id)["head_id"])
    with store.unit("户主变更") as unit:
        unit.change(Household, household_id, head_id=wife)
    with store.reading() as conn:
        assert [hit.kind for hit in find(conn, "乌兰")] == ["household"]
        assert [hit.kind for hit in find(conn, "特木尔")] == ["resident"]
    with store.unit("去世") as unit:
        unit.change(Resident, head, status="deceased")
    assert titles("特木尔") == []
    with store.unit("删除住户") as unit:
        unit.remove(Household, [household_id])
    assert titles("乌兰") == titles("wulan") == []


@pytest.mark.parametrize(
    "words", ["", " ", '"', "''", "%", "_", "*", "\\", "=", "(", "NEAR", "AND", "·", "，", "\x00", "-", "^", ":", "{", "￥"]
)
def test_special_characters_find_nothing_and_break_nothing(store: Store, titles: Find, words: str) -> None:
    add_family(store, "王小%")
    assert titles(words) == []
    assert titles(f"王{words}小") == ["王小%"] or words in {"NEAR", "AND"}


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=12))
def test_no_words_break_the_search(store: Store, words: str) -> None:
    with store.reading() as conn:
        assert find(conn, words) == ()


@given(words=st.text(max_size=20))
def test_folding_twice_is_folding_once(words: str) -> None:
    assert folded(folded(words)) == folded(words)


NAMES = st.sampled_from(["王小", "特木尔", "单志国", "包·乌云", "𠮷三", "乐乐", "John Smith", "王小 ", ""])
ACTS = st.lists(
    st.tuples(st.sampled_from(["add", "rename", "head", "die", "move", "remove", "back"]), st.integers(0, 9), NAMES), max_size=9
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_the_keys_always_equal_a_new_derivation(store: Store, acts: list[tuple[str, int, str]]) -> None:
    homes, people = _present(store)
    for act, number, name in acts:
        if act == "add" or not homes:
            add_family(store, name, name, phone=f"1601234567{number}")
            homes, people = _present(store)
        else:
            _change(store, act, name, homes[number % len(homes)], people[number % len(people)])
    with store.reading() as conn:
        assert search_index.count_wrong(conn) == 0


def _present(store: Store) -> tuple[list[str], list[str]]:
    with store.reading() as conn:
        return [list(conn.execute(kind.__table__.select().order_by("id")).scalars()) for kind in (Household, Resident)]


def _change(store: Store, act: str, name: str, home: str, person: str) -> None:
    with store.unit(act) as unit:
        match act:
            case "rename":
                unit.change(Resident, person, name=name)
            case "head":
                unit.change(Household, home, head_id=person)
            case "die":
                unit.change(Resident, person, status="deceased")
            case "move":
                unit.change(Resident, person, household_id=home)
            case "remove":
                unit.remove(Household, [home])
            case _:
                unit.change(Household, home, sy_del=0)


def test_rebuilding_changes_nothing_that_can_be_found(store: Store, titles: Find) -> None:
    add_family(store, "特木尔", "乌兰")
    add_member(store, "单雄信")
    before = [titles(words) for words in ("特木尔", "wl", "shan", "dan", "单")]
    with store.local() as conn:
        search_index.rebuild(conn)
    assert [titles(words) for words in ("特木尔", "wl", "shan", "dan", "单")] == before
    with store.reading() as conn:
        assert search_index.count_wrong(conn) == 0
    assert Member.__tablename__ in search_index.SEARCHED


def test_keys_made_otherwise_by_an_older_program_are_made_anew_at_the_start(store: Store) -> None:
    add_family(store, "特木尔")
    with store.local() as conn:
        conn.execute(SEARCH_KEY.update().values(line=" old "))
        conn.execute(META.update().where(META.c.k == "search_version").values(v="1"))
    Store(store.engine)
    with store.reading() as conn:
        assert search_index.count_wrong(conn) == 0
        assert [hit.title for hit in find(conn, "tme")] == ["特木尔"]
