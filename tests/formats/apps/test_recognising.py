"""A file is known by what it holds."""

import io
import zipfile

import pytest

from mesocycle.domain.imports.result import ImportSource
from mesocycle.formats.apps.recognising import recognise
from tests.formats.apps.hevy import HEADER, a_row


def zipped(name: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr(name, b"x")
    return file.getvalue()


STRONG = b"Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps\n2025-09-15 07:48:00,A,1h,Squat,1,100,5\n"
GARMIN = (
    b"Activity Type,Date,Favorite,Title,Distance,Calories,Time\nRunning,2025-09-15 07:48:00,false,Run,5,300,00:30:00\n"
)
STRONG_DE = (
    "Datum;Workout-Name;Dauer;Name der Übung;Reihenfolge festlegen;Gewicht (kg);Wiederh.\n"
    "2025-09-15 07:48:00;A;1h;Squat;1;100;5\n"
)


@pytest.mark.parametrize(
    ("body", "source"),
    [
        (f"{HEADER}\n{a_row()}".encode(), ImportSource.HEVY),
        (b"\xef\xbb\xbf" + f"{HEADER}\n{a_row()}".encode(), ImportSource.HEVY),
        (STRONG, ImportSource.STRONG),
        (STRONG_DE.encode(), ImportSource.STRONG),
        (b"Date,Exercise,Category,Weight (kgs),Reps\n2025-09-15,Squat,Legs,100,5\n", ImportSource.FITNOTES),
        (b"### SETTING ####\n_id,mass\n", ImportSource.JEFIT),
        (b"Activity ID,Activity Date,Activity Name,Activity Type\n1,x,y,z\n", ImportSource.STRAVA),
        (
            GARMIN,
            ImportSource.GARMIN,
        ),
        (b"\x0e\x10\x00\x00\x00\x00\x00\x00.FIT\x00", ImportSource.ACTIVITY),
        (b'<?xml version="1.0"?><gpx version="1.1"></gpx>', ImportSource.ACTIVITY),
        (b"\x1f\x8b\x08rest", ImportSource.ACTIVITY),
        (zipped("a.fit"), ImportSource.ACTIVITY),
        (zipped("manifest.json"), ImportSource.ARCHIVE),
        (zipped("[Content_Types].xml"), None),
        (b"PK\x03\x04 cut off", ImportSource.ACTIVITY),
        (b'{"_id": "a"}\n', ImportSource.SESSIONS),
        (b"just some words", None),
        (b"", None),
    ],
)
def test_a_file_says_itself_whose_it_is(body: bytes, source: ImportSource | None) -> None:
    file = io.BytesIO(body)

    assert (recognise(file), file.tell()) == (source, 0)


def test_a_long_table_is_known_by_its_beginning() -> None:
    body = "\n".join([HEADER, *[a_row()] * 5000]).encode()

    assert recognise(io.BytesIO(body)) is ImportSource.HEVY
