"""Tables that once broke a law of reading, each the smallest that did."""

from collections.abc import Sequence

from tests.importers.law_tables import Cell, LawTable, in_order, with_columns
from tests.importers.tables import id_of
from tests.importers.test_ledger_laws import assert_read, understood

HOMES = (("王建华", "王玉兰"), ("李志英", "李文兰"), ("张春强", "张海梅"))
ALONE = ("王建华",), ("李志英",), ("张春强",), ("刘玉华", "刘金英", "刘宝兰", "刘建强")
KIN = ("户主", "妻", "长子", "次子")


def id_at(home: int, place: int) -> str:
    return id_of(home * 4 + place, "2" if place == 1 else "1")


def side_by_side(header: Sequence[Cell], homes: Sequence[Sequence[str]] = HOMES, own: Sequence[Sequence[Cell]] = ()) -> LawTable:
    """A household a row: what is its own, then name, relation and number of each of its people."""
    rows = []
    for at, names in enumerate(homes):
        people = [cell for place, name in enumerate(names) for cell in (name, KIN[place], id_at(at, place))]
        rows.append((*(own[at] if own else ()), *people))
    width = max(map(len, rows))
    filled = [(*row, *[""] * (width - len(row))) for row in rows]
    return LawTable(tuple([tuple(header), *filled] if header else filled), names=tuple(map(tuple, homes)))


def in_rows(header: Sequence[Cell], own: Sequence[Sequence[Cell]], homes: Sequence[Sequence[str]]) -> LawTable:
    """A person a row: what is the household's own in its first row, then name, relation and number."""
    rows = [
        (*(own[at] if place == 0 else [""] * len(own[at])), name, KIN[place], id_at(at, place))
        for at, names in enumerate(homes)
        for place, name in enumerate(names)
    ]
    return LawTable((tuple(header), *rows), names=tuple(map(tuple, homes)))


def test_a_blank_column_between_people_side_by_side_changes_nothing() -> None:
    table = side_by_side(("姓名1", "与户主关系1", "身份证号1", "姓名2", "与户主关系2", "身份证号2"))
    said = understood(table)
    assert_read(table, said)
    assert understood(with_columns(table, [1])) == said


def test_people_side_by_side_need_no_words() -> None:
    table = side_by_side(())
    assert_read(table, understood(table))


def test_a_short_list_of_people_side_by_side_is_no_card() -> None:
    words = ("名字", "是户主的什么人", "身分证号")
    header = ("户号", "住哪", "所在格", *(f"{word}{at}" for at in range(1, 5) for word in words))
    own = [(f"H000{at}", f"毛都嘎查1组{at}号", f"第{at}网格") for at in range(1, 5)]
    table = side_by_side(header, ALONE, own)
    assert_read(table, understood(table))


def test_a_list_that_begins_with_the_relation_is_no_card() -> None:
    header = ("住哪", "情况说明", "户内人员", "是户主的什么人", "身分证号")
    own = [(f"毛都嘎查1组{at}号", "低保户" if at == 2 else "") for at in range(1, 5)]
    table = in_rows(header, own, ALONE)
    said = understood(table)
    assert_read(table, said)
    assert understood(in_order(table, [3, 1, 2, 4, 0])) == said


def test_names_are_found_beside_the_heads_under_an_unknown_word() -> None:
    header = ("户主", "家里人", "称呼", "身分证号")
    rows = [(names[0], name, KIN[place], id_at(at, place)) for at, names in enumerate(HOMES) for place, name in enumerate(names)]
    table = LawTable((header, *rows), names=HOMES)
    assert_read(table, understood(table))


def test_a_serial_that_happens_to_count_people_is_no_population() -> None:
    homes = (("王建华",), ("李志英",), ("张春强", "张海梅", "张金芳"), ("刘玉华", "刘金英", "刘宝兰", "刘建强"))
    own = [(at, len(names)) for at, names in enumerate(homes, 1)]
    table = in_rows(("行", "人口 Persons", "名字", "关系", "身份证号"), own, homes)
    said = understood(table)
    assert_read(table, said)
    assert understood(in_order(table, [1, 0, 2, 3, 4]))["problems"] == said["problems"]


def test_a_code_is_the_number_of_a_household_and_a_serial_is_not() -> None:
    own = [(at, f"H{at:04d}") for at in range(1, 4)]
    table = in_rows(("№", "档案号", "名字", "是户主的什么人", "身分证号"), own, HOMES)
    said = understood(table)
    assert_read(table, said)
    assert understood(in_order(table, [1, 0, 2, 3, 4])) == said
