"""What somebody could race: from a race pace they entered, else from the best effort of the period."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Literal

from mesocycle.analytics.running.race import (
    CRITICAL_EFFORT_S,
    RACES_M,
    critical_speed,
    race_time,
    riegel,
    training_paces,
    vdot,
)
from mesocycle.domain.activity.human_speed import is_beyond_people, sure_speed
from mesocycle.domain.document import Date, Document
from mesocycle.domain.history.done import DoneSession
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.quantity import KM_PER_MILE
from mesocycle.domain.reference.in_force import in_force
from mesocycle.domain.reference.value import ReferenceValue

LEAST_M = 1500.0
"""Shorter efforts say nothing about VDOT."""
LEAST_S = 210.0
_SPANS_S = (240.0, 480.0, 840.0)
"""Where one span of critical efforts ends and the next begins: of each, the fastest is fitted."""


class BestEffort(Document, frozen=True, kw_only=True):
    """What predictions are made from."""

    day: Date
    distance_m: float
    duration_s: float
    source: Literal["race-pace", "best-effort"]
    """A race pace among the reference values, or the effort with the highest VDOT: training understates a race."""


class RacePrediction(Document, frozen=True, kw_only=True):
    """Seconds for one race, by VDOT and by Riegel."""

    race: str
    distance_m: float
    vdot_s: int
    riegel_s: int


class TrainingPace(Document, frozen=True, kw_only=True):
    """Seconds a kilometre, from the fast end to the slow."""

    kind: str
    fast_s_per_km: float
    slow_s_per_km: float


class CriticalSpeedFit(Document, frozen=True, kw_only=True):
    """The speed that could be held long, and the metres beyond it: fitted to the best efforts of 2 to 20 minutes.

    Too slow where they were training, not run to the limit.
    """

    speed_m_s: float
    reserve_m: float
    efforts: int


class Prediction(Document, frozen=True, kw_only=True):
    """VDOT (Daniels and Gilbert), race times and training paces, critical speed where the efforts tell it."""

    of: BestEffort
    vdot: float
    races: tuple[RacePrediction, ...]
    paces: tuple[TrainingPace, ...]
    critical_speed: CriticalSpeedFit | None = None


def predict(sessions: Iterable[DoneSession], values: Sequence[ReferenceValue], on: Date) -> Prediction | None:
    """Predict from the race pace in force on a day, else from the best running effort; None where neither is."""
    runs = list(_runs(sessions))
    made = _of_race_pace(values, on) or _best(runs)
    value = None if made is None else vdot(made.distance_m, made.duration_s)
    if made is None or value is None:
        return None
    races = (
        RacePrediction(
            race=name,
            distance_m=metres,
            vdot_s=round(race_time(value, metres)),
            riegel_s=round(riegel(made.distance_m, made.duration_s, metres)),
        )
        for name, metres in RACES_M.items()
    )
    paces = (
        TrainingPace(kind=kind, fast_s_per_km=round(pace.fast, 1), slow_s_per_km=round(pace.slow, 1))
        for kind, pace in training_paces(value).items()
    )
    return Prediction(
        of=made, vdot=round(value, 2), races=tuple(races), paces=tuple(paces), critical_speed=fitted(runs)
    )


def fitted(runs: Iterable[BestEffort]) -> CriticalSpeedFit | None:
    """Fit critical speed to the fastest effort of each span of 2 to 20 minutes."""
    shortest, longest = CRITICAL_EFFORT_S
    best: dict[int, BestEffort] = {}
    for each in runs:
        if shortest <= each.duration_s <= longest:
            span = bisect_right(_SPANS_S, each.duration_s)
            best[span] = max(best.get(span, each), each, key=_speed_then_time)
    found = critical_speed([(each.distance_m, each.duration_s) for each in best.values()])
    if found is None:
        return None
    return CriticalSpeedFit(speed_m_s=round(found.speed_m_s, 3), reserve_m=round(found.reserve_m, 1), efforts=len(best))


def _speed_then_time(effort: BestEffort) -> tuple[float, float]:
    return effort.distance_m / effort.duration_s, effort.duration_s


def _runs(sessions: Iterable[DoneSession]) -> Iterable[BestEffort]:
    """Give the efforts that tell anything: what is too short for a critical effort is too short for a VDOT as well."""
    shortest, sure = CRITICAL_EFFORT_S[0], sure_speed("run")
    for session in sessions:
        for effort in session.efforts:
            if effort.movement != "run" or effort.phase != "active" or not effort.distance_m:
                continue
            if not effort.duration_s or effort.duration_s < shortest:
                continue
            metres, seconds = effort.distance_m, effort.duration_s
            if metres <= sure * seconds or not is_beyond_people(metres, seconds, effort.movement):
                yield BestEffort(
                    day=session.day,
                    distance_m=effort.distance_m,
                    duration_s=effort.duration_s,
                    source="best-effort",
                )


def _best(runs: Iterable[BestEffort]) -> BestEffort | None:
    known = ((vdot(each.distance_m, each.duration_s), each) for each in runs if _tells(each))
    rated = [(value, each) for value, each in known if value is not None]
    return max(rated, key=lambda one: (one[0], one[1].day), default=(0.0, None))[1]


def _tells(effort: BestEffort) -> bool:
    return effort.distance_m >= LEAST_M and effort.duration_s >= LEAST_S


def _of_race_pace(values: Sequence[ReferenceValue], on: Date) -> BestEffort | None:
    held = in_force(values, ReferenceKind.RACE_PACE, on)
    if held is None or not held.distance or not held.value:
        return None
    per_km = float(held.value) / (KM_PER_MILE if held.unit == "s/mile" else 1.0)
    return BestEffort(
        day=held.valid_from,
        distance_m=float(held.distance),
        duration_s=round(per_km * float(held.distance) / 1000, 1),
        source="race-pace",
    )
