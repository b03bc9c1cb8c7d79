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

    assert commas.efforts[0].performance.distance == 5810


@pytest.mark.parametrize("distance", ['"5"', '"5.2"', '"1,005.25"'])
def test_a_thousand_of_one_column_is_read_by_the_marks_of_all_others(distance: str) -> None:
    (effort,) = read(read_garmin(lines(GARMIN, a_garmin_row(distance=distance)), KM)).only.efforts

    assert effort.performance.calories == 1020


def test_whether_garmin_counts_in_km_or_miles_is_asked() -> None:
    assert "distance unit" in read(read_garmin(lines(GARMIN, a_garmin_row()))).reject.remedy


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


def test_a_list_with_one_distance_only_is_not_guessed_at() -> None:
    header = "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance"

    assert "km or miles" in read(read_strava(lines(header, '1,"Jul 7, 2018, 5:04:11 PM",A,Run,,60,1'))).reject.reason


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


def a_foreign_list(header: str, kind: str, more: str) -> bytes:
    return lines(header, f'{kind},2026-03-14 07:05:09,false,"Morning","12.34","1,020",01:02:03,{more}')


DANISH = "Aktivitetstype,Dato,Favorit,Titel,Distance,Kalorier,Tid,Gennemsnitlig puls,Maks. puls"
FRENCH = "Type d'activité,Date,Favori,Titre,Distance,Calories,Temps,Fréquence cardiaque moyenne,FC maximale"
OLD_ENGLISH = "Activity Type,Date,Favorite,Title,Distance,Calories,Time,Avg HR,Max HR"
ANYBODYS = "A,B,C,D,E,F,G,H,I"


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        (
            f"{DANISH},Gennemsnitstempo,Bedste tempo,Samlet stigning,Samlet nedstigning,Tid i bevægelse,Tidsforbrug",
            "Løb",
        ),
        (f"{DANISH},Gennemsnitstempo,Bedste tempo,Højdeforøgelse,Højdereduktion,Tid i bevægelse,Tidsforbrug", "Løb"),
        (f"{FRENCH},Allure moyenne,Meilleure allure,Ascension totale,Descente totale,x,Temps écoulé", "Course"),
        (f"{OLD_ENGLISH},Avg Pace,Best Pace,Elev Gain,Elev Loss,Moving Time,Elapsed Time", "Running"),
        (f"{ANYBODYS},J,K,L,M,N,O", "Running"),
    ],
)
def test_garmins_list_is_read_in_any_language(header: str, kind: str) -> None:
    body = a_foreign_list(f"{header},Low,High", kind, "148,167,5:02,4:31,210,198,01:02:00,01:05:06,12,88")

    workout = read(read_garmin(body, KM)).only

    done = workout.efforts[0].performance
    assert (workout.start, workout.name, workout.duration_s) == ("2026-03-14T07:05:09", "Morning", 3906)
    assert (done.distance, done.calories, done.duration) == (12340, 1020, 3723)
    assert (done.average_heart_rate, done.max_heart_rate) == (148, 167)
    assert (done.elevation_gain, done.elevation_loss) == (210, 198)


def test_in_a_language_that_is_not_known_a_column_is_never_taken_for_what_it_can_not_be() -> None:
    body = a_foreign_list(f"{ANYBODYS},J,K", "Running", "3.4,1.2,182,0.98")

    done = read(read_garmin(body, KM)).only.efforts[0].performance

    assert (done.average_heart_rate, done.elevation_gain, done.moving_duration) == (None, None, None)


def test_in_any_language_a_distance_that_nobody_covers_is_in_metres() -> None:
    body = lines(ANYBODYS, '"Laufen auf der Bahn",2026-03-14 07:05:09,false,"5k","5,005",300,00:25:00,150,160')

    assert read(read_garmin(body, KM)).only.efforts[0].performance.distance == 5005


def test_what_is_no_list_of_garmins_says_where_to_get_one() -> None:
    no = read(read_garmin(b"a,b,c,d,e,f,g\n1,2,3,4,5,6,7\n", KM)).reject

    assert ("no list of activities" in no.reason, "Export CSV" in no.remedy) == (True, True)


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
