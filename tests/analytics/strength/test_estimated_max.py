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
from mesocycle.analytics.strength.rpe_chart import NSCA_PERCENT

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
