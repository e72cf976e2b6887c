"""Papers into files."""

from pathlib import Path
from typing import Annotated

import typer

from kzzq_desktop.cli.door import TerminalJob, desk_of, note, note_people, plain_file


def print_paper(
    ctx: typer.Context,
    paper: Annotated[str, typer.Argument(help="哪一种纸，如 contact_sheet；全部的纸用 kzzq papers 查看。", metavar="纸")],
    scope: Annotated[
        str,
        typer.Option(
            help="打印范围：all、township:苏木镇、village:嘎查村、grid:网格、member:党员、household:户主。", metavar="范围"
        ),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="写到这个PDF文件。", metavar="文件")],
    audience: Annotated[str, typer.Option(help="给谁看：公示、工作、内部，纸张不同，可选的不同。", metavar="对象")] = "",
    option: Annotated[list[str] | None, typer.Option(help="纸张自己的选项，如 month=2026-11。", metavar="选项")] = None,
) -> None:
    """Print a paper into a PDF that only this user can read; say what had to be left out."""
    from kzzq_desktop.services.register import print_to_file

    options = {key: value for key, _, value in (one.partition("=") for one in option or ())}
    with desk_of(ctx) as desk:
        printed = print_to_file(desk, paper, scope, audience, plain_file(output), TerminalJob(), options)
    for one in printed.missing:
        note(f"{one.where}：有一个名字里的“{one.letters}”字库里没有，印出来是方框。")
    for sentence in printed.notes:
        note(sentence)
    note_people(output)
    typer.echo(f"{printed.sheets} 张，{printed.pages} 页。")


def list_papers() -> None:
    """List every paper: of what it can be printed, for whom, and what can be chosen."""
    from kzzq_desktop.domain.scope import SCOPE_WORDS
    from kzzq_desktop.services.printing import PRINTS

    for paper in PRINTS:
        typer.echo(f"{paper.key}　{paper.word}（{paper.size}）：{paper.about}")
        typer.echo(f"  范围：{'、'.join(f'{kind}（{SCOPE_WORDS[kind]}）' for kind in paper.scopes)}")
        typer.echo(f"  给谁看：{'、'.join(paper.audiences)}")
        for option in paper.options:
            words = "、".join(f"{value}（{word}）" for value, word in option.choices) or "如 2026-11，不写是本月"
            typer.echo(f"  {option.word}：{option.key}={words}")
