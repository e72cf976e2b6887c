"""Where a table's data begins when no word of its header is known: rows of values, and the rows of labels over them."""

import re
from collections.abc import Sequence

from kzzq_desktop.domain.codes import relation_code
from kzzq_desktop.domain.names import normal_text
from kzzq_desktop.importers.asides import is_total
from kzzq_desktop.importers.columns import DEEPEST_HEADER, MOST_HEADER_ROWS, SUBTITLE, Header, cell_at, read_header
from kzzq_desktop.importers.header_words import LONGEST_LABEL, bare_label, known_fields, likely_fields
from kzzq_desktop.importers.kinds import VALUES, Kind, kind_of
from kzzq_desktop.importers.workbook import Cell, Sheet

_STRONG = Kind.ID | Kind.PHONE | Kind.NAME_PHONE
_NO_LABEL = _STRONG | Kind.DATE | Kind.WHOLE | Kind.NUMBER | Kind.ETHNIC
_LIKE_LABELS = Kind.RELATION | Kind.NAME | Kind.TEXT
_LOOK_AHEAD, _MOST_BETWEEN, _MOSTLY_KNOWN, _DIGITS = 6, 4, 4, 3
_CALLED_EXAMPLE = re.compile(r"示例|样例|范例")
_HINT = re.compile(r"^(?:必填|选填|可填|可不填|非必填|如[:：]|例如?[:：]|示例|格式[:：]|多个用)")
_EXAMPLE = re.compile(r"^[（(【\[<]?(?:填写)?(?:例|示例|样例|范例|举例|例如|例子|样表|填表示例)(?:$|[）)】\]>:：.、，,\d])")


def header_by_shape(sheet: Sheet, start: int = 0) -> Header | None:
    """Return the header over the first rows that hold values, or None where no rows do.

    Rows of labels are text without values, several to a row. Without any the table has no header at all.
    """
    body = first_body(sheet, start)
    if body is None:
        return None
    top = bottom = _above_headings(sheet, body, start)
    while top > start and bottom - top < MOST_HEADER_ROWS and _is_label_row(sheet, top - 1):
        top -= 1
    if top == bottom:
        width = max(map(len, sheet.rows[body:]))
        return Header(body, body - 1, ("",) * width, above=("",) * width, left=0, right=width - 1)
    return read_header(sheet, top, bottom - 1)


def _above_headings(sheet: Sheet, body: int, start: int) -> int:
    """The row under the labels: lines that stand alone, explain or show an example may come between labels and data."""
    place = body
    while place > start and body - place < _MOST_BETWEEN:
        row = sheet.rows[place - 1]
        filled = sum(cell != "" for cell in row)
        if filled > 1 and not (is_example(row) or counts_columns(row) or is_hint(row) or is_total(row)):
            break
        place -= 1
    return place if place > start and _is_label_row(sheet, place - 1) else body


def with_lower_labels(sheet: Sheet, header: Header) -> Header:
    """Return the header with the rows of labels directly under it: they stand where the upper row leaves its columns open."""
    last = header.last
    while (
        last - header.first < MOST_HEADER_ROWS - 1
        and _is_label_row(sheet, last + 1)
        and not is_data_row(sheet.rows[last + 1])
        and _stands_in_open_columns(sheet, last)
        and any(is_data_row(row) for row in sheet.rows[last + 2 : last + 2 + _LOOK_AHEAD])
    ):
        last += 1
    return header if last == header.last else read_header(sheet, header.first, last)


def _stands_in_open_columns(sheet: Sheet, upper: int) -> bool:
    """Say whether most cells of a row stand where the row above is empty or begins a span over several of them."""
    above, row = sheet.rows[upper], sheet.rows[upper + 1]
    cols = [col for col, cell in enumerate(row) if cell != ""]
    spans = {left for top, left, _, right in sheet.merges if top == upper and right > left}
    begins = {col for col in cols if col + 1 in cols and cell_at(above, col) != "" and cell_at(above, col + 1) == ""}
    is_open = sum(cell_at(above, col) == "" or col in spans or col in begins for col in cols)
    return is_open >= 0.8 * len(cols)


def heads_data(sheet: Sheet, place: int) -> bool:
    """Say whether a row holds labels over data that it fits: several that somebody may know, and values under them."""
    row = sheet.rows[place]
    if place + 1 >= len(sheet.rows) or not _is_label_row(sheet, place) or is_data_row(row):
        return False
    labels = [(col, bare_label(cell)) for col, cell in enumerate(row) if cell != ""]
    told = [label for _, label in labels if known_fields(label) or likely_fields(label)]
    below = sheet.rows[place + 1]
    values = [col for col, _ in labels if kind_of(cell_at(below, col)) & VALUES & ~Kind.RELATION]
    return len(labels) >= 3 and len(told) >= max(2, 0.5 * len(labels)) and is_data_row(below) and len(values) >= 2


