"""Exercises with their sets as steps of a watch: repetitions, loads and rests; circuits, EMOMs and the like."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from mesocycle.domain.document import Id
from mesocycle.domain.log.as_planned import turns
from mesocycle.domain.log.performance import ExerciseName
from mesocycle.domain.plan.lines import sets_of
from mesocycle.domain.plan.rests import rest_after
from mesocycle.domain.plan.steps import seconds
from mesocycle.domain.plan.words import set_words
from mesocycle.domain.plan.workout import (
    AmrapSection,
    CircuitSection,
    EmomSection,
    Exercise,
    ExerciseSet,
    Goal,
    Section,
    TabataSection,
)
from mesocycle.domain.reference.resolution import Resolved
from mesocycle.domain.watch.step import LeftOut, WatchPart, WatchStep, folded, rest_step

_ONLY_IN_NOTES = (
    ("rpe", "the RPE"),
    ("rir", "the repetitions in reserve"),
    ("tempo", "the tempo"),
    ("hold_time", "how long each repetition is held"),
    ("mini_sets", "the mini-sets"),
    ("per_side", "that it is done on each side"),
    ("unilateral_side", "the side"),
)


class ExerciseSteps:
    """The steps of sections with exercises, gathering what they can't say."""

    def __init__(self, resolved: Resolved) -> None:
        """Take loads as they are resolved for the athlete's day."""
        self._resolved = resolved
        self.left_out: list[LeftOut] = []

    def parts(self, section: Section) -> list[WatchPart]:
        """Write a section; equal rounds that follow each other are a repeat."""
        exercises = section.exercises or ()
        match section:
            case EmomSection():
                return folded(list(self._emom(section, exercises)))
            case AmrapSection():
                return [self._as_many_rounds(section, exercises)] if exercises else []
            case TabataSection():
                return folded(list(_tabata(section, exercises)))
            case CircuitSection():
                return folded(list(self._circuit(section, exercises)))
            case _:
                return folded(list(self._in_turn(section, exercises)))

    def _in_turn(self, section: Section, exercises: Sequence[Exercise]) -> Iterator[tuple[WatchStep, ...]]:
        done: set[Id] = set()
        for exercise in exercises:
            if exercise.id in done:
                continue
            group = [exercise]
            if exercise.superset_group_id is not None:
                group = [one for one in exercises if one.superset_group_id == exercise.superset_group_id]
            done.update(one.id for one in group)
            in_turns = [(one, _with_drops(sets_of(one))) for one in group]
            for turn in range(max(len(each) for _, each in in_turns)):
                yield tuple(
                    step
                    for one, each in in_turns
                    for planned in (each[turn] if turn < len(each) else ())
                    for step in self._set(section, one, planned, 1)
                )

    def _circuit(self, section: CircuitSection, exercises: Sequence[Exercise]) -> Iterator[tuple[WatchStep, ...]]:
        for round_, in_it in enumerate(_rounds(section, exercises), 1):
            yield tuple(step for one, planned in in_it for step in self._set(section, one, planned, round_))

    def _emom(self, section: EmomSection, exercises: Sequence[Exercise]) -> Iterator[tuple[WatchStep, ...]]:
        """Show one timed step an interval: what is to be done in it, no clock can tell from its end."""
        if exercises:
            self._lose(section.name, "the exercises inside each interval, which stand in its notes")
        goal = Goal(duration=section.emom_duration * 60 / section.rounds)
        for in_it in _rounds(section, exercises):
            told = [f"{one.name} {_plain(planned)}" for one, planned in in_it]
            yield (WatchStep(name=section.name, phase="active", goal=goal, notes="; ".join(told)),)

    def _as_many_rounds(self, section: AmrapSection, exercises: Sequence[Exercise]) -> WatchStep:
        self._lose(section.name, "the exercises of each round, which stand in the step's notes")
        told = [f"{one.name} {', '.join(map(_plain, sets_of(one)))}" for one in exercises]
        limit = seconds(section.time_cap)
        goal = Goal(open=True) if limit is None else Goal(duration=limit)
        return WatchStep(name=section.name, phase="active", goal=goal, notes=f"As many rounds: {'; '.join(told)}")

    def _set(self, section: Section, exercise: Exercise, planned: ExerciseSet, round_: int) -> Iterator[WatchStep]:
        load = self._resolved.loads.get(planned.id)
        if load is not None and load.weight < 0:
            self._lose(exercise.name, "the assistance")
        elif load is not None and load.weight_max is not None:
            self._lose(exercise.name, "the upper end of its load")
        elif load is None and planned.rep_type != "time" and planned.percent is not None:
            self._lose(exercise.name, "a load in percent of a value that is not known")
        for field, words in _ONLY_IN_NOTES:
            if getattr(planned, field) is not None:
                self._lose(exercise.name, words)
        if (lost := _lost_amount(planned)) is not None:
            self._lose(exercise.name, lost)
        notes = [_plain(planned)] if _says_more(planned) else []
        notes += [each for each in (planned.notes, exercise.notes) if each]
        yield WatchStep(
            name=exercise.name,
            phase="warmup" if planned.set_type == "warmup" else "active",
            goal=_goal(planned),
            exercise=ExerciseName(
                exercise_id=exercise.exercise_id,
                exercise_variant_id=exercise.exercise_variant_id,
                name=exercise.name,
            ),
            load=load if load is not None and load.weight > 0 else None,
            notes=". ".join(notes),
        )
        rest = rest_after(section, planned.id, round_=round_)
        if rest is not None and rest.high_s > 0:
            if rest.low_s != rest.high_s:
                self._lose(exercise.name, "the longer end of its rest")
            yield rest_step(rest.low_s or rest.high_s)

    def _lose(self, line: str, what: str) -> None:
        self.left_out.append(LeftOut(line=line, what=what))


