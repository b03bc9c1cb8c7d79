import itertools
from math import nan, sin

import pytest

from mesocycle.domain.activity.elevation import climbing


def climbed(altitudes: list[float], every_s: float = 1.0) -> tuple[float, float]:
    found = climbing([place * every_s for place in range(len(altitudes))], altitudes)
    assert found is not None
    return found.over(range(len(altitudes)))


def test_a_steady_climb_counts_almost_whole() -> None:
    gain, loss = climbed([place * 0.5 for place in range(1000)])

    assert gain == pytest.approx(499.5, abs=5)
    assert loss == 0


def test_noise_on_a_flat_road_counts_next_to_nothing() -> None:
    gain, _ = climbed([100 + (0.4 if place % 2 else -0.4) for place in range(3600)])

    assert gain < 1


def test_small_hills_count_up_and_down() -> None:
    hills = [100 + 5 * sin(place / 60) for place in range(3600)]

    gain, loss = climbed(hills)

    raw = sum(max(after - before, 0) for before, after in itertools.pairwise(hills))
    assert gain == pytest.approx(raw, rel=0.05)
    assert loss == pytest.approx(raw, rel=0.1)


def test_samples_further_apart_than_the_window_are_taken_as_they_are() -> None:
    assert climbed([0, 10, 5, 25], every_s=60) == (30, 5)


def test_samples_without_altitude_change_nothing() -> None:
    assert climbed([0, nan, 10, nan, nan, 5, 25, nan], every_s=60) == (30, 5)


def test_a_part_climbs_what_its_samples_climb() -> None:
    found = climbing([0, 60, 120, 180], [0, 10, 5, 25])

    assert found is not None
    assert found.over(range(1, 4)) == (20, 5)


def test_without_any_altitude_nothing_is_known() -> None:
    assert climbing([0, 1], [nan, nan]) is None
