"""The published chart of percentages by repetitions and effort."""

import pytest

from mesocycle.analytics.strength.rpe_chart import percent_of_max

_RTS = (
    *(100, 97.8, 95.5, 93.9, 92.2, 90.7, 89.2, 87.8, 86.3, 85.0, 83.7, 82.4, 81.1, 79.9, 78.6),
    *(77.4, 76.2, 75.1, 73.9, 72.3, 70.7, 69.4, 68.0, 66.7, 65.3, 64.0, 62.6, 61.3, 59.9, 58.6),
)
"""Tuchscherer's chart from one repetition at RPE 10 on, by half repetitions done or in reserve."""


@pytest.mark.parametrize(
    ("reps", "rpe", "percent"),
    [
        (reps, 10 - halves / 2, _RTS[2 * (reps - 1) + halves])
        for reps in range(1, 13)
        for halves in range(8)
        if 2 * (reps - 1) + halves < len(_RTS)
    ],
)
def test_the_rts_chart_is_met_exactly(reps: int, rpe: float, percent: float) -> None:
    assert percent_of_max(reps, rpe) == percent


@pytest.mark.parametrize(
    ("reps", "rpe", "percent"),
    [(1, 10, 100), (5, 8, 81.1), (3, 9, 89.2), (8, 7, 70.7), (11, 10, 70.7), (12, 10, 68.0), (12, 6.5, 58.6)],
)
def test_the_rts_chart_has_the_values_that_its_readers_quote(reps: int, rpe: float, percent: float) -> None:
    """Linear and rounded copies of it are about (five at RPE 8 = 80 %): they are not the chart."""
    assert percent_of_max(reps, rpe) == percent


def test_the_rts_chart_is_one_sequence_by_half_repetitions() -> None:
    diagonal = [percent_of_max(8 - step, 9 - step) for step in range(3)]

    assert diagonal == [percent_of_max(9, 10)] * 3


@pytest.mark.parametrize(("reps", "rpe"), [(0, 10), (13, 10), (5, 6), (5, 10.5)])
def test_off_the_rts_chart_nothing_is_said(reps: int, rpe: float) -> None:
    assert percent_of_max(reps, rpe) is None
