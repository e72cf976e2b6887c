"""The looks of .xlsx sheets that matter, read from their XML: only where a quick look says that there are any."""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from html import unescape
from itertools import islice
from posixpath import join, normpath

from kzzq_desktop.importers.package import Copy, Package
from kzzq_desktop.importers.sheet import Looks, refuse_huge
from kzzq_desktop.importers.unread import DamagedFile, TooLarge
from kzzq_desktop.importers.xlsx_extent import has_too_many_strings, row_and_column, sheet_extent

_HIDDEN_ROW = re.compile(rb"<row\b([^<>]*(?:\bhidden=[\"'](?:1|true)|\bht=[\"']0)[^<>]*)>")
_COLUMN = re.compile(rb"<col\b([^<>]*)>")
_CELL = re.compile(rb"<c\b([^<>]*)>")
_FORMULA = re.compile(rb"<c\b([^<>]*)>\s*<f\b([^<>]*?)(?:/>|>([^<]*)</f>)\s*(?:<v\s*/>|<v>([^<]*)</v>)?\s*</c>")
_SHARED_CELL = re.compile(rb"<c\b([^<>]*)>\s*<v>\s*(\d+)\s*</v>")
_INLINE_CELL = re.compile(rb"<c\b([^<>]*)>\s*<is>(.*?)</is>", re.DOTALL)
_STYLES, _TEXTS, _WORKBOOK = "xl/styles.xml", "xl/sharedstrings.xml", "xl/workbook.xml"
_SHARED_PARTS = {_STYLES, _TEXTS, _WORKBOOK}
_TRUE = ("1", "true", "on")
_WIDEST, _LONGEST_TAG, _MOST_HIDDEN = 16_384, 4_000, 200_000


@dataclass(frozen=True, slots=True)
class BookLooks:
    """What the sheets of a book share: struck style numbers and texts, and whether formulas wait to be counted on opening."""

    styles: frozenset[str]
    texts: frozenset[int]
    uncounted: bool


def read_parts(package: Package, copy: Copy | None = None) -> dict[str, Looks]:
    """Measure every part, put it into `copy` for another reader, and return the looks of the sheets by their names.

    Raises TooLarge where a sheet cannot be held and DamagedFile where a part cannot be read.
    """
    names = {part: name for name, part in _sheet_parts(package).items()}
    shared: dict[str, bytes] = {}
    book: BookLooks | None = None
    looks: dict[str, Looks] = {}
    for part, xml in package.read_all(copy):
        if b"\0" in xml[:200] and part.endswith(".xml"):
            raise DamagedFile(f"“{package.name}”的文字编码认不出来。")
        if part in _SHARED_PARTS:
            shared[part] = xml
        elif b"sheetData" in xml:
            try:
                refuse_huge(package.name, names.get(part, ""), *sheet_extent(xml))
            except ValueError as error:
                raise DamagedFile(f"“{package.name}”读不出来，可能已损坏。") from error
            if part in names:
                book = book or _book_looks(package.name, shared)
                looks[names[part]] = read_looks(xml, book)
    return looks


def _book_looks(name: str, shared: dict[str, bytes]) -> BookLooks:
    texts, workbook = shared.get(_TEXTS, b""), shared.get(_WORKBOOK, b"")
    if has_too_many_strings(texts):
        raise TooLarge(f"“{name}”里的文字太多，不像是台账。")
    left_open = re.search(rb"<(?:\w+:)?calcPr\b[^<>]*fullCalcOnLoad=\"(?:1|true)\"", workbook) is not None
    return BookLooks(_struck_styles(shared.get(_STYLES, b"")), _struck_texts(texts), left_open)


def _sheet_parts(package: Package) -> dict[str, str]:
    """The part of each sheet by its name; a name that stands twice is left out."""
    targets = part_names(package, "xl/_rels/workbook.xml.rels")
    sheets = [_attributes(tag) for tag in re.findall(rb"<(?:\w+:)?sheet\b([^<>]*)>", package.read(_WORKBOOK))]
    names = Counter(sheet.get("name", "") for sheet in sheets)
    parts = {sheet.get("name", ""): targets.get(sheet.get("id", ""), "") for sheet in sheets}
    return {name: part for name, part in parts.items() if names[name] == 1}


def part_names(package: Package, relations: str) -> dict[str, str]:
    """Return the parts that the workbook names in its relations, by their ids."""
    found = map(_attributes, re.findall(rb"<(?:\w+:)?Relationship\b([^<>]*)>", package.read(relations)))
    return {one.get("Id", ""): normpath(join("xl", one.get("Target", ""))).lstrip("/").lower() for one in found}


def read_looks(xml: bytes, book: BookLooks) -> Looks:
    """Read the looks of one sheet; what cannot be made out is left out."""
    looks = Looks()
    xml = without_prefix(xml)
    start = xml.find(b"<sheetData")
    head, body = xml[: max(start, 0)], xml[start : xml.rfind(b"</sheetData>")] if start >= 0 else b""
    if b"hidden=" in head or b'width="0' in head:
        looks.hidden_cols.update(_hidden_columns(head))
    if b"hidden=" in body or b'ht="0' in body:
        looks.hidden_rows.update(_hidden_rows(body))
    if book.styles:
        _read_struck(body, book.styles, looks)
    if book.texts:
        _read_struck_texts(body, book.texts, looks)
    if b"<strike" in body:
        _read_struck_inline(body, looks)
    if b"<f" in body:
        _read_formulas(body, book, looks)
    return looks


