"""住户花名册: households with all their people, for work (工作) or for the office alone (内部)."""

from kzzq_desktop.documents import roll
from kzzq_desktop.documents.roll_words import CENTRE, RollColumn

build = roll.build
TITLE = "住户花名册"


def _columns(id_width: float, note_width: float) -> tuple[RollColumn, ...]:
    return (
        RollColumn("序号", 9, CENTRE, joined=True, number=True),
        RollColumn("户主", 24, size=10.5, bold=True, joined=True, wraps=True),
        RollColumn("组别门牌", 23, joined=True, wraps=True),
        RollColumn("姓名", 24, wraps=True),
        RollColumn("与户主关系", 17, CENTRE),
        RollColumn("性别", 9, CENTRE),
        RollColumn("出生", 19, CENTRE),
        RollColumn("证件号", id_width, CENTRE),
        RollColumn("电话", 25, wraps=True),
        RollColumn("网格", 15, CENTRE, joined=True),
        RollColumn("需求、外出、备注", note_width, size=9, joined=True, wraps=True),
    )


COLUMNS = _columns(18, 62)
INTERNAL_COLUMNS = _columns(36, 46)
