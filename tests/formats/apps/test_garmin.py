"""Garmin's list of activities."""

from mesocycle.formats.apps.garmin import read_garmin
from mesocycle.formats.text.cells import SaidUnits
from tests.formats.apps.lists import GARMIN, KM, a_garmin_row
from tests.formats.reading import lines, read


def test_garmin_tells_each_activity_as_a_whole() -> None:
    workout = read(read_garmin(lines(GARMIN, a_garmin_row()), KM)).only

    (effort,) = workout.efforts
    done = effort.performance
    assert (workout.name, workout.start, workout.duration_s) == ("Evening run", "2025-02-06T17:06:03", 2110.5)
    assert (done.distance, done.calories, done.duration, done.moving_duration) == (5810, 1020, 2000, 1981)
    assert (done.average_heart_rate, done.max_heart_rate) == (152, 171)
    assert (done.elevation_gain, done.elevation_loss) == (41, None)


def test_garmins_decimal_comma_and_its_thousands_are_told_apart_by_the_file() -> None:
    commas = read(read_garmin(lines(GARMIN, a_garmin_row(distance='"5,81"', calories="320")), KM)).only

    assert commas.efforts[0].performance.distance == 5810


def test_whether_garmin_counts_in_km_or_miles_is_asked() -> None:
    assert "unit=" in read(read_garmin(lines(GARMIN, a_garmin_row()))).reject.remedy


def test_in_miles_the_climb_is_in_feet() -> None:
    done = read(read_garmin(lines(GARMIN, a_garmin_row(distance="1.0")), SaidUnits(distance="mi"))).only.efforts[0]

    assert (done.performance.distance, done.performance.elevation_gain) == (1609.344, 12.4968)


def test_a_swim_is_in_metres_whatever_the_rest_is_in() -> None:
    swim = read(
        read_garmin(lines(GARMIN, a_garmin_row("Pool Swim", '"1,500"')), SaidUnits(distance="km", mark="."))
    ).only

    assert (swim.efforts[0].performance.distance, swim.movement) == (1500, "swim")
