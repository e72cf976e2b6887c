"""Made-up answers of the exchange: sticks, packages, sites, conflicts. What is asked of them is noted."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kzzq_desktop.base.errors import AppError
from kzzq_desktop.base.job import Job
from kzzq_desktop.domain.exchange_views import (
    Choice,
    Conflict,
    ConflictField,
    ExchangeLine,
    ExchangeStatus,
    GiveReceipt,
    PackageSeen,
    PackageState,
    Settlement,
    SiteRow,
    Stray,
    TableCount,
    TakePlan,
    TakeReceipt,
)
from kzzq_desktop.ui.exchange.door import ExchangeDoor

AT = "2026-11-12T01:40:00Z"
LONG_OFFICE = "科尔沁左翼中旗敖包苏木巴彦塔拉片区联合党建办公室"
SENTENCES = {
    PackageState.NEW: "",
    PackageState.TAKEN: "这一份已经读入过，不用再读。",
    PackageState.FOREIGN: "这是给保康镇的，请带到那里。",
    PackageState.STRANGER: "不在旗里的名单上。请对方先加入旗里的交换。",
    PackageState.REVOKED: "那台电脑已经停用。要再用，请旗里重新邀请它。",
    PackageState.DAMAGED: "U盘上的文件坏了，请对方重新写出一次。",
    PackageState.TOO_NEW: "是新版程序写的，请先升级这台电脑上的程序。",
    PackageState.INVITATION: "旗里邀请您的电脑加入交换。",
}


@dataclass(frozen=True)
class Stick:
    path: Path
    label: str = "KINGSTON"
    free: int = 12_400_000_000
    total: int = 15_000_000_000


def site(name: str, kind: str = "township", **facts: object) -> SiteRow:
    made = SiteRow(f"id of {name}", name, kind, "150521102000", False, False, AT, AT, 0)
    return replace(made, **facts)


def seen(state: PackageState = PackageState.NEW, number: int = 12, sender: str = "旗委组织部") -> PackageSeen:
    path = f"KZ_0123_{state}_{number}.kzsync"
    return PackageSeen(path, state, sender, number, AT, 186_000, SENTENCES[state])


def plan(package: PackageSeen, **facts: object) -> TakePlan:
    tables = (TableCount("住户", 2, 31, 0), TableCount("党员", 0, 12, 1), TableCount("履职", 160, 8, 0))
    return replace(TakePlan(package, 162, 51, 3, 1, 2, 40, tables), **facts)


def choice(words: str, *, mine: bool = False, value: object = None, clerk: str = "", **facts: object) -> Choice:
    kept = words if value is None else value
    office = "舍伯吐镇党建办" if mine else "旗委组织部"
    made = Choice("a", 1, kept, words, clerk or ("萨仁高娃" if mine else "李红梅"), office, AT, "", mine, mine)
    return replace(made, **facts)


def clash(name: str, word: str, mine: str, theirs: str, **facts: object) -> ConflictField:
    return replace(
        ConflictField(name, word, (choice(mine, mine=True), choice(theirs)), "原来的值", "2026-09-05T01:00:00Z"), **facts
    )


def household(clock: str = "") -> Conflict:
    """The conflict of the drawn look."""
    slow = {"clock": clock, "at": "2026-11-10T01:00:00Z"}
    fields = (
        ConflictField("head", "户主", (choice("包金花", mine=True), choice("特木尔", **slow)), "包金花", "2026-09-05T01:00:00Z"),
        ConflictField(
            "phones",
            "联系电话",
            (choice("154 0475 0538", mine=True, value="15404750538"), choice("154 0475 1126", value="15404751126", **slow)),
            "154 0475 0083",
            "2026-09-05T01:00:00Z",
        ),
        ConflictField(
            "needs",
            "需求",
            (
                choice("低保、残疾", mine=True, value=["low", "disabled"]),
                choice("低保、大病", value=["low", "ill"], **slow),
            ),
            "低保",
            "2026-09-05T01:00:00Z",
            "低保、残疾、大病",
        ),
    )
    return Conflict("household", "h" * 32, "包金花 户", "巴彦胡硕嘎查 东2组 5号", "households", "h" * 32, fields)


def grid() -> Conflict:
    fields = (clash("member_id", "联系党员", "额尔敦朝鲁·阿拉坦仓", "白音那木拉"),)
    return Conflict("grid", "g" * 32, "03 号网格", "两边都换了联系党员", "grids", "g" * 32, fields)


def removed() -> Conflict:
    fields = (clash("status", "状态", "已销号", "在办"),)
    made = Conflict("matter", "m" * 32, "说事：村西排水沟堵塞", "一边销号，一边延期", "", "", fields, urgent=True)
    return replace(made, removed_by="旗委组织部 李红梅", removed_at=AT)


def of_many(count: int = 4) -> Conflict:
    """One field with many values, of offices with long names."""
    values = [
        choice("东2组 5号", mine=True),
        *(choice(f"西{n}组 {n}5号", office=f"{LONG_OFFICE}{n}") for n in range(2, count + 1)),
    ]
    fields = (
        ConflictField("address", "家庭住址", tuple(values), "东2组", ""),
        clash("note", "备注", "年底前搬走", "明年春天搬走"),
    )
    return Conflict(
        "household", "n" * 32, "额尔敦朝鲁·阿拉坦仓乌力吉巴雅尔 户", f"{LONG_OFFICE} 东2组", "households", "n", fields
    )


def three() -> list[Conflict]:
    return [household("其电脑时间慢37天"), grid(), removed()]


def many(count: int = 300) -> list[Conflict]:
    return [replace(household(), row_id=f"{number:032x}", title=f"包金花{number} 户") for number in range(count)]


def stray() -> Stray:
    return Stray("id of 保康镇", "保康镇", "household", "s" * 32, "特木尔 户", "巴彦胡硕嘎查 西1组 9号", AT)


def status(**facts: object) -> ExchangeStatus:
    """A township of a banner with one other PC."""
    sites = (site("舍伯吐镇党建办", is_self=True), site("旗委组织部", "banner", waiting=128))
    made = ExchangeStatus(True, False, sites, 2, AT, "2099-01-01", 0, 0, 0, 128, "U盘 6天前交换")
    return replace(made, **facts)


def banner_status(count: int = 3, **facts: object) -> ExchangeStatus:
    names = ("舍伯吐镇", "保康镇", LONG_OFFICE, *(f"苏木{n}" for n in range(4, 30)))
    others = [site(name, waiting=at * 64, last_out_at=AT if at else "") for at, name in enumerate(names[:count])]
    return status(is_root=True, sites=(site("旗委组织部", "banner", is_self=True), *others), **facts)


@dataclass
class Answers:
    """What the door answers, and what it was asked."""

    status: ExchangeStatus = field(default_factory=status)
    sticks: Sequence[Stick] = (Stick(Path("/media/stick")),)
    packages: Sequence[PackageSeen] = ()
    conflicts: list[Conflict] = field(default_factory=list)
    strays: list[Stray] = field(default_factory=list)
    history: Sequence[ExchangeLine] = ()
    brake: int = 0
    came: int = 0
    faults: dict[str, BaseException] = field(default_factory=dict)
    asked: list[tuple[object, ...]] = field(default_factory=list)
    waits: dict[str, Conflict] = field(default_factory=dict)

    def note(self, *what: object) -> None:
        self.asked.append(what)
        if what[0] in self.faults:
            raise self.faults[what[0]]

    def look(self, folder: Path, _job: Job) -> Sequence[PackageSeen]:
        self.note("look", str(folder))
        return self.packages

    def plan(self, package: PackageSeen, _job: Job) -> TakePlan:
        self.note("plan", package.number)
        return plan(package, brake=self.brake, conflicts=self.came)

    def take(self, package: PackageSeen, _job: Job, typed: int) -> TakeReceipt:
        self.note("take", package.number, typed)
        self.packages = [replace(one, state=PackageState.TAKEN) if one == package else one for one in self.packages]
        self.status = replace(self.status, conflicts=len(self.conflicts))
        return TakeReceipt(package.sender, package.number, AT, 162, 51, self.came, 1, 0, 0, True, "20261112-0940.kzbak")

    def give(self, folder: Path, _job: Job, sites: Sequence[str], full: bool) -> Sequence[GiveReceipt]:
        self.note("give", str(folder), tuple(sites), full)
        names = [one.name for one in self.status.sites if one.site_id in sites] or ["旗委组织部"]
        return [GiveReceipt(name, 7, AT, "KZ_0123_4567_7.kzsync", 128, 42_000, full) for name in names]

    def settle(self, settlements: Sequence[Settlement]) -> str:
        self.note("settle", tuple(settlements))
        gone = {(one.table, one.row_id) for one in settlements}
        for one in self.conflicts:
            self.waits[one.row_id] = one
        self.conflicts = [one for one in self.conflicts if (one.table, one.row_id) not in gone]
        self.status = replace(self.status, conflicts=len(self.conflicts))
        return "unit"

    def undo(self, unit: str) -> None:
        self.note("undo", unit)
        self.conflicts = list(self.waits.values())

    def settle_stray(self, one: Stray, accept: bool) -> str:
        self.note("stray", one.title, accept)
        self.strays.remove(one)
        return "unit"

    def invite(self, township: str, folder: Path, _job: Job) -> tuple[GiveReceipt, str]:
        self.note("invite", township, str(folder))
        receipt = GiveReceipt("保康镇", 1, AT, "KZ_0123_4567_1.kzsync", 0, 240_000, True)
        return receipt, "7KQ4M-WX2PD-9RTHA-CVN3E-J6YFB"

    def did(self, what: str) -> list[tuple[object, ...]]:
        return [one[1:] for one in self.asked if one[0] == what]

    def door(self) -> ExchangeDoor:
        def done(what: str):
            return lambda *more: self.note(what, *more)

        return ExchangeDoor(
            status=lambda: self.status,
            sticks=lambda: self.sticks,
            look=self.look,
            plan=self.plan,
            take=self.take,
            give=self.give,
            history=lambda: self.history,
            save_weeks=lambda weeks: self.note("weeks", weeks) or "unit",
            become_root=lambda: self.note("root") or "7KQ4M-WX2PD-9RTHA-CVN3E-J6YFB",
            townships=lambda: [("150521100000", "保康镇", "保康镇 bkz"), ("150521102000", "舍伯吐镇", "舍伯吐镇 sbtz")],
            invite=self.invite,
            join=lambda path, code, _job: self.note("join", path.name, code),
            revoke=done("revoke"),
            answer_twin=done("twin"),
            conflicts=lambda: tuple(self.conflicts),
            sentence=lambda _conflict, made: (
                f"照这样：{len(made.values)} 项写定，户主仍是包金花，电话用本机的，需求记为低保、残疾、大病。"
            ),
            settle=self.settle,
            undo=self.undo,
            strays=lambda: tuple(self.strays),
            settle_stray=self.settle_stray,
        )


class StickBad(AppError):
    """A stick that cannot be read."""

    advice = "请拔下U盘，重新插上再试。"
