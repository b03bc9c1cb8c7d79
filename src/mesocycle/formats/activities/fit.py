"""Importer for activities in FIT files, as watches record them."""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from math import inf

from msgspec.structs import replace

from mesocycle.domain.activity.activity import Activity, RecordedLap
from mesocycle.domain.activity.multisport import with_transitions
from mesocycle.domain.activity.raw_track import RawTrack
from mesocycle.domain.activity.sound_track import in_time, sound
from mesocycle.domain.activity.track import SamplesLeftOut, Track
from mesocycle.domain.plan.workout import Movement, Phase, WorkoutType
from mesocycle.domain.reading.reject import Reject
from mesocycle.formats.activities.fit_frames import read_frames
from mesocycle.formats.activities.fit_messages import (
    CLOCK_KNOWN,
    FIT_EPOCH,
    FitFile,
    Values,
    field_text,
    first_number,
    known_instant,
)
from mesocycle.formats.activities.fit_sets import recorded_sets
from mesocycle.formats.activities.fit_sums import ascents, climbed_by_barometer, told
from mesocycle.formats.activities.fit_whole import read_whole
from mesocycle.formats.activities.sports import Sport, sport_of

_FURTHEST_ZONE_S = 15 * 3600
_BEYOND_S = 60.0
_PHASES: dict[str, Phase] = {
    "warmup": "warmup",
    "cooldown": "cooldown",
    "rest": "rest",
    "recovery": "recovery",
}


def import_activities(body: bytes) -> Iterator[Activity | Reject]:
    """Read every activity of a FIT file, several of a multisport one; of a damaged file, what stood before."""
    nothing: Reject | None = Reject(0, "the file is empty", "Copy the file anew.")
    whole = read_whole(body)
    for file in read_frames(body) if whole is None else whole:
        found = with_transitions(list(_activities(file)))
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
    raw, left_out = in_time(file.track)
    sessions = sorted(file.messages["session"], key=_start)
    broken = _broken_off(file, raw, sessions)
    sessions += [] if broken is None else [broken]
    if not sessions:
        return
    begins = [_start(session) for session in sessions]
    windows = list(pairwise([-inf, *begins[1:], inf]))
    missing = file.records - len(file.track)
    for session, (first, end) in zip(sessions, windows, strict=True):
        part = raw if len(sessions) == 1 else raw.part(_at_or_after(raw, first), _at_or_after(raw, end))
        laps = [lap for lap in file.messages["lap"] if first <= _start(lap) < end]
        sets = [each for each in file.messages["set"] if first <= _start(each) < end]
        yield _activity(file, session, part, laps, sets, left_out, missing)
        left_out, missing = SamplesLeftOut(), 0  # of the whole file, and told once


def _activity(
    file: FitFile,
    session: Values,
    raw: RawTrack,
    laps: list[Values],
    sets: list[Values],
    beside: SamplesLeftOut,
    missing: int,
) -> Activity:
    written, sub_sport = _sport(file, session)
    sport = sport_of(f"{written} {sub_sport or ''}")
    movement: Movement = "other" if sport is None else sport.movement
    track = sound(raw, movement)
    left_out = track.left_out._replace(times=beside.times, clock_set=beside.clock_set)
    ours = track.performance(_samples(session, track))
    done = told(session, ours, movement, leapt_m=left_out.leapt_m)
    climbed = ascents(file, session, ours)
    by_barometer = next((each for each in climbed if each.method == "barometer"), None)
    divided = [_lap(lap, track) for lap in laps]
    if by_barometer is not None:
        done = replace(done, elevation_gain=by_barometer.gain, elevation_loss=by_barometer.loss or done.elevation_loss)
        climbs = climbed_by_barometer([each.performance for each in divided], laps, by_barometer)
        divided = [replace(lap, performance=each) for lap, each in zip(divided, climbs, strict=True)]
    unplaced = [f"{missing} records have no time and were counted only."] if missing else []
    start = _start(session)
    return Activity(
        format="fit",
        sport=written,
        sub_sport=sub_sport if sub_sport != "generic" else None,
        kind=None if sport is None else sport.name,
        type=_type(written, sport, has_sets=bool(sets)),
        movement=movement,
        name=field_text(file.first("workout"), "wkt_name") or field_text(session, "sport_profile_name"),
        start=_moment(file, start),
        civil_start=_civil(file, start),
        performance=done,
        ascents=climbed,
        laps=tuple(divided),
        sets=recorded_sets(sets),
        records=len(raw) + left_out.times + missing,
        problems=(*file.problems, *unplaced),
        left_out=left_out.told(),
    )


