"""What became of one planned line, and what was done that no line planned."""

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from mesocycle.analytics.plan_and_deed.amounts import NOTHING, Amounts, total
from mesocycle.analytics.plan_and_deed.compliance import line_share
from mesocycle.analytics.plan_and_deed.planned_lines import SET_SECONDS, PlannedLine
from mesocycle.analytics.plan_and_deed.set_aims import Done, DoneSet, Shown, done_amounts, done_set, widened
from mesocycle.analytics.plan_and_deed.step_aims import effort_amounts, effort_measures
from mesocycle.analytics.plan_and_deed.tolerance import (
    AMOUNTS,
    Aim,
    Deviation,
    Measure,
    Verdict,
    deviations,
    share_done,
    verdict_of,
)
from mesocycle.domain.document import Id
from mesocycle.domain.log.performance import (
    Effort,
    ExerciseName,
    Performance,
    PerformedExercise,
    PerformedSet,
)
from mesocycle.domain.log.rows import shown_numbers
from mesocycle.domain.plan.lines import alternatives
from mesocycle.domain.plan.workout import Exercise

PART = 0.5
"""Of a line of which less was done than this only a part was done: it was broken off."""


class DoneLine(Struct, frozen=True, kw_only=True):
    """The deed's side of a line."""

    verdict: Verdict | None
    """None where nothing was recorded of something that must have been between what was, or not what was asked for."""
    deviations: tuple[Deviation, ...] = ()
    share: float = 0.0
    effort: float | None = None
    """Also where none was planned."""
    amounts: Amounts = NOTHING
    performed_ids: tuple[Id, ...] = ()
    performed: tuple[Performance, ...] = ()
    instead: str | None = None
    reason: str | None = None
    told: bool = False
    """Whether the section's result says that it was done."""
    name: str = ""
    set_number: int | None = None
    round: int | None = None
    weight: float = 0.0
    """What an added line counts for."""


class SetDone(Struct, frozen=True):
    """A performed set with the exercise entry it stands in."""

    exercise: PerformedExercise
    set: PerformedSet

    @property
    def order(self) -> tuple[bool, int, int, str, str, str]:
        """Sort as the plan goes, so that the order of logging changes nothing; what was planned before its stand-in."""
        one = self.set
        instead = self.exercise.substituted_by is not None
        return instead, one.set_number, one.round or 1, one.unilateral_side or "", one.performed_at or "", one.id


UNKNOWN = DoneLine(verdict=None)


def omitted(reason: str | None = None) -> DoneLine:
    """Say that nothing was done of a line, and why where somebody said so."""
    return DoneLine(verdict=Verdict.OMITTED, reason=reason)


def told_by_result(line: PlannedLine) -> DoneLine:
    """Say that a line was done, because its section's result says so and nothing says how."""
    return DoneLine(verdict=Verdict.MET, share=1.0, amounts=line.amounts, told=True)


def done_sets(line: PlannedLine, entries: Sequence[SetDone]) -> DoneLine:
    """Judge the entries of one planned set or round: one, or one of each side."""
    instead = entries[0].exercise.substituted_by
    shown = Shown(*shown_numbers(entries[0].set.suggested))
    aims = tuple(widened(aim, shown) for aim in _comparable(line.aims, instead))
    measured = _mean([done_set(entry.set.performance) for entry in entries])
    found = deviations(aims, measured)
    sided = line.set is not None and line.set.per_side is True
    one_side = sided and {entry.set.unilateral_side for entry in entries} in ({"left"}, {"right"})
    share = line_share(aims, measured) * (0.5 if one_side else 1.0)
    partial = one_side or _fewer_mini_sets(line, entries) or is_part(aims, measured)
    verdict = Verdict.PARTIAL if partial else verdict_of(found) if line.asks else Verdict.ADDED
    return DoneLine(
        verdict=verdict if instead is None or _is_offered(line, instead) else Verdict.SUBSTITUTED,
        deviations=found,
        share=share,
        effort=measured.get(Measure.EFFORT),
        amounts=_amounts(None if instead else line.exercise, entries, sided=sided),
        performed_ids=tuple(entry.set.id for entry in entries),
        performed=tuple(entry.set.performance for entry in entries),
        instead=None if instead is None else instead.name,
    )


