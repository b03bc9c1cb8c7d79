"""Running and what is like it: sums by movement, grade-adjusted pace, time in heart-rate zones, predictions."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import fsum

from msgspec import field

from mesocycle.analytics.running.prediction import Prediction, predict
from mesocycle.analytics.weeks import week_of, weeks_between
from mesocycle.domain.activity.gradient import flat_equivalent_of_totals, km_effort, pace_s_per_km
from mesocycle.domain.activity.human_speed import is_beyond_people, sure_speed
from mesocycle.domain.document import Date, Document
from mesocycle.domain.history.done import DoneEffort, DoneSession
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.plan.workout import Movement, WorkoutType
from mesocycle.domain.reference.in_force import in_force
from mesocycle.domain.reference.value import ReferenceValue

ON_FOOT: tuple[Movement, ...] = ("run",)
"""What is running distance; a hike or a bike ride is none."""


class MovementSums(Document, frozen=True, kw_only=True):
    """What was done of one movement; paces are of the efforts that have both distance and time.

    The grade-adjusted pace is Minetti's cost over the smoothed track of each run that a device recorded; of the others
    over their totals of ascent and descent, which is rougher.
    """

    movement: Movement
    sessions: int
    efforts: int
    distance_m: float
    duration_s: float
    elevation_gain_m: float
    elevation_loss_m: float
    km_effort: float
    pace_s_per_km: float | None = None
    grade_adjusted_pace_s_per_km: float | None = None
    average_heart_rate: float | None = None
    """Weighted by time, of the efforts that have one."""


class RunningWeek(Document, frozen=True, kw_only=True):
    """A week's running alone."""

    week: Date
    sessions: int
    distance_m: float
    duration_s: float
    elevation_gain_m: float


class ZoneTime(Document, frozen=True, kw_only=True):
    """Seconds of efforts whose average heart rate lay in a zone; zones count from 1, easy to hard."""

    zone: int
    duration_s: float


class PaceAndHeartRate(Document, frozen=True, kw_only=True):
    """One running effort that has distance, time and heart rate."""

    day: Date
    pace_s_per_km: float
    average_heart_rate: float
    distance_m: float


class RunningReport(Document, frozen=True, kw_only=True):
    """What was run between two days, and what it says."""

    first: Date = field(name="from")
    last: Date = field(name="to")
    movements: tuple[MovementSums, ...]
    weeks: tuple[RunningWeek, ...]
    zones: tuple[ZoneTime, ...]
    """Empty where no zones are known or no effort has a heart rate."""
    efforts: tuple[PaceAndHeartRate, ...]
    prediction: Prediction | None = None


def running_report(
    sessions: Iterable[DoneSession], values: Sequence[ReferenceValue], *, first: Date, last: Date, begins: int = 0
) -> RunningReport:
    """Report on the sessions between two days; values in the order they were added."""
    inside = sorted((each for each in sessions if first <= each.day <= last), key=lambda each: (each.day, each.id))
    return RunningReport(
        first=first,
        last=last,
        movements=sum_movements(inside),
        weeks=running_weeks(inside, first, last, begins),
        zones=time_in_zones(inside, values),
        efforts=paces_and_heart_rates(inside),
        prediction=predict(inside, values, last),
    )


def sum_movements(sessions: Iterable[DoneSession]) -> tuple[MovementSums, ...]:
    """Sum efforts by movement, the longest distance first; pauses at rest are none."""
    done: dict[Movement, list[DoneEffort]] = defaultdict(list)
    ids: dict[Movement, set[str]] = defaultdict(set)
    for session in sessions:
        for effort in session.efforts:
            if effort.phase != "rest" and (effort.movement != "other" or not _is_of_sets(session, effort)):
                done[effort.movement].append(effort)
                ids[effort.movement].add(session.id)
    sums = [_sums(movement, efforts, len(ids[movement])) for movement, efforts in done.items()]
    return tuple(sorted(sums, key=lambda one: (-one.distance_m, one.movement)))


def _is_of_sets(session: DoneSession, effort: DoneEffort) -> bool:
    """Tell whether an effort of no movement says only how long, and how hard for the heart, a strength training was."""
    return session.type is WorkoutType.STRENGTH and not effort.distance_m


def _sums(movement: Movement, efforts: Sequence[DoneEffort], sessions: int) -> MovementSums:
    distance = fsum(each.distance_m or 0 for each in efforts)
    gain = fsum(each.gain_m or 0 for each in efforts)
    timed = [(each.distance_m, each.duration_s) for each in efforts]
    flat = [(_flat_m(each), each.duration_s) for each in efforts if each.distance_m] if movement in ON_FOOT else []
    return MovementSums(
        movement=movement,
        sessions=sessions,
        efforts=len(efforts),
        distance_m=round(distance, 2),
        duration_s=round(fsum(each.duration_s or 0 for each in efforts), 2),
        elevation_gain_m=round(gain, 2),
        elevation_loss_m=round(fsum(each.loss_m or 0 for each in efforts), 2),
        km_effort=round(km_effort(distance, gain), 2),
        pace_s_per_km=_pace(movement, timed),
        grade_adjusted_pace_s_per_km=_pace(movement, flat),
        average_heart_rate=_mean_heart_rate(efforts),
    )