def _sport(file: FitFile, session: Values) -> tuple[str, str | None]:
    """Give the sport of a session; what it does not say stands at the beginning of the file."""
    said = session if field_text(session, "sport") else file.first("sport")
    return field_text(said, "sport") or "generic", field_text(said, "sub_sport")


def _at_or_after(raw: RawTrack, moment: float) -> int:
    return bisect_left(raw.at, moment)


def _samples(session: Values, track: Track) -> range | None:
    """Name the samples between a session's start and end; what was recorded around it is counted only."""
    start, end = _start(session), first_number(session, "timestamp") or 0.0
    seconds = first_number(session, "total_elapsed_time", "total_timer_time") or 0.0
    if end <= start:  # some watches write both as the start, and what broke off has no end
        if not seconds:
            return None
        end = start + seconds
    found = track.within(min(start, end - seconds), end)
    return found if 2 * len(found) > len(track) else None  # else its clock was another than theirs


def _lap(lap: Values, track: Track) -> RecordedLap:
    start = _start(lap)
    end = start + (first_number(lap, "total_elapsed_time", "total_timer_time") or 0.0)
    step = first_number(lap, "wkt_step_index")
    return RecordedLap(
        started_at=known_instant(start),
        phase=_PHASES.get(field_text(lap, "intensity") or "", "active"),
        plan_step=None if step is None else int(step),
        performance=told(lap, track.performance(track.within(start, end)), track.movement, of_lap=True),
    )


def _type(written: str, sport: Sport | None, *, has_sets: bool) -> WorkoutType | None:
    if sport is not None and sport.type is not None:
        return sport.type
    return WorkoutType.STRENGTH if has_sets and written in {"training", "fitness_equipment", "generic"} else None


def _broken_off(file: FitFile, raw: RawTrack, sessions: list[Values]) -> Values | None:
    """Stand in for the summary that a recording that broke off never got: it is what the samples after all others tell.

    Its laps may say the sport.
    """
    if not len(raw):
        return None
    if not sessions:
        lap = file.first("lap")
        summary: Values = {"start_time": min(raw.at[0], _start(lap) or inf)}
        return summary | {name: lap[name] for name in ("sport", "sub_sport") if name in lap}
    ended = max((_end(each) for each in sessions), default=0.0)
    if not file.problems or raw.at[-1] <= ended + _BEYOND_S:
        return None
    after = _at_or_after(raw, ended + 1)
    return {"start_time": raw.at[after], "sport": "generic"}


def _end(session: Values) -> float:
    seconds = first_number(session, "total_elapsed_time", "total_timer_time") or 0.0
    return max(first_number(session, "timestamp") or 0.0, _start(session) + seconds)


def _start(values: Values) -> float:
    return first_number(values, "start_time", "timestamp") or 0.0


def _moment(file: FitFile, start: float) -> str | None:
    """Say when it was; a device that only counts from its switching on may tell the civil time of the end."""
    known = known_instant(start)
    return known if known is not None else _civil(file, start)


def _civil(file: FitFile, start: float) -> str | None:
    """Say what the device's own clock showed; a difference that no time zone has is none."""
    end, local = (
        first_number(file.first("activity"), "timestamp"),
        first_number(file.first("activity"), "local_timestamp"),
    )
    if end is None or local is None or local < CLOCK_KNOWN:
        return None
    if end < start if end < CLOCK_KNOWN else abs(local - end) > _FURTHEST_ZONE_S:
        return None
    civil = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=FIT_EPOCH + local - (end - start))
    return f"{civil:%Y-%m-%dT%H:%M:%S}"


def _no_activity(file: FitFile) -> Reject:
    if file.problems:
        return Reject(0, f"nothing of an activity could be read: {file.problems[0].rstrip('.')}", "Copy the file anew.")
    kind = field_text(file.first("file_id"), "type") or "unknown"
    return Reject(0, f"this FIT file holds no activity, its type is {kind}", "Choose a file from the folder Activity.")
