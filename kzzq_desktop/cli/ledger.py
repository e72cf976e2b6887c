"""Importing ledgers: look first, then save in one unit."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kzzq_desktop.base.errors import AppError
from kzzq_desktop.cli.door import TerminalJob, desk_of, file_password, note, note_people, plain_file
from kzzq_desktop.cli.places import find_village
from kzzq_desktop.domain.sheet_view import Said

if TYPE_CHECKING:
    from kzzq_desktop.domain.drafts import LedgerReading
    from kzzq_desktop.services.desk import Desk
    from kzzq_desktop.services.import_ledger import Preview


class NothingRead(AppError):
    """No row of the files was understood."""

    advice = "没有导入任何内容；请按上面列出的原因核对文件。"


class NotConfirmed(AppError):
    """Nobody said yes to the preview."""

    advice = "没有保存任何内容；确认无误后加上 --yes 再来一次。"


def import_files(
    ctx: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="台账文件：xlsx、xls、et、csv、ods、docx 等，可以写多个。", metavar="文件")],
    yes: Annotated[bool, typer.Option("--yes", help="看过预览就保存，不再询问。")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只读不存：不需要台账、口令和数据文件夹。")] = False,
    report: Annotated[Path | None, typer.Option(help="与 --dry-run 同用：把认出的每一行写进这个CSV。", metavar="文件")] = None,
    duplicates: Annotated[
        Path | None, typer.Option(help="与 --dry-run 同用：把写了同一个人的行，两行一对写进这个CSV。", metavar="文件")
    ] = None,
    village: Annotated[str, typer.Option(help="看不出是哪个嘎查村的表，都算作这个嘎查村。", metavar="名称")] = "",
) -> None:
    """Read ledgers and save what is new and changed as one unit; with --dry-run only read."""
    for name, path in (("--report", report), ("--duplicates", duplicates)):
        if path and not dry_run:
            raise typer.BadParameter(f"{name} 要和 --dry-run 同用")
    if dry_run:
        _look(files, report, duplicates)
        return
    with desk_of(ctx) as desk:
        _import(desk, files, yes, village)


def _look(files: list[Path], report: Path | None, duplicates: Path | None) -> None:
    from kzzq_desktop.services import import_ledger

    places = [plain_file(path) if path else None for path in (report, duplicates)]
    reading = import_ledger.dry_run(files, places[0], TerminalJob(), places[1])
    said = _unlocked(reading)
    if said.passwords:
        reading = import_ledger.dry_run(files, places[0], TerminalJob(), places[1], said)
    _tell_reading(reading)
    if report:
        note_people(report)
    if not reading.rows and not reading.members:
        raise NothingRead("这些文件里没有认出一行。")
    typer.echo(f"认出 {len(reading.households)} 户，{reading.rows} 人，党员 {len(reading.members)} 名。没有保存任何内容。")


def _import(desk: "Desk", files: list[Path], yes: bool, village: str) -> None:
    from kzzq_desktop.services import import_ledger

    preview = import_ledger.preview_import(desk, files, TerminalJob())
    said = _unlocked(preview.reading)
    if said.passwords:
        preview = import_ledger.preview_import(desk, files, TerminalJob(), said)
    if preview.reading.asks and village:
        code = find_village(desk, village).code
        said = replace(said, villages={ask.spot: code for ask in preview.reading.asks})
        preview = import_ledger.preview_import(desk, files, TerminalJob(), said)
    _tell_reading(preview.reading)
    _tell_plan(preview)
    if preview.plan.empty:
        if not preview.plan.counts["same"]:
            raise NothingRead("这些文件里没有可以导入的内容。")
        typer.echo("与台账完全相同，没有变化。")
        return
    if not yes and not (sys.stdin.isatty() and typer.confirm("保存吗？", err=True)):
        raise NotConfirmed("只看了预览。")
    import_ledger.save_import(desk, preview, TerminalJob())
    typer.echo("已保存，可以在窗口的历史里整体撤销。")


def _unlocked(reading: "LedgerReading") -> Said:
    """Ask for the passwords of the files that have one."""
    given = {name: file_password(name) for name in reading.locked}
    return Said(passwords={name: password for name, password in given.items() if password})


def _tell_reading(reading: "LedgerReading") -> None:
    """List on stderr what was not read and what is doubtful; places and reasons, no person's value."""
    lines = [f"跳过 {one.spot.words}：{one.why}" for one in reading.skipped]
    lines += [f"{one.spot.words}：{one.why}" for one in reading.remarks]
    lines += [
        f"{one.spot.words} 的“{one.header}”栏{'按规定不导入' if one.never else '不认识，没有读'}" for one in reading.left_out
    ]
    lines += [f"{one.spot.words}：看不出是哪个嘎查村（{one.rows}行），可用 --village 指定" for one in reading.asks]
    lines += [one.problem().sentence() for one in reading.problems]
    if lines:
        note("\n".join(lines))


def _tell_plan(preview: "Preview") -> None:
    from kzzq_desktop.domain.import_plan import VERDICT_WORDS

    plan = preview.plan
    said = {(one.spot, one.what) for one in preview.reading.problems}
    rows = [row for row in plan.rows if row.verdict in ("doubtful", "refused") and (row.spot, row.what) not in said]
    if rows:
        note("\n".join(f"{VERDICT_WORDS[row.verdict]} {row.spot.words}{row.column}：{_said(row.what, row.mend)}" for row in rows))
    typer.echo("，".join(f"{word} {plan.counts[verdict]}" for verdict, word in VERDICT_WORDS.items()))


def _said(what: str, mend: str) -> str:
    return f"{what}{'' if not mend or what.endswith(('。', '，', '；')) or mend.startswith('，') else '。'}{mend}"
