"""What stands on the contact cards: the member of each grid, who else answers there, and how many cards a grid needs."""

from collections.abc import Iterable, Iterator, Mapping

from kzzq_desktop.base.clock import today
from kzzq_desktop.documents.card_sheet import PER_SHEET, Shift
from kzzq_desktop.documents.contact_card import CardsWords, CardWords, build
from kzzq_desktop.domain.papers import PaperSettings
from kzzq_desktop.domain.phones import is_phone
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.paper_settings import read_paper_settings
from kzzq_desktop.services.printing import grid_facts
from kzzq_desktop.services.printing.audience import Audience
from kzzq_desktop.services.printing.grid_facts import SPACE, Shown, read_facts
from kzzq_desktop.services.printing.missing import find_missing
from kzzq_desktop.services.printing.paper import BY_VILLAGE, Collected, Option, Print, Request
from kzzq_desktop.store import paper_members
from kzzq_desktop.store.paper_members import SecretaryFacts
from kzzq_desktop.store.papers import GridFacts, LeadFacts

_HALVES = range(1, 11)  # half millimetres: more than 5 mm is a matter of the printer's tray


def collect(desk: Desk, request: Request) -> Collected:
    """Return the cards of each grid of the scope that has a member and households, and why others have none."""
    facts = read_facts(desk, request.scope)
    with desk.store.reading() as conn:
        secretaries = grid_facts.grouped((one.village_id, one) for one in paper_members.list_secretaries(conn, request.scope))
    shown = Shown(facts, Audience.PUBLIC, today())
    cards = _Cards(shown, secretaries, read_paper_settings(desk))
    words = tuple(card for grid in facts.grids if (card := cards.words(grid, _count(shown, grid, request))))
    shift = Shift(float(request.options.get("shift_x", "0")), float(request.options.get("shift_y", "0")))
    return Collected(
        (CardsWords(words, shift),) if words else (),
        tuple(find_missing(_said(words))),
        tuple(_notes(shown)),
        sheets=sum(card.cards for card in words),
    )


def _count(shown: Shown, grid: GridFacts, request: Request) -> int:
    """Return how many cards a grid needs: one a household, or a sheet full."""
    if request.options.get("count") == "sheet":
        return PER_SHEET
    return 1 if request.scope.household else len(shown.facts.households[grid.id])


class _Cards:
    """Puts facts into words."""

    def __init__(self, shown: Shown, secretaries: Mapping[str, list[SecretaryFacts]], settings: PaperSettings) -> None:
        self.shown, self.secretaries, self.settings = shown, secretaries, settings

    def words(self, grid: GridFacts, cards: int) -> CardWords | None:
        """Return a grid's card; None where it has nobody to name or nobody to give it to."""
        if not cards:
            self.shown.count["empty"] += 1
            return None
        lead = self.shown.lead(grid.id)
        if lead is None:
            return None
        dial = next((phone for phone in lead.phone.split("|") if is_phone(phone)), "")
        self.shown.count["no_phone"] += not dial
        secretary = self._secretary(grid, lead)
        numbers = self.settings.numbers_of(grid.village_id)
        return CardWords(
            grid_id=grid.id,
            village_id=grid.village_id,
            place=grid_facts.place_words(grid),
            member=lead.name,
            phone=grid_facts.spoken_phones(lead.phone),
            dial=dial,
            posts="、".join(self.shown.facts.posts[lead.member_id]),
            branch=lead.branch,
            secretary=secretary.name if secretary else "",
            secretary_phone="、".join(grid_facts.spoken_phones(secretary.phone)) if secretary else "",
            police=numbers.get("police", ""),
            oversight=numbers.get("oversight", ""),
            cards=cards,
            photo=self.shown.facts.photos.get(lead.photo),
        )

    def _secretary(self, grid: GridFacts, lead: LeadFacts) -> SecretaryFacts | None:
        """Return the secretary of the member's branch in this village, else of the village's only branch."""
        known = self.secretaries[grid.village_id]
        own = [one for one in known if one.branch == lead.branch]
        found = own or known
        return found[0] if len(found) == 1 else None


def _notes(shown: Shown) -> Iterator[str]:
    sentences = {
        "empty": "{}个网格没有住户，没有打印。",
        "vacant": "{}个网格还没有联系党员，没有打印。",
        "lead_left": "{}个网格的联系党员已迁出或去世，没有打印，请改派。",
        "no_phone": "{}个网格的联系党员没有登记电话，卡上没有二维码。",
    }
    return (sentence.format(shown.count[key]) for key, sentence in sentences.items() if shown.count[key])


def _said(cards: Iterable[CardWords]) -> Iterator[tuple[str, str]]:
    """Yield where and what may hold rare characters."""
    for card in cards:
        where = card.place.replace(SPACE, "")
        yield from ((where, text) for text in (card.place, card.member, card.posts, card.branch, card.secretary))


def _shifts(forward: str, backward: str) -> tuple[tuple[str, str], ...]:
    """Return the choices of one direction, none first; the values are mm."""
    there = ((f"{half / 2:g}", f"{forward}移{half / 2:g}毫米") for half in _HALVES)
    back = ((f"{-half / 2:g}", f"{backward}移{half / 2:g}毫米") for half in _HALVES)
    return ("0", "不移动"), *there, *back


PRINT = Print(
    key="contact_card",
    word="便民联系卡",
    sign="C",
    kind="网格",
    about="每户一张的名片大小卡片：联系党员的电话和二维码，背面是五项职责和常用电话。每张A4纸10张，正反面打印后裁开。",
    scopes=("village", "grid", "household", "township", "all", "member"),
    audiences=(Audience.PUBLIC,),
    collect=collect,
    build=build,
    unit="张卡片",
    options=(
        Option("count", "张数", (("household", "每户一张"), ("sheet", "每网格一页（10张）"))),
        Option("shift_x", "背面左右", _shifts("右", "左")),
        Option("shift_y", "背面上下", _shifts("下", "上")),
    ),
    part=BY_VILLAGE,
    two_sided=True,
)
