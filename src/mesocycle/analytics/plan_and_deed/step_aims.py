"""What a prescribed step aims at, what an effort came to, both in the same measures."""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from mesocycle.analytics.plan_and_deed.amounts import NOTHING, Amounts
from mesocycle.analytics.plan_and_deed.tolerance import Aim, Measure
from mesocycle.domain.document import Number
from mesocycle.domain.log.performance import Performance
from mesocycle.domain.plan.workout import Step, Target
from mesocycle.domain.quantity import KM_PER_MILE

_PER_KM = {"s/km": 1.0, "s/mile": 1 / KM_PER_MILE}
_KMH = {"km/h": 1.0, "m/s": 3.6, "mph": KM_PER_MILE}
_OF_METRIC: Mapping[str, Measure] = {
    "pace": Measure.PACE,
    "speed": Measure.SPEED,
    "heart-rate": Measure.HEART_RATE,
    "power": Measure.POWER,
    "cadence": Measure.CADENCE,
    "rpe": Measure.EFFORT,
    "grade": Measure.GRADE,
    "vertical-speed": Measure.VERTICAL_SPEED,
    "elevation-gain": Measure.ASCENT,
}
_SECONDS_A_KM = {"run": 360.0, "walk": 720.0, "hike": 900.0, "bike": 150.0, "row": 270.0, "swim": 1200.0}
"""What a kilometre counts for where no pace is planned."""
_SECONDS_A_METRE_UP = 6.0
"""600 m of ascent an hour, as Naismith has it."""
_OPEN_SECONDS = 60.0
"""What a step counts for that ends when the athlete says so."""


def step_aims(step: Step, targets: Iterable[Target]) -> tuple[Aim, ...]:
    """Give what a step aims at; targets whose zone or percentage has no value (yet) are no aims."""
    goal = step.goal
    ends: Mapping[Measure, Number | None] = {
        Measure.REPETITIONS: goal.repetitions,
        Measure.DURATION: goal.duration,
        Measure.DISTANCE: goal.distance,
        Measure.ASCENT: goal.elevation_gain,
        Measure.DESCENT: goal.elevation_loss,
        Measure.CALORIES: goal.calories,
    }
    aims = {measure: Aim(measure, float(end), float(end)) for measure, end in ends.items() if end is not None}
    for target in targets:
        aim = _target_aim(target)
        if aim is not None:
            aims.setdefault(aim.measure, aim)
    return tuple(aims.values())


def effort_measures(performance: Performance) -> dict[Measure, float]:
    """Give what was measured of an effort; pace and speed are those of the moving time where it is known."""
    done = performance
    rates = _rates(done)
    effort = done.rpe if done.rpe is not None or done.rir is None else 10 - done.rir
    known: Mapping[Measure, Number | None] = {
        Measure.REPETITIONS: done.reps,
        Measure.DURATION: done.moving_duration if done.duration is None else done.duration,
        Measure.DISTANCE: done.distance,
        Measure.ASCENT: done.elevation_gain,
        Measure.DESCENT: done.elevation_loss,
        Measure.CALORIES: done.calories,
        Measure.POWER: done.average_power,
        Measure.CADENCE: done.average_cadence,
        Measure.HEART_RATE: done.average_heart_rate,
        Measure.EFFORT: effort,
        **rates,
    }
    return {measure: float(value) for measure, value in known.items() if value is not None}


def step_amounts(step: Step, targets: Iterable[Target]) -> Amounts:
    """Give how much a step is, as far as goal and targets say; a pace makes a distance of a time, and a time of it."""
    aims = {aim.measure: aim for aim in step_aims(step, targets)}
    duration, distance, ascent = (
        _least(aims.get(measure)) for measure in (Measure.DURATION, Measure.DISTANCE, Measure.ASCENT)
    )
    pace = _middle(aims.get(Measure.PACE))
    if pace and duration and distance is None:
        distance = duration / pace * 1000
    elif pace and distance and duration is None:
        duration = distance / 1000 * pace
    return _way(duration, distance, ascent, stands=step.phase == "rest")


def effort_amounts(performance: Performance) -> Amounts:
    """Give how much an effort was."""
    done = performance
    time = done.moving_duration if done.duration is None else done.duration
    return _way(time, done.distance, done.elevation_gain, stands=False)


def step_seconds(step: Step, targets: Iterable[Target]) -> float:
    """Give about how long a step takes: as planned, by its pace, or by what such a way usually takes."""
    aims = {aim.measure: _least(aim) for aim in step_aims(step, targets)}
    if (duration := aims.get(Measure.DURATION)) is not None:
        return duration or _OPEN_SECONDS
    if (distance := aims.get(Measure.DISTANCE)) is not None:
        pace = aims.get(Measure.PACE) or _SECONDS_A_KM.get(step.movement or "run", _SECONDS_A_KM["run"])
        return distance / 1000 * pace or _OPEN_SECONDS
    return (aims.get(Measure.ASCENT) or 0.0) * _SECONDS_A_METRE_UP or _OPEN_SECONDS


def _target_aim(target: Target) -> Aim | None:
    measure = _OF_METRIC.get(target.metric)
    if target.basis != "absolute" or measure is None:
        return None
    factor: float | None = 1.0
    if measure is Measure.PACE:
        factor = _PER_KM.get(target.unit)
    elif measure is Measure.SPEED:
        factor = _KMH.get(target.unit)
    if factor is None:  # a foreign document may have any unit
        return None
    low, high = (None if end is None else end * factor for end in (target.low, target.high))
    return None if low is None and high is None else Aim(measure, low, high)


def _way(duration: Number | None, distance: Number | None, ascent: Number | None, *, stands: bool) -> Amounts:
    return replace(
        NOTHING,
        duration_s=float(duration or 0),
        distance_m=float(distance or 0),
        ascent_m=float(ascent or 0),
        seconds_without_distance=float(duration or 0) if distance is None and not stands else 0.0,
        metres_without_time=float(distance or 0) if duration is None else 0.0,
    )


def _least(aim: Aim | None) -> float | None:
    return None if aim is None else aim.high if aim.low is None else aim.low


def _middle(aim: Aim | None) -> float | None:
    ends = [] if aim is None else [end for end in (aim.low, aim.high) if end is not None]
    return sum(ends) / len(ends) if ends else None


def _rates(done: Performance) -> dict[Measure, float]:
    """Give paces and the like of what went on for a second and a metre at least: of less they have no meaning."""
    time = done.moving_duration or done.duration or 0
    way = done.distance or 0
    rates: dict[Measure, float] = {}
    if time >= 1 and way >= 1:
        rates[Measure.PACE] = time / way * 1000
        rates[Measure.SPEED] = way / time * 3.6
    if done.elevation_gain is not None and time >= 1:
        rates[Measure.VERTICAL_SPEED] = done.elevation_gain / time * 3600
    if done.elevation_gain is not None and way >= 1:
        rates[Measure.GRADE] = done.elevation_gain / way * 100
    return rates
