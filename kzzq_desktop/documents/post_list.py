"""设岗定责表: who holds which post and what it asks of him, to be pinned up."""

from kzzq_desktop.documents import roll
from kzzq_desktop.documents.roll_words import CENTRE, RollColumn

build = roll.build
TITLE = "设岗定责表"
COLUMNS = (
    RollColumn("序号", 11, CENTRE, size=10.5, number=True),
    RollColumn("岗位类别", 24, CENTRE, size=10.5),
    RollColumn("岗位", 34, size=11, bold=True, wraps=True),
    RollColumn("党员", 36, size=11, bold=True, wraps=True),
    RollColumn("职责", 84, size=10.5, wraps=True),
    RollColumn("党支部", 46, size=10, wraps=True),
)