def is_data_row(row: Sequence[Cell]) -> bool:
    """Say whether a row shows the values of people: an ID or phone with anything else, or several lesser values."""
    points, filled, labels = 0.0, 0, 0
    numbers = {number for cell in row if (number := _number_borne(cell))}
    for cell in row:
        if cell == "":
            continue
        filled += 1
        if numbers and isinstance(cell, str) and cell.strip("（）()") in numbers:
            labels += 1
            continue
        kind = kind_of(cell)
        if isinstance(cell, str) and not kind & ~_LIKE_LABELS and _is_told(cell):
            labels += 1
        elif kind & _STRONG:
            points += 2.5
        elif kind & VALUES and not (kind == Kind.CODE and sum(letter.isdecimal() for letter in str(cell)) < _DIGITS):
            points += 1
        elif kind & Kind.NAME and points % 1 == 0:
            points += 0.5
    return filled >= 2 and points >= 2 and labels * 2 < filled and not counts_columns(row) and not is_hint(row)


def _number_borne(cell: Cell) -> str:
    """The number a label ends with, as 姓名2 does; "" for any other cell."""
    match = re.match(r"^(\D{2,10}?)[（(]?(\d{1,2})[)）]?$", cell) if isinstance(cell, str) else None
    return match[2] if match and known_fields(bare_label(match[1])) else ""


def _is_small(text: str) -> bool:
    bare = text.strip("（）()")
    return bare.isdecimal() and len(bare) <= 2


def _is_told(cell: str) -> bool:
    likely = likely_fields(bare_label(cell))
    return bool(known_fields(bare_label(cell)) or "head_name" in likely or (likely and not relation_code(cell)))


def is_example(row: Sequence[Cell]) -> bool:
    """Say whether a row shows how to fill the table: one of its first cells says 例, or any says that it is one."""
    texts = [re.sub(r"\s", "", normal_text(cell)) for cell in row if isinstance(cell, str) and "例" in cell]
    return any(_EXAMPLE.match(text) or (_CALLED_EXAMPLE.search(text) and len(text) <= 30) for text in texts)


def is_hint(row: Sequence[Cell]) -> bool:
    """Say whether a row explains what to write into its columns: 必填, 如：第1网格, 多个用;分隔."""
    filled = [cell for cell in row if cell != "" and not (isinstance(cell, str) and cell.isspace())]
    texts = [normal_text(cell) for cell in filled if isinstance(cell, str)]
    return len(texts) == len(filled) and any(_HINT.match(text) for text in texts)


def counts_columns(row: Sequence[Cell]) -> bool:
    """Say whether a row only numbers the columns 1, 2, 3."""
    numbers = [str(cell).removesuffix(".0").strip("（）() ") for cell in row if cell != ""]
    return len(numbers) > 2 and numbers == [str(number + 1) for number in range(len(numbers))]


def first_body(sheet: Sheet, start: int) -> int | None:
    """Return the first row at or below `start` that holds data and has more of it below, None without one."""
    for place in range(start, min(len(sheet.rows), start + DEEPEST_HEADER)):
        row = sheet.rows[place]
        if not is_data_row(row) or is_example(row):
            continue
        near = [other for other in sheet.rows[place + 1 : place + 1 + _LOOK_AHEAD] if any(cell != "" for cell in other)]
        if not near or sum(map(is_data_row, near)) * 2 >= len(near) or sum(map(_has_name, near)) * 2 > len(near):
            return place
    return None


def _has_name(row: Sequence[Cell]) -> bool:
    return any(kind_of(cell) & Kind.NAME for cell in row)


def _is_label_row(sheet: Sheet, place: int) -> bool:
    """Say whether a row over the data holds labels: short texts that are no values, at least two of them or spanned."""
    row = sheet.rows[place] if place < len(sheet.rows) else []
    filled = [cell for cell in row if cell != ""]
    if len(filled) < 2 or any(not isinstance(cell, str) or len(cell) > LONGEST_LABEL for cell in filled):
        return False
    # What holds most values of people is ruled out first: these rows are the many.
    if any(kind_of(cell) & _STRONG for cell in filled) or any(re.search(r"[:：]\S", str(cell)) for cell in filled):
        return False
    words = [bare_label(cell) for cell in filled]
    known = [bool(known_fields(word)) for word in words]
    # The number of a person may stand alone over columns that nobody named: 姓名1, 1, 1, 姓名2, 2, 2.
    small = sum(known) >= _MOSTLY_KNOWN
    kinds = [
        kind_of(cell)
        for cell, word, is_known in zip(filled, words, known, strict=True)
        if not (is_known or (small and _is_small(word)))
    ]
    if any(kind & _NO_LABEL for kind in kinds) or len(set(words)) < 2 or is_example(row) or is_hint(row):
        return False
    told = sum(is_known or bool(likely_fields(word)) for word, is_known in zip(words, known, strict=True))
    return told >= _MOSTLY_KNOWN or not SUBTITLE.search("".join(words))
