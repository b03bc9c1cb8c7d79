"""Which way to go from an attempt: a step more, the same again, the next stage, a step back; each with its reason."""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil
from typing import Any, NamedTuple

from mesocycle.analytics.guidance.attempt import Attempt, Tally, failures, top_load
from mesocycle.domain.document import Number
from mesocycle.domain.log.performance import Suggestion
from mesocycle.domain.plan.notation import parse
from mesocycle.domain.plan.workout import BodyweightExercise, Exercise, Progression
from mesocycle.domain.quantity import WeightUnit
from mesocycle.domain.reference.loads import converted, rounded, smallest_step
from mesocycle.domain.refusal import Phrase

FAILURES_BEFORE_RESET = 3
RESET_PERCENT = 90


class Loading(NamedTuple):
    """The user's unit, the smallest step their loads have in it, and their training max of the exercise."""

    unit: WeightUnit
    step: Number
    training_max: tuple[Number, WeightUnit] | None = None
    body: tuple[Number, WeightUnit] | None = None
    """What they weigh, where that is known: a percentage of a bodyweight exercise is one of body and load."""
    renewed: bool = False
    """Whether the training max was set anew since it was last trained by."""
    elsewhere: bool = False
    """Whether the exercise was done beside the line."""


class Case(NamedTuple):
    """All that a method decides by."""

    exercise: Exercise
    attempts: Sequence[Attempt]
    counted: Tally
    loading: Loading
    plan: Progression | None
    base: tuple[Number, WeightUnit] | None


def more(case: Case, reason: str, steps: int = 1) -> Suggestion:
    """Go on by the increment: of the load, the repetitions or the training max."""
    plan = case.plan
    written = None if plan is None or plan.increment is None else plan.increment * steps
    if plan is not None and plan.applies_to == "reps":
        added = int(written or steps)
        aim = int(case.counted.fewest) + added
        one = "{reason}, so do {added} repetition more."
        several = "{reason}, so do {added} repetitions more."
        why = Phrase(
            "one-more-rep" if added == 1 else "more-reps", one if added == 1 else several, reason=reason, added=added
        )
        return Suggestion(**_load_fields(case), reps=aim, why=why)
    if case.base is None:
        if plan is not None and plan.applies_to == "trainingMax":
            lacks = "{reason}, but there is no training max to raise; set one first."
            return Suggestion(why=Phrase("no-max-to-raise", lacks, reason=reason))
        why = Phrase("more-without-load", "{reason} without a load, so do {steps} more.", reason=reason, steps=steps)
        return Suggestion(reps=int(case.counted.fewest) + steps, why=why)
    weight, unit = case.base
    unit_of_plan = None if plan is None else plan.increment_unit
    exact = converted(weight, unit, unit)
    if unit_of_plan == "%":
        added_weight = share_of(case, exact, 100 + Fraction(str(written or 0))) - exact
    else:
        own: WeightUnit = "lb" if unit_of_plan == "lb" else "kg" if unit_of_plan == "kg" else unit
        added_weight = converted(written if written is not None else step_in(case, own) * steps, own, unit)
    grown = rounded(exact + added_weight, step_in(case, unit))
    to_max = plan is not None and plan.applies_to == "trainingMax"
    gained = converted(grown, unit, unit) - exact
    if gained <= 0:
        small = f"{float(round(added_weight, 3)):g} {unit}"
        told = "{reason}, but {small} more is nothing on the smallest step, so stay."
        return Suggestion(
            weight=weight, weight_unit=unit, why=Phrase("nothing-on-step", told, reason=reason, small=small)
        )
    added_words = f"{float(round(gained, 3)):g} {unit}"
    text = "{reason}, so add {added} to the training max for the next cycle." if to_max else "{reason}, so add {added}."
    why = Phrase("add-to-max" if to_max else "add-load", text, reason=reason, added=added_words)
    return Suggestion(weight=grown, weight_unit=unit, why=why)


def short(case: Case) -> Suggestion:
    """Stay, or after so many failures at one load go to the next stage or step back."""
    heaviest_only = case.exercise.progression_method == "pyramid"
    failed = failures(case.attempts, heaviest_only=heaviest_only)
    allowed = (case.plan.failures_before_reset if case.plan is not None else None) or FAILURES_BEFORE_RESET
    once, several = Phrase("once", "once"), Phrase("in-a-row", "{n} times in a row", n=failed)
    told = {"missed": missed(case), "times": once if failed == 1 else several}
    if failed < allowed:
        again = "{missed} ({times}, {allowed} are allowed), so do the same again."
        return same_load(case, Phrase("same-again", again, allowed=allowed, **told), None)
    stage = _next_stage(case)
    if stage is not None:
        on = "{missed} {times}, so go on with {stage} at the same load."
        return same_load(case, Phrase("next-stage", on, stage=stage, **told), None)
    if case.base is None:
        return Suggestion(why=Phrase("make-easier", "{missed} {times}, so make it easier.", **told))
    percent = (case.plan.reset_percent if case.plan is not None else None) or RESET_PERCENT
    weight, unit = case.base
    lower = _easier(case, Fraction(str(percent)))
    back = f"{percent:g}"
    why = Phrase("go-back", "{missed} {times}, so go back to {percent} %.", percent=back, **told)
    if _is_of_body(case):
        why = Phrase(
            "go-back-body", "{missed} {times}, so go back to {percent} % of body and load.", percent=back, **told
        )
    if lower is None:
        none = "{missed} {times}, and there is no lighter step, so make it easier."
        why = Phrase("no-lighter-step", none, **told)
    return Suggestion(weight=weight if lower is None else lower, weight_unit=unit, why=why)


