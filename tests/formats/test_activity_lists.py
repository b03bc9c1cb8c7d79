"""Lists of activities: Garmin Connect's with the account's units and marks, Strava's with columns twice."""

import pytest

from mesocycle.domain.plan.workout import WorkoutType
from mesocycle.formats.apps.activity_kinds import Kind, kind_of
from mesocycle.formats.apps.garmin import read_garmin
from mesocycle.formats.apps.strava import read_strava
from mesocycle.formats.text.cells import SaidUnits
from tests.formats.reading import lines, read

GARMIN = (
    "Activity Type,Date,Favorite,Title,Distance,Calories,Time,Avg HR,Max HR,Total Ascent,Total Descent,"
    "Total Reps,Total Sets,Moving Time,Elapsed Time"
)
STRAVA = (
    "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance,Max Heart Rate,"
    "Relative Effort,Commute,Activity Private Note,Activity Gear,Filename,Athlete Weight,Bike Weight,Elapsed Time,"
    "Moving Time,Distance,Max Speed,Average Speed,Elevation Gain,Elevation Loss,Average Heart Rate"
)
KM = SaidUnits(distance="km")


def a_garmin_row(kind: str = "Running", distance: str = '"5.81"', calories: str = '"1,020"') -> str:
    return (
        f'{kind},2025-02-06 17:06:03,false,"Evening run",{distance},{calories},00:33:20,152,171,41,--,--,--,'
        "00:33:01,00:35:10.5"
    )


def a_strava_row(date: str = '"Jul 7, 2018, 5:04:11 PM"', kind: str = "Run") -> str:
    return (
        f'1685,{date},Lunch run,{kind},"hot",3600,10.01,171.0,55.0,false,"knee",,activities/1.fit.gz,70,,3600.0,'
        "3500.0,10012.400390625,4.5,2.86,120.5,118.2,152.3"
    )


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
    unclear = read(read_garmin(lines(GARMIN, a_garmin_row(distance="5", calories='"1,020"')), KM)).reject

    assert commas.efforts[0].performance.distance == 5810
    assert "--decimal" in unclear.remedy


def test_whether_garmin_counts_in_km_or_miles_is_asked() -> None:
    assert "--unit" in read(read_garmin(lines(GARMIN, a_garmin_row()))).reject.remedy


def test_in_miles_the_climb_is_in_feet() -> None:
    done = read(read_garmin(lines(GARMIN, a_garmin_row(distance="1.0")), SaidUnits(distance="mi"))).only.efforts[0]

    assert (done.performance.distance, done.performance.elevation_gain) == (1609.344, 12.4968)


def test_a_swim_is_in_metres_whatever_the_rest_is_in() -> None:
    swim = read(
        read_garmin(lines(GARMIN, a_garmin_row("Pool Swim", '"1,500"')), SaidUnits(distance="km", mark="."))
    ).only

    assert (swim.efforts[0].performance.distance, swim.movement) == (1500, "swim")


def test_strava_is_read_in_metres_from_the_second_distance_and_in_utc() -> None:
    workout = read(read_strava(lines(STRAVA, a_strava_row()))).only

    done = workout.efforts[0].performance
    assert (workout.start, workout.key, workout.notes) == ("2018-07-07T17:04:11.000Z", "1685", "hot\nknee")
    assert (done.distance, done.duration, done.moving_duration) == (10012.400390625, 3600, 3500.0)
    assert (done.elevation_gain, done.average_heart_rate) == (120.5, 152.3)


def test_strava_in_another_language_is_read_by_the_places_of_its_columns() -> None:
    header = ",".join(f"Spalte {number}" for number in range(100))
    row = a_strava_row('"7 juil. 2018, 17:04:11"', "Course à pied") + "," * (100 - STRAVA.count(",") - 1)

    workout = read(read_strava(lines(header, row))).only

    assert (workout.start, workout.type) == ("2018-07-07T17:04:11.000Z", WorkoutType.RUNNING)
    assert workout.efforts[0].performance.distance == 10012.400390625


def test_a_list_with_one_distance_only_is_not_guessed_at() -> None:
    header = "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance"

    assert "km or miles" in read(read_strava(lines(header, '1,"Jul 7, 2018, 5:04:11 PM",A,Run,,60,1'))).reject.reason


def test_an_impossible_heart_rate_rejects_its_row_and_no_other() -> None:
    found = read(read_garmin(lines(GARMIN, a_garmin_row(), a_garmin_row().replace(",152,", ",1520,")), KM))

    assert (len(found.workouts), [no.line for no in found.rejects]) == (1, [3])


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Trail Running", Kind(WorkoutType.TRAIL_RUNNING, "run", None)),
        ("Treadmill Running", Kind(WorkoutType.RUNNING, "run", None)),
        ("Laufen", Kind(WorkoutType.RUNNING, "run", None)),
        ("Strength Training", Kind(WorkoutType.STRENGTH, "other", None)),
        ("Virtual Ride", Kind(WorkoutType.OTHER, "bike", "cycling")),
        ("Hiking", Kind(WorkoutType.OTHER, "hike", "hiking")),
        ("Yoga", Kind(WorkoutType.OTHER, "other", "yoga")),
        ("Throwing", Kind(WorkoutType.OTHER, "other", "Throwing")),
    ],
)
def test_a_row_is_what_its_word_says_and_an_unknown_word_is_kept(name: str, kind: Kind) -> None:
    assert kind_of(name) == kind
