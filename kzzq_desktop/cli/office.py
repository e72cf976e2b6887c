"""The office as a whole: set it up, find in it, count it, check it."""

from typing import Annotated

import typer

from kzzq_desktop.base.errors import AppError
from kzzq_desktop.cli.door import desk_of, folder_of, new_password, note


class FileUnsound(AppError):
    """The check found the file itself damaged."""

    advice = "请先把数据文件夹整个复制保存。"


def init(
    ctx: typer.Context,
    clerk: Annotated[str, typer.Option(help="操作员姓名。", metavar="姓名")],
    banner: Annotated[str, typer.Option(help="旗县区划代码，或区划表CSV文件。", metavar="代码")] = "150521",
    township: Annotated[str, typer.Option(help="苏木镇的名称或代码；不写就是旗县本级。", metavar="名称")] = "",
) -> None:
    """Set up an encrypted office and print its recovery code, once."""
    from kzzq_desktop.services.office import NewOffice, create_office

    desk, code = create_office(folder_of(ctx), NewOffice(banner, township, clerk), new_password())
    desk.store.close()
    note(f"{desk.office.name}的台账建好了，在 {folder_of(ctx)}。")
    note("下面是恢复码，只显示这一次，程序不保存。请抄在纸上锁好：忘了口令时只有它能打开台账。")
    typer.echo(code)


def find(
    ctx: typer.Context,
    words: Annotated[list[str], typer.Argument(help="姓名、拼音、首字母、身份证号或电话的末几位、网格号。", metavar="词")],
    limit: Annotated[int, typer.Option(help="最多列出多少条。", min=1, max=1000, metavar="条数")] = 50,
) -> None:
    """Print what the words find, best first: kind, title, detail, tab between."""
    from kzzq_desktop.services.find import KIND_WORDS, PLACE_WORDS
    from kzzq_desktop.services.find import find as find_rows

    with desk_of(ctx) as desk:
        rows = find_rows(desk, " ".join(words), limit)
    words_of = {**KIND_WORDS, **PLACE_WORDS}
    for row in rows:
        typer.echo(f"{words_of.get(row.kind, row.kind)}\t{row.title}\t{row.detail}")
    note(f"找到 {len(rows)} 条。" if len(rows) < limit else f"只列出前 {limit} 条，请写得更细一些。")


def stats(ctx: typer.Context) -> None:
    """Print totals, coverage by village and duties by month, tab between."""
    from kzzq_desktop.services.stats import stats as count

    with desk_of(ctx) as desk:
        totals = count(desk)
        name = desk.office.name
    typer.echo(f"单位\t{name}")
    for word, number in (
        ("户", totals.households),
        ("其中外出", totals.away),
        ("入格", totals.in_grids),
        ("未入格", totals.without_grid),
        ("有联系党员", totals.led),
        ("入格后还没有联系过", totals.never_reached),
        ("人", totals.residents),
        ("网格", totals.grids),
        ("空缺网格", totals.vacant_grids),
        ("党员", totals.members),
        ("联系着网格的党员", totals.busy_members),
        ("履职", totals.duties),
        ("履职户次", totals.duty_households),
    ):
        typer.echo(f"{word}\t{number}")
    for village in totals.villages:
        typer.echo(f"嘎查村\t{village.name}\t{village.households}户\t入格{village.in_grids}户")
    for month in totals.by_month:
        typer.echo(f"履职\t{month.month}\t{month.word}\t{month.entries}条\t{month.households}户次")


def check(
    ctx: typer.Context,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="先重建查找索引、最近联系日和排序，再检查。")] = False,
) -> None:
    """Look whether the file is sound and the totals agree; say what is wrong and end with 1 if anything is."""
    from kzzq_desktop.services.check import check as findings_of
    from kzzq_desktop.services.check import rebuild as derive_anew
    from kzzq_desktop.services.stats import stats as count

    with desk_of(ctx) as desk:
        if rebuild:
            derive_anew(desk)
        findings = findings_of(desk)
        if any(finding.area == "file" for finding in findings):
            raise FileUnsound("；".join(finding.what for finding in findings))
        totals = count(desk)
    typer.echo(
        f"{totals.households}户，{totals.residents}人，{totals.grids}个网格，{totals.members}名党员，{totals.duties}条履职。"
    )
    for finding in findings:
        note(f"{finding.what}（{finding.count}处）")
    if findings:
        raise typer.Exit(1)
    typer.echo("台账完好，合计相符。")


def demo(
    ctx: typer.Context,
    banner: Annotated[bool, typer.Option("--banner", help="做整个旗的数据：1900个网格，约5万人，23万条履职。")] = False,
) -> None:
    """Make the demonstration in a folder of its own inside the data folder."""
    from kzzq_desktop.cli.door import TerminalJob
    from kzzq_desktop.services.demo import PASSWORD, make_demo

    folder = folder_of(ctx) / ("demo_banner" if banner else "demo")
    desk = make_demo(folder, banner=banner, job=TerminalJob())
    desk.store.close()
    note(f"演示台账在 {folder}，口令是 {PASSWORD}。打开窗口：kzzq --data {folder}")
