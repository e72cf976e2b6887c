"""Which of an import's changes are taken: counted by field, and left out where the clerk does not want them."""

from collections import Counter
from dataclasses import replace

from kzzq_desktop.domain.import_choice import ImportChoice
from kzzq_desktop.domain.import_plan import PreviewRow, Verdict
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.import_ledger import Preview


def changed_fields(preview: Preview) -> dict[str, tuple[str, int]]:
    """Return each field that would be changed on record: {code: (word, how many times)}."""
    changes = [change for row in preview.plan.rows for change in row.changes]
    words = {change.field: change.word for change in changes}
    return {code: (words[code], count) for code, count in Counter(change.field for change in changes).items()}


def replan(_desk: Desk, whole: Preview, choice: ImportChoice) -> Preview:
    """Return what saving does with this choice; `whole` is the preview with every change in it."""
    if choice.fields is None:
        return whole
    left = frozenset(changed_fields(whole)) - choice.fields
    patches = {
        kind: {row_id: kept for row_id, values in rows.items() if (kept := _without(values, left))}
        for kind, rows in whole.plan.patches.items()
    }
    rows = tuple(_chosen(row, left) for row in whole.plan.rows)
    return replace(whole, plan=replace(whole.plan, patches=patches, rows=rows))


def _without(values: dict[str, object], left: frozenset[str]) -> dict[str, object]:
    return {name: value for name, value in values.items() if name not in left}


def _chosen(row: PreviewRow, left: frozenset[str]) -> PreviewRow:
    changes = tuple(change for change in row.changes if change.field not in left)
    if changes == row.changes:
        return row
    return replace(row, changes=changes, verdict=row.verdict if changes or row.verdict != Verdict.CHANGED else Verdict.SAME)
