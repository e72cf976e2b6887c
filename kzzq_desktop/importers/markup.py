"""Pages of tables that old programs save as .xls though they are HTML: rows of cells, merged ranges and looks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from kzzq_desktop.importers.sheet import MOST_CELLS, MOST_COLUMNS, Cell, Looks, Range, Sheet, cell_of, make_sheet

# Each attempt ends at the next <: a page of broken tags takes no longer than one of whole ones.
_WITHIN = r"(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+"
# A cell of plain text, as most are, else the beginning of a comment, else a tag.
_TAG = re.compile(
    rf"<(?:[tT][dDhH](?=[\s>])({_WITHIN})>([^<&\r\n]*+)</[tT][dDhH]>|(!--)|(/?)([a-zA-Z][\w:]*)({_WITHIN})>|[!?][^<>]*>)"
)
_ATTRIBUTE = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))|\b(hidden|nowrap)\b")
_RULE = re.compile(r"([^{}<>]{1,300})\{([^{}]{0,2000})\}")
_SKIPPED = ("style", "script", "title", "xml")
_STRUCK = {"s", "strike", "del"}
_STRIKE, _HIDE = re.compile(r"text-decoration[^;]*line-through"), re.compile(r"display\s*:\s*none|visibility\s*:\s*collapse")
_BLOCKS = {"p", "div", "li"}
_EMPTY = {"img", "input", "hr", "wbr", "br"}
_MOST_KNOWN = 5_000
_MOST_SPAN, _MOST_SPANNED, _LONGEST_TAG, _DEEPEST = 20_000, 2_000_000, 20_000, 50


def is_page(text: str) -> bool:
    """Say whether a text is an HTML page, or the part of one, with a table."""
    start = text[:3000].lstrip().lower()
    return bool(re.match(r"(<!doctype|<!--|<html|<table|<head|<meta|<style|<body|<div|<\?xml)", start)) and "<t" in text.lower()


def read_html(text: str) -> Sheet:
    """Return the rows of all tables of a page one after the other, spans as merged ranges; raises ValueError if hostile."""
    tables = _Tables(*_classes(text))
    for before, found in _tags(text):
        if found is None or found[2] is None:
            tables.read(_name(found), found[6] or "" if found else "", before)
        else:
            tables.read("td", found[1], before)
            tables.read("/td", "", found[2])
    tables.end_cell()
    return make_sheet("", tables.rows, tables.merges, tables.looks)


def _tags(text: str) -> Iterator[tuple[str, re.Match[str] | None]]:
    """Return each tag with the text before it, at last the text after all of them."""
    at = 0
    for found in _TAG.finditer(text):
        if found.start() < at:
            continue
        yield text[at : found.start()], found
        at = found.end()
        if found[3] or (found[5] and found[5].lower() in _SKIPPED and not found[4]):
            end = "-->" if found[3] else f"</{found[5]}"
            stop = text.find(end, at)
            at = len(text) if stop < 0 else stop + 3 if found[3] else stop
    yield text[at:], None


def _name(found: re.Match[str] | None) -> str:
    """The name of a tag, with / if it ends something."""
    return f"{found[4] or ''}{(found[5] or '').lower()}" if found else ""


def _classes(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The names of the style classes that strike through, and of those that hide."""
    struck: set[str] = set()
    hidden: set[str] = set()
    places = [found.start() for found in re.finditer("</?style", text, re.IGNORECASE)]
    for selector, rule in _RULE.findall(text[places[0] : places[-1]]) if places else ():
        names = re.findall(r"\.([\w-]+)", selector)
        struck.update(names if _STRIKE.search(rule) else ())
        hidden.update(names if _HIDE.search(rule) else ())
    return frozenset(struck), frozenset(hidden)


