"""设岗定责表: who holds which post and what it asks of him, to be pinned up."""

from kzzq_desktop.documents import roll
from kzzq_desktop.documents.roll_words import CENTRE, RollColumn
from kzzq_desktop.documents.sheet import A4, MM

build = roll.build
TITLE = "设岗定责表"
PAGE, ROW = A4, 11 * MM
COLUMNS = (
    RollColumn("序号", 11, CENTRE, size=10.5, number=True),
    RollColumn("岗位类别", 22, CENTRE, size=10.5, joined=True, wraps=True),
    RollColumn("岗位", 31, size=11, bold=True, joined=True, wraps=True),
    RollColumn("党员", 30, size=11.5, bold=True, wraps=True),
    RollColumn("职责", 50, size=10.5, joined=True, wraps=True),
    RollColumn("党支部", 32, size=10, wraps=True),
)
