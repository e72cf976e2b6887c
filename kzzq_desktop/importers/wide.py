"""Sheets with a household a row and its people side by side: each person made a row of its own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kzzq_desktop.domain.codes import HEAD, relation_code
from kzzq_desktop.importers.columns import Header
from kzzq_desktop.importers.header_words import known_fields, likely_fields
from kzzq_desktop.importers.kinds import Kind, kind_of
from kzzq_desktop.importers.rows import TableRow
from kzzq_desktop.importers.workbook import Cell

PERSON = ("name", "relation", "sex", "birth", "id_number", "phone")
_NUMBER = r"[1-9一二三四五六七八九十]"
_OF = re.compile(
    rf"^(?P<who>(?:家庭|户内|家属|共同居住)?(?:成员|人员|家属|家人|人口|共同生活人)?(?:之|第)?[（(]?{_NUMBER}{{1,2}}[)）]?(?:人)?)(?P<what>.*)$"
    rf"|^(?P<word>姓名|名字|身份证号?码?|关系|与户主关系|性别|出生\S*|电话|联系电话|称谓)[（(]?(?P<at>{_NUMBER}{{1,2}})[)）]?$"
)
_KIN = re.compile(
    r"^(?P<kin>配偶|妻子|丈夫|爱人|父亲|母亲|长子|次子|三子|儿子|长女|次女|女儿|儿媳|孙子|孙女|子女[1-9一二三四五六]?)(?P<what>姓名|名字|身份证\S*|证件\S*|性别|出生\S*|电话|联系\S*|手机\S*)$"
)
_MOST_SERIAL = re.compile(r"^(?:序号|编号|户)")


@dataclass(frozen=True, slots=True)
class Unit:
    """The columns of one person of a row: {field: column}, and the relation its labels give him."""

    cols: dict[str, int] = field(default_factory=dict)
    kin: str = ""


def find_units(header: Header) -> tuple[Unit, ...]:
    """Return the people that stand side by side in each row, () where a row holds one person only.

    They are numbered (家庭成员1), called by what they are (配偶姓名), or the same labels come again and again.
    """
    return _numbered(header) or _called(header) or _repeated(header)


def household_header(header: Header, units: Sequence[Unit]) -> Header:
    """Return the header of a row's household with its own person, extended by columns for what only the others have."""
    inside = {col for unit in units for col in unit.cols.values()}
    spans = range(min(inside), max(inside) + 1)
    fields = {name: kept for name, cols in header.fields.items() if (kept := [col for col in cols if col not in spans])}
    if "head_name" in fields and "name" not in fields:
        fields["name"] = fields.pop("head_name")
    width = len(header.labels)
    for name in dict.fromkeys(name for unit in units for name in unit.cols):
        if name not in fields:
            fields[name] = [width]
            width += 1
    if any(unit.kin for unit in units) and "relation" not in fields:
        fields["relation"] = [width]
        width += 1
    labels = header.labels + ("",) * (width - len(header.labels))
    unknown = tuple(col for col in header.unknown if col not in spans)
    return Header(
        header.first,
        header.last,
        labels,
        fields,
        header.forbidden,
        unknown,
        header.above,
        header.left,
        header.right,
        header.grounds,
    )


def spread(rows: Sequence[TableRow], header: Header, units: Sequence[Unit]) -> list[TableRow]:
    """Return a row for each person: the household's own cells in its first row, `header` as household_header gives it."""
    found: list[TableRow] = []
    width = max((col for cols in header.fields.values() for col in cols), default=0) + 1
    inside = {col for unit in units for col in unit.cols.values()}
    for row in rows:
        own = [cell if col not in inside else "" for col, cell in enumerate(row.cells)]
        own += [""] * (width - len(own))
        people = [(unit, name) for unit in units if (name := row.cell(unit.cols["name"])) != "" and kind_of(name)]
        if own[header.col("name")] == "" and people:
            first, _ = people.pop(0)
            found.append(_person(row, own, header, first))
        else:
            found.append(TableRow(row.number, own, row.merged_from, row.above, {}, row.number))
        found += [_person(row, [""] * width, header, unit) for unit, _ in people]
    return found


