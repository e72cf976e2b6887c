"""A whole import planned: households, members, contacts and every doubt, as one plan (pure)."""

from collections.abc import Callable, Collection

from kzzq_desktop.domain.drafts import LedgerReading, RowProblem
from kzzq_desktop.domain.import_members import plan_members_named
from kzzq_desktop.domain.import_plan import Draft, ImportPlan, PreviewRow, Verdict, plan_households
from kzzq_desktop.domain.known import Known


def plan_import(reading: LedgerReading, known: Known, allowed: Collection[str], new_id: Callable[[], str]) -> ImportPlan:
    """Return what saving this reading would do; `allowed` are the villages of the office.

    Planning the same reading against what it has saved gives an empty plan.
    """
    draft = Draft(new_id)
    placed = plan_households(draft, reading, known, allowed)
    plan_members_named(draft, reading, known, placed, allowed)
    doubts = [_line(problem) for problem in reading.problems]
    inserts = {kind: list(rows.values()) for kind, rows in draft.inserts.items()}
    return ImportPlan(inserts, dict(draft.patches), (*draft.rows, *doubts))


def _line(problem: RowProblem) -> PreviewRow:
    verdict = Verdict.REFUSED if problem.refused else Verdict.DOUBTFUL
    return PreviewRow(verdict, problem.spot, "", problem.what, problem.column, problem.mend)
