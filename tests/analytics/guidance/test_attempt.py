"""What an attempt at a line says: met, failed, how often in a row."""

from tests.analytics.guidance.attempts import a_line, an_attempt, suggested


def test_a_lighter_load_than_was_meant_does_not_meet_the_plan() -> None:
    line = a_line("linear", "3x5 @ 100 kg")

    found = suggested(line, an_attempt(line, 5, 5, 5, weight=90))

    assert found.weight == 90


def test_a_success_between_failures_begins_the_count_anew() -> None:
    line = a_line("linear", "3x5 @ 100 kg", failures_before_reset=2)
    days = [(5, 5, 4), (5, 5, 5), (5, 5, 4)]
    attempts = [an_attempt(line, *reps, day=f"2026-01-{day:02d}") for day, reps in enumerate(days, 1)]

    assert suggested(line, *attempts).weight == 100


def test_failures_at_another_load_do_not_count() -> None:
    line = a_line("linear", "3x5", failures_before_reset=2)
    attempts = [an_attempt(line, 5, 5, 4, weight=95), an_attempt(line, 5, 5, 4, weight=100, day="2026-01-07")]

    assert suggested(line, *attempts).weight == 100


def test_the_order_in_which_attempts_come_changes_nothing() -> None:
    line = a_line("linear", "3x5 @ 100 kg", failures_before_reset=2)
    attempts = [an_attempt(line, 5, 5, reps, day=f"2026-01-{day:02d}") for day, reps in enumerate((5, 4, 4), 1)]

    assert suggested(line, *attempts) == suggested(line, *reversed(attempts))


def test_a_pyramid_is_judged_by_its_heaviest_set() -> None:
    line = a_line("pyramid", "1x10 @ 60 kg; 1x8 @ 80 kg; 1x6 @ 100 kg")

    found = suggested(line, an_attempt(line, 9, 7, 6))

    assert found.weight == 102.5
