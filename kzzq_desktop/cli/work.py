"""Duties done: one entry for many households of a grid."""

from typing import Annotated

import typer

from kzzq_desktop.base.clock import today
from kzzq_desktop.base.errors import AppError
from kzzq_desktop.cli.door import desk_of, note


class BadBox(AppError):
    """A box of the form was not written as name=value."""

    advice = "请写成 栏目=内容，例如 --box form=入户。"


def log(
    ctx: typer.Context,
    words: Annotated[list[str], typer.Argument(help="做了什么，一两句话。", metavar="内容")],
    duty: Annotated[
        str,
        typer.Option(
            help="职责：policy 宣讲政策、mediation 化解矛盾、hardship 解决困难、enterprise 创业致富、lawful 遵章守法。",
            metavar="代码",
        ),
    ],
    grid: Annotated[str, typer.Option(help="网格：15位编号，或嘎查村名加网格号（先锋嘎查03）。", metavar="网格")],
    day: Annotated[str, typer.Option(help="哪一天做的，如 2026-11-23；不写就是今天。", metavar="日期")] = "",
    households: Annotated[
        str, typer.Option(help="户主姓名或门牌号，用逗号隔开；不写就是网格里所有在住的户。", metavar="户主")
    ] = "",
    box: Annotated[
        list[str] | None, typer.Option(help="职责表里的其他栏目，写成 栏目=内容，可以写多次。", metavar="栏目=内容")
    ] = None,
    place: Annotated[str, typer.Option(help="在哪里。", metavar="地点")] = "",
) -> None:
    """Log one duty for many households of a grid."""
    from dataclasses import replace

    from kzzq_desktop.services import duty as duties
    from kzzq_desktop.services.duty_lists import find_grid, named_households, started_draft

    with desk_of(ctx) as desk:
        form, chosen = duties.form_named(duty), find_grid(desk, grid)
        draft = started_draft(desk, form.code, chosen.id, day or today().isoformat(), {**form.started(), **_boxes(box or [])})
        if households:
            names = [name for name in households.replace("，", ",").replace("、", ",").split(",") if name.strip()]
            draft = replace(draft, households=named_households(desk, chosen.id, names))
        duties.log_duty(desk, replace(draft, words=" ".join(words), place=place))
    note(f"已登记：{draft.day} {form.word}，{chosen.village}{chosen.number:02d}号网格，{len(draft.households)}户。")


def _boxes(pairs: list[str]) -> dict[str, str]:
    boxes = {}
    for place, pair in enumerate(pairs, 1):
        key, sign, value = pair.partition("=")
        if not sign or not key.strip():
            raise BadBox(f"第 {place} 个 --box 读不懂。")
        boxes[key.strip()] = value.strip()
    return boxes
