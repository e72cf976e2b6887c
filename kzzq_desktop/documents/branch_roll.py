"""党支部名册: branches with their secretary, members, grids and households."""

from kzzq_desktop.documents import roll
from kzzq_desktop.documents.roll_words import CENTRE, RollColumn

build = roll.build
TITLE = "党支部名册"
COLUMNS = (
    RollColumn("序号", 10, CENTRE, number=True),
    RollColumn("党支部", 58, size=10.5, bold=True, wraps=True),
    RollColumn("所在嘎查村", 34, wraps=True),
    RollColumn("支部书记", 30, wraps=True),
    RollColumn("电话", 32, wraps=True),
    RollColumn("党员", 16, CENTRE, number=True),
    RollColumn("联系党员", 18, CENTRE, number=True),
    RollColumn("网格", 16, CENTRE, number=True),
    RollColumn("联系户", 18, CENTRE, number=True),
)
