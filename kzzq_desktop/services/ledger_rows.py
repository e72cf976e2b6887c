"""Households and members as the rows of their lists, in words that the importer takes back as they were (pure)."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from kzzq_desktop.domain.codes import HEAD, relation_code, relation_word
from kzzq_desktop.domain.order import door_key, group_key
from kzzq_desktop.domain.people import ELIGIBILITY_WORDS, RESIDENT_STATUS_WORDS
from kzzq_desktop.importers import LISTS
from kzzq_desktop.importers.grid_words import group_in
from kzzq_desktop.store.ledger_rows import HomeFacts, MemberFacts, PersonFacts

HEADERS = {one.key: one.headers for one in LISTS}
SEXES = {"1": "男", "2": "女"}
LONGEST_GRID = 64
NO_NEEDS = "无"  # said, so that no need is taken from a remark
# What the head's row says of household and head together: a household away or moved need not take its people along.
WHOLE = {"away": "全家外出", "moved": "全家搬迁", "closed": "户已销"}
_BRACKETS = re.compile(r"[（(【\[）)】\]]")
Row = tuple[str, ...]


def home_rows(homes: Iterable[HomeFacts], village: str, township: str) -> Iterator[Row]:
    """Yield a row a person, household after household by place; the serial stands in a household's first row only.

    Beside the village nothing tells two households of one place and name apart: they stand by what else is known of them.
    """
    for number, home in enumerate(sorted(homes, key=_place), 1):
        shared = _shared_cells(home) | {"嘎查村": village, "苏木镇": township}
        for at, person in enumerate(_in_order(home)):
            cells = shared | _person_cells(home, person) | {"序号": "" if at else str(number)}
            yield tuple(cells[header] for header in HEADERS["households"])


def member_rows(members: Iterable[MemberFacts], places: dict[str, tuple[str, str]]) -> Iterator[Row]:
    """Yield a row a member by village, name and birth; `places` is {village id: (village, township)}."""
    for member in sorted(members, key=lambda one: (one.village_id, one.name, one.birth, one.phone, one.note, one.branch)):
        village, township = places.get(member.village_id, ("", ""))
        cells = {
            "党员姓名": _name_cell(member.name, member.other_names),
            "性别": SEXES.get(member.sex, ""),
            "出生日期": member.birth,
            "联系电话": _phones(member.phone),
            "苏木镇": township,
            "嘎查村": village,
            "所在党支部": member.branch,
            "岗位": "、".join(member.posts),
            "状态": ELIGIBILITY_WORDS[member.eligibility],
            "所在户户主": member.own_head,
            "备注": member.note,
        }
        yield tuple(cells[header] for header in HEADERS["members"])


def status_cell(home: str, person: str, *, is_head: bool) -> str:
    """Return a row's status in words from which both a household's status and its head's can be told."""
    own = RESIDENT_STATUS_WORDS[person]
    if not is_head or (home == "home" and person != "away"):
        return own
    if home == "away" and person == "away":
        return own
    if home == "moved" and person == "moved_out":
        return "全家迁出"
    apart = {"away": "本人外出", "here": "" if home in {"away", "moved"} else own}.get(person, own)
    return "，".join(filter(None, (apart, WHOLE.get(home, ""))))


@cache
def relation_cell(code: str) -> str:
    """Return the word that is read back as this code, else the code itself."""
    word = relation_word(code)
    return word if relation_code(word) == code else code


def _shared_cells(home: HomeFacts) -> dict[str, str]:
    head = next((person for person in home.people if person.id == home.head_id), None)
    return {
        "户号": home.ledger_no,
        "户主": head.name if head else "",
        "组": _group_cell(home.group_no),
        "楼宇": home.building,
        "门牌号": home.door_no.removesuffix("号"),
        "住址": home.address,
        "家庭人口": "" if home.stated_people is None else str(home.stated_people),
        "需求": "、".join(home.needs) or NO_NEEDS,
        "网格编号": _grid_cell(home),
        "联系党员": home.lead,
        "党员电话": _phones(home.lead_phones),
    }


def _person_cells(home: HomeFacts, person: PersonFacts) -> dict[str, str]:
    is_head = person.id == home.head_id
    return {
        "姓名": _name_cell(person.name, person.other_names),
        "与户主关系": relation_cell(person.relation or (HEAD if is_head else "")),
        "性别": SEXES.get(person.sex, ""),
        "出生日期": person.birth,
        "身份证号": person.id_number,
        "联系电话": _phones(person.phones),
        "状态": status_cell(home.status, person.status, is_head=is_head),
        "备注": _joined_notes(home.note, person.note) if is_head else person.note,
    }


def _in_order(home: HomeFacts) -> Sequence[PersonFacts]:
    """The head first, unless somebody of the same name stands before on record: the two are told apart by their order."""
    head = next((person for person in home.people if person.id == home.head_id), None)
    if head is None or any(person.name == head.name for person in home.people if person is not head):
        return home.people
    return (head, *(person for person in home.people if person is not head))


def _place(home: HomeFacts) -> tuple[object, ...]:
    content = tuple((person.name, person.birth, person.id_number, person.relation, person.phones) for person in _in_order(home))
    return group_key(home.group_no, home.building), door_key(home.door_no), home.ledger_no, home.address, content


def _group_cell(group: str) -> str:
    """The group as it is read back: 二 as 2; a name that ends like the word for group itself (前社) has that word behind it."""
    read = group_in(group)
    return read if read == group or (read.isdecimal() and group_key(read) == group_key(group)) else f"{group}组"


def _grid_cell(home: HomeFacts) -> str:
    """A grid as 第3网格, with its own name behind a dot (第3网格·东片)."""
    if not home.grid_number:
        return ""
    named = f"第{home.grid_number}网格·{home.grid_name}"
    return named if home.grid_name and len(named) <= LONGEST_GRID else f"第{home.grid_number}网格"


def _name_cell(name: str, other_names: str) -> str:
    others = (_BRACKETS.sub("", other) for other in json.loads(other_names))
    return name + "".join(f"（曾用名：{other}）" for other in others if other)


def _phones(joined: str) -> str:
    return "、".join(filter(None, joined.split("|")))


def _joined_notes(home: str, person: str) -> str:
    """The head's row has one cell for the household's note and his own; the same words stand once."""
    if home in person:
        return person
    return home if person in home else f"{home}；{person}"
