"""The exchange without a screen: give, take, status; and who takes part."""

from pathlib import Path
from typing import Annotated

import typer

from kzzq_desktop.base.errors import AppError
from kzzq_desktop.cli.door import TerminalJob, desk_of, folder_of, new_password, note

Folder = Annotated[Path | None, typer.Option(help="U盘或文件夹；不写就用插着的那个U盘。", metavar="文件夹")]


class WhichStick(AppError):
    """No stick, or several."""

    advice = "请插上一个U盘，或用 --folder 指出文件夹。"


def give(
    ctx: typer.Context,
    folder: Folder = None,
    full: Annotated[bool, typer.Option("--full", help="写出全部，不只写对方还没有的。")] = False,
    everyone: Annotated[bool, typer.Option("--all", help="给名册里的每一个单位都写。")] = False,
) -> None:
    """Write packages for those whose packages lie in the folder (a township: for the banner)."""
    from kzzq_desktop.services import exchange, exchange_status

    with desk_of(ctx) as desk:
        ids = [one.site_id for one in exchange_status.status(desk).sites if not one.is_self] if everyone else []
        for receipt in exchange.give(desk, _chosen(folder), TerminalJob(), ids, full=full):
            size = f"{receipt.size / 1024:.0f}KB"
            typer.echo(f"写出\t{receipt.receiver}\t第{receipt.number}号\t{receipt.rows}条\t{size}\t{receipt.file}")
    note("现在可以拔出U盘。")


def take(
    ctx: typer.Context,
    folder: Folder = None,
    typed: Annotated[int, typer.Option("--confirm", help="变动很多时，写出会变动的条数才读入。", metavar="条数")] = 0,
) -> None:
    """Take in every new package for this PC that lies in the folder; what cannot be taken is said, and the exit code is 1."""
    from kzzq_desktop.domain.exchange_views import PackageState
    from kzzq_desktop.services import exchange

    refused = False
    with desk_of(ctx) as desk:
        for seen in exchange.look(desk, _chosen(folder), TerminalJob()):
            if seen.state is not PackageState.NEW:
                note(f"{seen.sender or '不知道是谁的'} 第{seen.number}号：{seen.sentence}")
                continue
            try:
                receipt = exchange.take(desk, seen, TerminalJob(), typed)
            except AppError as error:
                note(f"{seen.sender} 第{seen.number}号：{error.sentence()}")
                refused = True
                continue
            counts = f"新增{receipt.new}\t改动{receipt.changed}\t两边不同{receipt.conflicts}\t转走{receipt.moved}"
            typer.echo(f"读入\t{receipt.sender}\t第{receipt.number}号\t{counts}")
    if refused:
        raise typer.Exit(1)


def status(ctx: typer.Context) -> None:
    """Say how the exchange stands: when the next is due, what waits, with whom."""
    from kzzq_desktop.services.exchange_status import status as standing

    with desk_of(ctx) as desk:
        found = standing(desk)
    if not found.enrolled:
        typer.echo("本单位还没有参加U盘交换。")
        return
    typer.echo(f"{found.sentence}\t下次 {found.due_day}\t每{found.weeks}周一次")
    typer.echo(f"等着核对\t{found.conflicts}处\t等着放行\t{found.strays}条")
    for one in found.sites:
        if not one.is_self:
            state = "已撤下" if one.revoked else f"还有{one.waiting}条没送到"
            typer.echo(f"{one.name}\t{state}\t读入 {one.last_in_at or '—'}\t写出 {one.last_out_at or '—'}")


def start(ctx: typer.Context) -> None:
    """Let the banner's PC sign the roster; print the code that restores its keys, once."""
    from kzzq_desktop.services.sites import become_root

    with desk_of(ctx) as desk:
        code = become_root(desk)
    note("本机现在签发名册，可以邀请苏木镇了。下面是旗密钥恢复码，只显示这一次：请抄在纸上锁好，换电脑时要用。")
    typer.echo(code)


def invite(
    ctx: typer.Context,
    township: Annotated[str, typer.Argument(help="苏木镇的名称或12位代码。", metavar="苏木镇")],
    folder: Folder = None,
) -> None:
    """Write an invitation for a township; print the code to tell by phone."""
    from kzzq_desktop.domain.places import TOWNSHIP
    from kzzq_desktop.services import sites
    from kzzq_desktop.services.office import list_places

    with desk_of(ctx) as desk:
        places = [one for one in list_places(desk) if one.level == TOWNSHIP and township in {one.code, one.name}]
        receipt, code = sites.invite(desk, places[0].code if places else township, _chosen(folder), TerminalJob())
    note(f"邀请文件写好了：{receipt.file}。邀请码请在电话里念给对方，不要和文件放在一起。")
    typer.echo(code)


def join(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="旗里给的邀请文件。", metavar="文件")],
    code: Annotated[str, typer.Option(help="电话里告诉的邀请码。", metavar="邀请码")],
    clerk: Annotated[str, typer.Option(help="操作员姓名：新建台账时要填。", metavar="姓名")] = "",
) -> None:
    """Take part with an invitation: a new office is made (with --clerk), one that stands joins."""
    from kzzq_desktop.services import sites
    from kzzq_desktop.store.keys import exists

    if exists(folder_of(ctx)):
        with desk_of(ctx) as desk:
            sites.join(desk, file, code, TerminalJob())
        note("已加入旗里的交换。")
        return
    desk, recovery = sites.join_new(folder_of(ctx), file, code, clerk, new_password(), TerminalJob())
    desk.store.close()
    note(f"{desk.office.name}的台账建好了，已加入旗里的交换。下面是恢复码，只显示这一次，请抄在纸上锁好。")
    typer.echo(recovery)


VERBS = (
    ("give", give, "写出给对方的数据包。"),
    ("take", take, "读入给本机的数据包。"),
    ("status", status, "交换得怎么样了：下次哪天，还有什么没送到。"),
    ("start", start, "旗里的电脑：开始用U盘交换。"),
    ("invite", invite, "旗里的电脑：邀请一个苏木镇，写出邀请文件。"),
    ("join", join, "苏木镇的电脑：用邀请文件加入。"),
)


def _chosen(folder: Path | None) -> Path:
    """Return the folder asked for, else the only stick."""
    from kzzq_desktop.services.exchange import sticks

    if folder is not None:
        return folder
    found = sticks()
    if len(found) != 1:
        raise WhichStick("没有插着U盘。" if not found else f"插着{len(found)}个U盘。")
    return found[0].path
