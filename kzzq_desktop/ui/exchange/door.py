"""What the screen of the exchange may ask of the services: handed in, so that it can be shown with made-up answers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kzzq_desktop.base.job import Job
from kzzq_desktop.domain.conflict_words import sentence
from kzzq_desktop.domain.exchange_views import (
    Conflict,
    ExchangeLine,
    ExchangeStatus,
    GiveReceipt,
    PackageSeen,
    Settlement,
    Stray,
    TakePlan,
    TakeReceipt,
)
from kzzq_desktop.domain.places import TOWNSHIP
from kzzq_desktop.services import conflicts, exchange, exchange_status, office, sites, strays
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.history import undo_unit
from kzzq_desktop.services.settling import settle
from kzzq_desktop.services.typing_keys import typing_keys
from kzzq_desktop.ui.exchange.watch import StickSeen


@dataclass(frozen=True, slots=True)
class ExchangeDoor:
    """The services of exchange, sites and conflicts on one desk. What returns an id returns that of the saved unit.

    `sticks` is asked beside the window every two seconds; `become_root` returns the code that restores the root's keys.
    """

    status: Callable[[], ExchangeStatus]
    sticks: Callable[[], Sequence[StickSeen]]
    look: Callable[[Path, Job], Sequence[PackageSeen]]
    plan: Callable[[PackageSeen, Job], TakePlan]
    take: Callable[[PackageSeen, Job, int], TakeReceipt]
    give: Callable[[Path, Job, Sequence[str], bool], Sequence[GiveReceipt]]
    history: Callable[[], Sequence[ExchangeLine]]
    save_weeks: Callable[[int], str]
    become_root: Callable[[], str]
    townships: Callable[[], Sequence[tuple[str, str, str]]]
    invite: Callable[[str, Path, Job], tuple[GiveReceipt, str]]
    join: Callable[[Path, str, Job], object]
    revoke: Callable[[str], object]
    answer_twin: Callable[[str, bool], object]
    conflicts: Callable[[], Sequence[Conflict]]
    sentence: Callable[[Conflict, Settlement], str]
    settle: Callable[[Sequence[Settlement]], str]
    undo: Callable[[str], object]
    strays: Callable[[], Sequence[Stray]]
    settle_stray: Callable[[Stray, bool], object]


def door_of(desk: Desk) -> ExchangeDoor:
    """Return the services on a desk."""

    def townships() -> list[tuple[str, str, str]]:
        places = [place for place in office.list_places(desk) if place.level == TOWNSHIP]
        return [(place.code, place.name, typing_keys(place.name, place.other_names)) for place in places]

    def answer_twin(site_id: str, gone: bool) -> None:
        sites.answer_twin(desk, site_id, sites.twin_tips(desk, site_id)[0][0], gone=gone)

    return ExchangeDoor(
        status=lambda: exchange_status.status(desk),
        sticks=exchange.sticks,
        look=lambda folder, job: exchange.look(desk, folder, job),
        plan=lambda seen, job: exchange.plan_take(desk, seen, job),
        take=lambda seen, job, typed: exchange.take(desk, seen, job, typed),
        give=lambda folder, job, ids, full: exchange.give(desk, folder, job, ids, full=full),
        history=lambda: exchange_status.list_exchanges(desk),
        save_weeks=lambda weeks: exchange_status.save_weeks(desk, weeks),
        become_root=lambda: sites.become_root(desk),
        townships=townships,
        invite=lambda code, folder, job: sites.invite(desk, code, folder, job),
        join=lambda file, code, job: sites.join(desk, file, code, job),
        revoke=lambda site_id: sites.revoke(desk, site_id),
        answer_twin=answer_twin,
        conflicts=lambda: conflicts.list_conflicts(desk),
        sentence=sentence,
        settle=lambda many: settle(desk, many),
        undo=lambda unit_id: undo_unit(desk, unit_id),
        strays=lambda: strays.list_strays(desk),
        settle_stray=lambda stray, accept: strays.settle_stray(desk, stray, accept),
    )
