"""Backups from the command line: make one, list them, go back to one."""

import sys
from typing import Annotated

import typer

from kzzq_desktop.base.errors import AppError
from kzzq_desktop.cli.door import TerminalJob, desk_of, folder_of, note, old_password


class NotRestored(AppError):
    """Nobody said yes."""

    advice = "没有恢复；确认无误后加上 --yes 再来一次。"


def backup(ctx: typer.Context) -> None:
    """Write a backup now and print where it is."""
    from kzzq_desktop.services.backups import back_up

    with desk_of(ctx) as desk:
        path = back_up(desk, TerminalJob(), always=True)
    typer.echo(str(path))
    note("备份和台账一样是加密的，用同一个口令打开。本机坏了它也会一起坏：请不时把它复制到别处。")


def restore(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="备份的名称；不写就列出有哪些备份。", metavar="名称")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="不再询问。")] = False,
) -> None:
    """Put a backup in the place of the office; without a name list what there is: name, when, size, tab between."""
    from kzzq_desktop.services.backups import list_backups, restore_backup

    folder = folder_of(ctx)
    if not name:
        found = list_backups(folder)
        for one in found:
            typer.echo(f"{one.name}\t{one.made_at:%Y-%m-%d %H:%M}\t{one.size / 2**20:.1f}MB")
        note(f"共 {len(found)} 个备份。" if found else "还没有备份。")
        return
    password = old_password()
    words = "恢复后，备份之后登记的内容都不在台账里了（现在的台账另存一份）。恢复吗？"
    if not yes and not (sys.stdin.isatty() and typer.confirm(words, err=True)):
        raise NotRestored("台账没有改动。")
    kept = restore_backup(folder, name, password)
    typer.echo("已经恢复。")
    if kept:
        note(f"原来的台账另存为 {kept}。")
