"""The words of a roll: its columns, sections, blocks and rows, already masked for the audience."""

from dataclasses import dataclass

from kzzq_desktop.documents.sheet import A4_WIDE, MM, Format

ROW = 7 * MM
LEFT, CENTRE, RIGHT = "left", "centre", "right"


@dataclass(frozen=True, slots=True)
class RollColumn:
    """A column. `width` is its share of the page's breadth; sizes are points.

    `joined` is one cell over all rows of a block, said by its first row; `wraps` makes its row higher where the words are
    long (else they shrink, then stand in two lines, and only then make it higher); `number` is a number in a workbook.
    """

    heading: str
    width: float
    align: str = LEFT
    size: float = 9.5
    bold: bool = False
    joined: bool = False
    wraps: bool = False
    number: bool = False


@dataclass(frozen=True, slots=True)
class RollBlock:
    """Rows that stay on one page where they fit; a row has a text for each column. `name` and `names` can be jumped to."""

    rows: tuple[tuple[str, ...], ...]
    name: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RollSection:
    """A part with a head of its own: `head` says what it is, `total` counts it, `record` is the id its pages' codes carry."""

    head: str
    record: str
    blocks: tuple[RollBlock, ...]
    total: str = ""


@dataclass(frozen=True, slots=True)
class RollWords:
    """A whole roll. `sign` is the paper's sign in page codes, `subtitle` stands under the title, `month` is ISO or "".

    `flowing` sections follow one another on a page under bands, others begin a new page and have their heads above the
    table, where flowing ones have the subtitle and `total`; `signatures` stand at the end of each section that begins a
    page. `row` is the least height of a row.
    """

    title: str
    sign: str
    columns: tuple[RollColumn, ...]
    sections: tuple[RollSection, ...]
    page: Format = A4_WIDE
    subtitle: str = ""
    month: str = ""
    flowing: bool = False
    signatures: tuple[str, ...] = ()
    total: str = ""
    row: float = ROW
