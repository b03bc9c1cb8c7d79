"""Exports and what comes back of them, at the command line."""

from tests.cli.running import Mesocycle


def test_days_that_end_before_they_begin_are_refused(everybody: Mesocycle) -> None:
    ended = everybody("--as ann@example.org export fit --from 2026-01-05 --to 2026-01-04")

    assert (ended.code, "--to 2026-01-04 is before --from 2026-01-05." in ended.err) == (2, True)


def test_days_without_a_plan_are_not_told_to_try_the_format_that_was_tried(everybody: Mesocycle) -> None:
    ended = everybody("--as ann@example.org export fit --from 2026-01-05")

    assert "Next: Choose other days.\n" in ended.err
