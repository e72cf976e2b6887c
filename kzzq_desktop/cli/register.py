"""The print register from the command line."""

import re
from typing import Annotated

import typer

from kzzq_desktop.cli.door import desk_of, note

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def register(
    ctx: typer.Context,
    month: Annotated[str, typer.Option(help="只看这个月，如 2026-11。", metavar="月份")] = "",
) -> None:
    """Print what left the program, newest first, a line each, tab between: when, who, act, what, of what, for whom, numbers."""
    from kzzq_desktop.base.clock import local
    from kzzq_desktop.domain.papers import ACT_WORDS
    from kzzq_desktop.services.register import amount_words, list_register, number_words

    if month and not _MONTH.fullmatch(month):
        raise typer.BadParameter("月份要写成 2026-11 这样")
    with desk_of(ctx) as desk:
        lines = list_register(desk, month)
    for line in lines:
        what = (ACT_WORDS.get(line.act, line.act), line.paper, line.scope or "—", line.audience)
        amount = (amount_words(line), f"{line.copies}份", number_words(line) or "—")
        typer.echo("\t".join((f"{local(line.at):%Y-%m-%d %H:%M}", line.clerk, *what, *amount)))
    note(f"共 {len(lines)} 条。" if lines else "没有登记。")
