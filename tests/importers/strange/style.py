"""How one clerk writes one sheet: the forms he keeps to, and what he leaves out."""

from dataclasses import dataclass
from random import Random

from tests.importers.strange import messy
from tests.importers.strange.roster import Village, bare_name

CHINESE = "零一二三四五六七八九"
GROUP_FORMS = ("{c}组", "{n}组", "第{c}组", "{n}社", "{n}小组", "{c}队", "第{n}村民小组", "{n}")
GRID_FORMS = (
    "第{n}网格",
    "{n}网格",
    "网格{c}",
    "{c}网格",
    "{v}第{n}网格",
    "{n}号网格",
    "第{c}网格",
    "{n}",
    "{code}",
    "{v}网格{n}",
)
CONTACT_FORMS = ("{m}", "{m}", "{m}", "{m} {p}", "{m}{p}", "{m}（{p}）", "{m}\n{p}")
ADDRESS_FORMS = ("{v}{c}组", "{c}组", "{v}{n}组{d}号", "{v}", "{v}第{n}组", "{t}{v}{n}组{d}号", "{v}{n}社{d}号", "{d}号")
POPULATION_FORMS = ("{n}", "{n}", "{n}", "{n}", "{n}人", "{n}口", "{n}口人", "{c}")


@dataclass(frozen=True)
class Style:
    """The forms of one sheet. `typed`: its file keeps numbers and dates; `drawn`: it keeps looks such as strike-through."""

    rng: Random
    mess: float
    typed: bool
    drawn: bool
    headed: bool
    lossy: float
    group: str
    grid: str
    contact: str
    address: str
    sex: str
    birth: str
    codes: bool
    spoken: str
    homely: bool = False

    def birth_kind(self) -> str:
        """Most cells keep the sheet's form, some stray."""
        if self.rng.random() < 0.8:
            return self.birth
        kinds = [k for k in messy.BIRTH_KINDS if self.typed or k not in {"ymfloat", "serial"}]
        return self.rng.choice([k for k in kinds if self.headed or k not in {"serial", "y"}])


def drawn_style(rng: Random, village: Village, *, mess: float, typed: bool, drawn: bool, headed: bool) -> Style:
    """A sheet's forms; without words above, only forms that tell what they are."""
    telling = GROUP_FORMS if headed else GROUP_FORMS[:-1]
    grids = GRID_FORMS if headed else [form for form in GRID_FORMS if "格" in form]
    kinds = [k for k in messy.BIRTH_KINDS if typed or k not in {"ymfloat", "serial"}]
    return Style(
        rng=rng,
        mess=mess,
        typed=typed,
        drawn=drawn,
        headed=headed,
        lossy=0.0 if rng.random() < 0.8 else 0.9,
        group=rng.choice(telling),
        grid=rng.choice(grids),
        contact=rng.choice(CONTACT_FORMS),
        address=rng.choice(ADDRESS_FORMS[:-1]),
        sex=rng.choices(("plain", "long", "digit", "latin"), (85, 7, 5 if headed else 0, 3 if headed else 0))[0],
        birth=rng.choice([k for k in kinds if headed or k not in {"serial", "y"}]),
        codes=headed and rng.random() < 0.06,
        spoken=spelling(rng, village),
    )


def spelling(rng: Random, village: Village) -> str:
    """The village's name as it is listed, or in the short or long forms that offices use."""
    bare = bare_name(village.name)
    if village.name.endswith(("村委会", "村民委员会")):
        short = bare if bare.endswith("村") else bare + "村"
        return rng.choice((village.name, short, short, f"{short}村民委员会"))
    if village.name.endswith("嘎查") and rng.random() < 0.3:
        return rng.choice((bare, f"{village.name}村", f"{village.name}委员会"))
    return village.name


def numeral(number: int) -> str:
    """The number in Chinese, up to 99."""
    if number < 10:
        return CHINESE[number]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else CHINESE[tens]) + "十" + (CHINESE[ones] if ones else "")
