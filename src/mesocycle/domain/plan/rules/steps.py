"""Rules of steps, their goals and their targets."""

import math

from mesocycle.domain.plan.targets import measured_by
from mesocycle.domain.plan.workout import Block, Goal, Step, Target
from mesocycle.domain.reading.checks import (
    MOST_METRES,
    MOST_ROUNDS,
    MOST_SECONDS,
    NAME,
    Faults,
    check_id,
    check_number,
    check_one_of,
    check_size,
    check_text,
    check_texts,
    check_weeks,
)
from mesocycle.domain.reading.fault import Fault
from mesocycle.domain.reading.strict import at
from mesocycle.domain.refusal import Phrase

MOST_STEPS = 200
_MOST_OF_GOAL = {
    "duration": MOST_SECONDS,
    "distance": MOST_METRES,
    "elevationGain": MOST_METRES,
    "elevationLoss": MOST_METRES,
    "heartRateBelow": 300,
    "heartRateAbove": 300,
}
STEP_UNITS = {
    "pace": ("s/km", "s/mile"),
    "speed": ("km/h", "mph", "m/s"),
    "heart-rate": ("bpm",),
    "power": ("W",),
    "cadence": ("spm", "rpm"),
    "rpe": ("rpe",),
    "grade": ("percent",),
    "vertical-speed": ("m/h",),
    "elevation-gain": ("m",),
}
"""The units of an absolute target by its metric; a zone's unit is `zone`, a percentage's `percent`."""


def step_faults(path: str, steps: tuple[Step | Block, ...], duration: int) -> Faults:
    """Collect what is wrong with the steps and blocks of a section."""
    yield from check_size(at(path, "steps"), len(steps), MOST_STEPS, least=1)
    for index, each in enumerate(steps[:MOST_STEPS]):
        where = at(at(path, "steps"), index)
        yield from check_weeks(where, each.weeks, duration)
        if isinstance(each, Step):
            yield from _step(where, each)
        else:
            yield from check_number(at(where, "rounds"), each.rounds, 1, MOST_ROUNDS)
            yield from step_faults(where, each.steps, duration)


def _step(path: str, step: Step) -> Faults:
    yield from check_text(at(path, "name"), step.name, NAME)
    yield from check_text(at(path, "notes"), step.notes)
    yield from check_id(at(path, "exerciseId"), step.exercise_id)
    yield from check_id(at(path, "exerciseVariantId"), step.exercise_variant_id)
    yield from check_texts(at(path, "equipment"), step.equipment)
    yield from _goal(at(path, "goal"), step.goal)
    yield from check_size(at(path, "targets"), len(step.targets or ()), 10)
    for index, target in enumerate((step.targets or ())[:10]):
        yield from target_faults(at(at(path, "targets"), index), target)


def _goal(path: str, goal: Goal) -> Faults:
    """Look for exactly one key; an open goal says true."""
    values: dict[str, object] = {
        "repetitions": goal.repetitions,
        "duration": goal.duration,
        "distance": goal.distance,
        "elevationGain": goal.elevation_gain,
        "elevationLoss": goal.elevation_loss,
        "calories": goal.calories,
        "heartRateBelow": goal.heart_rate_below,
        "heartRateAbove": goal.heart_rate_above,
        "open": goal.open,
    }
    yield from check_one_of(path, values)
    for name, value in values.items():
        if isinstance(value, int | float) and name != "open":
            yield from check_number(at(path, name), value, 0, _MOST_OF_GOAL.get(name, 10_000), above=True)
    if goal.open is False:
        yield Fault(at(path, "open"), Phrase("open-false", "is false"), "Write true, or another goal.")


def target_faults(path: str, target: Target) -> Faults:
    """Collect what is wrong with a target: its ends, its unit, what it is a zone or percentage of."""
    for name, end in (("low", target.low), ("high", target.high)):
        if end is not None and (not math.isfinite(end) or abs(end) > MOST_METRES):
            yield Fault(
                at(path, name), Phrase("target-number", "is no sensible number"), "Write a number of the target's unit."
            )
    if target.low is None and target.high is None:
        yield Fault(path, Phrase("target-ends", "has neither `low` nor `high`"), "Give one of them, or both.")
    elif target.low is not None and target.high is not None and target.low > target.high:
        faster = " The smaller number is the faster pace." if target.metric == "pace" else ""
        yield Fault(
            at(path, "low"), Phrase("target-order", "is above `high`"), f"Write the smaller number as `low`.{faster}"
        )
    if target.metric == "rpe":
        for name, end in (("low", target.low), ("high", target.high)):
            yield from check_number(at(path, name), end, 1, 10)
    yield from _unit(path, target)


def _unit(path: str, target: Target) -> Faults:
    fitting = STEP_UNITS[target.metric] if target.basis == "absolute" else (target.basis,)
    if target.unit not in fitting:
        yield Fault(
            at(path, "unit"),
            Phrase(
                "target-unit",
                "can't be {value} for {basis} {metric}",
                value=repr(target.unit[:20]),
                basis=target.basis,
                metric=target.metric,
                fitting=", ".join(fitting),
            ),
            f"Write {' or '.join(fitting)}.",
        )
    if target.basis == "absolute":
        if target.of is not None:
            yield Fault(at(path, "of"), Phrase("target-of", "stands at an absolute target"), "Leave it out.")
        return
    known = measured_by(target.metric, target.basis)
    if not known:
        message = Phrase(
            "target-basis",
            "can't be {basis} for {metric}: no reference value measures it so",
            basis=target.basis,
            metric=target.metric,
        )
        yield Fault(
            at(path, "basis"), message, f"Write absolute, and {' or '.join(STEP_UNITS[target.metric])} as unit."
        )
    elif target.of is None:
        yield Fault(
            at(path, "of"),
            Phrase("target-of-missing", "is missing", known=", ".join(known)),
            f"Say what the {target.basis} is of: {' or '.join(known)}.",
        )
    elif target.of not in known:
        message = Phrase(
            "target-of-wrong",
            "can't be {value} for a {basis} of {metric}",
            value=repr(target.of[:40]),
            basis=target.basis,
            metric=target.metric,
            known=", ".join(known),
        )
        yield Fault(at(path, "of"), message, f"Write {' or '.join(known)}.")
