"""住户花名册: households with all their people, for work (工作) or for the office alone (内部)."""

from kzzq_desktop.documents import roll
from kzzq_desktop.documents.roll_words import CENTRE, RollColumn
from kzzq_desktop.documents.sheet import MM

build = roll.build
TITLE = "住户花名册"
ROW = 6.4 * MM  # closer than other rolls: a village has hundreds of rows


def _columns(id_width: float, note_width: float) -> tuple[RollColumn, ...]:
    return (
        RollColumn("序号", 10, CENTRE, joined=True, number=True),
        RollColumn("户主", 25, size=10.5, bold=True, joined=True, wraps=True),
        RollColumn("组别门牌", 30, joined=True, wraps=True),
        RollColumn("姓名", 27, wraps=True),
        RollColumn("与户主关系", 20, CENTRE),
        RollColumn("性别", 10, CENTRE),
        RollColumn("出生", 21, CENTRE),
        RollColumn("证件号", id_width, CENTRE),
        RollColumn("电话", 27, wraps=True),
        RollColumn("网格", 13, CENTRE, joined=True),
        RollColumn("需求、外出、备注", note_width, size=9, joined=True, wraps=True),
    )


COLUMNS = _columns(20, 64)
INTERNAL_COLUMNS = _columns(37, 47)
