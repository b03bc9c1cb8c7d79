"""Check values: 1RM formulas at 100 kg, computed from the published formulas; RTS chart by Tuchscherer; NSCA."""

import pytest

from mesocycle.analytics.strength.estimated_max import (
    FORMULAS,
    EstimatedMax,
    Formula,
    brzycki,
    by_rpe,
    epley,
    estimate_max,
)
from mesocycle.analytics.strength.rpe_chart import NSCA_PERCENT, percent_of_max

_REPS = (1, 2, 3, 5, 8, 10, 12)
_AT_100_KG = {
    Formula.EPLEY: (103.33, 106.67, 110.00, 116.67, 126.67, 133.33, 140.00),
    Formula.BRZYCKI: (100.00, 102.86, 105.88, 112.50, 124.14, 133.33, 144.00),
    Formula.LOMBARDI: (100.00, 107.18, 111.61, 117.46, 123.11, 125.89, 128.21),
    Formula.WATHAN: (101.30, 105.15, 108.98, 116.58, 127.67, 134.75, 141.50),
}


@pytest.mark.parametrize(
    ("formula", "reps", "kg"),
    [(formula, reps, kg) for formula, row in _AT_100_KG.items() for reps, kg in zip(_REPS, row, strict=True)],
)
def test_a_formula_gives_its_published_value_at_100_kg(formula: Formula, reps: int, kg: float) -> None:
    assert FORMULAS[formula](100, reps) == pytest.approx(kg, abs=0.005)


def test_epley_and_brzycki_agree_at_ten_repetitions() -> None:
    assert epley(87.5, 10) == pytest.approx(brzycki(87.5, 10))


def test_brzycki_is_undefined_from_37_repetitions_on() -> None:
    assert brzycki(100, 37) is None


@pytest.mark.parametrize("formula", [None, *FORMULAS])
def test_a_single_to_the_limit_is_the_load_itself(formula: Formula | None) -> None:
    found = estimate_max(100, 1, formula=formula)

    assert found == EstimatedMax(kg=100, formula=Formula.LIFTED, reliable=True)


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


@pytest.mark.parametrize(
    ("reps", "percent"),
    [*enumerate((100, 95, 93, 90, 87, 85, 83, 80, 77, 75), 1), (12, 70)],
)
def test_the_nsca_table_is_as_its_pages_have_it(reps: int, percent: int) -> None:
    assert NSCA_PERCENT[reps] == percent


def test_a_known_effort_is_read_from_the_chart() -> None:
    found = estimate_max(100, 5, rpe=8)

    assert found == EstimatedMax(kg=round(100 / 0.811, 2), formula=Formula.RPE_CHART, reliable=True)


def test_repetitions_in_reserve_say_the_same_as_their_rpe() -> None:
    assert estimate_max(100, 5, rir=2) == estimate_max(100, 5, rpe=8)


def test_an_effort_off_the_chart_falls_back_to_epley() -> None:
    found = estimate_max(100, 5, rpe=4)

    assert found is not None
    assert found.formula is Formula.EPLEY


def test_beyond_twelve_repetitions_an_estimate_says_that_it_is_unreliable() -> None:
    twelve, thirteen = estimate_max(60, 12), estimate_max(60, 13)

    assert twelve is not None
    assert thirteen is not None
    assert (twelve.reliable, thirteen.reliable) == (True, False)


@pytest.mark.parametrize(("load_kg", "reps"), [(None, 5), (100, None), (0, 5), (-20, 5), (100, 0), (float("inf"), 5)])
def test_where_nothing_follows_there_is_no_estimate(load_kg: float | None, reps: int | None) -> None:
    assert estimate_max(load_kg, reps) is None


def test_the_chart_asked_for_without_an_effort_gives_nothing() -> None:
    assert estimate_max(100, 5, formula=Formula.RPE_CHART) is None
    assert by_rpe(100, 20, 9) is None
