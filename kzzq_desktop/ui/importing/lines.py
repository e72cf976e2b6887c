"""The lines of an import's preview as a list shows them."""

from dataclasses import dataclass

from kzzq_desktop.domain.import_plan import VERDICT_WORDS, PreviewRow, Verdict
from kzzq_desktop.domain.spot import Spot
from kzzq_desktop.services.import_ledger import Preview
from kzzq_desktop.services.printing.list_masks import Fact
from kzzq_desktop.ui.importing.sentences import doubt_words
from kzzq_desktop.ui.parts.marks import Mark
from kzzq_desktop.ui.table_columns import Column

TONES = {Verdict.NEW: "ok", Verdict.CHANGED: "due", Verdict.SAME: "mute", Verdict.DOUBTFUL: "due", Verdict.REFUSED: "over"}
ICONS = {Verdict.NEW: "plus", Verdict.CHANGED: "swap", Verdict.DOUBTFUL: "alert"}
ORDER = (Verdict.REFUSED, Verdict.DOUBTFUL, Verdict.CHANGED, Verdict.NEW, Verdict.SAME)
RANK = {verdict: at for at, verdict in enumerate(ORDER)}
ALL = "all"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the preview; the id is its place in the plan."""

    id: str
    row: PreviewRow


COLUMNS: tuple[Column[Line], ...] = (
    Column(
        "verdict",
        "判断",
        92,
        lambda line: Mark(TONES[line.row.verdict], VERDICT_WORDS[line.row.verdict], icon=_icon(line)),
        "state",
        fact=Fact.PLAIN,
    ),
    Column("title", "姓名", 174, lambda line: line.row.title, fact=Fact.NAME),
    Column(
        "spot",
        "在哪里",
        150,
        lambda line: _place(line.row.spot),
        "words",
        ink="ink2",
        words=lambda line: line.row.spot.words,
        fact=Fact.PRIVATE,
    ),
    Column("what", "说明", 180, lambda line: _said(line.row), "words", stretch=True, fact=Fact.PRIVATE),
)


def lines_of(preview: Preview) -> dict[str, Line]:
    """Return the preview's lines by id: what needs a look first, in the order of the files otherwise."""
    rows = sorted(enumerate(preview.plan.rows), key=lambda pair: RANK[pair[1].verdict])
    return {str(place): Line(str(place), row) for place, row in rows}


def options_of(preview: Preview) -> list[tuple[str, str]]:
    """Return the filter's codes and words with their counts; a verdict that does not occur is left out."""
    counts = preview.plan.counts
    shown = [(str(verdict), f"{VERDICT_WORDS[verdict]} {counts[verdict]}") for verdict in ORDER if counts[verdict]]
    return [(ALL, f"全部 {counts.total()}"), *shown]


def left_out_words(preview: Preview) -> str:
    """Return the sentence about columns that were not read, "" for none."""
    never = dict.fromkeys(column.header for column in preview.reading.left_out if column.never)
    unknown = dict.fromkeys(column.header for column in preview.reading.left_out if not column.never)
    told = [f"按规定不导入的列：{'、'.join(never)}。"] if never else []
    return "".join([*told, f"没有用到的列：{'、'.join(unknown)}。"] if unknown else told)


def whole_words(line: Line) -> str:
    """Return a line's whole sentence with its file, and each change on a line of its own."""
    said = doubt_words(line.row)
    changes = [f"\n{change.word}：{change.old or '（空）'} → {change.new}" for change in line.row.changes]
    return f"{line.row.spot.words}{f'：{said}' if said else ''}{''.join(changes)}"


def _icon(line: Line) -> str:
    return ICONS.get(line.row.verdict, "")


def _place(spot: Spot) -> str:
    """Return sheet and row; the file's name stands in for a sheet without one."""
    return f"{spot.sheet or spot.file} 第{spot.row}行" if spot.row else spot.words


def _said(row: PreviewRow) -> str:
    changes = [f"{change.word} {change.old or '（空）'} → {change.new}" for change in row.changes]
    return "；".join(changes) or doubt_words(row)
