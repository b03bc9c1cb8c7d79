"""Check values: Riegel 1981; Daniels' Running Formula tables (published times, tolerance 0.2 %); critical speed."""

import pytest

from mesocycle.analytics.running.race import RACES_M, critical_speed, race_time, riegel, training_paces, vdot
from tests.analytics.clock import s


@pytest.mark.parametrize(
    ("distance_m", "time", "to_m", "predicted_s"),
    [
        (5000, "20:00", 10000, 2501.9),
        (10000, "45:00", 21097.5, 5957.3),
        (21097.5, "1:30:00", 42195, 11258.6),
    ],
)
def test_riegel_predicts_the_published_times(distance_m: float, time: str, to_m: float, predicted_s: float) -> None:
    assert riegel(distance_m, s(time), to_m) == pytest.approx(predicted_s, abs=0.05)


_PUBLISHED = [
    (30, "5 km", "30:40"),
    (30, "10 km", "1:03:46"),
    (30, "half marathon", "2:21:04"),
    (30, "marathon", "4:49:17"),
    (40, "5 km", "24:08"),
    (40, "10 km", "50:03"),
    (40, "half marathon", "1:50:59"),
    (40, "marathon", "3:49:45"),
    (50, "5 km", "19:57"),
    (50, "10 km", "41:21"),
    (50, "half marathon", "1:31:35"),
    (50, "marathon", "3:10:49"),
]


@pytest.mark.parametrize(("value", "race", "time"), _PUBLISHED)
def test_race_times_are_those_of_the_vdot_table_within_two_in_a_thousand(value: float, race: str, time: str) -> None:
    assert race_time(value, RACES_M[race]) == pytest.approx(s(time), rel=0.002)


@pytest.mark.parametrize(
    ("value", "race", "solved"),
    [
        (value, race, time)
        for value, times in {
            30: ("30:41", "1:03:49", "2:21:17", "4:49:49"),
            40: ("24:06", "50:01", "1:50:54", "3:49:37"),
            50: ("19:56", "41:20", "1:31:31", "3:10:40"),
        }.items()
        for race, time in zip(("5 km", "10 km", "half marathon", "marathon"), times, strict=True)
    ],
)
def test_the_formula_of_daniels_and_gilbert_is_solved_to_the_second(value: float, race: str, solved: str) -> None:
    assert race_time(value, RACES_M[race]) == pytest.approx(s(solved), abs=0.6)


@pytest.mark.parametrize(("race", "time"), [("5 km", "21:15"), ("10 km", "44:03"), ("marathon", "3:23:00")])
def test_other_races_follow_from_15_km_in_1_07_48(race: str, time: str) -> None:
    value = vdot(15000, s("1:07:48")) or 0

    assert value == pytest.approx(46.40, abs=0.005)
    assert race_time(value, RACES_M[race]) == pytest.approx(s(time), rel=0.0002)


@pytest.mark.parametrize(("value", "race", "time"), _PUBLISHED)
def test_a_published_time_gives_back_its_vdot(value: float, race: str, time: str) -> None:
    """A part of the time is more than that of the value: the table's 4:49:17 is 0.18 % off in time, 0.23 % in VDOT."""
    assert vdot(RACES_M[race], s(time)) == pytest.approx(value, rel=0.0025)


@pytest.mark.parametrize(
    ("distance_m", "time"), [(15000, "1:07:48"), (5000, "21:15"), (10000, "44:04"), (42195, "3:22:59")]
)
def test_the_published_row_of_vdot_46_4_holds(distance_m: float, time: str) -> None:
    assert vdot(distance_m, s(time)) == pytest.approx(46.4, rel=0.002)


def test_training_paces_go_from_easy_to_repetition() -> None:
    paces = training_paces(50)

    assert list(paces) == ["easy", "marathon", "threshold", "interval", "repetition"]
    assert sorted(paces.values(), reverse=True) == list(paces.values())


def test_the_marathon_pace_is_that_of_the_predicted_race() -> None:
    assert training_paces(50)["marathon"].fast == pytest.approx(s("3:10:49") / 42.195, rel=0.002)


@pytest.mark.parametrize(
    ("efforts", "speed_m_s", "reserve_m"),
    [(((3000, 600), (5000, 1080)), 4.1667, 500), (((1200, 180), (3600, 600)), 5.7143, 171.4)],
)
def test_critical_speed_and_reserve_are_as_computed_by_hand(
    efforts: tuple[tuple[float, float], ...], speed_m_s: float, reserve_m: float
) -> None:
    found = critical_speed(efforts)

    assert found is not None
    assert found.speed_m_s == pytest.approx(speed_m_s, abs=0.00005)
    assert found.reserve_m == pytest.approx(reserve_m, abs=0.05)


@pytest.mark.parametrize(
    "efforts",
    [
        (),
        ((3000, 600),),
        ((3000, 600), (3100, 600)),
        ((400, 60), (10000, 2400)),
        ((3000, 600), (6000, 900)),
    ],
    ids=["none", "one", "equally long", "too short and too long", "the longer one faster"],
)
def test_efforts_that_do_not_tell_critical_speed_give_none(efforts: tuple[tuple[float, float], ...]) -> None:
    assert critical_speed(efforts) is None


@pytest.mark.parametrize(("distance_m", "time_s"), [(0, 60), (5000, 0), (5000, 60), (100, 36000)])
def test_a_race_that_nobody_ran_has_no_vdot(distance_m: float, time_s: float) -> None:
    assert vdot(distance_m, time_s) is None
