"""The command line: each verb of the program beside its window. Exit codes: 0 done, 1 refused, 2 misuse."""

import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from kzzq_desktop.base.errors import AppError, Cancelled
from kzzq_desktop.cli import backups, duplicates, exchange, grids, ledger, lists, office, papers, register, work
from kzzq_desktop.cli import tour as tours
from kzzq_desktop.cli.chinese import ChineseCommand, ChineseGroup, misuse
from kzzq_desktop.cli.door import note

DONE, REFUSED, MISUSED, INTERRUPTED = 0, 1, 2, 130
COMMANDS = (
    ("init", office.init, "新建台账，设置口令，显示一次恢复码。"),
    ("import", ledger.import_files, "读入台账和党员名册：先预览，确认后一次保存。"),
    ("export", lists.export, "把完整的户台账或党员名册写成Excel，改好以后可以再导入。"),
    ("template", lists.template, "下载空表，填好以后导入。"),
    ("divide", grids.divide, "把嘎查村划分成十户左右的网格。"),
    ("assign", grids.assign, "给每个网格确定一名联系党员。"),
    ("log", work.log, "登记一次履职，一条可以记多户。"),
    ("print", papers.print_paper, "打印成PDF文件。"),
    ("papers", papers.list_papers, "列出全部的纸：范围、给谁看、可选什么。"),
    ("register", register.register, "打印登记：谁打印、导出了什么，给谁看，什么时候。"),
    ("find", office.find, "查找住户、家庭成员、党员和网格。"),
    ("duplicates", duplicates.duplicates, "查重：列出可能写了两次的人和户，不合并。"),
    ("stats", office.stats, "合计：户、人、网格、党员、履职，各嘎查村的入格情况。"),
    ("check", office.check, "检查台账文件是否完好、合计是否相符。"),
    ("backup", backups.backup, "立即备份一次台账；平时每天自动备份一次。"),
    ("restore", backups.restore, "用备份恢复台账；不写名称就列出有哪些备份。"),
    ("demo", office.demo, "做一份演示台账，里面的人都是虚构的。"),
)
ABOUT = """科左中旗“1名党员联系10户群众”台账。不带命令时打开窗口。

口令在终端里输入，或用环境变量 KZZQ_PASSWORD 给出；设了打开密码的表格，密码用 KZZQ_FILE_PASSWORD 给出。"""


def main(args: Sequence[str]) -> int:
    """Run one command; return its exit code. What is refused is one sentence on stderr, never a person's value."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = typer.main.get_command(_app()).main(args=list(args), prog_name="kzzq", standalone_mode=False)
    except (typer.Abort, KeyboardInterrupt):
        return _refuse(Cancelled().sentence())
    except typer.TyperException as error:
        note(misuse(error))
        return MISUSED
    except AppError as error:
        return _refuse(error.sentence())
    except Exception as error:  # noqa: BLE001 - the last stop: where it broke is told, the values it broke on are not
        places = "\n".join(f"{one.filename}:{one.lineno} {one.name}" for one in traceback.extract_tb(error.__traceback__))
        return _refuse(
            f"程序出错了（{type(error).__name__}），这次没有保存。请把下面几行交给维护人员，其中没有个人信息。\n{places}"
        )
    return _refuse(Cancelled().sentence()) if code == INTERRUPTED else int(code or DONE)


def _app() -> typer.Typer:
    app = typer.Typer(cls=ChineseGroup, rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)
    app.callback(help=ABOUT, invoke_without_command=True)(_before)
    for name, function, about in COMMANDS:
        app.command(name, cls=ChineseCommand, help=about)(function)
    parts = typer.Typer(cls=ChineseGroup, rich_markup_mode=None, pretty_exceptions_enable=False)
    for verb, act, words in exchange.VERBS:
        parts.command(verb, cls=ChineseCommand, help=words)(act)
    app.add_typer(parts, name="exchange", help="用U盘与旗里、苏木镇交换。")
    app.command("tour", cls=ChineseCommand, hidden=True)(tours.tour)
    return app


def _before(
    ctx: typer.Context,
    data: Annotated[Path | None, typer.Option(help="数据文件夹；也可用环境变量 KZZQ_DATA 指定。", metavar="文件夹")] = None,
) -> None:
    """Keep what stands before the command's name; without a command open the window."""
    ctx.obj = data
    if ctx.invoked_subcommand is None:
        from kzzq_desktop.app import main as window

        raise typer.Exit(window(data))


def _refuse(sentence: str) -> int:
    note(sentence)
    return REFUSED
