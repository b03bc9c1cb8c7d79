"""What was done, told in one text: each line finds its place in the session, and the log says it."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from msgspec.structs import replace

from mesocycle.domain.document import Id
from mesocycle.domain.log.draft import Draft
from mesocycle.domain.log.editing import each_effort, each_set
from mesocycle.domain.log.entry import Place
from mesocycle.domain.log.naming import (
    exercises_called,
    exercises_within,
    is_whole_run,
    running_sections,
    section_called,
    turns_called,
)
from mesocycle.domain.log.notation import SaidLine, SaidSet, read_done
from mesocycle.domain.log.performance import (
    Effort,
    ExerciseName,
    Performance,
    PerformedSet,
    SectionResult,
    SkippedExercise,
    WorkoutPerformanceLog,
)
from mesocycle.domain.log.slots import LogPlace, place_sets
from mesocycle.domain.plan.lines import Lines, alternatives, sets_of
from mesocycle.domain.plan.notation.cursor import Cursor
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.steps import PlannedEffort, flatten
from mesocycle.domain.plan.workout import Exercise, Section, SetType
from mesocycle.domain.refusal import NotFound


def say(
    text: str, snapshot: WorkoutSnapshot, log: WorkoutPerformanceLog, new_id: Callable[[], Id]
) -> WorkoutPerformanceLog:
    """Give the log with what a text says was done.

    What it says of an exercise or a step is all of it: it takes the place of what the log said of the same, so that
    the same text twice is the same log. Sets beyond those planned are added ones. Refuses with
    `NotationNotUnderstood`, pointing at the name that is none.
    """
    return _Saying(text, snapshot, log, new_id).log()


class _Saying:
    """One text on its way into one log."""

    def __init__(
        self, text: str, snapshot: WorkoutSnapshot, log: WorkoutPerformanceLog, new_id: Callable[[], Id]
    ) -> None:
        self._cursor = Cursor(text)
        self._told = read_done(text)
        self._snapshot = snapshot
        self._lines = Lines(snapshot)
        self._before = log
        self._draft = Draft(log, self._lines)
        self._new_id = new_id

    def log(self) -> WorkoutPerformanceLog:
        for told in _joined(self._told):
            if told.added:
                self._add(told)
            elif exercises := self._exercises(told):
                self._perform(told, exercises)
            else:
                self._section_or_run(told)
        return self._draft.close()

    # -------------------------------------------------------------------------------------- exercises

    def _exercises(self, told: SaidLine) -> list[Exercise]:
        """Find the lines meant; none where a section or step has exactly this name, or none of all has it."""
        name = told.instead_of or told.name
        exact = any(each.name.casefold() == name.casefold() for each in exercises_within(self._snapshot, told.section))
        if not exact and told.instead_of is None and self._is_section_or_step(told):
            return []
        try:
            return exercises_called(self._snapshot, name, told.section)
        except NotFound as no:
            remedy = f"{no.remedy.rstrip('.')}; or write + before an exercise that was not planned."
            raise self._cursor.refusal(no.sentence.rstrip("."), remedy, told.at) from no

    def _is_section_or_step(self, told: SaidLine) -> bool:
        if section_called(self._snapshot, told.name) or turns_called(self._snapshot, told.name, told.section):
            return True
        return is_whole_run(self._snapshot, told.name) and bool(running_sections(self._snapshot))

    def _perform(self, told: SaidLine, exercises: Sequence[Exercise]) -> None:
        if told.skipped is not None and told.instead_of is not None:
            raise self._cursor.refusal(
                "what was skipped had nothing in its place", "Say the one or the other.", told.at
            )
        if told.result is not None:
            raise self._cursor.refusal("rounds are of a section", "Write the name of the section before them.", told.at)
        other = _other(told, exercises[0])
        self._take_back(exercises)
        if told.skipped is not None:
            skipped = SkippedExercise(reason=told.skipped)
            for exercise in exercises:
                place = Place(self._lines.section_of_exercise[exercise.id], exercise.id)
                self._draft.change_exercise(place, partial(replace, skipped=skipped))
        for one, slot in place_sets(told.sets, exercises, self._lines):
            place = Place(self._lines.section_of_exercise[slot.exercise.id], slot.exercise.id, other)
            by_hand = other is None and slot.exercise.load_per == "hand"
            self._draft.swap_set((), place, self._set(one, slot, by_hand=by_hand))

    def _take_back(self, exercises: Sequence[Exercise]) -> None:
        """Take out what the log says of these lines, and that they were skipped."""
        ids = {exercise.id for exercise in exercises}
        places = {place for place, _ in each_set(self._before) if place.exercise_id in ids}
        self._draft.take([one.id for place, one in each_set(self._before) if place in places])
        for section in self._before.sections:
            for done in section.exercises:
                if done.exercise_id in ids and done.skipped is not None:
                    place = Place(section.section_id, done.exercise_id, done.substituted_by)
                    self._draft.change_exercise(place, partial(replace, skipped=None))

    def _set(self, one: SaidSet, slot: LogPlace, *, by_hand: bool) -> PerformedSet:
        added = slot.planned is None and bool(sets_of(slot.exercise))
        return self._performed(
            one,
            set_id=None if slot.planned is None else slot.planned.id,
            added=added or None,
            number=slot.number,
            round_=slot.round,
            kind="working" if slot.planned is None else slot.planned.set_type,
            by_hand=by_hand,
        )

    def _performed(
        self,
        one: SaidSet,
        *,
        number: int,
        by_hand: bool,
        set_id: Id | None = None,
        added: bool | None = None,
        round_: int | None = None,
        kind: SetType = "working",
    ) -> PerformedSet:
        done = one.performance
        if one.hands is not None and not by_hand and done.weight is not None:
            done = replace(done, weight=done.weight * one.hands)
        return PerformedSet(
            id=self._new_id(),
            set_id=set_id,
            added=added,
            set_number=number,
            set_type=one.set_type or kind,
            round=one.round or round_,
            unilateral_side=one.side,
            performance=done,
            notes=one.notes,
        )

    def _add(self, told: SaidLine) -> None:
        """Log an exercise that was not planned, in the section named or the last one that holds exercises."""
        if told.skipped is not None or told.result is not None:
            raise self._cursor.refusal("what was added has sets", "Write its sets behind the colon.", told.at)
        section = self._section_for_more(told)
        known = [
            (place, one)
            for place, one in each_set(self._before)
            if place.section_id == section.id and place.exercise and _same(place.exercise.name, told.name)
        ]
        place = Place(section.id, None, None, self._new_id(), ExerciseName(name=told.name))
        place = known[0][0] if known else place
        self._draft.take([one.id for _, one in known])
        for number, one in enumerate(told.sets, start=1):
            self._draft.swap_set((), place, self._performed(one, number=number, by_hand=False))

    def _section_for_more(self, told: SaidLine) -> Section:
        if told.section is not None:
            found = section_called(self._snapshot, told.section)
            if found is None:
                names = ", ".join(each.name for each in self._snapshot.sections)
                raise self._cursor.refusal(
                    f"{told.section[:80]!r} is no section of this session", f"Name one of: {names}.", told.at
                )
            return found
        holding = [each for each in self._snapshot.sections if each.exercises] or list(self._snapshot.sections)
        if not holding:
            raise self._cursor.refusal("the session has no section", "Log what was done in another session.", told.at)
        return holding[-1]

    # ------------------------------------------------------------------------------- sections and runs

    def _section_or_run(self, told: SaidLine) -> None:
        turns = turns_called(self._snapshot, told.name, told.section)
        section = section_called(self._snapshot, told.name)
        if section is not None and not flatten(section):
            result = told.result or _time_alone(told)
            if result is None:
                raise self._cursor.refusal(
                    "a section has a score", "Write its rounds or its time, and sets behind their exercises.", told.at
                )
            self._draft.change_section(section.id, partial(replace, result=result))
            return
        if told.result is not None or told.skipped is not None or not told.sets:
            raise self._cursor.refusal(
                "a run is told by distance and time", "Write it like 5 km in 22:10; or skip the session.", told.at
            )
        for one in told.sets:
            if one.side or one.set_type or one.notes or one.performance.weight is not None:
                raise self._cursor.refusal(
                    "a run has no load, kind, side or note", "Say how it was with the session's notes.", one.at
                )
        if turns:
            self._run(told, turns)
        else:
            self._laps(told)

    def _run(self, told: SaidLine, turns: Sequence[PlannedEffort]) -> None:
        steps = {turn.step.id for turn in turns}
        section_id = self._lines.section_of_step[turns[0].step.id]
        self._draft.take([one.id for _, one in each_effort(self._before) if one.step_id in steps])
        for place, one in enumerate(told.sets):
            self._draft.swap_effort((), section_id, self._effort(one, turns, place))

    def _laps(self, told: SaidLine) -> None:
        """Log a run as a whole, as a watch records it: laps that stand for all its steps."""
        self._draft.take([one.id for _, one in each_effort(self._before)])
        section = running_sections(self._snapshot)[0]
        for round_, one in enumerate(told.sets, start=1):
            lap = Effort(id=self._new_id(), round=round_, phase="active", performance=one.performance)
            self._draft.swap_effort((), section.id, lap)

    def _effort(self, one: SaidSet, turns: Sequence[PlannedEffort], place: int) -> Effort:
        turn = turns[min(place, len(turns) - 1)]
        if place >= len(turns):
            return Effort(
                id=self._new_id(), added=True, round=place + 1, phase=turn.step.phase, performance=one.performance
            )
        return Effort(
            id=self._new_id(),
            step_id=turn.step.id,
            round=turn.round,
            inner_round=turn.inner_round,
            phase=turn.step.phase,
            performance=one.performance,
        )


def _joined(told: Sequence[SaidLine]) -> Iterator[SaidLine]:
    """Give one line of each name: who comes back to an exercise goes on with it."""
    joined: dict[object, SaidLine] = {}
    for line in told:
        key = (line.name.casefold(), line.section, line.added, line.instead_of)
        before = joined.get(key)
        joined[key] = line if before is None or not before.sets else replace(before, sets=before.sets + line.sets)
    return iter(joined.values())


def _other(told: SaidLine, planned: Exercise) -> ExerciseName | None:
    """Name what was done in the place of a line; of `Dip or Push-Up` the first is the line itself."""
    if told.instead_of is not None:
        return ExerciseName(name=told.name)
    _, *others = alternatives(planned.name)
    return next((ExerciseName(name=each) for each in others if _same(each, told.name)), None)


def _time_alone(told: SaidLine) -> SectionResult | None:
    if len(told.sets) != 1:
        return None
    done = told.sets[0].performance
    return SectionResult(duration=done.duration) if done == Performance(duration=done.duration) else None


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()
