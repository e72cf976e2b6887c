"""A job nobody watches runs through, and stops when told to."""

import pytest

from kzzq_desktop.base.errors import Cancelled
from kzzq_desktop.base.job import Job, QuietJob


def count(job: Job, total: int) -> int:
    """Work of `total` steps."""
    done = 0
    for step in range(total):
        job.step(step, total, "正在数")
        done += 1
    return done


def test_quiet_work_runs_to_its_end() -> None:
    assert count(QuietJob(), 100) == 100


def test_work_stops_at_the_next_step_after_a_cancel() -> None:
    job = QuietJob()
    job.step(0, 2)
    job.cancelled = True
    with pytest.raises(Cancelled, match="没有保存"):
        job.step(1, 2)


def test_work_that_was_cancelled_before_it_began_does_nothing() -> None:
    job = QuietJob()
    job.cancelled = True
    with pytest.raises(Cancelled):
        count(job, 3)