def _is_offered(line: PlannedLine, instead: ExerciseName) -> bool:
    """Tell whether the plan left the choice: who is to do `Dip or push-up` and does push-ups substitutes nothing."""
    planned = "" if line.exercise is None else line.exercise.name
    return any(each.casefold() == instead.name.casefold() for each in alternatives(planned)[1:])


def done_effort(line: PlannedLine, performance: Performance, ids: Iterable[Id]) -> DoneLine:
    """Judge what was done of one planned step."""
    measured = effort_measures(performance)
    found = deviations(line.aims, measured)
    verdict: Verdict | None = Verdict.PARTIAL if is_part(line.aims, measured) else verdict_of(found)
    if verdict is Verdict.MET and _says_not_how_much(line.aims, measured):
        verdict = None
    return DoneLine(
        verdict=verdict,
        deviations=found,
        share=line_share(line.aims, measured),
        effort=measured.get(Measure.EFFORT),
        amounts=effort_amounts(performance),
        performed_ids=tuple(ids),
        performed=(performance,),
    )


def added_set(entry: SetDone, planned: Exercise | None) -> DoneLine:
    """Tell of a set that no line planned."""
    done = done_set(entry.set.performance)
    said = entry.exercise.substituted_by or entry.exercise.exercise
    name = said.name if said is not None else planned.name if planned is not None else ""
    same = planned if said is None else None
    return DoneLine(
        verdict=Verdict.ADDED,
        amounts=done_amounts(same, done, set_type=entry.set.set_type, sides=1),
        performed_ids=(entry.set.id,),
        performed=(entry.set.performance,),
        name=name,
        set_number=entry.set.set_number,
        round=entry.set.round,
        weight=done.duration_s or SET_SECONDS,
    )


def added_effort(effort: Effort) -> DoneLine:
    """Tell of an effort that no step planned."""
    return DoneLine(
        verdict=Verdict.ADDED,
        amounts=effort_amounts(effort.performance),
        performed_ids=(effort.id,),
        performed=(effort.performance,),
        name=effort.phase,
        round=effort.round,
        weight=float(effort.performance.duration or 0.0),
    )


def is_part(aims: Iterable[Aim], measured: Done) -> bool:
    """Tell whether less than half of the planned amount was done."""
    amount = next((aim for aim in aims if aim.measure in AMOUNTS and aim.measure in measured), None)
    return amount is not None and share_done(amount, measured[amount.measure]) < PART


def _says_not_how_much(aims: Iterable[Aim], measured: Done) -> bool:
    """Tell whether a time or way was measured, but not the amount that was asked for: a time alone meets no way."""
    asked = next((aim.measure for aim in aims if aim.measure in AMOUNTS), None)
    told = Measure.DURATION in measured or Measure.DISTANCE in measured
    return asked is not None and asked not in measured and told


def _comparable(aims: tuple[Aim, ...], instead: ExerciseName | None) -> tuple[Aim, ...]:
    """Leave the load out where another exercise was done: kilograms of two exercises say nothing."""
    return aims if instead is None else tuple(aim for aim in aims if aim.measure is not Measure.LOAD)


def _mean(sets: Sequence[DoneSet]) -> Done:
    """Give each measure's mean over the sides that were written down apart."""
    each = [one.measures() for one in sets]
    if len(each) == 1:
        return each[0]
    known = {measure: [one[measure] for one in each if measure in one] for measure in Measure}
    return {measure: sum(values) / len(values) for measure, values in known.items() if values}


def _fewer_mini_sets(line: PlannedLine, entries: Sequence[SetDone]) -> bool:
    mini = None if line.set is None else line.set.mini_sets
    if mini is None:
        return False
    return any(
        entry.set.performance.mini_sets and len(entry.set.performance.mini_sets) < mini.count for entry in entries
    )


def _amounts(exercise: Exercise | None, entries: Sequence[SetDone], *, sided: bool) -> Amounts:
    """Sum the entries; two sides of one set are one set."""
    parts = [
        done_amounts(
            exercise,
            done_set(entry.set.performance),
            set_type=entry.set.set_type,
            sides=2 if sided and entry.set.unilateral_side is None else 1,
        )
        for entry in entries
    ]
    return replace(total(parts), sets=max(part.sets for part in parts))
