"""Exports of other programs damaged at random, and what must hold of whatever the readers make of them."""

import csv
import io
import random

import msgspec

from mesocycle.domain.imports.past_session import own_exercise, past_session
from mesocycle.domain.imports.past_workout import PastSet, PastWorkout, content_digest, times
from mesocycle.domain.imports.result import ImportSource
from mesocycle.domain.log.checks import check_log
from mesocycle.domain.plan.library import LibraryExercise
from mesocycle.domain.reading.reject import Reject
from mesocycle.formats.apps.readers import READERS
from mesocycle.formats.text.cells import NOTHING_SAID, SaidUnits
from tests.formats.apps import hevy as hevy_rows
from tests.formats.apps import lists as activity_lists
from tests.formats.apps import strongs, test_fitnotes, test_jefit, test_strava, test_strong
from tests.formats.damage import damaged
from tests.formats.reading import lines
from tests.formats.real_files import real_files

_SAID = (
    NOTHING_SAID,
    SaidUnits(weight="kg", distance="km"),
    SaidUnits(weight="lb", distance="mi", mark=","),
    SaidUnits(weight="kg", distance="m", mark="."),
)
_ODD = (
    *("", "-1", "0", "1e308", "nan", "inf", "1,020", "8,5", "9" * 400, "999999999", "\u0661\u0662", "\u00b2", "--"),
    *("15 Sep 2025, 07:48", "31.12.8999 23:59", "1900-01-01", "2025-02-30", "03/04/2025", "12:60", "2h 99m"),
    *('"', "''", "\u2028", "\ufeff", "\ud7ff", "x" * 5000, "5x5,5x5", "1708195761", "9999999999", "Rest Timer", "W"),
)
_ZONES = ("UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Berlin")


def own_exports() -> dict[ImportSource, list[bytes]]:
    """Give small exports of each program that are made here."""
    hevy = [hevy_rows.a_row(index=number, kind=kind) for number, kind in enumerate(("warmup", "normal", "dropset"))]
    six = [strongs.a_row("W", "40", "5"), strongs.a_row("1", "82,5", "5", "8,5"), strongs.a_row("Note")]
    cardio = ("### CARDIO LOGS ######", "", "mydate,ename,belongsession,distance,duration", "2024-02-17,Run,0,2.5,900")
    return {
        ImportSource.HEVY: [lines(hevy_rows.HEADER, *hevy)],
        ImportSource.STRONG: [
            lines(test_strong.OLD, test_strong.an_old_row(), test_strong.an_old_row("2")),
            lines(strongs.SIX, *six),
        ],
        ImportSource.FITNOTES: [
            lines(test_fitnotes.ANDROID, "2026-03-02,Row,Back,60,8,,,,x", "2026-03-02,Run,Cardio,,,5.2,km,0:30:00,"),
            lines(test_fitnotes.IOS, "Push,2026-03-02 18:00,2026-03-02 19:00,80,Press,,5,40,,,Done,true,8,2,Chest,x"),
        ],
        ImportSource.JEFIT: [test_jefit.a_backup(test_jefit.a_log(), test_jefit.a_log(session="0"), more=cardio)],
        ImportSource.GARMIN: [lines(activity_lists.GARMIN, activity_lists.a_garmin_row())],
        ImportSource.STRAVA: [lines(test_strava.STRAVA, test_strava.a_strava_row())],
    }


def all_exports(longest: int = 200_000) -> dict[ImportSource, list[bytes]]:
    """Give the exports made here and, where they are, the beginnings of real ones."""
    found = own_exports()
    for source, pattern in ((ImportSource.HEVY, "csv/hevy*.csv"), (ImportSource.STRONG, "csv/strong*.csv")):
        bodies = (path.read_bytes() for path in real_files(pattern))
        found[source] += [body[:longest] for body in bodies]
    return found


def damaged_export(body: bytes, chance: random.Random) -> bytes:
    """Damage an export: its bytes, or its cells so that it stays a table."""
    if chance.random() < 0.5:
        return damaged(body, chance)
    rows = list(csv.reader(io.StringIO(body.decode(errors="replace"), newline="")))
    for _ in range(chance.randint(1, 6)):
        row = chance.choice(rows[: max(1, chance.choice((1, 3, len(rows))))])
        if row:
            row[chance.randrange(len(row))] = chance.choice((*_ODD, chance.choice(row)))
    written = io.StringIO()
    csv.writer(written, delimiter=chance.choice(",,;\t")).writerows(rows)
    return written.getvalue().encode(chance.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16")), errors="replace")


def check_export(source: ImportSource, body: bytes, chance: random.Random) -> int:
    """Read a body however damaged: what comes can be kept, or says why not; gives how many workouts came."""
    found = list(READERS[source](body, chance.choice(_SAID)))
    for each in found:
        assert isinstance(each, PastWorkout | Reject)
        if isinstance(each, Reject):
            assert each.line >= 1
            assert each.reason
            assert each.remedy
        else:
            _check_workout(source, each)
    return sum(isinstance(each, PastWorkout) for each in found)


def _check_workout(source: ImportSource, workout: PastWorkout) -> None:
    """Look whether a workout can become a session whose log breaks no rule."""
    assert workout.exercises or workout.efforts
    assert len(content_digest(workout)) == 32
    assert b"\x00" not in msgspec.json.encode(workout)
    for zone in _ZONES:
        when = times(workout, zone)
        assert "1899-12-30" < when.day < "9000-01-02"
    sets: dict[str, list[PastSet]] = {}
    for exercise in workout.exercises:
        sets.setdefault(exercise.name, []).extend(exercise.sets)
    meant: dict[str, LibraryExercise] = {name: own_exercise("ann", name, done) for name, done in sets.items()}
    session = past_session(workout, source, meant)
    assert check_log(session.log, session.snapshot) == ()
