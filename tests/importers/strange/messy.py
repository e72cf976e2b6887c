"""The fields of people in every form that clerks leave them in; rates are those of the shared sets."""

from datetime import date
from random import Random

from tests.importers.strange import name_lists
from tests.importers.strange.roster import Person, id_of
from tests.importers.strange.said import Cell, Said

FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
ID_KINDS = {
    "grouped": 30, "fullwidth": 28, "missing": 20, "apostrophe": 18, "checksum_typo": 12, "trailing": 12, "lowerx": 10,
    "short": 6, "newline": 6, "note": 3, "badx": 3, "old15": 2, "sci_text": 3, "number_lossy": 8,
}  # fmt: skip
PHONE_KINDS = {
    "grouped": 16, "fullwidth": 12, "label": 12, "plus86": 8, "short": 7, "landline_full": 6, "landline_paren": 6,
    "landline_local": 4, "landline_nodash": 6, "trailing": 5, "letterO": 3,
}  # fmt: skip
NO_PHONE = ("", "", "", "", "无", "/", "—", "空号")
NO_ID = ("", "", "无", "暂无", "/", "未办")
BIRTH_KINDS = ("date", "iso", "dot", "slash", "cn", "n8", "ym", "y", "yy", "ymfloat", "serial")
EPOCH = date(1899, 12, 30)
RELATION_WORDS = {
    "02": ("户主", "户主", "本人", "当户"),
    "10": ("配偶", "爱人"),
    "11": ("夫", "丈夫"),
    "12": ("妻", "妻子", "媳妇", "老伴"),
    "20": ("子", "儿子"),
    "21": ("独生子",),
    "22": ("长子", "大儿子"),
    "23": ("次子", "二儿子"),
    "24": ("三子", "三儿子"),
    "28": ("女婿", "姑爷"),
    "30": ("女", "女儿", "姑娘", "闺女"),
    "32": ("长女", "大女儿"),
    "33": ("次女", "二女儿"),
    "34": ("三女", "三女儿"),
    "38": ("儿媳", "儿媳妇"),
    "41": ("孙子", "孙"),
    "42": ("孙女",),
    "43": ("外孙", "外孙子"),
    "44": ("外孙女",),
    "51": ("父亲", "父"),
    "52": ("母亲", "母"),
}
# What some clerks say at home; nobody would doubt what is meant.
HOMELY_WORDS = {
    "02": ("户主本人", "当家的"),
    "11": ("男人", "老公", "之夫"),
    "12": ("老婆", "之妻", "妻（配偶）"),
    "20": ("之子", "小子"),
    "22": ("大小子", "长子（大儿子）"),
    "23": ("二小子",),
    "28": ("女婿子", "大姑爷"),
    "30": ("之女", "丫头"),
    "32": ("大闺女", "大丫头"),
    "33": ("二闺女", "二丫头"),
    "38": ("大儿媳", "儿媳妇儿"),
    "41": ("大孙子", "孙儿"),
    "42": ("大孙女", "孙女儿"),
    "51": ("爹", "老父亲"),
    "52": ("娘", "老母亲"),
}
SEX_WORDS = {"plain": ("男", "女"), "long": ("男性", "女性"), "digit": ("1", "2"), "latin": ("M", "F")}


def pick(rng: Random, weights: dict[str, int]) -> str:
    return rng.choices(list(weights), list(weights.values()))[0]


def name_said(rng: Random, name: str, mess: float) -> Said:
    """The name with spaces, other dots, a lost character or a word in brackets."""
    if "·" in name and rng.random() < 0.5 * mess:
        return Said(name.replace("·", rng.choice(name_lists.DOTS)), "dot", name)
    chance = rng.random() / mess if mess else 1.0
    if chance < 0.006:
        return Said(name[:-1] + rng.choice("?□*？"), "lost", "", "name_char_lost")
    if chance < 0.016:
        return Said(name + rng.choice((" ", "　", "\xa0", "\t", "\n")), "trailing", name)
    if chance < 0.022:
        return Said(name + rng.choice(("(党)", "（党员）", "（低保）")), "word", name)
    if len(name) == 2 and chance < 0.35:
        return Said(name[0] + rng.choice(("　", "  ", " ")) + name[1], "spaced", name)
    return Said(name, "", name)


def id_said(rng: Random, person: Person, mess: float, typed: bool, lossy: float = 0.0) -> Said:
    """The ID number; `typed` cells may be numbers, of which Excel keeps fifteen digits; `lossy` is the share of those."""
    number = person.id_number
    if rng.random() < lossy and number.isdigit():
        return lost_id(number, typed)
    if rng.random() > 0.17 * mess:
        return Said(number, "clean", number)
    kind = pick(rng, ID_KINDS)
    if kind in {"lowerx", "badx"} and not number.endswith("X"):
        return Said(number, "clean", number)
    if kind in {"number_lossy", "sci_text"}:
        return lost_id(number, typed and kind == "number_lossy") if number.isdigit() else Said(number, "clean", number)
    if kind == "old15" and person.birth.year >= 1966:
        return Said(number, "clean", number)
    return written_id(rng, number, kind)


def lost_id(number: str, typed: bool) -> Said:
    if typed:
        return Said(float(number[:15] + "000"), "number_lossy", "", "id_lossy")
    return Said(f"{number[0]}.{number[1:6]}E+17", "sci_text", "", "id_lossy")


