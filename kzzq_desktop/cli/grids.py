"""Dividing villages into grids and proposing a member for each."""

from collections import Counter
from typing import Annotated

import typer

from kzzq_desktop.cli.door import desk_of, note
from kzzq_desktop.cli.places import find_village, one_of

All = Annotated[bool, typer.Option("--all", help="所有嘎查村。")]
Village = Annotated[str, typer.Option(help="只这一个嘎查村：全名或12位代码。", metavar="名称")]


def divide(ctx: typer.Context, every: All = False, village: Village = "") -> None:
    """Divide villages into grids of about ten households and save it as one unit."""
    one_of(every, village, "请写 --all 或 --village 名称，二者选一")
    from kzzq_desktop.services.divide import divide as save
    from kzzq_desktop.services.divide import preview_division
    from kzzq_desktop.services.office import list_villages

    with desk_of(ctx) as desk:
        names = {place.code: place.name for place in list_villages(desk)}
        plan = preview_division(desk, [find_village(desk, village).code] if village else None)
        done = save(desk, plan)
    notes = [f"{names.get(one.village_id, one.village_id)}：{said}" for one in plan.villages for said in one.sentences]
    if notes:
        note("\n".join(notes))
    waiting = sum(len(one.waiting) for one in plan.villages)
    typer.echo(
        f"{done.villages} 个嘎查村，{done.grids} 个网格（新建 {done.new_grids} 个），调整 {done.moved} 户，未入格 {waiting} 户。"
    )


def assign(ctx: typer.Context, every: All = False, village: Village = "") -> None:
    """Give each grid without one a lead among the members and save it as one unit."""
    one_of(every, village, "请写 --all 或 --village 名称，二者选一")
    from kzzq_desktop.services.assign import assign as save
    from kzzq_desktop.services.assign import preview_members

    with desk_of(ctx) as desk:
        plan = preview_members(desk, find_village(desk, village).code if village else "")
        done = save(desk, plan)
    reasons = Counter(
        (f"应换人而暂时没有人选 {{}} 个网格：{one.why}" if one.stays else f"空缺 {{}} 个网格：{one.why}")
        for one in plan.vacancies
    )
    if reasons:
        note("\n".join(why.format(count) for why, count in reasons.most_common()))
    overdue = f"，应换人 {done.overdue} 个" if done.overdue else ""
    typer.echo(f"新确定 {done.new} 个网格的联系党员，保持不变 {done.kept} 个，空缺 {done.vacant} 个{overdue}。")
