"""An office in which everything is awkward: long and rare names, long addresses, full and empty grids, nobody in charge."""

from pathlib import Path

from kzzq_desktop.domain.duty_log import DutyDraft
from kzzq_desktop.domain.people import Member, Resident
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.duty import log_duty
from tests.services.papers_desk import ID_OF_TEST as KNOWN
from tests.services.papers_desk import PapersDesk, make_papers_desk

LONG = "阿拉坦其其格·额尔德尼巴雅尔·孟根其其格"
RARE = ("王𬮱", "赵㛃", "张𠮷", "白𣲗", "陈𬭎")
ADDRESS = "国道三〇四线以北第二排平房西数第七户院内西厢房（原供销社旧址后院，门口有两棵老榆树）"
PEOPLE = ((LONG, "12", "1975"), ("敖登高娃", "20", "2000-02-03"), ("小那顺", "30", "2016-05"), ("乌云", "41", ""))
NEEDS = ("独居老人", "低保", "残疾", "大病", "脱贫监测")


def make_awkward_desk(folder: Path) -> PapersDesk:
    """Grids of 2, 13, 0 and 10 households; the third has a member and no household, the fourth nobody in charge."""
    made = make_papers_desk(folder)
    full = made.add_grid(2, "东2组、3组、5组及集中安置点")
    made.add_lead(full, LONG)
    for number in range(13):
        made.add_household(
            full, (LONG, *RARE, "乌云其木格")[number % 7], NEEDS[: number % 6], door_no=str(number + 1), head_id_number=KNOWN,
            head_birth=("1960-01-01", "1980-05", "")[number % 3], head_phones="15404750001|04756212345", address=ADDRESS,
            phone=("15404750002", "", "04756212345")[number % 3], note="钥匙在东邻，来前先打电话；" * (number % 3),
            status=("home", "away")[number % 4 == 3], away_where="内蒙古自治区赤峰市红山区" * (number % 2),
        )  # fmt: skip
    made.add_lead(made.add_grid(3), "哈斯巴根")
    vacant = made.add_grid(4)
    for number in range(10):
        made.add_household(vacant, f"李广才{number or ''}", group_no="", door_no="", phone="", building="幸福小区2号楼3单元")
    _add_people(made.desk, made.households)
    _log(made.desk, made.grids[1], made.households[:2])
    return made


def _add_people(desk: Desk, households: list[str]) -> None:
    with desk.store.unit("样例") as unit:
        for number, home in enumerate(households):
            for at in range(number % 5):
                facts = {
                    "relation": ("12", "20", "30", "41")[at],
                    "birth": ("1975", "2000-02-03", "2016-05", "")[at],
                    "place": at + 1,
                }
                unit.add(Resident(id="", household_id=home, name=(LONG, "敖登高娃", "小那顺", "乌云")[at], **facts))
        unit.add(Member(id="", name="包青山", birth="1948-03", eligibility="aged", eligibility_why="年满七十周岁，身体不便"))


def _log(desk: Desk, grid: str, households: list[str]) -> None:
    words = "入户讲解医保缴费、秸秆禁烧和高标准农田补助政策，答复了草原补奖发放时间；" * 3
    log_duty(desk, DutyDraft("policy", "2026-11-05", grid, tuple(households), words, {"policy": "医保缴费", "form": "入户"}))
    log_duty(
        desk, DutyDraft("lawful", "2026-10-05", grid, tuple(households[:1]), "讲村规民约", {"topic": "村规民约", "form": "入户"})
    )
