"""Lists into Excel files: the full ledger, and the empty ones to be filled in."""

from pathlib import Path
from typing import Annotated

import typer

from kzzq_desktop.cli.door import TerminalJob, desk_of, note, note_people, plain_file
from kzzq_desktop.cli.places import find_village

KINDS = ("households", "members")
Kind = Annotated[str, typer.Argument(help="哪一种：households 户台账、members 党员名册。", metavar="名单")]
Output = Annotated[Path, typer.Option("--output", "-o", help="写到这个Excel文件（.xlsx）。", metavar="文件")]


def export(
    ctx: typer.Context,
    output: Output,
    kind: Kind = "households",
    village: Annotated[str, typer.Option(help="只这一个嘎查村：全名或12位代码。", metavar="名称")] = "",
) -> None:
    """Write the full ledger, all on record, into a workbook that only this user can read and that can be imported again."""
    from kzzq_desktop.domain.listing import HouseholdFilter, MemberFilter
    from kzzq_desktop.services.export_ledger import WARNING, export_households, export_members

    _known(kind)
    with desk_of(ctx) as desk:
        code = find_village(desk, village).code if village else ""
        if kind == "households":
            done = export_households(desk, plain_file(output), HouseholdFilter(village_id=code), TerminalJob())
        else:
            done = export_members(desk, plain_file(output), MemberFilter(village_id=code), TerminalJob())
    note_people(output)
    note(WARNING)
    typer.echo(f"已导出 {done.words}。")


def template(kind: Kind, output: Output) -> None:
    """Write an empty list to be filled in and imported; it needs no office."""
    from kzzq_desktop.services.templates import save_template

    _known(kind)
    save_template(kind, plain_file(output))
    typer.echo(f"空表已保存：{output}")


def _known(kind: str) -> None:
    if kind not in KINDS:
        raise typer.BadParameter(f"名单只有 {'、'.join(KINDS)}")
