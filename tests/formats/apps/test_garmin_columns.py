"""Where Garmin's list has what, in any language."""

import pytest

from mesocycle.formats.apps.garmin import read_garmin
from tests.formats.apps.lists import KM
from tests.formats.reading import lines, read


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