def _pace(movement: Movement, efforts: Iterable[tuple[float | None, float | None]]) -> float | None:
    """Give the pace of metres and seconds that are both known, and that people can go."""
    sure = sure_speed(movement)
    known = [
        (metres, seconds)
        for metres, seconds in efforts
        if metres and seconds and (metres <= sure * seconds or not is_beyond_people(metres, seconds, movement))
    ]
    return _rounded(pace_s_per_km(fsum(metres for metres, _ in known), fsum(seconds for _, seconds in known)))


def _flat_m(effort: DoneEffort) -> float:
    if effort.grade_adjusted_m is not None:
        return effort.grade_adjusted_m
    return flat_equivalent_of_totals(effort.distance_m or 0, effort.gain_m or 0, effort.loss_m or 0)


def _mean_heart_rate(efforts: Iterable[DoneEffort]) -> float | None:
    known = [
        (each.average_heart_rate, each.duration_s) for each in efforts if each.average_heart_rate and each.duration_s
    ]
    seconds = fsum(duration for _, duration in known)
    return round(fsum(beats * duration for beats, duration in known) / seconds, 1) if seconds > 0 else None


def running_weeks(sessions: Iterable[DoneSession], first: Date, last: Date, begins: int = 0) -> tuple[RunningWeek, ...]:
    """Give every week between two days, those without running as zeros."""
    weeks: dict[Date, list[DoneSession]] = {week: [] for week in weeks_between(first, last, begins)}
    for session in sessions:
        if (week := week_of(session.day, begins)) in weeks:
            weeks[week].append(session)
    return tuple(_week(week, inside) for week, inside in weeks.items())


def _week(week: Date, sessions: Iterable[DoneSession]) -> RunningWeek:
    run = [(session.id, effort) for session in sessions for effort in session.efforts if is_run(effort)]
    return RunningWeek(
        week=week,
        sessions=len({id_ for id_, _ in run}),
        distance_m=round(fsum(effort.distance_m or 0 for _, effort in run), 2),
        duration_s=round(fsum(effort.duration_s or 0 for _, effort in run), 2),
        elevation_gain_m=round(fsum(effort.gain_m or 0 for _, effort in run), 2),
    )


def is_run(effort: DoneEffort) -> bool:
    """Tell whether an effort is running, and no pause."""
    return effort.movement in ON_FOOT and effort.phase != "rest"


def time_in_zones(sessions: Iterable[DoneSession], values: Sequence[ReferenceValue]) -> tuple[ZoneTime, ...]:
    """Give seconds by heart-rate zone, each effort by its average and the zones in force on its day.

    An average hides what was above and below it, so long efforts tell less than laps.
    """
    zones: dict[int, list[float]] = defaultdict(list)
    most = 0
    for session in sessions:
        held = in_force(values, ReferenceKind.HEART_RATE_ZONES, session.day)
        bounds = sorted(held.bounds or ()) if held is not None else []
        for effort in session.efforts if bounds else ():
            if effort.average_heart_rate and effort.duration_s:
                zones[bisect_left(bounds, effort.average_heart_rate) + 1].append(effort.duration_s)
                most = max(most, len(bounds) + 1)
    return tuple(ZoneTime(zone=zone, duration_s=round(fsum(zones[zone]), 2)) for zone in range(1, most + 1))


def paces_and_heart_rates(sessions: Iterable[DoneSession]) -> tuple[PaceAndHeartRate, ...]:
    """Give running efforts of at least 400 m that have a pace and a heart rate, in the order of their days."""
    sure = min(map(sure_speed, ON_FOOT))
    return tuple(
        PaceAndHeartRate(
            day=session.day,
            pace_s_per_km=round(effort.duration_s / effort.distance_m * 1000, 1),
            average_heart_rate=effort.average_heart_rate,
            distance_m=effort.distance_m,
        )
        for session in sessions
        for effort in session.efforts
        if is_run(effort)
        if effort.distance_m
        and effort.distance_m >= 400
        and effort.duration_s
        and effort.average_heart_rate
        and (
            effort.distance_m <= sure * effort.duration_s
            or not is_beyond_people(effort.distance_m, effort.duration_s, effort.movement)
        )
    )


def _rounded(pace: float | None) -> float | None:
    return None if pace is None else round(pace, 1)