def without_prefix(xml: bytes) -> bytes:
    """Return XML whose elements have no prefix where the root has one: <x:c r="A1"> becomes <c r="A1">."""
    root = re.search(rb"<(\w+):(?:worksheet|styleSheet|sst)\b", xml[:2000])
    return re.sub(rb"(</?)" + root[1] + rb":", rb"\1", xml) if root else xml


def _attributes(tag: bytes) -> dict[str, str]:
    """The attributes of a tag by their names without prefixes."""
    if len(tag) > _LONGEST_TAG:
        return {}
    found = re.findall(r"([\w.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", tag.decode("utf-8", "replace"))
    return {name: unescape(one or other) for name, one, other in found}


def _between(xml: bytes, name: bytes) -> bytes:
    """What stands between the first start and the last end of an element."""
    start = xml.find(b"<" + name)
    return xml[start : xml.rfind(b"</" + name + b">")] if start >= 0 else b""


def _elements(xml: bytes, name: bytes) -> list[bytes]:
    """What is in each element of a name, b"" for those that close themselves."""
    # Beyond the last end nothing is looked for: the end of each start there would be sought to the end of the text.
    end = b"</" + name + b">"
    whole = xml[: xml.rfind(end) + len(end)] if end in xml else b""
    return re.findall(rb"<" + name + rb"\b(?:[^<>]*/>|[^<>]*>(.*?)" + end + rb")", whole, re.DOTALL)


def _struck_styles(xml: bytes) -> frozenset[str]:
    """The numbers of the cell styles whose font is struck through."""
    if b"strike" not in xml:
        return frozenset()
    xml = without_prefix(xml)
    fonts, formats = _between(xml, b"fonts"), _between(xml, b"cellXfs")
    struck = {str(number) for number, font in enumerate(_elements(fonts, b"font")) if _is_struck(font)}
    tags = re.findall(rb"<xf\b([^<>]*)>", formats)
    return frozenset(str(number) for number, tag in enumerate(tags) if _attributes(tag).get("fontId") in struck)


def _is_struck(font: bytes) -> bool:
    found = re.search(rb"<strike\b([^<>]*)>", font)
    return found is not None and _attributes(found[1]).get("val", "1") in _TRUE


def _struck_texts(xml: bytes) -> frozenset[int]:
    """The numbers of the shared texts of which every run with a letter is struck through."""
    if b"strike" not in xml:
        return frozenset()
    items = _elements(without_prefix(xml), b"si")
    return frozenset(number for number, item in enumerate(items) if b"strike" in item and _is_wholly_struck(item))


def _is_wholly_struck(item: bytes) -> bool:
    told = [run for run in _elements(item, b"r") if b"".join(re.findall(rb"<t\b[^<>]*>([^<]*)</t>", run)).strip()]
    return bool(told) and all(_is_struck(run) for run in told)


def _hidden_columns(head: bytes) -> set[int]:
    columns: set[int] = set()
    for tag in _COLUMN.findall(head):
        found = _attributes(tag)
        if (found.get("hidden") in _TRUE or _is_zero(found.get("width"))) and found.get("min", "").isdecimal():
            last = found.get("max", found["min"])
            columns.update(range(int(found["min"]) - 1, min(int(last) if last.isdecimal() else 0, _WIDEST)))
    return columns


def _hidden_rows(body: bytes) -> Iterator[int]:
    for tag in islice(_HIDDEN_ROW.finditer(body), _MOST_HIDDEN):
        found = _attributes(tag[1])
        if found.get("r", "").isdecimal() and (found.get("hidden") in _TRUE or _is_zero(found.get("ht"))):
            yield int(found["r"]) - 1


def _is_zero(text: str | None) -> bool:
    return text is not None and re.fullmatch(r"0+(\.0*)?", text) is not None


def _place(tag: bytes) -> tuple[int, int] | None:
    found = re.search(rb"\br\s*=\s*[\"']([A-Za-z]{1,3}[0-9]{1,7})[\"']", tag)
    return row_and_column(found[1].decode()) if found else None


def _read_struck(body: bytes, styles: Collection[str], looks: Looks) -> None:
    wanted = re.compile(rb"\bs\s*=\s*[\"'](?:" + b"|".join(style.encode() for style in styles) + rb")[\"']")
    for tag in _CELL.findall(body):
        if not tag.endswith(b"/") and wanted.search(tag) and (place := _place(tag)):
            looks.struck.add(place)


def _read_struck_texts(body: bytes, texts: Collection[int], looks: Looks) -> None:
    for tag, number in _SHARED_CELL.findall(body):
        if len(number) < 9 and int(number) in texts and b't="s"' in tag and (place := _place(tag)):
            looks.struck.add(place)


def _read_struck_inline(body: bytes, looks: Looks) -> None:
    for tag, text in _INLINE_CELL.findall(body[: body.rfind(b"</is>") + 5]):
        if _is_wholly_struck(text) and (place := _place(tag)):
            looks.struck.add(place)


def _read_formulas(body: bytes, book: BookLooks, looks: Looks) -> None:
    """Note formulas without a value; a program that leaves the counting to others writes 0, or nothing."""
    for tag, more, formula, value in _FORMULA.findall(body):
        kind = _attributes(tag).get("t", "n")
        place = _place(tag)
        if place is None or kind == "str" or (kind == "n" and value and not (value == b"0" and book.uncounted)):
            continue
        if kind == "e":
            looks.uncounted.add(place)
        elif kind == "n":
            shared = b"shared" in more and not formula
            looks.formulas[place] = "" if shared else unescape(formula.decode("utf-8", "replace"))
