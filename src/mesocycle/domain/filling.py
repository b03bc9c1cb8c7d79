"""Filling a log with what was planned and not logged: the rest was done as planned."""

from msgspec.structs import replace

from mesocycle.domain.document import Id
from mesocycle.domain.lines import Lines
from mesocycle.domain.log_merge import merge_log
from mesocycle.domain.performance import PerformedExercise, PerformedSection, WorkoutPerformanceLog


def fill(log: WorkoutPerformanceLog, planned: WorkoutPerformanceLog, lines: Lines) -> WorkoutPerformanceLog:
    """Add the entries of `planned` for everything that `log` says nothing about; what was logged stays."""
    logged = _Logged(log)
    rest = replace(planned, sections=tuple(logged.without(section) for section in planned.sections))
    kept = replace(rest, sections=tuple(one for one in rest.sections if one.exercises or one.efforts))
    return merge_log(kept, log, lines).log


class _Logged:
    """Which planned exercises and sets a log already speaks of."""

    def __init__(self, log: WorkoutPerformanceLog) -> None:
        self._sets: set[tuple[Id, int]] = set()
        self._exercises: set[Id] = set()
        self._skipped: set[Id] = set()
        for section in log.sections:
            for exercise in section.exercises:
                if exercise.exercise_id is not None and exercise.sets:
                    self._exercises.add(exercise.exercise_id)
                if exercise.exercise_id is not None and exercise.skipped is not None:
                    self._skipped.add(exercise.exercise_id)
                self._sets.update((one.set_id, one.round or 1) for one in exercise.sets if one.set_id is not None)

    def without(self, section: PerformedSection) -> PerformedSection:
        """Leave out of a section what was logged, and exercises that were skipped."""
        left = (self._left(exercise) for exercise in section.exercises)
        return replace(section, exercises=tuple(exercise for exercise in left if exercise.sets))

    def _left(self, exercise: PerformedExercise) -> PerformedExercise:
        if exercise.exercise_id in self._skipped:
            return replace(exercise, sets=())
        sets = tuple(
            one
            for one in exercise.sets
            if (exercise.exercise_id not in self._exercises if one.set_id is None else True)
            and (one.set_id or "", one.round or 1) not in self._sets
        )
        return replace(exercise, sets=sets)
