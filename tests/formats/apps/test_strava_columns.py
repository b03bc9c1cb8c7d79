"""Where Strava's list has what, in any language."""

import pytest

from mesocycle.domain.plan.workout import WorkoutType
from mesocycle.formats.apps.strava import read_strava
from tests.formats.reading import lines, read


@pytest.mark.parametrize("older", [False, True])
@pytest.mark.parametrize("language", ["Distancia", "no name twice"])
def test_strava_in_another_language_is_read_where_its_metres_are(*, older: bool, language: str) -> None:
    header, row = a_foreign_strava_list(language, older=older)

    workout = read(read_strava(lines(header, row))).only

    done = workout.efforts[0].performance
    assert (workout.start, workout.type) == ("2018-07-07T17:04:11.000Z", WorkoutType.RUNNING)
    assert (done.distance, done.duration, done.moving_duration) == (5005.0, 1510, 1500)
    assert (done.elevation_gain, done.elevation_loss, done.calories) == (61.5, 60.25, 355)
    assert (done.average_heart_rate, done.max_heart_rate, done.average_power) == (151.5, 171, 240)


def a_foreign_strava_list(distance: str, *, older: bool) -> tuple[str, str]:
    """Give header and row of a list in another language; the older one has two columns fewer in front."""
    names = [f"n{number}" for number in range(40)]
    front = ["1685", '"7 juil. 2018, 17:04:11"', "Midi", "Course à pied", "", "1510", '"5,00"']
    front += ["55", "false", "", "a.gpx"] if older else ["171", "55", "false", "mal", "", "a.fit.gz"]
    body = ["70", "", "1510.0", "1500.0", "5005.0", "4.5", "3.32", "61.5", "60.25", "12", "70", "9.5", "0.1", "", ""]
    body += ["95", "84", "171", "151.5", "300", "240", "355"]
    row = [*front, *body]
    names = names[: len(row)]
    names[6] = distance
    if distance != "no name twice":
        names[15 if older else 17] = distance
    return ",".join(names), ",".join(row)


def test_a_list_none_of_whose_columns_can_be_the_metres_is_not_guessed_at() -> None:
    header, row = a_foreign_strava_list("Distancia", older=True)

    assert "in metres" in read(read_strava(lines(header, row.replace("5005.0", "5.0")))).reject.reason
