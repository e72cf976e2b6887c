"""Made-up rolls."""

import random

from kzzq_desktop.documents.roll_words import CENTRE, RIGHT, RollBlock, RollColumn, RollSection, RollWords
from kzzq_desktop.documents.sheet import A4_WIDE, Format
from tests.documents.conftest import NAMES

COLUMNS = (
    RollColumn("序号", 10, CENTRE, joined=True, number=True),
    RollColumn("户主", 24, bold=True, joined=True, wraps=True, size=10.5),
    RollColumn("姓名", 26, wraps=True),
    RollColumn("人口", 12, RIGHT),
    RollColumn("电话", 26),
    RollColumn("备注", 40, joined=True, wraps=True),
)
NOTES = ("", "低保", "外出：赤峰市红山区，2027年春节回；钥匙在邻居家，有事打孩子电话，平时家里没有人，院门从里面插着")


def make_block(number: int, rows: int, seed: int = 0) -> RollBlock:
    head = NAMES[(number + seed) % len(NAMES)]
    people = [head, *(NAMES[(number + seed + at) % len(NAMES)] for at in range(1, rows))]
    note = NOTES[(number + seed) % len(NOTES)]
    return RollBlock(tuple((f"{number}", head, name, str(at + 1), "154 0475 0316", note) for at, name in enumerate(people)), head)


def make_section(name: str, blocks: int, seed: int = 0, most: int = 5) -> RollSection:
    chance = random.Random(seed)
    made = tuple(make_block(number, chance.randint(1, most), seed) for number in range(1, blocks + 1))
    return RollSection(name, f"{seed + 1:032x}", made, f"共{blocks}户")


def make_roll(*sections: RollSection, page: Format = A4_WIDE, **facts: object) -> RollWords:
    return RollWords("住户花名册", "R", COLUMNS, sections, page, **facts)
