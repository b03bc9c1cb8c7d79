"""What leaves, what stays, and what comes, as one receipt tells it."""

from datetime import date

import pytest

from mesocycle.domain.assignment.arrangement import count_kept, leaving
from mesocycle.domain.session.session import SessionStatus
from tests.domain.assignment.test_pausing import facts

TODAY = "2026-01-12"


@pytest.mark.parametrize("status", SessionStatus)
def test_exactly_the_scheduled_ones_leave(status: SessionStatus) -> None:
    gone = leaving([facts("one", "2026-01-19", status)], TODAY)

    assert (len(gone.removed), len(gone.kept)) == ((1, 0) if status is SessionStatus.SCHEDULED else (0, 1))


def test_what_leaves_is_overdue_from_the_day_after_its_own() -> None:
    gone = leaving([facts("missed", "2026-01-11"), facts("today", TODAY)], TODAY)

    assert [(each.session_id, each.overdue) for each in gone.removed] == [("missed", True), ("today", False)]


def test_what_stays_holds_the_day_it_counts_on_and_is_counted_by_status() -> None:
    kept = [
        facts("done", "2026-01-05", SessionStatus.COMPLETED),
        facts("begun", "2026-01-08", SessionStatus.IN_PROGRESS),
    ]

    gone = leaving(kept, TODAY)
    counts = count_kept(gone.kept)

    assert gone.kept_days == {date(2026, 1, 5), date(2026, 1, 8)}
    assert (counts.completed, counts.in_progress, counts.skipped, counts.cancelled) == (1, 1, 0, 0)
