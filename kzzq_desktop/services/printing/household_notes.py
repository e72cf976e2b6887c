"""What a paper for work says beside a household: its needs, who is away and where, its notes; each thing once."""

import re
from collections.abc import Collection, Iterator, Sequence

from kzzq_desktop.domain.people import HouseholdStatus, ResidentStatus
from kzzq_desktop.store.paper_people import HomeFacts, PersonFacts
from kzzq_desktop.store.papers import HouseholdFacts

_AWAY, _SHORT = "外出", 6
_PARTS = re.compile("[；;]")


def note_words(home: HomeFacts, people: Sequence[PersonFacts], needs: Collection[str]) -> str:
    """Return needs, absence, notes: 低保；外出：赤峰，春节回；王小妹外出；钥匙在邻居家."""
    away, notes = away_words(home)
    out = () if home.status == HouseholdStatus.AWAY else _people_away(people)
    said = ("、".join(needs), away, *out, *(note for note in notes if not repeats_need(note, needs)))
    return "；".join(dict.fromkeys(part for part in (*said, *_people_notes(people, needs)) if part))


def away_words(home: HomeFacts | HouseholdFacts) -> tuple[str, list[str]]:
    """Return the words on an absence and the other notes; a note that says 外出 itself (外出务工) is not said twice."""
    notes = _parts(home.note)
    if home.status != HouseholdStatus.AWAY:
        return "", notes
    said = next((part for part in notes if part.startswith(_AWAY) and len(part) <= _SHORT), "")
    where = f"：{home.away_where}" if home.away_where else ""
    back = f"，{home.away_return}回" if home.away_return else ""
    if not said and not where and not back and any(_AWAY in part for part in notes):
        return "", notes
    return f"{said or _AWAY}{where}{back}", [part for part in notes if part != said]


def repeats_need(note: str, needs: Collection[str]) -> bool:
    """Tell whether a note says no more than a need does: 低保户 where 低保 is marked."""
    return note.removesuffix("户").removesuffix("家庭") in needs


def _people_away(people: Sequence[PersonFacts]) -> Iterator[str]:
    """Yield who of a household at home is away, in one sentence; one whose own note says so is told by that."""
    names = [one.name for one in people if one.status == ResidentStatus.AWAY and _AWAY not in one.note]
    if names:
        yield f"{'、'.join(names)}{_AWAY}"


def _people_notes(people: Sequence[PersonFacts], needs: Collection[str]) -> Iterator[str]:
    for one in people:
        if notes := [note for note in _parts(one.note) if not repeats_need(note, needs)]:
            yield f"{one.name}：{'，'.join(notes)}"


def _parts(note: str) -> list[str]:
    return [part for part in map(str.strip, _PARTS.split(note)) if part]
