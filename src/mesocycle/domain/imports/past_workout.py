"""A workout that another program recorded: what every importer yields, before anybody knows whose it is."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta

import msgspec

from mesocycle.domain.document import Date, DurationText, Instant, Number, TimeOfDay
from mesocycle.domain.instant import EARLIEST, LATEST, instant, zone
from mesocycle.domain.log.performance import Feedback, Performance
from mesocycle.domain.plan.workout import Movement, Phase, SetType, Side, WorkoutType

LONGEST_OF_SETS_S = 6 * 3600
"""Of a workout of sets: one that took longer was left open, and how long it really took nobody knows."""
LONGEST_S = 14 * 86_400
_LONG_S = 12 * 3600
_MOST_PAUSED = 3
"""An activity that took more than twelve hours, and this many times as long as it moved, was left running."""

AmountKey = tuple[Number | str | None, ...]
"""What one set or effort came to, to compare by."""


class PastSet(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One set as the file tells it: value and unit as typed there, an amount it does not name is absent."""

    performance: Performance
    set_type: SetType = "working"
    side: Side | None = None
    notes: str | None = None
    rest: DurationText | None = None
    """The rest that followed, where the file has it."""
    performed_at: Instant | None = None


class PastExercise(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One exercise under the name that the file gives it; equal `superset` of one workout belong together."""

    name: str
    sets: tuple[PastSet, ...]
    notes: str | None = None
    superset: str | None = None


class PastEffort(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A run, a ride or one lap of it."""

    performance: Performance
    phase: Phase = "active"
    performed_at: Instant | None = None


class PastWorkout(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Exercises with their sets, or efforts, done at one time; nothing in it is a plan.

    `start` and `end` are an instant (`2025-09-15T05:48:00.000Z`) where the file knows the zone, else civil time
    (`2025-09-15T07:48:00`) or a civil day alone (`2025-09-15`): those are the athlete's own.
    """

    line: int
    """Where it begins in the file."""
    key: str
    """What its source knows it by: the same in every export, whatever else was corrected since."""
    name: str
    type: WorkoutType
    start: str
    end: str | None = None
    duration_s: Number | None = None
    """How long it took by the file; without it `end` says so."""
    notes: str | None = None
    exercises: tuple[PastExercise, ...] = ()
    efforts: tuple[PastEffort, ...] = ()
    """One is the whole activity; several are its laps, in order."""
    movement: Movement | None = None
    """Of the efforts."""
    feedback: Feedback | None = None
    sport: str | None = None
    """Of a workout of the type `other`: what it was."""
    civil_start: str | None = None
    """What the clock showed where it was done, where the file knows that beside an instant."""
    told: tuple[str, ...] = ()
    """What of the file was left out, each in a sentence."""


class PastTimes(msgspec.Struct, frozen=True, kw_only=True):
    """When a past workout was, for an athlete: the civil day and time, and the instants where they are known."""

    day: Date
    time: TimeOfDay | None
    started_at: Instant | None
    completed_at: Instant | None
    duration_minutes: int | None
    told: str | None = None
    """What of the file's times was left out, in a sentence."""


def content_digest(workout: PastWorkout) -> bytes:
    """Give the SHA-256 of all that the file says of a workout, wherever in the file it stands."""
    said = msgspec.structs.replace(workout, line=0, type=_former_type(workout), sport=None, civil_start=None, told=())
    return hashlib.sha256(msgspec.json.encode(said)).digest()


def key_digest(source: str, workout: PastWorkout) -> bytes:
    """Give the SHA-256 of the source and what it knows a workout by."""
    return hashlib.sha256(f"{source}\0{workout.key}".encode()).digest()


def amounts(done: Iterable[Performance]) -> Counter[AmountKey]:
    """Count what was done, whatever it was called: repetitions, weight, duration and distance of each set or effort.

    Help is the same help, be it written as a weight of the machine or as what it takes off the body.
    """
    return Counter(
        (each.reps, each.weight and abs(each.weight), each.weight_unit, each.duration, each.distance) for each in done
    )


def amounts_of(workout: PastWorkout) -> Counter[AmountKey]:
    """Count what was done in a past workout."""
    sets = [each.performance for exercise in workout.exercises for each in exercise.sets]
    return amounts([*sets, *(effort.performance for effort in workout.efforts)])


def is_same_work(one: Counter[AmountKey], other: Counter[AmountKey]) -> bool:
    """Tell whether two workouts of one time and name are the same, corrected: half of all amounts are in both."""
    return 2 * (one & other).total() >= (one | other).total()


def times(workout: PastWorkout, time_zone: str) -> PastTimes:
    """Place a past workout in an athlete's time; a civil time that the zone skips or has twice is the first.

    `ValueError` where a time is none, or is not between the years 1900 and 9998.
    """
    begun = _moment(workout.start, time_zone)
    if begun is None:
        seconds, told = _lasted(workout, workout.duration_s)
        return PastTimes(
            day=_day(workout.start),
            time=None,
            started_at=None,
            completed_at=None,
            duration_minutes=_minutes(seconds),
            told=told,
        )
    ended = _moment(workout.end, time_zone) if workout.end else None
    if ended is not None and ended < begun:
        ended = None
    between = None if ended is None else (ended - begun).total_seconds()
    seconds, told = _lasted(workout, between if workout.duration_s is None else workout.duration_s)
    if between is None or told is not None or between > LONGEST_S:
        ended = None if seconds is None else begun + timedelta(seconds=seconds)
    here = begun.astimezone(zone(time_zone))
    civil = datetime.fromisoformat(workout.civil_start) if workout.civil_start else here  # the device's own decides
    return PastTimes(
        day=civil.date().isoformat(),
        time=f"{civil:%H:%M}",
        started_at=_instant(begun),
        completed_at=None if ended is None else _instant(ended),
        duration_minutes=_minutes(seconds),
        told=told,
    )


def _former_type(workout: PastWorkout) -> WorkoutType:
    """Give the type that other sports had before they had one of their own: what was imported then is known still."""
    if workout.type is not WorkoutType.OTHER:
        return workout.type
    covers = workout.movement not in (None, "other") or any(each.performance.distance for each in workout.efforts)
    return WorkoutType.RUNNING if covers else WorkoutType.STRENGTH


def _lasted(workout: PastWorkout, seconds: Number | None) -> tuple[Number | None, str | None]:
    """Give how long a workout took, or what is known of it where it was left open, and say so."""
    if seconds is None:
        return None, None
    if workout.exercises:
        if seconds <= LONGEST_OF_SETS_S:
            return seconds, None
        return None, f"It was open for {_hours(seconds)}, so how long it took is left out."
    moved = max((_moved(each.performance) for each in workout.efforts), default=0) if len(workout.efforts) == 1 else 0
    if seconds <= LONGEST_S and (seconds <= _LONG_S or not moved or seconds <= _MOST_PAUSED * moved):
        return seconds, None
    known = moved or None
    instead = "how long it took is left out" if known is None else f"{_hours(known)} of it count"
    return known, f"It ran on for {_hours(seconds)}, so {instead}."


def _moved(done: Performance) -> Number:
    """Give the seconds that are known to be of the activity itself."""
    known = [each for each in (done.moving_duration, done.duration) if each and each <= LONGEST_S]
    return min(known, default=0)


def _hours(seconds: Number) -> str:
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours} h {minutes} min"


def _moment(text: str, time_zone: str) -> datetime | None:
    """Read an instant, or a civil time in a zone; None for a day alone."""
    if len(text) == 10:
        return None
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone(time_zone))
    return moment.astimezone(UTC)


def _instant(moment: datetime) -> Instant:
    text = instant(moment)
    if not EARLIEST <= text < LATEST:
        raise ValueError(f"{text} is not between the years 1900 and 9998")
    return text


def _day(text: str) -> Date:
    day = datetime.combine(datetime.fromisoformat(text), time.min, UTC)
    return _instant(day)[:10]


def _minutes(seconds: Number | None) -> int | None:
    return None if seconds is None else max(round(seconds / 60), 1)
