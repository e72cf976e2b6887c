"""The words of the exchange: sizes, moments, states, what a package does, receipts as text."""

from collections.abc import Sequence
from datetime import timedelta

from kzzq_desktop.base import clock
from kzzq_desktop.domain.exchange_views import (
    ExchangeStatus,
    GiveReceipt,
    PackageSeen,
    PackageState,
    SiteRow,
    TakePlan,
    TakeReceipt,
)
from kzzq_desktop.ui.parts.marks import Mark

BANNER = "banner"
LATE_DAYS = 7
NAMED = 3  # so many names stand in a sentence; more are counted

STATES = {
    PackageState.NEW: Mark("ok", "新的", icon="import"),
    PackageState.TAKEN: Mark("mute", "读过了", icon="check"),
    PackageState.FOREIGN: Mark("mute", "给别处的", icon="moved"),
    PackageState.STRANGER: Mark("due", "不认识", icon="info"),
    PackageState.REVOKED: Mark("over", "对方已停用", icon="lock"),
    PackageState.DAMAGED: Mark("over", "坏了"),
    PackageState.TOO_NEW: Mark("due", "版本太新", icon="arrow-up"),
    PackageState.INVITATION: Mark("mute", "邀请文件", icon="key"),
}


def size_words(size: int) -> str:
    """Return a number of bytes as people say it."""
    if size < 1024:
        return f"{size} 字节"
    for unit, each in (("KB", 1024), ("MB", 1024**2)):
        if size < each * 1000:
            return f"{size / each:.0f} {unit}" if size >= each * 10 else f"{size / each:.1f} {unit}"
    return f"{size / 1024**3:.1f} GB"


def day_words(at: str) -> str:
    """Return a stored moment (or a day) as a day; the year only when it is not this one."""
    if not at:
        return ""
    day = clock.local(at).date() if "T" in at else clock.local(f"{at}T04:00:00+00:00").date()
    year = "" if day.year == clock.today().year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日"


def moment_words(at: str) -> str:
    """Return a stored moment as day and minute."""
    return f"{day_words(at)} {clock.local(at):%H:%M}" if "T" in at else day_words(at)


def names_words(names: Sequence[str]) -> str:
    """Return names as a sentence takes them: the first ones, and how many they are when they are many."""
    each = list(dict.fromkeys(names))
    return "、".join(each) if len(each) <= NAMED else f"{'、'.join(each[:NAMED])}等 {len(each)} 处"


def other_banner(status: ExchangeStatus) -> SiteRow | None:
    """Return the banner's PC that a township exchanges with."""
    return next((site for site in status.sites if site.kind == BANNER and not site.is_self and not site.revoked), None)


def receivers_of(status: ExchangeStatus, seen: Sequence[PackageSeen]) -> list[SiteRow]:
    """Return to whom is written when nothing else was chosen: a township's banner, else the sites whose packages lie there."""
    banner = other_banner(status)
    here = {one.sender for one in seen if one.state in (PackageState.NEW, PackageState.TAKEN)}
    return [site for site in status.sites if not site.is_self and not site.revoked and (site is banner or site.name in here)]


def start_words(fresh: int, receivers: Sequence[str]) -> str:
    """Return what the big button will do."""
    parts = [f"读入 {fresh} 个数据包"] if fresh else []
    parts += [f"写出给{names_words(receivers)}"] if receivers else []
    return "，再".join(parts)


def plan_words(plan: TakePlan) -> str:
    """Return what a package would do, in one line."""
    parts = [
        f"{word} {count:,} {unit}"
        for word, count, unit in (
            ("新增", plan.new, "条"),
            ("改动", plan.changed, "条"),
            ("删除", plan.removed, "条"),
            ("移走", plan.moved, "条"),
            ("两边不一样", plan.conflicts, "处"),
        )
        if count
    ]
    return "，".join(parts) or "没有新内容"


def table_words(plan: TakePlan) -> list[str]:
    """Return what it would do by kind of record: 住户 新增2 改动31."""
    lines = []
    for table in plan.tables:
        pairs = (("新增", table.new), ("改动", table.changed), ("删除", table.removed))
        if said := " ".join(f"{word}{count:,}" for word, count in pairs if count):
            lines.append(f"{table.word} {said}")
    return lines


def taken_words(receipt: TakeReceipt) -> str:
    """Return what was taken in, in one line."""
    pairs = (
        ("新增", receipt.new, "条"),
        ("改动", receipt.changed, "条"),
        ("删除", receipt.removed, "条"),
        ("移走", receipt.moved, "条"),
        ("两边不一样", receipt.conflicts, "处"),
        ("等旗里看", receipt.stray, "条"),
    )
    return "，".join(f"{word} {count:,} {unit}" for word, count, unit in pairs if count) or "没有新内容"


def given_words(receipt: GiveReceipt) -> str:
    """Return what was written out, in one line."""
    whole = "，整份" if receipt.full else ""
    return f"{receipt.rows:,} 条，{size_words(receipt.size)}{whole}" if receipt.rows else f"没有新内容，只带回执{whole}"


def receipt_text(taken: Sequence[TakeReceipt], given: Sequence[GiveReceipt]) -> str:
    """Return the receipts as text to keep: plain lines, no names of people."""
    lines = ["U盘交换收条"]
    for one in taken:
        lines += ["", f"读入　{one.sender} 第{one.number}号", f"时间　{moment_words(one.at)}", f"内容　{taken_words(one)}"]
        lines += [f"读入前的备份　{one.backup}"] if one.backup else []
    for other in given:
        lines += ["", f"写出　给{other.receiver} 第{other.number}号", f"时间　{moment_words(other.at)}"]
        lines += [f"内容　{given_words(other)}", f"文件　{other.file}"]
    return "\n".join(lines)


def rows_of(receipt: TakeReceipt) -> int:
    """Return how many records a taken package touched."""
    return receipt.new + receipt.changed + receipt.removed + receipt.moved


def due_tone(status: ExchangeStatus) -> str:
    """Return how pressing the next exchange is: "" not yet, "due" from the day before, "over" a week after its day."""
    if not status.enrolled or not status.due_day:
        return ""
    if status.overdue_days > LATE_DAYS:
        return "over"
    soon = clock.today() + timedelta(days=1)
    return "due" if status.overdue_days > 0 or status.due_day[:10] <= soon.isoformat() else ""


def unresolved_words(status: ExchangeStatus) -> str:
    """Return what waits for the clerk's eyes, "" for nothing."""
    parts = [f"{status.conflicts:,} 处两边改得不一样"] if status.conflicts else []
    parts += [f"{status.strays:,} 条不归对方管的记录"] if status.strays else []
    return "，".join(parts)
