"""What to do next time, from what was done and the exercise's progression method; the plan stays as it is."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from mesocycle.analytics.guidance.attempt import Attempt, pairs_of, tally, top_load
from mesocycle.analytics.guidance.next_step import (
    Case,
    Loading,
    all_sets,
    amount_words,
    missed,
    more,
    same_load,
    short,
    were,
)
from mesocycle.analytics.strength.estimated_max import Formula, estimate_max
from mesocycle.analytics.strength.rpe_chart import percent_of_max
from mesocycle.domain.document import Number
from mesocycle.domain.log.performance import Suggestion
from mesocycle.domain.plan.workout import BodyweightExercise, Exercise, ProgressionMethod
from mesocycle.domain.quantity import WeightUnit
from mesocycle.domain.reference.loads import converted, rounded
from mesocycle.domain.session.guidance import Guidance

_SECONDS_MORE = 5


def guide(exercise: Exercise, attempts: Sequence[Attempt], loading: Loading) -> Guidance | None:
    """Suggest the next time for a line; None without a method. Attempts in any order, of this line alone."""
    method = exercise.progression_method
    if method is None:
        return None
    ordered = sorted(attempts, key=lambda each: each.day)
    counted = tally(ordered[-1], heaviest_only=method == "pyramid") if ordered else None
    if counted is None or not counted.done:
        never = "No finished session of this plan holds it yet" if loading.elsewhere else "Nothing was done of it yet"
        why = never if not ordered else "Last time none of its sets was done"
        suggestion = Suggestion(why=f"{why}, so do it as it is written.")
    elif loading.renewed and _applies_to(exercise) == "trainingMax":
        suggestion = Suggestion(why="The training max was set anew since it was last done, so do it as it is written.")
    else:
        to_max = _applies_to(exercise) == "trainingMax"
        base = loading.training_max if to_max else top_load(ordered[-1])
        suggestion = _METHODS[method](Case(exercise, ordered, counted, loading, exercise.progression, base))
    return Guidance(
        line_id=exercise.id,
        exercise_id=exercise.exercise_id,
        exercise_variant_id=exercise.exercise_variant_id,
        name=exercise.name,
        method=method,
        applies_to=_applies_to(exercise),
        suggestion=suggestion,
    )


def _applies_to(exercise: Exercise) -> str:
    return "load" if exercise.progression is None else exercise.progression.applies_to


def _straight(case: Case) -> Suggestion:
    """Go on when everything was met, else do it again, and after so many failures step back."""
    if case.counted.met:
        return more(case, f"{all_sets(case)} {were(case)} met")
    return short(case)


def _double(case: Case) -> Suggestion:
    """Repetitions first, then load."""
    if case.counted.topped:
        return more(case, f"{all_sets(case)} reached {amount_words(case.counted.aim.most, case)}")
    if case.counted.met:
        aim = min(case.counted.fewest + 1, case.counted.aim.most)
        return same_load(
            case, f"The top of the range is not reached in every set, so aim at {amount_words(aim, case)}", aim
        )
    return short(case)


def _one_long_set(case: Case) -> Suggestion:
    """Judge a widowmaker: one long set, more only when it is whole."""
    if case.counted.met:
        return more(case, f"The set came to {amount_words(case.counted.last, case)}")
    aim = min(case.counted.last + 1, case.counted.aim.least)
    return same_load(case, f"The set came to {amount_words(case.counted.last, case)}, so stay and aim at {aim:g}", aim)


def _as_many_as_possible(case: Case) -> Suggestion:
    """Let the last set decide: met one step, doubled two."""
    least, last = case.counted.aim.least, case.counted.last
    if not case.counted.met:
        return short(case)
    steps = 2 if least > 0 and last >= 2 * least else 1
    asked = f" of at least {least:g}" if least > 0 else ""
    return more(case, f"The last set came to {amount_words(last, case)}{asked}", steps)


def _by_effort(case: Case) -> Suggestion:
    """Take the 1RM that the last sets showed (RTS chart) to the repetitions and effort that the plan asks for."""
    attempt, body = case.attempts[-1], case.loading.body
    moves_body = isinstance(case.exercise, BodyweightExercise)
    if moves_body and body is None:
        return same_load(case, "What you weigh is not known, and effort tells of body and load together, so stay", None)
    beside_kg = float(converted(*body, "kg")) if moves_body and body is not None else 0.0
    shown = []
    for pair in pairs_of(attempt):
        done = pair.done.performance if pair.done is not None else None
        if done is None or done.weight is None or (done.rpe is None and done.rir is None):
            continue
        kg = float(converted(done.weight, done.weight_unit or "kg", "kg")) + beside_kg
        effort = float(done.rpe) if done.rpe is not None else 10 - float(done.rir or 0)
        estimate = estimate_max(kg, done.reps, rpe=effort, formula=Formula.RPE_CHART)
        asked = _asked_percent(pair.planned.reps or pair.planned.reps_min, pair.planned.rpe, pair.planned.rir)
        if estimate is not None and asked is not None:
            shown.append((estimate.kg, asked))
    if not shown:
        return same_load(case, "No set says how hard it was at repetitions that the chart knows, so stay", None)
    kg, (percent, words) = max(shown)
    load = rounded(converted(kg * percent / 100 - beside_kg, "kg", case.loading.unit), case.loading.step)
    why = f"The effort showed a 1RM of about {_kg(kg, case.loading.unit)}, and {words} is {percent:g} % of it."
    return Suggestion(weight=load, weight_unit=case.loading.unit, why=why)


def _slower(case: Case) -> Suggestion:
    """Go longer before heavier."""
    if not case.counted.met:
        return short(case)
    if case.counted.aim.word != "seconds":
        return more(case, f"{all_sets(case)} {were(case)} met at their tempo")
    added = (case.plan.increment if case.plan is not None else None) or _SECONDS_MORE
    longer = case.counted.aim.most + float(added)
    return Suggestion(
        duration=int(longer) if longer == int(longer) else longer,
        why=f"{all_sets(case)} {were(case)} held for {case.counted.aim.most:g} seconds, so hold {longer:g}.",
    )


def _by_percentage(case: Case) -> Suggestion:
    """Leave the load to its reference; what may grow is the reference itself."""
    if case.plan is not None and case.plan.applies_to == "trainingMax":
        return _straight(case)
    if case.counted.met:
        return Suggestion(why=f"{all_sets(case)} {were(case)} met; the load follows its percentage.")
    return Suggestion(why=f"{missed(case)}; the load follows its percentage, so look at what it is a percentage of.")


_METHODS: Mapping[ProgressionMethod, Callable[[Case], Suggestion]] = MappingProxyType(
    {
        "linear": _straight,
        "dual-linear": _double,
        "percentage": _by_percentage,
        "rpe": _by_effort,
        "amrap": _as_many_as_possible,
        "wave-loading": _straight,
        "pyramid": _straight,
        "cluster-sets": _straight,
        "rest-pause": _double,
        "myo-reps": _double,
        "widowmaker": _one_long_set,
        "time-under-tension": _slower,
    }
)


def _asked_percent(reps: int | None, rpe: Number | None, rir: Number | None) -> tuple[float, str] | None:
    """Give what share of the 1RM a planned set asks for by the RTS chart, and how that is said."""
    if reps is None or (rpe is None and rir is None):
        return None
    effort = float(rpe) if rpe is not None else 10 - float(rir or 0)
    percent = percent_of_max(reps, effort)
    return None if percent is None else (percent, f"{reps} at RPE {effort:g}")


def _kg(kg: float, unit: WeightUnit) -> str:
    return f"{float(converted(round(kg, 3), 'kg', unit)):.1f} {unit}"
