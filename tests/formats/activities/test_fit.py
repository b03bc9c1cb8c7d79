import warnings
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

import fitdecode
import pytest

from mesocycle.domain.activity.activity import Activity, Ascent, GuessedExercise
from mesocycle.domain.plan.workout import WorkoutType
from mesocycle.domain.reading.reject import Reject
from mesocycle.formats.activities.fit import import_activities
from tests.formats.fit_bytes import (
    UTC_BASE,
    a_fit_file,
    a_run,
    file_id,
    lap,
    message,
    record,
    session,
    strength_set,
)
from tests.formats.real_files import needs_real_files, real_files

_REAL = real_files("fit-run/*.fit") + real_files("fit-odd/*.fit") + real_files("fit-strength/*.fit")


def the_activity(body: bytes) -> Activity:
    (activity,) = import_activities(body)
    assert isinstance(activity, Activity)
    return activity


def activities_in(path: Path) -> list[Activity]:
    return [each for each in import_activities(path.read_bytes()) if isinstance(each, Activity)]


def counted(path: Path) -> Counter[str]:
    """Count messages as the decoder alone does, up to the damage."""

    def names() -> Iterator[str]:
        with warnings.catch_warnings(action="ignore"), fitdecode.FitReader(path) as reader:
            try:
                yield from (frame.name for frame in reader if frame.frame_type == fitdecode.FIT_FRAME_DATA)
            except fitdecode.FitError:
                return

    return Counter(names())


def test_a_run_gives_its_sums_and_laps() -> None:
    activity = the_activity(a_run([(300, 1000), (310, 1000)]))

    assert activity.type is WorkoutType.RUNNING
    assert activity.start == "2024-11-08T11:33:20.000Z"
    assert (activity.performance.distance, activity.performance.duration) == (2000, 610)
    assert (activity.performance.average_heart_rate, activity.performance.average_cadence) == (150, 170)
    assert [(one.performance.distance, one.performance.duration) for one in activity.laps] == [(1000, 300), (1000, 310)]
    assert activity.laps[1].started_at == "2024-11-08T11:38:20.000Z"


def test_the_sub_sport_trail_makes_a_trail_run() -> None:
    assert the_activity(a_run([(60, 200)], sub_sport=3)).type is WorkoutType.TRAIL_RUNNING


def test_the_ascent_of_the_device_stands_beside_our_own() -> None:
    climb = [record(second, second * 2, 100 + second * 0.5) for second in range(201)]

    activity = the_activity(a_fit_file(file_id(), *climb, session(0, 200, 400, ascent=104)))

    assert activity.ascents == (
        Ascent(method="device", gain=104),
        Ascent(method="t11+p3", gain=activity.performance.elevation_gain or 0, loss=0),
    )
    assert activity.performance.elevation_gain == pytest.approx(100, abs=5)


def test_a_set_tells_repetitions_load_and_what_the_watch_took_it_for() -> None:
    work, rest = strength_set(0, weight_16=1000), strength_set(30, active=False)

    activity = the_activity(a_fit_file(file_id(), work, rest, session(0, 60, 0, sport=10, sub_sport=20)))

    first, second = activity.sets
    assert activity.type is WorkoutType.STRENGTH
    assert (first.kind, first.performance.reps, first.performance.weight) == ("active", 5, 62.5)
    assert first.guesses == (GuessedExercise(category="squat", name="barbell_back_squat"),)
    assert (second.kind, second.performance.reps, second.performance.duration) == ("rest", None, 30)


def test_a_weight_of_nought_was_never_entered_and_an_unknown_exercise_is_no_guess() -> None:
    body = a_fit_file(
        file_id(), strength_set(0, weight_16=0, category=65534), session(0, 60, 0, sport=10, sub_sport=20)
    )

    (only,) = the_activity(body).sets

    assert (only.performance.weight, only.performance.weight_unit, only.guesses) == (None, None, ())


