"""Importer for activities in FIT files, as watches record them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from math import inf

from msgspec.structs import replace

from mesocycle.domain.activity.activity import Activity, Ascent, RecordedLap
from mesocycle.domain.activity.track import Track, on_the_flat, tidy
from mesocycle.domain.log.performance import Performance
from mesocycle.domain.plan.workout import Movement, Phase, WorkoutType
from mesocycle.domain.reading.reject import Reject
from mesocycle.formats.activities.fit_frames import (
    CLOCK_KNOWN,
    FIT_EPOCH,
    FitFile,
    Values,
    known_instant,
    number,
    read_files,
    text,
)
from mesocycle.formats.activities.fit_sets import recorded_sets

_MOVEMENTS: dict[str, Movement] = {
    "running": "run",
    "walking": "walk",
    "hiking": "hike",
    "mountaineering": "hike",
    "cycling": "bike",
    "e_biking": "bike",
    "rowing": "row",
    "swimming": "swim",
}
_ON_FOOT = frozenset({"run", "walk", "hike"})
_PHASES: dict[str, Phase] = {
    "warmup": "warmup",
    "cooldown": "cooldown",
    "rest": "rest",
    "recovery": "recovery",
}


def import_activities(body: bytes) -> Iterator[Activity | Reject]:
    """Read every activity of a FIT file, several of a multisport one; of a damaged file, what stood before."""
    nothing: Reject | None = Reject(0, "the file is empty", "Copy the file anew.")
    for file in read_files(body):
        found = list(_activities(file))
        yield from found
        if found:
            nothing = None
        elif file.problems and nothing is None:
            yield _no_activity(file)
        elif nothing is not None:  # settings beside an activity are no matter
            nothing = _no_activity(file)
    if nothing is not None:
        yield nothing


def _activities(file: FitFile) -> Iterator[Activity]:
    sessions = sorted(file.messages["session"], key=_start)
    if not sessions and len(file.track):
        sessions = [_unclosed(file)]
    if not sessions:
        return
    begins = [_start(session) for session in sessions]
    windows = list(pairwise([-inf, *begins[1:], inf]))
    for session, (first, end) in zip(sessions, windows, strict=True):
        track = file.track.part(file.track.at_or_after(first), file.track.at_or_after(end))
        laps = [lap for lap in file.messages["lap"] if first <= _start(lap) < end]
        sets = [each for each in file.messages["set"] if first <= _start(each) < end]
        yield _activity(file, session, track, laps, sets)


def _activity(file: FitFile, session: Values, track: Track, laps: list[Values], sets: list[Values]) -> Activity:
    sport, sub_sport = text(session, "sport") or "generic", text(session, "sub_sport")
    movement = _MOVEMENTS.get(sport, "other")
    gain = number(session, "total_ascent")
    ours = track.performance(_samples(session, track), movement)
    told = _told(session, ours, movement)
    ascents = [] if gain is None else [
        Ascent(method="device", gain=tidy(gain) or 0, loss=tidy(number(session, "total_descent")))
    ]  # fmt: skip
    if ours.elevation_gain is not None:
        ascents.append(Ascent(method="t11+h0.2", gain=ours.elevation_gain, loss=ours.elevation_loss))
    missing = file.records - len(file.track)
    unplaced = [f"{missing} records have no time and were counted only."] if missing else []
    return Activity(
        format="fit",
        sport=sport,
        sub_sport=sub_sport if sub_sport != "generic" else None,
        type=_type(sport, sub_sport, has_sets=bool(sets)),
        movement=movement,
        name=text(file.first("workout"), "wkt_name") or text(session, "sport_profile_name"),
        start=_moment(file, _start(session)),
        performance=told,
        ascents=tuple(ascents),
        laps=tuple(_lap(lap, track, movement) for lap in laps),
        sets=recorded_sets(sets),
        records=len(track) + missing,
        problems=(*file.problems, *unplaced),
    )


def _samples(session: Values, track: Track) -> range:
    """Name the samples between a session's start and end; what was recorded around it is counted only."""
    start, end = _start(session), number(session, "timestamp") or 0.0
    if end <= start:  # some watches write both as the start
        end = start + (number(session, "total_elapsed_time", "total_timer_time") or 0.0)
    return track.within(start, end) or range(len(track))


