import warnings
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

import fitdecode
import pytest

from mesocycle.domain.activity.activity import Activity
from mesocycle.domain.plan.workout import WorkoutType
from mesocycle.domain.reading.reject import Reject
from mesocycle.formats.activities.fit import import_activities
from tests.formats.activities.fits import REAL, activities_in, the_activity
from tests.formats.fit_bytes import (
    a_fit_file,
    a_run,
    file_id,
    lap,
    record,
    session,
)
from tests.formats.real_files import needs_real_files, real_files


def counted(path: Path) -> Counter[str]:
    """Count messages as the decoder alone does, up to the damage."""

    def names() -> Iterator[str]:
        with warnings.catch_warnings(action="ignore"), fitdecode.FitReader(path) as reader:
            try:
                yield from (frame.name for frame in reader if frame.frame_type == fitdecode.FIT_FRAME_DATA)
            except fitdecode.FitError:
                return

    return Counter(names())


def test_the_sub_sport_trail_makes_a_trail_run() -> None:
    assert the_activity(a_run([(60, 200)], sub_sport=3)).type is WorkoutType.TRAIL_RUNNING


def test_each_sport_of_a_multisport_file_is_an_activity_with_its_own_samples() -> None:
    parts = [file_id(), *(record(at, at * 3, 100) for at in range(61)), lap(0, 60, 180)]
    parts += [*(record(at, (at - 61) * 8, 100) for at in range(61, 122)), lap(61, 60, 480)]

    run, ride = import_activities(a_fit_file(*parts, session(0, 60, 180), session(61, 60, 480, sport=2)))

    assert isinstance(run, Activity)
    assert isinstance(ride, Activity)
    assert [(each.movement, each.records, len(each.laps)) for each in (run, ride)] == [("run", 61, 1), ("bike", 61, 1)]
    assert ride.type is None


def test_a_file_that_breaks_off_gives_what_stood_before_and_says_so() -> None:
    whole = a_run([(300, 1000)])

    activity = the_activity(whole[: len(whole) // 2])

    assert 10 < activity.records < 30
    assert activity.type is None  # the sport stands at the end
    assert "breaks off" in activity.problems[0]


def test_a_workout_file_is_rejected_with_its_type() -> None:
    (reject,) = import_activities(a_fit_file(file_id(5)))

    assert isinstance(reject, Reject)
    assert "workout" in reject.reason


@pytest.mark.parametrize("body", [b"", b"\x0e", b"\x0e\x10\xbc\x52\0\0\0\0.FIT\0\0", b"\xff" * 100])
def test_bytes_that_are_no_fit_are_one_reject(body: bytes) -> None:
    (reject,) = import_activities(body)

    assert isinstance(reject, Reject)


@needs_real_files
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
def test_records_laps_and_sets_are_as_many_as_the_decoder_alone_counts(path: Path) -> None:
    found = activities_in(path)

    sums = (sum(e.records for e in found), sum(len(e.laps) for e in found), sum(len(e.sets) for e in found))
    names = counted(path)
    assert sums == (names["record"], names["lap"], names["set"])
    assert names["record"] > 0


@needs_real_files
def test_times_of_laps_follow_each_other_in_a_real_run() -> None:
    (path,) = real_files("fit-run/2013-02-06-12-11-14.fit")

    (activity,) = activities_in(path)

    assert list(accumulate(one.performance.distance or 0 for one in activity.laps))[-1] == pytest.approx(
        activity.performance.distance, rel=0.01
    )
    assert activity.performance.moving_duration is not None
    assert activity.performance.moving_duration <= (activity.performance.duration or 0)
