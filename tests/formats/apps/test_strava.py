"""Strava's list of activities."""

from mesocycle.formats.apps.strava import read_strava
from tests.formats.reading import lines, read

STRAVA = (
    "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance,Max Heart Rate,"
    "Relative Effort,Commute,Activity Private Note,Activity Gear,Filename,Athlete Weight,Bike Weight,Elapsed Time,"
    "Moving Time,Distance,Max Speed,Average Speed,Elevation Gain,Elevation Loss,Average Heart Rate"
)


def a_strava_row(date: str = '"Jul 7, 2018, 5:04:11 PM"', kind: str = "Run") -> str:
    return (
        f'1685,{date},Lunch run,{kind},"hot",3600,10.01,171.0,55.0,false,"knee",,activities/1.fit.gz,70,,3600.0,'
        "3500.0,10012.400390625,4.5,2.86,120.5,118.2,152.3"
    )


def test_strava_is_read_in_metres_from_the_second_distance_and_in_utc() -> None:
    workout = read(read_strava(lines(STRAVA, a_strava_row()))).only

    done = workout.efforts[0].performance
    assert (workout.start, workout.key, workout.notes) == ("2018-07-07T17:04:11.000Z", "1685", "hot\nknee")
    assert (done.distance, done.duration, done.moving_duration) == (10012.400390625, 3600, 3500.0)
    assert (done.elevation_gain, done.average_heart_rate) == (120.5, 152.3)


def test_a_list_with_one_distance_only_is_not_guessed_at() -> None:
    header = "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance"

    assert "km or miles" in read(read_strava(lines(header, '1,"Jul 7, 2018, 5:04:11 PM",A,Run,,60,1'))).reject.reason
