"""What training says of a plan's next version: sets left out, loads over- and undershot, exercises swapped.

| what | proposed where |
|---|---|
| a set falls away | it was left out in at least half of the times |
| an exercise falls away | all its sets are so |
| a load changes | at least three in five of the sets were loaded more, or less, than planned and tolerated (0041) |
| an exercise is swapped | at least half of its sets were done as one and the same other exercise |

Nothing is proposed of fewer than eight times. A load is the median of what was done, to the usual step (2.5 kg or
5 lb, whole percent); a suggestion that was taken is what was planned (0057).
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from statistics import median
from typing import Literal, NamedTuple

from msgspec.structs import replace

from mesocycle.analytics.lines.line_counting import LineRows
from mesocycle.analytics.lines.line_plans import Plans, done_of_row, is_of
from mesocycle.analytics.lines.line_quality import LineAsked, LineQuality, line_quality
from mesocycle.analytics.plan_and_deed.set_aims import Shown, widened
from mesocycle.analytics.plan_and_deed.tolerance import Measure, Verdict, deviation
from mesocycle.domain.document import Id, Number
from mesocycle.domain.history.lines import LineSetRow
from mesocycle.domain.plan.library import LibraryExercise
from mesocycle.domain.plan.lines import sets_of
from mesocycle.domain.plan.proposal import ProposalEvidence, ProposalKind, ProposedLine, proposed_id
from mesocycle.domain.plan.words import as_typed, sets_words
from mesocycle.domain.plan.workout import (
    BasicSection,
    BodyweightExercise,
    CooldownSection,
    Exercise,
    ExerciseSet,
    Section,
    WarmupSection,
    Workout,
)
from mesocycle.domain.reference.loads import converted, rounded, smallest_step

LEAST_TIMES = 8
LEFT_OUT = Fraction(1, 2)
SWAPPED = Fraction(1, 2)
MISLOADED = Fraction(3, 5)
_PERCENTS = {
    "percent_of_1rm": "percentOf1RM",
    "percent_of_training_max": "percentOfTrainingMax",
    "percent_of_top_set": "percentOfTopSet",
    "percent_of_previous_set": "percentOfPreviousSet",
}
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


class ExercisePast(NamedTuple):
    """An exercise of the latest version in its place, and what was done of it while it stood there as it stands now."""

    workout: Workout
    section: Section
    exercise: Exercise
    rows: LineRows
    plans: Plans
    """Of all sets of the section."""


def propose(line: ExercisePast, exercises: Mapping[Id, LibraryExercise]) -> Iterator[ProposedLine]:
    """Propose what to change of one exercise; `exercises` are those of the library, by variant."""
    sets = sets_of(line.exercise)
    counted = {each.id: _quality(line, each.id) for each in sets}
    left_out = [each for each in sets if _often(counted[each.id].total.omitted, counted[each.id], LEFT_OUT)]
    if left_out and len(left_out) == len(sets):
        yield _without_exercise(line, counted)
        return
    # In a circuit and an emom a set is of every round: one less would say something else.
    if isinstance(line.section, BasicSection | WarmupSection | CooldownSection):
        yield from (_without_set(line, each, counted[each.id]) for each in left_out)
    swap = _swap(line, exercises)
    if swap is not None:
        yield swap
        return
    stays = [each for each in sets if each not in left_out]
    for _, equal in groupby(stays, key=lambda each: replace(each, id="", set_number=0)):
        if (change := _load(line, list(equal))) is not None:
            yield change


def _often(times: int, quality: LineQuality, share: Fraction) -> bool:
    of = quality.total.prescribed
    return of >= LEAST_TIMES and Fraction(times, of) >= share


def _quality(line: ExercisePast, set_id: Id) -> LineQuality:
    asked = LineAsked("", set_id, "set", line.exercise.name, frozenset({set_id}))
    mine = replace(line.rows, sets=[row for row in line.rows.sets if row.set_id == set_id])
    return line_quality(asked, mine, plans=line.plans)


def _without_set(line: ExercisePast, each: ExerciseSet, quality: LineQuality) -> ProposedLine:
    evidence = _evidence(quality.total.omitted, quality.total.prescribed, quality.total.sessions, len(quality.athletes))
    place = each.set_number - 1
    which = _ORDINALS[place] if place < len(_ORDINALS) else f"{each.set_number}th"
    why = f"The {which} set of {line.exercise.name} was left out {_times(evidence)}."
    told = _line(line, "leave-out-set", [each.id], sets_words([each]), evidence, why)
    return replace(told, set_number=each.set_number)


def _without_exercise(line: ExercisePast, counted: Mapping[Id, LineQuality]) -> ProposedLine:
    qualities = list(counted.values())
    evidence = _evidence(
        sum(each.total.omitted for each in qualities),
        sum(each.total.prescribed for each in qualities),
        max(each.total.sessions for each in qualities),
        max(len(each.athletes) for each in qualities),
    )
    why = f"Sets of {line.exercise.name} were left out {_times(evidence)}."
    return _line(line, "leave-out-exercise", [line.exercise.id], sets_words(sets_of(line.exercise)), evidence, why)


def _swap(line: ExercisePast, exercises: Mapping[Id, LibraryExercise]) -> ProposedLine | None:
    """Propose the exercise that most of the sets were done as, where the library has it."""
    done = list(_turns(line.rows.sets))
    others = Counter(row.variant_id for row in done if not is_of(line.exercise, row.variant_id, line.rows.offered))
    if len(done) < LEAST_TIMES or not others:
        return None
    variant, times = others.most_common(1)[0]
    found = exercises.get(variant or "")
    if found is None or Fraction(times, len(done)) < SWAPPED:
        return None
    evidence = _evidence_of(times, done)
    why = f"{found.name} was done instead of {line.exercise.name} {_times(evidence)}."
    return replace(
        _line(line, "swap-exercise", [line.exercise.id], line.exercise.name, evidence, why),
        id=proposed_id("swap-exercise", [line.exercise.id], found.exercise_variant_id),
        after=found.name,
        exercise_variant_id=found.exercise_variant_id,
    )


def _turns(rows: Sequence[LineSetRow]) -> Iterator[LineSetRow]:
    """Give each set once, of which two sides may have been written down."""
    return iter({(row.user_id, row.session_id, row.set_id, row.round): row for row in rows}.values())


def _load(line: ExercisePast, sets: Sequence[ExerciseSet]) -> ProposedLine | None:
    """Propose another load for equal sets, where most were loaded more, or most less."""
    ids = {each.id for each in sets}
    compared: list[tuple[Verdict, float, float, LineSetRow]] = []
    for row in _turns([row for row in line.rows.sets if row.set_id in ids]):
        plan = line.plans.of(row.user_id, row.snapshot_hash, row.day if line.rows.by_day else None)
        planned = None if plan is None else plan.lines.get((row.set_id, row.round))
        if planned is None or row.variant_id != line.exercise.exercise_variant_id:
            continue
        aim = next((each for each in planned.aims if each.measure is Measure.LOAD), None)
        done = done_of_row(row, planned.exercise).measures().get(Measure.LOAD)
        if aim is None or aim.low is None or aim.low <= 0 or done is None:
            continue
        asked = widened(aim, Shown(row.suggested_kg, row.suggested_reps, row.suggested_s))
        compared.append((deviation(asked, done).verdict, done, done / aim.low, row))
    if len(compared) < LEAST_TIMES:
        return None
    ways: tuple[tuple[Verdict, Literal["more", "less"]], ...] = ((Verdict.OVER, "more"), (Verdict.UNDER, "less"))
    for verdict, word in ways:
        times = sum(each[0] is verdict for each in compared)
        if Fraction(times, len(compared)) < MISLOADED:
            continue
        fields = _reloaded(line.exercise, sets[0], [each[1] for each in compared], [each[2] for each in compared])
        if not fields:
            continue
        told = [replace(each, **{_field(name): value for name, value in fields.items()}) for each in sets]
        evidence = _evidence_of(times, [each[3] for each in compared])
        why = f"{line.exercise.name} was done with {word} than {sets_words(_numbered(sets))}: {_times(evidence)}."
        set_ids = [each.id for each in sets]
        return replace(
            _line(line, "change-load", set_ids, sets_words(_numbered(sets)), evidence, why),
            id=proposed_id("change-load", set_ids, fields),
            after=sets_words(_numbered(told)),
            set_fields=fields,
            done_with=word,
        )
    return None


def _reloaded(
    exercise: Exercise, planned: ExerciseSet, done: Sequence[float], ratios: Sequence[float]
) -> dict[str, Number]:
    """Give the fields that change, by their names on the wire; none where it comes to the same."""
    found: dict[str, Number] = {}
    if planned.weight is not None and planned.weight_unit is not None:
        step = smallest_step(None, exercise.exercise_variant_id, planned.weight_unit)
        weight = as_typed(rounded(converted(median(done), "kg", planned.weight_unit), step))
        found["weight"] = weight
        if planned.weight_max is not None:
            found["weightMax"] = as_typed(weight + planned.weight_max - planned.weight)
    elif not isinstance(exercise, BodyweightExercise):  # there a percentage is one of body and load
        for field, name in _PERCENTS.items():
            percent: Number | None = getattr(planned, field)
            if percent is not None:
                found[name] = round(float(percent) * median(ratios))
                if planned.percent_max is not None:
                    found["percentMax"] = as_typed(found[name] + planned.percent_max - percent)
    same = all(getattr(planned, _field(name)) == value for name, value in found.items())
    return {} if same else found


def _field(name: str) -> str:
    known = {wire: field for field, wire in _PERCENTS.items()}
    return {**known, "weight": "weight", "weightMax": "weight_max", "percentMax": "percent_max"}[name]


def _numbered(sets: Sequence[ExerciseSet]) -> list[ExerciseSet]:
    return [replace(each, set_number=number) for number, each in enumerate(sets, 1)]


def _line(
    line: ExercisePast, kind: ProposalKind, ids: Sequence[Id], before: str, evidence: ProposalEvidence, why: str
) -> ProposedLine:
    return ProposedLine(
        id=proposed_id(kind, ids, None),
        kind=kind,
        line_ids=tuple(ids),
        workout_name=line.workout.name,
        exercise_name=line.exercise.name,
        before=before,
        evidence=evidence,
        why=why,
    )


def _evidence(times: int, of: int, sessions: int, athletes: int) -> ProposalEvidence:
    return ProposalEvidence(times=times, of=of, share=round(times / of, 4), sessions=sessions, athletes=athletes)


def _evidence_of(times: int, rows: Sequence[LineSetRow]) -> ProposalEvidence:
    sessions = len({(row.user_id, row.session_id) for row in rows})
    return _evidence(times, len(rows), sessions, len({row.user_id for row in rows}))


def _times(evidence: ProposalEvidence) -> str:
    return f"{evidence.times} of {evidence.of} times ({int(100 * evidence.share)} %)"
