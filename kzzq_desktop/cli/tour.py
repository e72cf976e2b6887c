"""The tour where there is no display: the sample ledger goes the whole way, and every screen is pictured."""

import os
import shutil
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kzzq_desktop.base.clock import today
from kzzq_desktop.base.errors import AppError
from kzzq_desktop.base.paths import resources
from kzzq_desktop.cli.door import TerminalJob, note, note_people

if TYPE_CHECKING:
    from kzzq_desktop.services.desk import Desk

TOWNSHIP, CLERK, PASSWORD = "舍伯吐镇", "演示员", "yanshi"
PAPERS = (("工作", "contact_sheets_work.pdf"), ("公示", "contact_sheets_public.pdf"))


class NotATour(AppError):
    """The folder holds something that no tour has made."""

    advice = "请换一个空文件夹。"


def tour(folder: Annotated[Path, typer.Argument(help="写到哪个文件夹。", metavar="文件夹")] = Path("out")) -> None:
    """Import the sample ledger, divide, assign, log, print and picture each screen into a folder of its own."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from kzzq_desktop.services.office import NewOffice, create_office

    data = folder / "data"
    _clear(data)
    desk, _ = create_office(data, NewOffice("150521", TOWNSHIP, CLERK, demo=True), PASSWORD)
    try:
        for sentence in (_import(desk), _divide(desk), _assign(desk), _log(desk), *_print(desk, folder), _picture(desk, folder)):
            typer.echo(sentence)
    finally:
        desk.store.close()
    note(f"都在 {folder.resolve()}。人都是虚构的；台账的口令是 {PASSWORD}。")


def _clear(data: Path) -> None:
    """Take an earlier tour's office away; nothing else is ever removed."""
    if not data.exists():
        return
    if not (data / "keys.json").exists() and any(data.iterdir()):
        raise NotATour("这个文件夹里的 data 不是演示留下的。")
    shutil.rmtree(data)


def _import(desk: "Desk") -> str:
    from kzzq_desktop.services.import_ledger import preview_import, save_import

    preview = preview_import(desk, sorted((resources() / "samples").glob("*.xlsx")), TerminalJob())
    save_import(desk, preview, TerminalJob())
    reading = preview.reading
    return f"导入：{len(reading.households)}户，{reading.rows}人，党员{len(reading.members)}名"


def _divide(desk: "Desk") -> str:
    from kzzq_desktop.services.divide import divide, preview_division

    done = divide(desk, preview_division(desk))
    return f"划分：{done.villages}个嘎查村，{done.grids}个网格"


def _assign(desk: "Desk") -> str:
    from kzzq_desktop.services.assign import assign, preview_members

    done = assign(desk, preview_members(desk))
    return f"联系党员：{done.new + done.kept}个网格已定，{done.vacant}个空缺"


def _log(desk: "Desk") -> str:
    from dataclasses import replace

    from kzzq_desktop.domain.duties import FORMS
    from kzzq_desktop.services.duty import log_duty
    from kzzq_desktop.services.duty_lists import list_grids, started_draft

    grids = [grid for grid in list_grids(desk) if grid.households]
    for form, grid in zip(FORMS, cycle(grids), strict=False):
        draft = started_draft(desk, form.code, grid.id, today().isoformat(), form.started())
        log_duty(desk, replace(draft, words=form.phrases[0] if form.phrases else form.word))
    return f"履职：登记{len(FORMS)}条"


def _print(desk: "Desk", folder: Path) -> list[str]:
    from kzzq_desktop.services.register import print_to_file

    said = []
    for audience, name in PAPERS:
        printed = print_to_file(desk, "contact_sheet", "all", audience, folder / name, TerminalJob())
        note_people(folder / name)
        said.append(f"打印：{name} {printed.pages}页")
    return said


def _picture(desk: "Desk", folder: Path) -> str:
    from kzzq_desktop.ui.pictures import take_pictures
    from kzzq_desktop.ui.screens import SCREENS

    pictures = folder / "screens"
    shutil.rmtree(pictures, ignore_errors=True)
    pictures.mkdir()
    return f"画面：{len(take_pictures(desk, SCREENS, pictures))}张"