def _lap(lap: Values, track: Track, movement: Movement) -> RecordedLap:
    start = _start(lap)
    end = start + (number(lap, "total_elapsed_time", "total_timer_time") or 0.0)
    step = number(lap, "wkt_step_index")
    return RecordedLap(
        started_at=known_instant(start),
        phase=_PHASES.get(text(lap, "intensity") or "", "active"),
        plan_step=None if step is None else int(step),
        performance=_told(lap, track.performance(track.within(start, end), movement), movement),
    )


def _told(values: Values, ours: Performance, movement: Movement) -> Performance:
    """Take what the device summed itself, and what it did not from its samples; climbing is always our own sum."""
    timer = number(values, "total_timer_time")
    moving = number(values, "total_moving_time")
    if moving is None and ours.moving_duration is not None:
        moving = min(ours.moving_duration, timer or inf)
    steps = 2.0 if movement in _ON_FOOT else 1.0  # a watch counts one foot
    turns = number(values, "avg_running_cadence", "avg_cadence")
    if turns is None:
        turns = ours.average_cadence
    else:
        turns += number(values, "avg_fractional_cadence") or 0.0
    distance = _first(number(values, "total_distance"), ours.distance) or None
    return replace(
        ours,
        duration=_first(number(values, "total_elapsed_time"), timer, ours.duration),
        moving_duration=_first(moving, timer),
        distance=distance,
        grade_adjusted_distance=on_the_flat(ours, distance),
        average_heart_rate=_first(number(values, "avg_heart_rate"), ours.average_heart_rate),
        max_heart_rate=_first(number(values, "max_heart_rate"), ours.max_heart_rate),
        average_power=_first(number(values, "avg_power"), ours.average_power),
        average_cadence=None if turns is None else tidy(turns * steps),
        calories=tidy(number(values, "total_calories")),
    )


def _first(*amounts: float | None) -> int | float | None:
    return next((tidy(each) for each in amounts if each is not None and each >= 0), None)


def _type(sport: str, sub_sport: str | None, *, has_sets: bool) -> WorkoutType | None:
    if sport == "running":
        return WorkoutType.TRAIL_RUNNING if sub_sport == "trail" else WorkoutType.RUNNING
    if sub_sport == "strength_training" or (has_sets and sport in {"training", "fitness_equipment", "generic"}):
        return WorkoutType.STRENGTH
    return None


def _unclosed(file: FitFile) -> Values:
    """Stand in for the summary that a recording that broke off never got; its laps may say the sport."""
    lap = file.first("lap")
    summary: Values = {"start_time": min(file.track.at[0], _start(lap) or inf)}
    return summary | {name: lap[name] for name in ("sport", "sub_sport") if name in lap}


def _start(values: Values) -> float:
    return number(values, "start_time", "timestamp") or 0.0


def _moment(file: FitFile, start: float) -> str | None:
    """Say when it was; a device that only counts from its switching on may tell the civil time of the end."""
    known = known_instant(start)
    if known is not None:
        return known
    end, local = number(file.first("activity"), "timestamp"), number(file.first("activity"), "local_timestamp")
    if end is None or local is None or local < CLOCK_KNOWN or end < start:
        return None
    civil = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=FIT_EPOCH + local - (end - start))
    return f"{civil:%Y-%m-%dT%H:%M:%S}"


def _no_activity(file: FitFile) -> Reject:
    if file.problems:
        return Reject(0, f"nothing of an activity could be read: {file.problems[0].rstrip('.')}", "Copy the file anew.")
    kind = text(file.first("file_id"), "type") or "unknown"
    return Reject(0, f"this FIT file holds no activity, its type is {kind}", "Choose a file from the folder Activity.")
