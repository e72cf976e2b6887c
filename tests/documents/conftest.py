"""Made-up words for papers, and ways to read a PDF back."""

import io
import random
from collections.abc import Callable
from datetime import date

import pytest

from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.documents import contact_sheet
from kzzq_desktop.documents.contact_sheet import HouseholdLine, SheetWords
from kzzq_desktop.documents.sheet import Paper

# Ordinary, long, with a dot, rare in the BMP, rare beyond it (extensions B, C, E).
NAMES = (
    "包青山", "乌云其木格", "巴特尔·苏和", "额尔敦朝鲁·阿拉坦仓巴雅尔",
    "赵㛃", "张𠮷", "王𬮱", "李𫖯", "陈𬭎", "白𣲗", "阿拉坦其其格·额尔德尼巴雅尔·孟根其其格",
)  # fmt: skip

Build = Callable[..., bytes]


def make_lines(count: int, seed: int = 0) -> tuple[HouseholdLine, ...]:
    chance = random.Random(seed)
    return tuple(
        HouseholdLine(
            head=NAMES[(seed + number) % len(NAMES)],
            people=str(chance.randint(1, 9)),
            phone=f"154 {chance.randint(1000, 9999)} {chance.randint(1000, 9999)}",
            place=f"{chance.randint(1, 9)}组{chance.randint(1, 140)}号",
            needs=chance.choice(["", "独居老人", "低保、残疾", "留守儿童、独居老人、低保、脱贫监测"]),
            note=chance.choice(["", "外出：赤峰市红山区"]),
            id_number=f"1505{chance.randint(10**11, 10**12 - 1)}99X",
        )
        for number in range(count)
    )


def make_words(households: int = 10, seed: int = 0, photo: bytes | None = None, member: str = "巴特尔·苏和") -> SheetWords:
    return SheetWords(
        grid_id=f"{random.Random(seed).getrandbits(128):032x}",
        place="舍伯吐镇　玻璃忽镜嘎查　第3网格",
        member=member,
        phone="164 0475 0316",
        posts="治安维护岗",
        branch="玻璃忽镜嘎查党支部",
        since="2024年3月1日",
        total=f"共{households}户",
        households=make_lines(households, seed),
        photo=photo,
    )


@pytest.fixture
def build() -> Build:
    """Build the sheets of some words: `build(*words, audience="工作", demo=False, …)` gives the PDF's bytes."""

    def built(*words: SheetWords, audience: str = "工作", demo: bool = False, **facts: object) -> bytes:
        out = io.BytesIO()
        contact_sheet.build(words, Paper("舍伯吐镇党建办", date(2026, 11, 23), audience, demo, **facts), out, QuietJob())
        return out.getvalue()

    return built