def written_id(rng: Random, number: str, kind: str) -> Said:
    forms: dict[str, tuple[str, str, str]] = {
        "grouped": (rng.choice("- ").join((number[:6], number[6:14], number[14:])), number, ""),
        "fullwidth": (number.translate(FULL_WIDTH), number, ""),
        "missing": (rng.choice(NO_ID), "", "id_missing"),
        "apostrophe": (rng.choice("'‘`") + number, number, ""),
        "checksum_typo": (mistyped(rng, number), "", "id_checksum"),
        "trailing": (number + rng.choice((" ", "　", "\xa0", "\t")), number, ""),
        "lowerx": (number.lower(), number, ""),
        "badx": (number[:-1] + rng.choice("хХ×"), number, ""),
        "newline": (number[:6] + "\n" + number[6:], number, ""),
        "note": (number + rng.choice(("（旧证）", "(已过期)")), number, ""),
        "old15": (number[:6] + number[8:17], number, ""),
        "short": (number[:9] + number[10:] if rng.random() < 0.7 else number[:12] + number[11:], "", "id_length"),
    }
    cell, expect, flag = forms[kind]
    return Said(cell or None, kind, expect, flag)


def mistyped(rng: Random, number: str) -> str:
    """One digit other than it was; the check digit finds every such slip."""
    place = rng.randrange(8, 17)
    digit = rng.choice([d for d in "0123456789" if d != number[place]])
    return number[:place] + digit + number[place + 1 :]


def conflicting_id(rng: Random, person: Person) -> Said:
    """A right number of somebody else: other birthday, other sex."""
    other = id_of(
        rng, date(1990 - person.age % 40, 1 + person.birth.month % 12, 1 + person.birth.day % 27), "12"[person.sex == "1"]
    )
    return Said(other, "conflict", "", "id_conflict")


def phone_said(rng: Random, person: Person, mess: float, typed: bool) -> Said:
    """Phones, or one of the words for none."""
    if not person.phones:
        return Said(rng.choice(NO_PHONE) or None, "none")
    if len(person.phones) > 1:
        between = rng.choice(("/", "、", " ", "  ", "\n", ",", "，", ";", "；", "或"))
        label = rng.choice(("", "", "（妻）", "(儿子)"))
        return Said(between.join(person.phones) + label, "two", "|".join(sorted(person.phones)))
    phone = person.phones[0]
    if rng.random() > 0.11 * mess:
        return Said(int(phone), "number", phone) if typed and rng.random() < 0.3 else Said(phone, "clean", phone)
    return written_phone(rng, phone, pick(rng, PHONE_KINDS))


def written_phone(rng: Random, phone: str, kind: str) -> Said:
    local = f"0{rng.randrange(10**6):06d}"
    if kind.startswith("landline"):
        forms = {"full": f"0475-{local}", "paren": f"(0475){local}", "local": local, "nodash": f"0475{local}"}
        return Said(forms[kind.removeprefix("landline_")], kind, f"0475{local}")
    label = rng.choice((" 微信同号", "（短号无）", "(本人)", "（儿子）", " 晚上打"))
    forms = {
        "grouped": rng.choice("- ").join((phone[:3], phone[3:7], phone[7:])),
        "fullwidth": phone.translate(FULL_WIDTH),
        "label": phone + label if rng.random() < 0.7 else rng.choice(("电话：", "手机")) + phone,
        "plus86": rng.choice(("+86", "86", "+86 ", "0086")) + phone,
        "trailing": phone + rng.choice((" ", "　", "\n", "\xa0")),
        "short": phone[:7] + phone[8:],
        "letterO": lettered(phone),
    }
    bad = kind in {"short", "letterO"}
    return Said(forms[kind], kind, "" if bad else phone, "phone_bad" if bad else "")


def lettered(phone: str) -> str:
    """Letters where digits belong; one without a 0 or 1 to mistake is cut short instead."""
    body = phone[3:]
    for digit, letter in (("0", "O"), ("1", "l")):
        if digit in body:
            return phone[:3] + body.replace(digit, letter, 1)
    return phone[:-1]


def birth_said(rng: Random, person: Person, kind: str) -> Said:
    """The birthday; what a month or year alone leaves open stays open."""
    day = person.birth
    full, month = day.isoformat(), f"{day:%Y-%m}"
    if kind == "yy" and not 1930 <= day.year <= 2024:
        kind = "dot"
    forms: dict[str, tuple[Cell, str]] = {
        "date": (day, full),
        "iso": (full, full),
        "dot": (f"{day.year}.{day.month}.{day.day}", full),
        "slash": (f"{day.year}/{day.month}/{day.day}", full),
        "cn": (f"{day.year}年{day.month}月{day.day}日", full),
        "n8": (int(f"{day:%Y%m%d}"), full),
        "ym": (f"{day.year}年{day.month}月" if rng.random() < 0.4 else f"{day.year}.{day.month}", month),
        "y": (rng.choice((f"{day.year}", f"{day.year}年")), f"{day.year}"),
        "yy": (f"{day:%y}.{day.month}.{day.day}", full),
        # Excel drops the nought of October: January and October look alike.
        "ymfloat": (float(f"{day.year}.{day.month}"), f"{day.year}" if day.month in {1, 10} else month),
        "serial": ((day - EPOCH).days, full),
    }
    cell, expect = forms[kind]
    return Said(cell, kind, expect)


def relation_said(rng: Random, person: Person, mess: float, *, codes: bool, homely: bool) -> Said:
    """The relation in a word of the table, now and then left out; some sheets write the table's codes."""
    if rng.random() < 0.02 * mess:
        return Said(None)
    if codes:
        return Said(person.relation, "code", person.relation)
    words = RELATION_WORDS[person.relation]
    if homely and rng.random() < 0.4:
        words = HOMELY_WORDS.get(person.relation, words)
    word = rng.choice(words)
    return Said(word + (" " if rng.random() < 0.01 * mess else ""), "", person.relation)
