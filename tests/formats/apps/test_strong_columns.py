"""Strong's columns in the languages of its users."""

import pytest

from mesocycle.formats.apps.strong import read_strong
from tests.formats.apps.strongs import KG, SIX, a_row
from tests.formats.reading import lines, loads, read, sets_of


def test_version_six_is_read_by_the_names_of_its_columns_with_decimal_commas() -> None:
    workout = read(read_strong(lines(SIX, a_row("1", "82,5", "5", "8,5"), a_row("2", "80", "5")))).only

    assert loads(workout) == [(5, 82.5, "kg"), (5, 80, "kg")]
    assert (workout.duration_s, workout.notes) == (3600, "good")
    assert sets_of(workout)[0].performance.rpe == 8.5


FRENCH = (
    "Date,Nom de l'entraînement,Durée,Nom de l'exercice,Ordre de la série,Poids,Réps,Distance,Secondes,Notes,"
    "Notes d'entraînement,RPE"
)


GERMAN = (
    "Datum,Workout-Name,Dauer,Name der Übung,Reihenfolge festlegen,Gewicht,Wiederh.,Entfernung,Sekunden,Notizen,"
    "Workout-Notizen,RPE"
)


CHINESE = "日期,锻炼名称,时长,运动名称,设置顺序,重量,次,距离,秒,备注,锻炼备注,RPE"


NOBODYS = "A,B,C,D,E,F,G,H,I,J,K,L"


@pytest.mark.parametrize(
    ("header", "lasted", "rest", "seconds"),
    [
        (FRENCH, "1h 5min", "Minuteur", 3900),
        (GERMAN, "35min", "Ruhezeit", 2100),
        (CHINESE, "1小时13分钟", "休息", 4380),
        (NOBODYS, "12 xyz 5", "Zzz", None),
    ],
)
def test_strong_is_read_in_any_language_with_its_rests_and_notes(
    header: str, lasted: str, rest: str, seconds: int | None
) -> None:
    begun = f"2025-08-23 17:51:23,Legs,{lasted},Squat (Barbell)"
    body = lines(header, *(f"{begun},{row}" for row in ("1,100.0,5.0,0,0.0,,good,8", f"{rest},0,0,0,90.0,,good,")))
    body += lines(f"{begun},XY,0,0,0,0,tight,good,", f"{begun},2,102.5,5.0,0,0.0,,good,9")

    workout = read(read_strong(body, KG)).only

    (exercise,) = workout.exercises
    assert loads(workout) == [(5, 100.0, "kg"), (5, 102.5, "kg")]
    assert ([each.rest for each in exercise.sets], exercise.notes) == (["90s", None], "tight")
    assert (workout.duration_s, workout.notes, workout.start) == (seconds, "good", "2025-08-23T17:51:23")


def test_a_header_that_nobody_knows_over_other_values_is_no_export_of_strong() -> None:
    body = lines(NOBODYS, "1,2,3,4,5,6,7,8,9,10,11,12")

    assert "no export of Strong" in read(read_strong(body, KG)).reject.reason
