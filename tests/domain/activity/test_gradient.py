"""Check values: Minetti 2002 (polynomials to three decimals); ITRA km-effort and categories; Naismith 1892."""

from bisect import bisect_left
from itertools import pairwise
from pathlib import Path

import gpxpy
import pytest

from mesocycle.domain.activity.gradient import (
    category,
    cost_of_running,
    flat_equivalent,
    flat_equivalent_of_totals,
    km_effort,
    pace_s_per_km,
)

_GRADIENTS = (-0.45, -0.20, -0.10, 0, 0.10, 0.20, 0.45)


@pytest.mark.parametrize(
    ("gradient", "cost"),
    list(zip(_GRADIENTS, (4.032, 1.800, 2.152, 3.600, 5.968, 9.007, 19.426), strict=True)),
)
def test_running_costs_what_minettis_polynomial_says(gradient: float, cost: float) -> None:
    assert cost_of_running(gradient) == pytest.approx(cost, abs=0.0005)


@pytest.mark.parametrize(
    ("gradient", "ratio"), list(zip(_GRADIENTS, (1.120, 0.500, 0.598, 1, 1.658, 2.502, 5.396), strict=True))
)
def test_the_ratio_to_the_flat_is_as_published(gradient: float, ratio: float) -> None:
    assert cost_of_running(gradient) / cost_of_running(0) == pytest.approx(ratio, abs=0.0005)


def test_running_is_cheapest_at_a_fall_of_about_18_percent() -> None:
    cheapest = min(range(-450, 451), key=lambda thousandths: cost_of_running(thousandths / 1000))

    assert cheapest == -181
    assert cost_of_running(-0.181) == pytest.approx(1.781, abs=0.0005)


@pytest.mark.parametrize(("beyond", "limit"), [(-0.9, -0.45), (0.8, 0.45)])
def test_what_is_steeper_than_was_measured_counts_as_the_steepest(beyond: float, limit: float) -> None:
    assert cost_of_running(beyond) == cost_of_running(limit)


@pytest.mark.parametrize(
    ("km", "gain_m", "effort", "name"),
    [(65, 3500, 100, "M"), (50, 2500, 75, "M"), (171, 10000, 271, "XXL"), (10, 0, 10, "XXS")],
)
def test_km_effort_and_category_are_itras(km: float, gain_m: float, effort: float, name: str) -> None:
    assert km_effort(km * 1000, gain_m) == effort
    assert category(effort) == name


@pytest.mark.parametrize(
    ("effort", "name"),
    [(24, "XXS"), (25, "XS"), (44, "XS"), (45, "S"), (74, "S"), (114, "M"), (115, "L"), (154, "L"), (209, "XL")],
)
def test_categories_begin_and_end_where_itra_says(effort: float, name: str) -> None:
    assert category(effort) == name


def _slope(gradient: float, *, metres: int = 2000) -> tuple[list[float], list[float]]:
    along = [float(at) for at in range(0, metres + 1, 5)]
    return along, [at * gradient for at in along]


def test_a_flat_track_is_as_long_as_it_is() -> None:
    assert flat_equivalent(*_slope(0)) == pytest.approx(2000)


@pytest.mark.parametrize("gradient", [-0.2, -0.1, 0.1, 0.2])
def test_an_even_slope_is_as_long_as_its_ratio_to_the_flat(gradient: float) -> None:
    """The moving mean is shorter at both ends, which flattens four of two hundred pieces."""
    ratio = cost_of_running(gradient) / cost_of_running(0)

    assert flat_equivalent(*_slope(gradient)) == pytest.approx(2000 * ratio, rel=0.015)


def test_noise_of_the_altitude_is_smoothed_away() -> None:
    along = list(map(float, range(0, 5000, 10)))

    assert flat_equivalent(along, [1.0 if at % 20 else 0.0 for at in along]) == pytest.approx(5000, rel=0.01)


@pytest.mark.parametrize(("along", "up"), [([], []), ([0.0], [5.0]), ([0.0, 0.0], [5.0, 9.0])])
def test_a_track_that_gets_nowhere_has_no_length(along: list[float], up: list[float]) -> None:
    assert flat_equivalent(along, up) == 0


@pytest.mark.parametrize(("gain_m", "loss_m", "gradient"), [(100, 0, 0.1), (0, 100, -0.1)])
def test_totals_of_one_even_slope_are_adjusted_like_the_slope(gain_m: float, loss_m: float, gradient: float) -> None:
    expected = 1000 * cost_of_running(gradient) / cost_of_running(0)

    assert flat_equivalent_of_totals(1000, gain_m, loss_m) == pytest.approx(expected)


def test_where_nothing_moved_there_is_no_pace() -> None:
    assert pace_s_per_km(0, 100) is None
    assert pace_s_per_km(1000, 0) is None
    assert flat_equivalent_of_totals(0, 50, 50) == 0


_GPX = Path(__file__).resolve().parents[4] / "shared" / "data" / "gpx" / "matagusanos-12k.gpx"


def _height(along: list[float], up: list[float], at: float) -> float:
    """Read the altitude at a distance from the two points around it."""
    place = max(1, bisect_left(along, at))
    share = (at - along[place - 1]) / (along[place] - along[place - 1])
    return (1 - share) * up[place - 1] + share * up[place]


@pytest.mark.skipif(not _GPX.exists(), reason="the real recordings are not part of the repository")
def test_a_real_trail_costs_what_a_sum_by_hand_says_and_its_totals_come_near() -> None:
    """8.9 km with 340 m of climbing, by the reference's method: a 10 m grid, a 50 m mean, Minetti's polynomial."""
    points = gpxpy.parse(_GPX.read_text(encoding="utf-8")).tracks[0].segments[0].points
    along, up = [0.0], [points[0].elevation or 0.0]
    for here, there in pairwise(points):
        metres = there.distance_2d(here) or 0.0
        if metres > 0:
            along, up = [*along, along[-1] + metres], [*up, there.elevation or 0.0]
    raw = [_height(along, up, 10.0 * step) for step in range(int(along[-1] // 10) + 1)]
    smooth = [sum(window) / len(window) for place in range(len(raw)) if (window := raw[max(0, place - 2) : place + 3])]
    rises = [there - here for here, there in pairwise(smooth)]

    found = flat_equivalent(along, up)

    assert found == pytest.approx(sum(10 * cost_of_running(rise / 10) / 3.6 for rise in rises), rel=0.002)
    assert found == pytest.approx(9700, abs=50)
    gain, loss = sum(rise for rise in rises if rise > 0), -sum(rise for rise in rises if rise < 0)
    assert flat_equivalent_of_totals(along[-1], gain, loss) == pytest.approx(found, rel=0.02)
