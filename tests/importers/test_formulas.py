from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.importers.formulas import count_formulas
from kzzq_desktop.importers.sheet import Cell

ID = "152399198605030017"
ROWS: list[list[Cell]] = [[ID, "", 3.0, date(2020, 1, 2)], ["王一", 15400000001.0]]
PLACE = (4, 4)


def count(formula: str) -> Cell | None:
    return count_formulas({"甲": ROWS, "乙 丙": [["李二"]]}, {"甲": {PLACE: formula}})["甲"].get(PLACE)


@pytest.mark.parametrize(("formula", "value"), [
    ('"文"', "文"), ("A2", "王一"), ("$A$2", "王一"), ("C1+1", 4.0), ("ROW()-2", 3.0), ("COLUMN(C1)", 3.0), ("ROW(A7)", 7.0),
    ("LEFT(A1,6)", "152399"), ("MID(A1,7,8)", "19860503"), ("RIGHT(A1)", "7"), ('CONCATENATE(A2,"的",C1)', "王一的3"),
    ('A2&"-"&C1', "王一-3"), ("DATE(1986,5,3)", date(1986, 5, 3)), ("DATE(1986,14,0)", date(1987, 1, 31)),
    ("DATE(MID(A1,7,4),MID(A1,11,2),MID(A1,13,2))", date(1986, 5, 3)), ("SUM(C1:C9)", 3.0), ("SUM(C1,2,C1:D1)", 43840.0),
    ('IF(MOD(MID(A1,17,1),2)=1,"男","女")', "男"), ('IF(MOD(RIGHT(LEFT(A1,17)),2),"男","女")', "男"),
    ('TEXT(MID(A1,7,8),"0000-00-00")', "1986-05-03"), ('TEXT(D1,"yyyy年m月d日")', "2020年1月2日"), ('TEXT(7,"000")', "007"),
    ('TEXT(D1,"yyyy-mm-dd")', "2020-01-02"), ("D1+1", date(2020, 1, 3)), ("D1-DATE(2020,1,1)", 1.0), ("'乙 丙'!A1", "李二"),
    ("-2+3*4", 10.0), ("(1+2)*3", 9.0), ("1-2-3", -4.0), ("50%", 0.5), ("--MID(A1,7,4)", 1986.0), ("B1", 0.0),
    ('IF(B1="","空",B1)', "空"), ("IF(LEN(A1)=18,1,1/0)", 1.0), ("IF(1=2,5)", "否"), ('IFERROR(1/0,"无")', "无"),
    ("COUNTA(A1:D1)", 3.0), ("COUNT(A1:D1)", 2.0), ("COUNTIF(A1:A9,A2)", 1.0), ("MAX($C$1:C1)+1", 4.0), ("INT(7/2)", 3.0),
    ("ROUND(2.346,2)", 2.35), ("ROUND(-2.5,0)", -3.0), ('AND(C1>2,A2<>"")', "是"), ("NOT(TRUE)", "否"), ('TRIM("  a b ")', "a b"),
    ('SUBSTITUTE(A2,"一","二")', "王二"), ("_xlfn.CONCAT(A2,C1)", "王一3"), ("YEAR(D1)", 2020.0), ('B2&""', "15400000001"),
])  # fmt: skip
def test_formulas_of_ledgers_are_counted_as_excel_counts_them(formula: str, value: Cell) -> None:
    assert count(formula) == value


@pytest.mark.parametrize("formula", [
    "", "TODAY()", "NOW()", "RAND()", "VLOOKUP(A1,B:C,2,0)", "[1]外!A1", "丁!A1", "1/0", "2^3", "E5", "E5+1", "SUM(", "A1:D1",
    "=A1", "LEFT()", "MID(A1,0,3)", 'WEBSERVICE("x")', "A1:XFD1048576", "(" * 100 + "1" + ")" * 100, "1" * 2_000,
    "LEFT(A1,-1)", "A2+1", "DATE(99999,1,1)", 'COUNTIF(A1:A9,">3")', 'TEXT(A2,"#,##0")', "名称", "IF()",
])  # fmt: skip
def test_what_is_not_known_here_is_not_guessed(formula: str) -> None:
    assert count(formula) is None


def test_formulas_may_need_each_other() -> None:
    numbers = {(row, 0): f"A{row}+1" for row in range(1, 3_000)}
    counted = count_formulas({"甲": [[1.0]]}, {"甲": numbers})["甲"]
    assert [counted[row, 0] for row in (1, 2_999)] == [2.0, 3_000.0]


def test_formulas_that_need_themselves_have_no_value() -> None:
    assert count_formulas({"甲": []}, {"甲": {(0, 0): "B1+1", (0, 1): "A1+1", (0, 2): "5"}})["甲"] == {(0, 2): 5.0}


def test_a_book_of_endless_work_is_left_at_some_point() -> None:
    wide = {(row, 1): "COUNTIF(A1:A3000,A1)" for row in range(3_000)}
    assert len(count_formulas({"甲": [[1.0]] * 3_000}, {"甲": wide})["甲"]) < 3_000


@given(st.text(alphabet='A1B2C:$!(),+-*/&=<>"% MIDSUF文', max_size=40))
def test_no_text_is_more_than_no_value(formula: str) -> None:
    value = count(formula)
    assert value is None or isinstance(value, str | float | date)
