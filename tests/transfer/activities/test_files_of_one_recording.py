"""Any two files of one recording, and rows of lists beside them, are one session, in whichever order they come."""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from math import cos, radians

import pytest

from mesocycle.domain.imports.past_workout import PastEffort, PastWorkout
from mesocycle.domain.imports.result import ImportResult, ImportSource, ItemOutcome
from mesocycle.domain.log.performance import Performance
from mesocycle.domain.people.user import User
from mesocycle.domain.plan.workout import WorkoutType
from mesocycle.reports.report_running import report_running
from mesocycle.storage.engine.database import Database
from mesocycle.transfer.activities.import_activities import import_activities
from mesocycle.transfer.history.import_history import import_history
from tests.arrange import a_user, an_act
from tests.formats.fit_bytes import UTC_BASE, a_fit_file, file_id, record, session
from tests.transfer.activities.recorded import DAY, LATER, found_in

_BEGUN = datetime(1989, 12, 31, tzinfo=UTC) + timedelta(seconds=UTC_BASE)
_M_OF_DEGREE = 111_195.0


class Recording:
    """A run with ever changing speed, as several programs write it down."""

    def __init__(self, chance: random.Random) -> None:
        self.metres = [0.0]
        for _ in range(chance.randint(60, 240)):
            self.metres.append(self.metres[-1] + chance.uniform(20, 45))
        self.late = chance.randint(0, 3)
        """How many samples a program that reads along begins later."""
        self.noise_m = chance.uniform(0, 0.5)
        self.chance = chance

    @property
    def seconds(self) -> int:
        return 10 * (len(self.metres) - 1)

    def fit(self) -> bytes:
        points = [record(10 * place, metres, 100.0) for place, metres in enumerate(self.metres)]
        return a_fit_file(file_id(), *points, session(0, self.seconds, self.metres[-1]))

    def tcx(self) -> bytes:
        points = "".join(
            f"<Trackpoint><Time>{_at(place)}</Time><DistanceMeters>{metres:.1f}</DistanceMeters></Trackpoint>"
            for place, metres in enumerate(self.metres)
        )
        return (
            '<TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"><Activities>'
            f'<Activity Sport="Running"><Id>{_at(0)}</Id><Lap StartTime="{_at(0)}"><TotalTimeSeconds>{self.seconds}'
            f"</TotalTimeSeconds><DistanceMeters>{self.metres[-1]:.1f}</DistanceMeters><Calories>1</Calories>"
            f"<Intensity>Active</Intensity><Track>{points}</Track></Lap></Activity></Activities>"
            "</TrainingCenterDatabase>"
        ).encode()

    def gpx(self) -> bytes:
        points = "".join(
            f'<trkpt lat="{52 + metres / _M_OF_DEGREE:.6f}" lon="{13 + self._off():.6f}">'
            f"<time>{_at(place)}</time></trkpt>"
            for place, metres in enumerate(self.metres)
            if place >= self.late
        )
        return f"<gpx><trk><type>running</type><trkseg>{points}</trkseg></trk></gpx>".encode()

    def row(self, source: ImportSource) -> PastWorkout:
        metres, seconds = round(self.metres[-1]), self.seconds
        return PastWorkout(
            line=2,
            key=f"{source}",
            name="Run",
            type=WorkoutType.RUNNING,
            start=f"{_BEGUN:%Y-%m-%dT%H:%M:%S}.000Z",
            duration_s=seconds,
            efforts=(PastEffort(performance=Performance(distance=metres, duration=seconds)),),
            movement="run",
        )

    def _off(self) -> float:
        return self.chance.uniform(-self.noise_m, self.noise_m) / _M_OF_DEGREE / cos(radians(52))


def _at(place: int) -> str:
    return f"{_BEGUN + timedelta(seconds=10 * place):%Y-%m-%dT%H:%M:%SZ}"


Brought = Callable[[Database, User], ImportResult]


def _file(body: bytes) -> Brought:
    return lambda db, user: import_activities(db, user.id, found_in(body), an_act(user, LATER))


def _listed(row: PastWorkout, source: ImportSource) -> Brought:
    return lambda db, user: import_history(db, user.id, source, {"list.csv": [row]}, an_act(user, LATER))


@pytest.mark.parametrize("seed", range(12))
def test_whatever_tells_of_one_run_and_in_whichever_order_it_is_one_session(db: Database, seed: int) -> None:
    chance = random.Random(seed)
    run, ann = Recording(chance), a_user(db)
    brought = [
        _file(run.fit()),
        _file(run.tcx()),
        _file(run.gpx()),
        _listed(run.row(ImportSource.GARMIN), ImportSource.GARMIN),
        _listed(run.row(ImportSource.STRAVA), ImportSource.STRAVA),
    ]

    results = [bring(db, ann) for bring in chance.sample(brought, chance.randint(2, len(brought)))]

    first, *others = (result.items[0].outcome for result in results)
    assert first is ItemOutcome.IMPORTED
    assert set(others) == {ItemOutcome.ALREADY_THERE}
    (told,) = report_running(db, ann.id, an_act(ann).actor, first=DAY, last=DAY).movements
    assert told.sessions == 1
    assert told.distance_m == pytest.approx(run.metres[-1], rel=0.05)


@pytest.mark.parametrize("seed", range(6))
def test_files_of_one_run_that_come_together_are_one_session_and_the_one_that_tells_most_is_it(
    db: Database, seed: int
) -> None:
    chance = random.Random(seed)
    run, ann = Recording(chance), a_user(db)
    files = chance.sample([run.fit(), run.tcx(), run.gpx()], 3)

    items = import_activities(db, ann.id, found_in(*files), an_act(ann, LATER)).items

    taken = [place for place, item in enumerate(items) if item.outcome is ItemOutcome.IMPORTED]
    assert taken == [files.index(run.fit())]
    assert {item.outcome for place, item in enumerate(items) if place not in taken} == {ItemOutcome.ALREADY_THERE}