def share_of(case: Case, weight: Fraction, percent: Fraction) -> Fraction:
    """Give so many per cent of what the base's weight lifts: of a bodyweight exercise body and load together.

    Where the body is not known, a share of the help is so much more or less of it.
    """
    body = _body(case)
    if body is not None and body + weight > 0:
        return (body + weight) * percent / 100 - body
    return weight * (200 - percent) / 100 if weight < 0 else weight * percent / 100


def step_in(case: Case, unit: WeightUnit) -> Number:
    """Give the smallest step in a unit: the user's own in their unit, in the other the usual one."""
    return case.loading.step if unit == case.loading.unit else smallest_step(None, "", unit)


def _easier(case: Case, percent: Fraction) -> Number | None:
    """Give a load that is lighter (or helps more) than the base by a step at least; None where there is none."""
    if case.base is None:
        return None
    weight, unit = case.base
    exact, step = converted(weight, unit, unit), step_in(case, unit)
    size = Fraction(str(step))
    lower = rounded(share_of(case, exact, percent), step)
    if weight < 0:  # half a step of help too little would be harder than what was asked for
        lower = rounded((share_of(case, exact, percent) // size) * size, step)
    if converted(lower, unit, unit) >= exact:
        lower = rounded((ceil(exact / size) - 1) * size, step)
    helps = isinstance(case.exercise, BodyweightExercise) and (weight < 0 or _body(case) is not None)
    return lower if lower >= 0 or helps else None


def _body(case: Case) -> Fraction | None:
    """Give the body's weight in the base's unit, where it is lifted too and known; a training max has it inside."""
    to_max = case.plan is not None and case.plan.applies_to == "trainingMax"
    known = isinstance(case.exercise, BodyweightExercise) and case.loading.body is not None and not to_max
    if not known or case.loading.body is None or case.base is None:
        return None
    return converted(*case.loading.body, case.base[1])


def _is_of_body(case: Case) -> bool:
    return isinstance(case.exercise, BodyweightExercise) and _body(case) is not None


def _next_stage(case: Case) -> str | None:
    """Name the stage after the one that was done, told by its number of sets and repetitions; None at the end."""
    stages: tuple[str, ...] = (case.plan.stages if case.plan is not None else None) or ()
    count, least = case.counted.planned, case.counted.aim.least
    for place, text in enumerate(stages[:-1]):
        *_, last = sets = [each for each in parse(text) if each.set_type != "warmup"]
        if len(sets) == count and (last.reps or last.reps_min or 0) == least:
            return stages[place + 1]
    return None


def same_load(case: Case, why: str, aim: float | None) -> Suggestion:
    """Stay at the load of the last attempt."""
    counts_reps = case.counted.aim.word == "repetitions"
    reps = int(aim) if aim is not None and counts_reps else None
    return Suggestion(**_load_fields(case), reps=reps, why=why)


def _load_fields(case: Case) -> dict[str, Any]:
    """Give the load that stays, where there is one."""
    used = top_load(case.attempts[-1])
    return {} if used is None else {"weight": used[0], "weight_unit": used[1]}


def of_sets(case: Case, one: tuple[str, str], several: tuple[str, str], **values: object) -> Phrase:
    """Say something of the planned sets: of the only one, or of all of them."""
    code, text = several if case.counted.planned > 1 else one
    return Phrase(code, text, **values)


def met(case: Case) -> Phrase:
    """Say that what was planned was done."""
    return of_sets(case, ("set-met", "The planned set was met"), ("sets-met", "All planned sets were met"))


def missed(case: Case) -> Phrase:
    """Say what was not reached."""
    return of_sets(
        case,
        ("set-missed", "The set did not come to {amount} at the load that was meant"),
        ("sets-missed", "Not every set came to {amount} at the load that was meant"),
        amount=amount_words(case.counted.aim.least, case),
    )


def amount_words(number: float, case: Case) -> Phrase:
    """Write an amount as the line counts it."""
    word = case.counted.aim.word
    return Phrase(f"amount-{word}", "{number} {word}", number=f"{number:g}", word=word)
