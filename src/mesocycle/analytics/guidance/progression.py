"""What to do next time, from what was done and the exercise's progression method; the plan stays as it is."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from msgspec.structs import replace

from mesocycle.analytics.guidance.attempt import Attempt, pairs_of, tally, top_load
from mesocycle.analytics.guidance.next_step import (
    Case,
    Loading,
    amount_words,
    met,
    missed,
    more,
    of_sets,
    same_load,
    short,
)
from mesocycle.analytics.strength.estimated_max import Formula, estimate_max
from mesocycle.analytics.strength.rpe_chart import percent_of_max
from mesocycle.domain.document import Number
from mesocycle.domain.log.performance import Suggestion
from mesocycle.domain.plan.workout import BodyweightExercise, Exercise, ProgressionMethod
from mesocycle.domain.quantity import WeightUnit
from mesocycle.domain.reference.loads import converted, rounded
from mesocycle.domain.refusal import Phrase
from mesocycle.domain.session.guidance import Guidance

_SECONDS_MORE = 5


def guide(
    exercise: Exercise, attempts: Sequence[Attempt], loading: Loading, say: Callable[[str], str] = str
) -> Guidance | None:
    """Suggest the next time for a line; None without a method. Attempts in any order, of this line alone.

    `say` words the reason, a phrase, for whoever does not read English.
    """
    method = exercise.progression_method
    if method is None:
        return None
    ordered = sorted(attempts, key=lambda each: each.day)
    counted = tally(ordered[-1], heaviest_only=method == "pyramid") if ordered else None
    if counted is None or not counted.done:
        elsewhere = "No finished session of this plan holds it yet, so do it as it is written."
        never = Phrase("nothing-yet", "Nothing was done of it yet, so do it as it is written.")
        if loading.elsewhere:
            never = Phrase("nothing-of-this-plan", elsewhere)
        last = Phrase("nothing-last-time", "Last time none of its sets was done, so do it as it is written.")
        suggestion = Suggestion(why=never if not ordered else last)
    elif loading.renewed and _applies_to(exercise) == "trainingMax":
        anew = "The training max was set anew since it was last done, so do it as it is written."
        suggestion = Suggestion(why=Phrase("max-anew", anew))
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
        suggestion=replace(suggestion, why=say(suggestion.why)),
    )


def _applies_to(exercise: Exercise) -> str:
    return "load" if exercise.progression is None else exercise.progression.applies_to


def _straight(case: Case) -> Suggestion:
    """Go on when everything was met, else do it again, and after so many failures step back."""
    if case.counted.met:
        return more(case, met(case))
    return short(case)


def _double(case: Case) -> Suggestion:
    """Repetitions first, then load."""
    if case.counted.topped:
        one, several = (
            ("set-reached", "The planned set reached {amount}"),
            ("sets-reached", "All planned sets reached {amount}"),
        )
        return more(case, of_sets(case, one, several, amount=amount_words(case.counted.aim.most, case)))
    if case.counted.met:
        aim = min(case.counted.fewest + 1, case.counted.aim.most)
        top = "The top of the range is not reached in every set, so aim at {amount}."
        return same_load(case, Phrase("top-not-reached", top, amount=amount_words(aim, case)), aim)
    return short(case)


def _one_long_set(case: Case) -> Suggestion:
    """Judge a widowmaker: one long set, more only when it is whole."""
    if case.counted.met:
        return more(case, Phrase("set-came", "The set came to {amount}", amount=amount_words(case.counted.last, case)))
    aim = min(case.counted.last + 1, case.counted.aim.least)
    why = Phrase(
        "set-came-stay",
        "The set came to {amount}, so stay and aim at {aim}.",
        amount=amount_words(case.counted.last, case),
        aim=f"{aim:g}",
    )
    return same_load(case, why, aim)


def _as_many_as_possible(case: Case) -> Suggestion:
    """Let the last set decide: met one step, doubled two."""
    least, last = case.counted.aim.least, case.counted.last
    if not case.counted.met:
        return short(case)
    steps = 2 if least > 0 and last >= 2 * least else 1
    came = amount_words(last, case)
    reason = Phrase("last-set-came", "The last set came to {amount}", amount=came)
    if least > 0:
        text = "The last set came to {amount} of at least {least}"
        reason = Phrase("last-set-came-of", text, amount=came, least=f"{least:g}")
    return more(case, reason, steps)


def _by_effort(case: Case) -> Suggestion:
    """Take the 1RM that the last sets showed (RTS chart) to the repetitions and effort that the plan asks for."""
    attempt, body = case.attempts[-1], case.loading.body
    moves_body = isinstance(case.exercise, BodyweightExercise)
    if moves_body and body is None:
        text = "What you weigh is not known, and effort tells of body and load together, so stay."
        return same_load(case, Phrase("body-unknown", text), None)
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
        text = "No set says how hard it was at repetitions that the chart knows, so stay."
        return same_load(case, Phrase("no-effort-known", text), None)
    kg, (percent, asked_for) = max(shown)
    load = rounded(converted(kg * percent / 100 - beside_kg, "kg", case.loading.unit), case.loading.step)
    why = Phrase(
        "effort-showed",
        "The effort showed a 1RM of about {best}, and {asked} is {percent} % of it.",
        best=_kg(kg, case.loading.unit),
        asked=asked_for,
        percent=f"{percent:g}",
    )
    return Suggestion(weight=load, weight_unit=case.loading.unit, why=why)


def _slower(case: Case) -> Suggestion:
    """Go longer before heavier."""
    if not case.counted.met:
        return short(case)
    if case.counted.aim.word != "seconds":
        one = ("set-met-tempo", "The planned set was met at their tempo")
        return more(case, of_sets(case, one, ("sets-met-tempo", "All planned sets were met at their tempo")))
    added = (case.plan.increment if case.plan is not None else None) or _SECONDS_MORE
    longer = case.counted.aim.most + float(added)
    return Suggestion(
        duration=int(longer) if longer == int(longer) else longer,
        why=of_sets(
            case,
            ("set-held", "The planned set was held for {seconds} seconds, so hold {longer}."),
            ("sets-held", "All planned sets were held for {seconds} seconds, so hold {longer}."),
            seconds=f"{case.counted.aim.most:g}",
            longer=f"{longer:g}",
        ),
    )


def _by_percentage(case: Case) -> Suggestion:
    """Leave the load to its reference; what may grow is the reference itself."""
    if case.plan is not None and case.plan.applies_to == "trainingMax":
        return _straight(case)
    if case.counted.met:
        return Suggestion(why=Phrase("percentage-met", "{met}; the load follows its percentage.", met=met(case)))
    text = "{missed}; the load follows its percentage, so look at what it is a percentage of."
    return Suggestion(why=Phrase("percentage-missed", text, missed=missed(case)))


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


def _asked_percent(reps: int | None, rpe: Number | None, rir: Number | None) -> tuple[float, Phrase] | None:
    """Give what share of the 1RM a planned set asks for by the RTS chart, and how that is said."""
    if reps is None or (rpe is None and rir is None):
        return None
    effort = float(rpe) if rpe is not None else 10 - float(rir or 0)
    percent = percent_of_max(reps, effort)
    if percent is None:
        return None
    return percent, Phrase("at-rpe", "{reps} at RPE {effort}", reps=reps, effort=f"{effort:g}")


def _kg(kg: float, unit: WeightUnit) -> str:
    return f"{float(converted(round(kg, 3), 'kg', unit)):.1f} {unit}"
