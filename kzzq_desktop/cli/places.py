"""Places as a clerk writes them on the command line."""

from typing import TYPE_CHECKING

import typer

from kzzq_desktop.base.errors import AppError

if TYPE_CHECKING:
    from kzzq_desktop.domain.places import Place
    from kzzq_desktop.services.desk import Desk


class UnknownVillage(AppError):
    """No village, or more than one, of that name."""

    advice = "请写全名或12位区划代码。"


def find_village(desk: "Desk", words: str) -> "Place":
    """Return the office's village named by its code, its name or another spelling; raises UnknownVillage."""
    from kzzq_desktop.domain.gazetteer import Gazetteer
    from kzzq_desktop.services.office import list_villages

    villages = {place.code: place for place in list_villages(desk)}
    wanted = words.strip()
    if wanted in villages:
        return villages[wanted]
    exact = [place for place in villages.values() if wanted in (place.name, *place.other_names)]
    codes = [place.code for place in exact] or Gazetteer(villages.values()).villages_in(wanted)
    if len(codes) != 1:
        raise UnknownVillage(f"有 {len(codes)} 个嘎查村叫这个名字。" if codes else "没有这个嘎查村。")
    return villages[codes[0]]


def one_of(every: object, one: object, words: str) -> None:
    """Refuse as misuse unless exactly one of two options was given."""
    if bool(every) == bool(one):
        raise typer.BadParameter(words)
