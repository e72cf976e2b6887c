"""党员名册: members with branch, posts, the grids they look after, and whether they may be asked."""

from kzzq_desktop.documents import roll
from kzzq_desktop.documents.roll_words import CENTRE, RollColumn

build = roll.build
TITLE = "党员名册"
COLUMNS = (
    RollColumn("序号", 9, CENTRE, number=True),
    RollColumn("姓名", 28, size=10.5, bold=True, wraps=True),
    RollColumn("性别", 10, CENTRE),
    RollColumn("出生", 20, CENTRE),
    RollColumn("年龄", 10, CENTRE, number=True),
    RollColumn("电话", 26, wraps=True),
    RollColumn("党支部", 33, wraps=True),
    RollColumn("岗位", 38, wraps=True),
    RollColumn("联系网格", 29, wraps=True),
    RollColumn("联系户数", 16, CENTRE, number=True),
    RollColumn("能否安排", 37, size=9, wraps=True),
)
