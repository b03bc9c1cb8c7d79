"""A row of a list: what is in a cell counts if it can be."""

import pytest

from mesocycle.formats.apps.garmin import read_garmin
from tests.formats.apps.lists import GARMIN, KM, a_garmin_row
from tests.formats.reading import lines, read


@pytest.mark.parametrize("distance", ['"5"', '"5.2"', '"1,005.25"'])
def test_a_thousand_of_one_column_is_read_by_the_marks_of_all_others(distance: str) -> None:
    (effort,) = read(read_garmin(lines(GARMIN, a_garmin_row(distance=distance)), KM)).only.efforts

    assert effort.performance.calories == 1020


@pytest.mark.parametrize(
    ("was", "now", "field", "told"),
    [
        (",152,", ",1520,", "average_heart_rate", "averageHeartRate"),
        (",152,", ",many,", "average_heart_rate", "average heart rate"),
        ("00:33:01", "-0.4", "moving_duration", "moving time"),
        ("00:33:20", "900:00:00", "duration", "time"),
        (",41,", ",--,", "elevation_gain", None),
        ("00:33:01", "--:--:--", "moving_duration", None),
        ("00:33:01", "00:NaN:NaN", "moving_duration", None),
        (",152,", ",NaN,", "average_heart_rate", None),
    ],
)
def test_a_cell_that_was_not_measured_or_cannot_be_is_left_out_and_the_activity_stays(
    was: str, now: str, field: str, told: str | None
) -> None:
    workout = read(read_garmin(lines(GARMIN, a_garmin_row().replace(was, now)), KM)).only

    assert (getattr(workout.efforts[0].performance, field), workout.efforts[0].performance.distance) == (None, 5810)
    assert [told in sentence for sentence in workout.told if told] == ([True] if told else [])
    assert not any(".." in sentence for sentence in workout.told)
