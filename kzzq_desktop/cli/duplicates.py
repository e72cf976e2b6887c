"""Who stands twice: the pairs by place; they are merged in the window."""

from collections import Counter
from typing import Annotated

import typer

from kzzq_desktop.cli.door import TerminalJob, desk_of, note
from kzzq_desktop.cli.places import find_village


def duplicates(
    ctx: typer.Context,
    village: Annotated[str, typer.Option(help="只看这个嘎查村。", metavar="名称")] = "",
    limit: Annotated[int, typer.Option(help="最多列出多少对。", min=0, max=100_000, metavar="对数")] = 50,
) -> None:
    """Print the pairs, the surest first: how sure, what, both places, why, tab between; then the counts by village."""
    from kzzq_desktop.services.duplicates import in_village, list_pairs
    from kzzq_desktop.services.merges import MergeKind
    from kzzq_desktop.services.office import list_villages

    words = {MergeKind.HOUSEHOLD: "同一户", MergeKind.PERSON: "同一人"}
    with desk_of(ctx) as desk:
        rows = in_village(list_pairs(desk, TerminalJob()), find_village(desk, village).code if village else "")
        names = {place.code: place.name for place in list_villages(desk)}
    for row in rows[:limit]:
        typer.echo(
            "\t".join((row.sure, words[row.kind], row.one.title, row.one.place, row.other.title, row.other.place, row.why))
        )
    for code, count in Counter(code for row in rows for code in row.villages).most_common():
        typer.echo(f"嘎查村\t{names.get(code, code)}\t{count}对")
    note(f"可能重复的有 {len(rows)} 对，请在窗口的“住户—查重”里核对、合并。" if rows else "没有发现重复。")
