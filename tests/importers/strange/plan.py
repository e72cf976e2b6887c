"""Which columns a sheet has, in which order, under which words."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from tests.importers.strange import words
from tests.importers.strange.style import Style

PLACE = ("village", "group", "address")
CARE = ("grid", "contact", "contact_phone")
HOUSEHOLD = ("seq", "hh_no", *PLACE, "head", "population", *CARE, *words.HOUSEHOLD_DECOYS)
PERSON = ("name", "relation", "sex", "birth", "id", "phone")
# Told from their cells without any word.
QUIET_DECOYS = ("ethnic", "bank", "political", "age", "plate", "education")
SECTIONS = {
    "place": ("所在位置", "户籍信息", "基本情况"),
    "people": ("家庭成员信息", "家庭成员情况", "人员基本信息"),
    "care": ("党员联系情况", "网格与包联", "联系服务"),
    "more": ("其他情况", "附加信息"),
}


@dataclass(frozen=True)
class Plan:
    """Columns left to right with their words; a column without a word has none in the sheet."""

    base: str
    columns: tuple[str, ...]
    words: dict[str, str]
    style: Style
    headed: bool
    numbered: str = "household"

    def at(self, key: str) -> int:
        return self.columns.index(key) + 1

    @property
    def width(self) -> int:
        return len(self.columns)

    @property
    def shared(self) -> frozenset[str]:
        """The columns that say something of the household and not of one person."""
        own = set() if self.numbered == "household" else {"seq"}
        return frozenset(set(HOUSEHOLD) - own)


def drawn_plan(
    rng: Random, base: str, style: Style, odd: str, *, without: Sequence[str] = (), headed: bool | None = None
) -> Plan:
    """Columns for a sheet of this base layout; `odd` is usual, odd or none; `headed` as chance wants where it is not said."""
    heads = base in {"heads", "blocks", "wide"}
    quiet = odd == "none"
    chosen = set(head_columns(rng, quiet) if heads else person_columns(rng, base, quiet)) - set(without)
    numbered = "person" if not heads and "head" in chosen and "seq" in chosen and rng.random() < 0.25 else "household"
    if base == "repeat" and numbered == "person":
        chosen.add("hh_no")
    columns = ordered(rng, chosen | decoys(rng, chosen, heads, quiet), base)
    said = words.headings(rng, columns, odd == "odd")
    if heads and rng.random() < 0.6:
        said["name"] = words.word_for(rng, "head", odd == "odd")
    if headed is None:
        headed = not quiet or rng.random() < 0.4
    if quiet and headed:
        said = {key: word if key not in words.EVIDENT or rng.random() < 0.3 else "" for key, word in said.items()}
    return Plan(base, columns, said, style, headed, numbered)


def head_columns(rng: Random, quiet: bool) -> set[str]:
    chance = {
        "seq": 0.8,
        "population": 0.85,
        "id": 0.85,
        "phone": 0.85,
        "grid": 0.8,
        "contact": 0.9,
        "note": 0.6,
        "sex": 0.3,
        "birth": 0.2,
    }
    chosen = {key for key, share in chance.items() if rng.random() < share} | {"name"}
    if not chosen & {"id", "phone"} or quiet:
        chosen |= {"id", "phone"}
    return chosen | places(rng) | ({"contact_phone"} if "contact" in chosen and rng.random() < 0.4 else set())


def person_columns(rng: Random, base: str, quiet: bool) -> set[str]:
    chance = {"relation": 0.92, "sex": 0.65, "birth": 0.55, "id": 0.9, "phone": 0.88, "note": 0.6}
    chance |= {"seq": 0.8, "head": 0.5, "population": 0.7, "grid": 0.75, "contact": 0.75, "hh_no": 0.2}
    chosen = {key for key, share in chance.items() if rng.random() < share} | {"name"}
    if quiet or not chosen & {"id", "phone", "birth"}:
        chosen |= {"id", "relation"}
    if base == "repeat" or "seq" not in chosen:
        chosen.add(rng.choice(("head", "hh_no")) if base == "repeat" and not quiet else "head")
    return chosen | places(rng) | ({"contact_phone"} if "contact" in chosen and rng.random() < 0.4 else set())


def places(rng: Random) -> set[str]:
    return set(rng.choice((("group",), ("address",), ("group", "address"), ("group",), ("address",), ())))


def decoys(rng: Random, chosen: set[str], heads: bool, quiet: bool) -> set[str]:
    """Columns to stumble over; without words only those that show what they are."""
    usual = {key for key, share in (("ethnic", 0.4), ("bank", 0.4)) if rng.random() < share}
    pool = QUIET_DECOYS if quiet else (*words.HOUSEHOLD_DECOYS, *words.PERSON_DECOYS)
    more = set(rng.sample(sorted(set(pool)), min(len(pool), rng.choice((0, 1, 2, 3, 4)))))
    if heads:
        more.discard("spouse_id" if rng.random() < 0.5 else "guardian_phone")
    return (usual | more) - chosen


def ordered(rng: Random, chosen: set[str], base: str) -> tuple[str, ...]:
    """Mostly place, household, people, care, remarks; often a section or a single column strays."""
    sections = [
        [key for key in (*PLACE, "hh_no", "head", "population") if key in chosen],
        [key for key in PERSON if key in chosen] + sorted(chosen & set(words.PERSON_DECOYS)),
        [key for key in CARE if key in chosen],
        sorted(chosen & set(words.HOUSEHOLD_DECOYS) - set(words.PERSON_DECOYS)),
    ]
    if base == "blocks":
        sections.insert(0, sections.pop(2))
    elif rng.random() < 0.3:
        rng.shuffle(sections)
    for section in sections:
        if rng.random() < 0.35:
            rng.shuffle(section)
    flat = [key for section in sections for key in section]
    if base not in {"blocks", "merged"} and rng.random() < 0.15:
        rng.shuffle(flat)
    if "seq" in chosen:
        flat.insert(0 if base != "blocks" or rng.random() < 0.5 else len([k for k in flat if k in CARE]), "seq")
    if "note" in chosen:
        flat.append("note")
    return tuple(flat)


def section_of(key: str) -> str:
    """The section whose upper word may stand over the column."""
    if key in PERSON or key in words.PERSON_DECOYS:
        return "people"
    if key in CARE:
        return "care"
    return "place" if key in (*PLACE, "hh_no", "head", "population") else "more"