def _rounds(
    section: CircuitSection | EmomSection, exercises: Sequence[Exercise]
) -> list[list[tuple[Exercise, ExerciseSet]]]:
    """Give what is done in each round, in the order of the exercises."""
    rounds: list[list[tuple[Exercise, ExerciseSet]]] = [[] for _ in range(section.rounds)]
    for place, one in enumerate(exercises):
        for planned, at in turns(section, one, place):
            if at is not None:
                rounds[at - 1].append((one, planned))
    return rounds


def _tabata(section: TabataSection, exercises: Sequence[Exercise]) -> Iterator[tuple[WatchStep, ...]]:
    work, rest = seconds(section.work_interval), seconds(section.rest_interval)
    for _ in range(section.rounds):
        steps: list[WatchStep] = []
        for one in exercises:
            named = ExerciseName(
                exercise_id=one.exercise_id, exercise_variant_id=one.exercise_variant_id, name=one.name
            )
            goal = Goal(open=True) if work is None else Goal(duration=work)
            steps.append(WatchStep(name=one.name, phase="active", goal=goal, exercise=named, notes=one.notes or ""))
            steps.extend([rest_step(rest)] if rest else [])
        yield tuple(steps)


def _with_drops(sets: Sequence[ExerciseSet]) -> list[list[ExerciseSet]]:
    """Put drops to the set they belong to: they follow it without waiting for a partner."""
    listed: list[list[ExerciseSet]] = []
    for each in sets:
        if each.set_type == "drop" and listed:
            listed[-1].append(each)
        else:
            listed.append([each])
    return listed


def _goal(planned: ExerciseSet) -> Goal:
    """Give what ends a set; of a range the low end, as where it is taken as done."""
    if planned.duration is not None:
        return Goal(duration=planned.duration)
    if planned.distance is not None:
        return Goal(distance=planned.distance)
    if planned.calories is not None:
        return Goal(calories=planned.calories)
    mini = planned.mini_sets
    reps = planned.reps if planned.reps is not None else planned.reps_min
    if reps is None and mini is not None:
        reps = mini.count * mini.reps
    return Goal(repetitions=reps) if reps and planned.rep_type != "max" else Goal(open=True)


def _lost_amount(planned: ExerciseSet) -> str | None:
    """Tell what of a set's amount no watch is told."""
    match planned.rep_type:
        case "range":
            return "the upper end of its repetitions"
        case "max":
            return "that it is as many as possible"
        case "time" if planned.duration is None and planned.hold_time is None:
            return "that it is held as long as possible"
    return None


def _says_more(planned: ExerciseSet) -> bool:
    return _lost_amount(planned) is not None or any(getattr(planned, field) is not None for field, _ in _ONLY_IN_NOTES)


def _plain(planned: ExerciseSet) -> str:
    """Write a set in the notation, without the count of one and without the rest that is a step of its own."""
    return set_words(replace(planned, weeks=None, set_number=1)).removeprefix("1x").partition(" rest ")[0]
