import pytest

from kzzq_desktop.importers.stated_above import replace_stated, stated_in
from tests.importers.tables import phone_of


@pytest.mark.parametrize(
    ("row", "stated"),
    [
        (["网格编号：第3网格", "", f"联系党员：包丹巴 电话：{phone_of(1)}"],
         {"grid": "第3网格", "contact_member": "包丹巴", "contact_phone": phone_of(1)}),
        (["网格编号：", "第3网格", "联系党员：", "包丹巴"], {"grid": "第3网格", "contact_member": "包丹巴"}),
        (["第三网格"], {"grid": "第三网格"}),
        (["毛都嘎查第3网格（包丹巴）"], {"grid": "第3网格"}),
        (["网格五"], {"grid": "网格五"}),
        (["二组"], {"group": "二"}),
        (["小组：二组"], {"group": "二组"}),
        (["填报单位：毛都嘎查", "填报时间：2025年3月15日"], {}),
        ([f"联系电话：{phone_of(1)}"], {}),
        (["毛都嘎查网格化管理户情台账"], {}),
        (["第三网格", "包丹巴"], {}),
        (["二组", 3.0], {}),
        ([], {}),
    ],
)  # fmt: skip
def test_lines_that_state_something(row: list[object], stated: dict[str, str]) -> None:
    assert stated_in(row) == stated


def test_another_grid_forgets_the_member_of_the_one_before() -> None:
    above = {"grid": "1", "contact_member": "包丹巴", "contact_phone": phone_of(1), "group": "2"}
    assert replace_stated(above, {"grid": "2"}) == {"grid": "2", "group": "2"}
    assert replace_stated(above, {"group": "3"}) == {**above, "group": "3"}