@dataclass(slots=True)
class _Tables:
    """Collects the cells of tables; a spanned cell stands in its first place only."""

    struck_classes: frozenset[str]
    hidden_classes: frozenset[str]
    rows: list[list[Cell]] = field(default_factory=list)
    merges: list[Range] = field(default_factory=list)
    looks: Looks = field(default_factory=Looks)
    _taken: dict[int, set[int]] = field(default_factory=dict)
    _text: list[str] | None = None
    _struck: list[bool] = field(default_factory=list)
    _open: list[tuple[str, bool]] = field(default_factory=list)
    _columns: int = 0
    _room: int = MOST_CELLS
    _spans: int = _MOST_SPANNED
    _known: dict[str, tuple[int, int, bool]] = field(default_factory=dict)

    def read(self, tag: str, attributes: str, before: str) -> None:
        """Read the text before a tag, then the tag."""
        if self._text is not None and before:
            self._add(before)
        if tag in {"td", "th"}:
            self._open_cell(attributes)
        elif tag in {"/td", "/th", "/tr", "/table"}:
            self.end_cell()
        elif tag == "tr":
            self._open_row(attributes)
        elif tag == "table":
            self._columns = 0
        elif tag == "col":
            self._read_column(_read_attributes(attributes))
        elif self._text is not None:
            self._read_inside(tag, attributes)

    def end_cell(self) -> None:
        """Close the cell that is open, whether or not the page says so."""
        if self._text is not None:
            if self._struck and all(self._struck):
                self.looks.struck.add((len(self.rows) - 1, len(self.rows[-1])))
            self.rows[-1].append(cell_of("".join(self._text)))
            self._text = None
            self._take_room(1)

    def _take_room(self, cells: int) -> None:
        self._room -= cells
        if self._room < 0:
            raise ValueError

    def _add(self, text: str) -> None:
        text = unescape(text) if "&" in text else text
        if self._text is not None:
            self._text.append(re.sub(r"[ \t]*[\r\n]+[ \t]*", " ", text) if "\n" in text or "\r" in text else text)
            if text.strip():
                self._struck.append(any(struck for _, struck in self._open))

    def _read_inside(self, tag: str, attributes: str) -> None:
        if self._text and (tag == "br" or tag in _BLOCKS):
            self._text.append("\n")
        if tag.startswith("/"):
            names = [name for name, _ in self._open]
            if tag[1:] in names[1:]:
                del self._open[len(names) - 1 - names[::-1].index(tag[1:]) :]
        elif tag and len(self._open) < _DEEPEST and tag not in _EMPTY and not attributes.endswith("/"):
            self._open.append((tag, tag in _STRUCK or self._is(_read_attributes(attributes), _STRIKE, self.struck_classes)))

    def _is(self, attributes: dict[str, str], rule: re.Pattern[str], classes: frozenset[str]) -> bool:
        named = classes and not classes.isdisjoint(attributes.get("class", "").split())
        return bool(named) or rule.search(attributes.get("style", "").lower()) is not None

    def _open_row(self, attributes: str) -> None:
        self.end_cell()
        self._taken.pop(len(self.rows) - 1, None)
        self.rows.append([])
        self._take_room(1)
        found = _read_attributes(attributes) if attributes else {}
        if "hidden" in found or found.get("height") == "0" or self._is(found, _HIDE, self.hidden_classes):
            self.looks.hidden_rows.add(len(self.rows) - 1)
        self._open = [("tr", self._is(found, _STRIKE, self.struck_classes))]

    def _read_column(self, found: dict[str, str]) -> None:
        span = min(_span(found.get("span", "1")), MOST_COLUMNS)
        if "hidden" in found or found.get("width") == "0" or self._is(found, _HIDE, self.hidden_classes):
            self.looks.hidden_cols.update(range(self._columns, self._columns + span))
        self._columns = min(self._columns + span, MOST_COLUMNS)

    def _open_cell(self, attributes: str) -> None:
        self.end_cell()
        if not self.rows:
            self._open_row("")
        row, cells = len(self.rows) - 1, self.rows[-1]
        if row in self._taken:
            taken = self._taken[row]
            while len(cells) in taken:
                cells.append("")
                self._take_room(1)
        down, across, struck = self._known.get(attributes) or self._learn(attributes)
        col = len(cells)
        if col + across > MOST_COLUMNS:
            raise ValueError
        if down > 1 or across > 1:
            self._merge(row, col, down, across)
        self._open[1:] = [("td", struck)]
        self._text, self._struck = [], []

    def _learn(self, attributes: str) -> tuple[int, int, bool]:
        """Rows, columns and strike of a cell; most cells of a page are alike."""
        found = _read_attributes(attributes)
        one = _span(found.get("rowspan", "1")), _span(found.get("colspan", "1")), self._is(found, _STRIKE, self.struck_classes)
        if len(self._known) < _MOST_KNOWN:
            self._known[attributes] = one
        return one

    def _merge(self, row: int, col: int, down: int, across: int) -> None:
        self._spans -= down * across
        if self._spans < 0:
            raise ValueError
        self.merges.append((row, col, row + down - 1, col + across - 1))
        for below in range(row, row + down):
            self._taken.setdefault(below, set()).update(range(col, col + across))
        self._taken[row].discard(col)


def _read_attributes(text: str) -> dict[str, str]:
    if not text or len(text) > _LONGEST_TAG:
        return {}
    return {(name or bare).lower(): unescape(a or b or c) for name, a, b, c, bare in _ATTRIBUTE.findall(text)}


def _span(text: str) -> int:
    span = int(text) if text.isdecimal() and len(text) < 9 else 1 if not text.isdecimal() else _MOST_SPAN + 1
    if span > _MOST_SPAN:
        raise ValueError
    return max(span, 1)
