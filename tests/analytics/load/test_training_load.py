"""Check values: Foster 1998 and 2001; Banister 1991; acute and chronic load computed by hand."""

import pytest

from mesocycle.analytics.load.training_load import (
    acute_to_chronic,
    acute_to_chronic_weighted,
    monotony,
    reserve_share,
    session_rpe,
    strain,
    trimp,
    weighted_average,
)

_HARD_AND_EASY = (300, 0, 420, 0, 360, 600, 0)
_UP_AND_DOWN = (100, 200, 300, 400, 300, 200, 100)
_A_MONTH = (*[300.0] * 21, *[400.0] * 7)


@pytest.mark.parametrize(("minutes", "rpe", "load"), [(60, 7, 420), (75, 9, 675), (30, 3, 90)])
def test_session_rpe_is_fosters(minutes: float, rpe: float, load: float) -> None:
    assert session_rpe(rpe, minutes) == load


@pytest.mark.parametrize(
    ("week", "sample", "same", "hard"),
    [
        (_HARD_AND_EASY, False, 1.069, 1796.0),
        (_HARD_AND_EASY, True, 0.990, 1662.8),
        (_UP_AND_DOWN, False, 2.219, 3550.1),
        (_UP_AND_DOWN, True, 2.054, 3286.7),
    ],
)
def test_monotony_and_strain_are_fosters_by_either_deviation(
    week: tuple[float, ...], sample: bool, same: float, hard: float
) -> None:
    assert monotony(week, sample=sample) == pytest.approx(same, abs=0.0005)
    assert strain(week, sample=sample) == pytest.approx(hard, abs=0.05)


@pytest.mark.parametrize("week", [(300,) * 7, (0,) * 7, (), (300,)])
def test_of_equal_days_monotony_and_strain_are_undefined(week: tuple[float, ...]) -> None:
    assert monotony(week) is None
    assert strain(week) is None


@pytest.mark.parametrize(
    ("minutes", "beats", "resting", "highest", "women", "units"),
    [(60, 150, 50, 190, False, 108.10), (60, 150, 50, 190, True, 121.50), (30, 170, 60, 200, False, 68.19)],
)
def test_trimp_is_banisters(
    minutes: float, beats: float, resting: float, highest: float, women: bool, units: float
) -> None:
    share = reserve_share(beats, resting, highest)

    assert share is not None
    assert trimp(minutes, share, women=women) == pytest.approx(units, abs=0.005)


def test_a_heart_rate_reserve_of_nothing_has_no_shares() -> None:
    assert reserve_share(150, 190, 190) is None


@pytest.mark.parametrize(("coupled", "ratio"), [(True, 1.231), (False, 1.333)])
def test_the_ratio_of_acute_to_chronic_load_is_as_computed_by_hand(coupled: bool, ratio: float) -> None:
    assert acute_to_chronic(_A_MONTH, coupled=coupled) == pytest.approx(ratio, abs=0.0005)


def test_the_ratio_by_weighted_means_is_as_computed_by_hand() -> None:
    assert weighted_average(_A_MONTH, 7) == pytest.approx(386.65, abs=0.005)
    assert weighted_average(_A_MONTH, 28) == pytest.approx(339.36, abs=0.005)
    assert acute_to_chronic_weighted(_A_MONTH) == pytest.approx(1.139, abs=0.0005)


@pytest.mark.parametrize("days", [(), (0.0,) * 28])
def test_without_any_load_there_is_no_ratio(days: tuple[float, ...]) -> None:
    assert acute_to_chronic(days) is None
    assert acute_to_chronic(days, coupled=False) is None
    assert acute_to_chronic_weighted(days) is None


def test_by_next_to_nothing_no_ratio_is_infinite() -> None:
    month = (*[5e-324] * 21, *[2857.14] * 7)

    assert acute_to_chronic(month, coupled=False) is None
    assert acute_to_chronic((5e-324,), coupled=True) is None
    assert acute_to_chronic_weighted((5e-324, *[2857.14] * 6)) is not None
