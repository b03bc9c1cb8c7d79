"""Finding the lines of a snapshot by their ids: which section, exercise and set an id is."""

import re
from collections.abc import Iterable, Iterator

from mesocycle.domain.document import Id
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.steps import step_ids
from mesocycle.domain.plan.workout import Exercise, ExerciseSet, Section, TabataExercise


class Lines:
    """The lines of one snapshot, each with the place it stands in; positions count from 0."""

    def __init__(self, snapshot: WorkoutSnapshot) -> None:
        """Read the snapshot once; of lines with the same id (foreign documents) the first counts."""
        self.sections: dict[Id, Section] = {}
        self.section_of_exercise: dict[Id, Id] = {}
        self.exercises: dict[Id, Exercise] = {}
        self.exercise_of_set: dict[Id, Id] = {}
        self.section_of_step: dict[Id, Id] = {}
        for section in snapshot.sections:
            self.sections.setdefault(section.id, section)
            for step_id in step_ids(section):
                self.section_of_step.setdefault(step_id, section.id)
            for exercise in section.exercises or ():
                self.section_of_exercise.setdefault(exercise.id, section.id)
                self.exercises.setdefault(exercise.id, exercise)
                for planned in sets_of(exercise):
                    self.exercise_of_set.setdefault(planned.id, exercise.id)
        self._positions = (
            _positions(self.sections),
            _positions(self.exercises),
            _positions(self.exercise_of_set),
        )

    def section_position(self, section_id: Id) -> int:
        """Give a section's place in the snapshot; an unknown one comes last."""
        return self._positions[0].get(section_id, len(self.sections))

    def exercise_position(self, exercise_line_id: Id | None) -> int:
        """Give an exercise's place in the snapshot; an added one comes last."""
        return self._positions[1].get(exercise_line_id or "", len(self.exercises))

    def set_position(self, set_id: Id | None) -> int:
        """Give a set's place in the snapshot; an added one comes last."""
        return self._positions[2].get(set_id or "", len(self.exercise_of_set))

    def planned_set(self, set_id: Id | None) -> ExerciseSet | None:
        """Give the set of an id, None where the snapshot has none."""
        exercise = self.exercises.get(self.exercise_of_set.get(set_id or "", ""))
        if exercise is None:
            return None
        return next((planned for planned in sets_of(exercise) if planned.id == set_id), None)


def sets_of(exercise: Exercise) -> tuple[ExerciseSet, ...]:
    """Give an exercise's sets; in a tabata there are none."""
    return () if isinstance(exercise, TabataExercise) else exercise.sets


def each_exercise(snapshot: WorkoutSnapshot) -> Iterator[tuple[Section, Exercise]]:
    """Go through the exercises with their sections, in order."""
    for section in snapshot.sections:
        for exercise in section.exercises or ():
            yield section, exercise


def _positions(ids: Iterable[Id]) -> dict[Id, int]:
    return {id_: place for place, id_ in enumerate(ids)}


_OR = re.compile(r"\s+or\s+", re.IGNORECASE)


def alternatives(name: str) -> list[str]:
    """Give the exercises among which a line leaves the choice: `Dip or push-up` is either; of others it is the name."""
    return _OR.split(name)
