import pytest

from kzzq_desktop.importers.asides import is_aside, is_filled, is_total


@pytest.mark.parametrize(
    "text", ["合计", "合  计", "总计：", "本页小计：16户", "全村合计", "一组小计", "小计（1组）", "第3网格合计", "累计", "总人口"]
)
def test_sums_are_totals_and_asides(text: str) -> None:
    assert is_total([text, "", 3.0])
    assert is_aside(["", text])


@pytest.mark.parametrize(
    "text",
    [
        "填表人：某某",
        "党支部书记（签字）：      审核人：",
        "注：以上属实",
        "说明：此表一式两份",
        "备注：无",
        "附注",
        "填报时间：2025年3月15日",
        "以下为后补登记户",
        "一、身份证号须为18位文本格式。",
    ],
)
def test_signatures_and_notes_are_asides_but_no_totals(text: str) -> None:
    assert is_aside([text])
    assert not is_total([text])


@pytest.mark.parametrize("text", ["王一", "合力", "计小兰", "总嘎", "注德格", "12", "说明月", "签其木格", "合计兰花人家园"])
def test_people_are_neither(text: str) -> None:
    assert not is_aside([text, "户主"])


@pytest.mark.parametrize("row", [[], [""], [" "], [3.0, "合计"]])
def test_the_first_filled_cell_decides(row: list[object]) -> None:
    assert not is_aside(row)


@pytest.mark.parametrize(("cell", "filled"), [("", False), ("  ", False), ("\u3000", False), ("无", True), (0.0, True)])
def test_blanks_do_not_fill(cell: object, filled: bool) -> None:
    assert is_filled(cell) == filled