def test_each_sport_of_a_multisport_file_is_an_activity_with_its_own_samples() -> None:
    parts = [file_id(), *(record(at, at * 3, 100) for at in range(61)), lap(0, 60, 180)]
    parts += [*(record(at, (at - 61) * 8, 100) for at in range(61, 122)), lap(61, 60, 480)]

    run, ride = import_activities(a_fit_file(*parts, session(0, 60, 180), session(61, 60, 480, sport=2)))

    assert isinstance(run, Activity)
    assert isinstance(ride, Activity)
    assert [(each.movement, each.records, len(each.laps)) for each in (run, ride)] == [("run", 61, 1), ("bike", 61, 1)]
    assert ride.type is None


def test_a_device_whose_clock_was_not_set_tells_civil_time() -> None:
    body = a_fit_file(
        file_id(),
        message(18, (2, 0x86, 1000), (253, 0x86, 1600), (7, 0x86, 600_000), (5, 0x00, 1)),
        message(34, (253, 0x86, 1600), (5, 0x86, UTC_BASE)),
    )

    assert the_activity(body).start == "2024-11-08T11:23:20"


def test_a_file_that_breaks_off_gives_what_stood_before_and_says_so() -> None:
    whole = a_run([(300, 1000)])

    activity = the_activity(whole[: len(whole) // 2])

    assert 10 < activity.records < 30
    assert activity.type is None  # the sport stands at the end
    assert "breaks off" in activity.problems[0]


def test_a_changed_byte_is_told() -> None:
    whole = bytearray(a_run([(300, 1000)]))
    whole[-2] ^= 0xFF

    assert "checksum" in the_activity(bytes(whole)).problems[0]


def test_a_file_that_claims_two_gigabytes_is_read_as_far_as_it_goes() -> None:
    body = a_fit_file(file_id(), record(0, 0, 100), session(0, 60, 100), claims=2_000_000_000)

    activity = the_activity(body)

    assert activity.records == 1
    assert activity.problems


def test_a_workout_file_is_rejected_with_its_type() -> None:
    (reject,) = import_activities(a_fit_file(file_id(5)))

    assert isinstance(reject, Reject)
    assert "workout" in reject.reason


@pytest.mark.parametrize("body", [b"", b"\x0e", b"\x0e\x10\xbc\x52\0\0\0\0.FIT\0\0", b"\xff" * 100])
def test_bytes_that_are_no_fit_are_one_reject(body: bytes) -> None:
    (reject,) = import_activities(body)

    assert isinstance(reject, Reject)


@needs_real_files
@pytest.mark.parametrize("path", _REAL, ids=lambda path: path.name)
def test_records_laps_and_sets_are_as_many_as_the_decoder_alone_counts(path: Path) -> None:
    found = activities_in(path)

    sums = (sum(e.records for e in found), sum(len(e.laps) for e in found), sum(len(e.sets) for e in found))
    names = counted(path)
    assert sums == (names["record"], names["lap"], names["set"])
    assert names["record"] > 0


@needs_real_files
@pytest.mark.parametrize("path", _REAL, ids=lambda path: path.name)
def test_our_ascent_is_within_a_tenth_or_20_m_of_the_devices(path: Path) -> None:
    pairs = [{each.method: each.gain for each in activity.ascents} for activity in activities_in(path)]
    measured = [pair for pair in pairs if "device" in pair]

    far = [pair for pair in measured if abs(pair["t11+p3"] - pair["device"]) > max(20, 0.1 * pair["device"])]

    assert far == []


@needs_real_files
def test_two_strength_trainings_have_their_sets() -> None:
    found = {path.name: activities_in(path) for path in real_files("fit-strength/*.fit")}

    counts = {name: [len(one.sets) for one in each] for name, each in found.items()}
    active = {name: sum(s.kind == "active" for one in each for s in one.sets) for name, each in found.items()}
    assert counts == {"20474406937_ACTIVITY.fit": [76], "20748058539_ACTIVITY.fit": [27]}
    assert active == {"20474406937_ACTIVITY.fit": 38, "20748058539_ACTIVITY.fit": 14}


@needs_real_files
def test_times_of_laps_follow_each_other_in_a_real_run() -> None:
    (path,) = real_files("fit-run/2013-02-06-12-11-14.fit")

    (activity,) = activities_in(path)

    assert list(accumulate(one.performance.distance or 0 for one in activity.laps))[-1] == pytest.approx(
        activity.performance.distance, rel=0.01
    )
    assert activity.performance.moving_duration is not None
    assert activity.performance.moving_duration <= (activity.performance.duration or 0)