def _person(row: TableRow, cells: list[Cell], header: Header, unit: Unit) -> TableRow:
    origin = {}
    for name, col in unit.cols.items():
        cells[header.col(name)] = row.cell(col)
        origin[header.col(name)] = col
    if unit.kin and cells[header.col("relation")] == "":
        cells[header.col("relation")] = unit.kin
    return TableRow(row.number, cells, {}, row.above, origin, row.number)


def _field_of(label: str) -> str:
    fields = known_fields(label) or tuple(likely_fields(label))
    name = fields[0] if fields else ""
    return "name" if name in {"head_name", "member_name", "contact_member"} else name


def _numbered(header: Header) -> tuple[Unit, ...]:
    """People whose labels, or the labels above these, bear a number."""
    units: dict[str, dict[str, int]] = {}
    for col in range(header.left, min(header.right + 1, len(header.labels))):
        label, above = header.labels[col], header.above[col] if col < len(header.above) else ""
        who, what = _who(label)
        if not who and above:
            who, rest = _who(above)
            what = label if not rest else ""
        if who and what is not None:
            name = _field_of(what) if what else "name"
            if name in PERSON:
                units.setdefault(who, {}).setdefault(name, col)
    found = tuple(Unit(cols) for cols in units.values() if "name" in cols)
    return found if len(found) >= 2 or (len(found) == 1 and len(found[0].cols) >= 2) else ()


def _who(label: str) -> tuple[str, str | None]:
    match = _OF.match(label)
    if match is None or _MOST_SERIAL.match(label):
        return "", None
    if match["word"]:
        return match["at"], match["word"]
    number = re.search(rf"{_NUMBER}{{1,2}}", match["who"])
    return (number[0] if number else ""), match["what"].strip("的-—_ ")


def _called(header: Header) -> tuple[Unit, ...]:
    """People whose labels say what they are to the head."""
    units: dict[str, dict[str, int]] = {}
    for col in range(header.left, min(header.right + 1, len(header.labels))):
        match = _KIN.match(header.labels[col])
        name = _field_of(match["what"]) if match else ""
        if match and name in PERSON:
            units.setdefault(match["kin"], {}).setdefault(name, col)
    return tuple(Unit(cols, kin if relation_code(kin) else "") for kin, cols in units.items() if "name" in cols)


def _repeated(header: Header) -> tuple[Unit, ...]:
    """The same labels of a person again and again, after the household's own."""
    last = min(header.right + 1, len(header.labels))
    fields = [_field_of(header.labels[col]) if header.labels[col] else "" for col in range(last)]
    for width in range(2, len(PERSON) + 2):
        for start in range(header.left, last - 2 * width + 1):
            block = header.labels[start : start + width]
            names = fields[start : start + width]
            if "name" not in names or not all(name in PERSON or name == "" for name in names) or not any(block):
                continue
            times = 1
            while header.labels[start + times * width : start + (times + 1) * width] == block:
                times += 1
            if times >= 2 and ("relation" in names or times >= 3):
                return tuple(_unit(fields, start + time * width, width) for time in range(times))
    return ()


def _unit(fields: Sequence[str], start: int, width: int) -> Unit:
    cols: dict[str, int] = {}
    for col in range(start, start + width):
        if fields[col]:
            cols.setdefault(fields[col], col)
    return Unit(cols)


def is_beside(unit: Unit, rows: Sequence[Sequence[Cell]]) -> bool:
    """Say whether units are no people of one household: a second one that has its own heads."""
    col = unit.cols.get("relation", -1)
    words = [row[col] for row in rows if 0 <= col < len(row)]
    return any(isinstance(word, str) and relation_code(word) == HEAD for word in words if kind_of(word) & Kind.RELATION)
