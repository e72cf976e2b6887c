"""党员名册: members with branch, posts, the grids they look after, and whether they may be asked."""

from kzzq_desktop.documents import roll
from kzzq_desktop.documents.roll_words import CENTRE, RollColumn

build = roll.build
TITLE = "党员名册"
COLUMNS = (
    RollColumn("序号", 9, CENTRE, number=True),
    RollColumn("姓名", 26, size=10.5, bold=True, wraps=True),
    RollColumn("性别", 9, CENTRE),
    RollColumn("出生", 19, CENTRE),
    RollColumn("年龄", 9, CENTRE, number=True),
    RollColumn("电话", 26, wraps=True),
    RollColumn("党支部", 36, wraps=True),
    RollColumn("岗位", 32, wraps=True),
    RollColumn("联系网格", 30, wraps=True),
    RollColumn("联系户数", 15, CENTRE, number=True),
    RollColumn("能否安排", 40, size=9, wraps=True),
)
