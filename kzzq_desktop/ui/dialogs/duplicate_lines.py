"""The pairs of the duplicate desk as its list and its filters show them."""

from collections.abc import Sequence

from kzzq_desktop.domain.duplicate_words import LIKELY_WORDS, POSSIBLE_WORDS, SURE_WORDS
from kzzq_desktop.services.duplicates import PairRow
from kzzq_desktop.services.merges import MergeKind
from kzzq_desktop.services.printing.list_masks import Fact
from kzzq_desktop.ui.parts.marks import Mark
from kzzq_desktop.ui.table_columns import Column

TONES = {SURE_WORDS: "ok", LIKELY_WORDS: "due", POSSIBLE_WORDS: "mute"}
KIND_WORDS = {MergeKind.HOUSEHOLD: "同一户", MergeKind.PERSON: "同一人"}
ALL = "all"
COLUMNS: tuple[Column[PairRow], ...] = (
    Column("sure", "把握", 98, lambda row: Mark(TONES[row.sure], row.sure), "state", fact=Fact.PLAIN),
    Column("kind", "类别", 68, lambda row: KIND_WORDS[row.kind], ink="ink2", drop=1, fact=Fact.PLAIN),
    Column("who", "是谁", 170, lambda row: _both(row.one.title, row.other.title), "words", fact=Fact.PRIVATE),
    Column(
        "where", "在哪里", 160, lambda row: _both(row.one.place, row.other.place), "words", ink="ink2", stretch=True, drop=2,
        fact=Fact.PRIVATE,
    ),
)  # fmt: skip


def options_of(rows: Sequence[PairRow]) -> list[tuple[str, str]]:
    """Return the filter's codes and words with their counts."""
    counts = {kind: sum(row.kind is kind for row in rows) for kind in KIND_WORDS}
    return [(ALL, f"全部 {len(rows)}"), *((kind.value, f"{word} {counts[kind]}") for kind, word in KIND_WORDS.items())]


def _both(one: str, other: str) -> str:
    return one if one == other else f"{one} ／ {other}"
