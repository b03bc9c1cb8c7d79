"""A log opened for many entries: each finds its place by its keys, and the whole is put in order once."""

from collections.abc import Callable, Iterable, Iterator
from itertools import count
from typing import TypeVar

from msgspec.structs import replace

from mesocycle.domain.document import Id
from mesocycle.domain.log.entry import Place
from mesocycle.domain.log.performance import (
    Effort,
    PerformedExercise,
    PerformedSection,
    PerformedSet,
    WorkoutPerformanceLog,
)
from mesocycle.domain.log.size import entries_of
from mesocycle.domain.plan.lines import Lines
from mesocycle.domain.plan.steps import LAST_TURN, turn_order

_Slot = tuple[object, ...]
_Held = TypeVar("_Held")


class Draft:
    """One log, changed entry by entry in time that does not grow with what it holds.

    Sets and efforts are known by their `_id`, and by what they are of: set, round and side, or step and rounds.
    """

    def __init__(self, log: WorkoutPerformanceLog, lines: Lines) -> None:
        """Open a log; nothing of it changes its order before something beside it does."""
        self._log = log
        self._lines = lines
        self._serial = count()
        self._sections: list[_Section] = []
        self._section_of: dict[Id, _Section] = {}
        self._sets: dict[_Slot, dict[int, tuple[_Exercise, PerformedSet]]] = {}
        self._efforts: dict[_Slot, dict[int, tuple[_Section, Effort]]] = {}
        self._exercises: dict[Id, list[_Exercise]] = {}
        self.entries = 0
        """How many sets, mini-sets and efforts it holds."""
        self._touched = False
        for shell in log.sections:
            section = self._open(shell)
            for exercise in shell.exercises:
                opened = self._open_exercise(section, exercise)
                for performed in exercise.sets:
                    self._add_set(opened, performed)
            for effort in shell.efforts or ():
                self._add_effort(section, effort)

    def holds_set(self, place: Place, performed: PerformedSet) -> bool:
        """Tell whether this very set stands in this very place."""
        known = self._sets.get((performed.id,), {}).values()
        return any(one == performed and exercise.place == place for exercise, one in known)

    def holds_effort(self, section_id: Id, effort: Effort) -> bool:
        """Tell whether this very effort stands in this section."""
        known = self._efforts.get((effort.id,), {}).values()
        return any(one == effort and section.shell.section_id == section_id for section, one in known)

    def same_sets(self, place: Place, new: PerformedSet) -> tuple[PerformedSet, ...]:
        """Find the entries for the same performed set: same `_id`, or same setId, round and side."""
        return tuple(one for _, one in _found(self._sets, _set_keys(place.section_id, new)))

    def same_efforts(self, section_id: Id, new: Effort) -> tuple[Effort, ...]:
        """Find the entries for the same effort: same `_id`, or same step and rounds; laps only by `_id`."""
        return tuple(one for _, one in _found(self._efforts, _effort_keys(section_id, new)))

    def swap_set(self, old: Iterable[PerformedSet], place: Place, new: PerformedSet) -> None:
        """Put a set in its place and take others out, making and removing exercises and sections as needed."""
        self.take({one.id for one in old})
        section = self._section(place.section_id)
        exercise = section.at(place) or self._open_exercise(section, _new_exercise(place, self._lines))
        exercise.touched = section.touched = True
        self._add_set(exercise, new)

    def swap_effort(self, old: Iterable[Effort], section_id: Id, new: Effort) -> None:
        """Put an effort in its place and take others out, making and removing sections as needed."""
        self.take({one.id for one in old})
        section = self._section(section_id)
        section.efforts_touched = True
        self._add_effort(section, new)

    def take(self, ids: Iterable[Id]) -> tuple[PerformedSet | Effort, ...]:
        """Take out all sets and efforts of these ids; what is emptied by it does not come out again."""
        taken: list[PerformedSet | Effort] = []
        for id_ in ids:
            for serial, (exercise, performed) in list(self._sets.get((id_,), {}).items()):
                del exercise.sets[serial]
                self.entries -= entries_of(performed)
                exercise.lost = exercise.section.lost = True
                for key in _set_keys(exercise.section.shell.section_id, performed):
                    del self._sets[key][serial]
                taken.append(performed)
            for serial, (section, effort) in list(self._efforts.get((id_,), {}).items()):
                del section.efforts[serial]
                self.entries -= 1
                section.lost = True
                for key in _effort_keys(section.shell.section_id, effort):
                    del self._efforts[key][serial]
                taken.append(effort)
        return tuple(taken)

    def change_section(self, section_id: Id, change: Callable[[PerformedSection], PerformedSection]) -> None:
        """Change what is said of one section beside what was done in it, made where it is missing."""
        section = self._section(section_id)
        section.shell = change(section.shell)

    def change_exercise(self, place: Place, change: Callable[[PerformedExercise], PerformedExercise]) -> None:
        """Change what is said of one exercise beside its sets, made where it is missing."""
        section = self._section(place.section_id)
        exercise = section.at(place) or self._open_exercise(section, _new_exercise(place, self._lines))
        exercise.shell = change(exercise.shell)
        section.touched = True

    def names_set(self, id_: Id) -> bool:
        """Tell whether a set is called so."""
        return bool(self._sets.get((id_,)))

    def names_effort(self, id_: Id) -> bool:
        """Tell whether an effort is called so."""
        return bool(self._efforts.get((id_,)))

    def names_exercise(self, id_: Id) -> bool:
        """Tell whether an exercise that will stay is called so."""
        return any(exercise.stays for exercise in self._exercises.get(id_, ()))

    def names_another(self, id_: Id, place: Place) -> bool:
        """Tell whether anything but the exercise in this place is called so."""
        others = (one for one in self._exercises.get(id_, ()) if one.stays and not one.is_at(place))
        return self.names_set(id_) or self.names_effort(id_) or any(others)

    def close(self) -> WorkoutPerformanceLog:
        """Give the log with everything in its place: what was touched in order, emptied shells swept away."""
        closed = [(section, section.close(self._lines)) for section in self._sections]
        kept = [shell for section, shell in closed if not section.lost or says_something(shell)]
        if self._touched:
            kept.sort(key=lambda one: (one.order_index, self._lines.section_position(one.section_id), one.section_id))
        return replace(self._log, sections=tuple(kept))

    def _open(self, shell: PerformedSection) -> "_Section":
        section = _Section(shell)
        self._sections.append(section)
        self._section_of.setdefault(shell.section_id, section)
        return section

    def _open_exercise(self, section: "_Section", shell: PerformedExercise) -> "_Exercise":
        exercise = section.open(shell)
        if shell.id is not None:
            self._exercises.setdefault(shell.id, []).append(exercise)
        return exercise

    def _section(self, section_id: Id) -> "_Section":
        self._touched = True
        found = self._section_of.get(section_id)
        if found is not None:
            return found
        planned = self._lines.sections.get(section_id)
        order = planned.order_index if planned else len(self._lines.sections)
        return self._open(PerformedSection(section_id=section_id, order_index=order, exercises=()))

    def _add_set(self, exercise: "_Exercise", performed: PerformedSet) -> None:
        serial = next(self._serial)
        exercise.sets[serial] = performed
        self.entries += entries_of(performed)
        for key in _set_keys(exercise.section.shell.section_id, performed):
            self._sets.setdefault(key, {})[serial] = (exercise, performed)

    def _add_effort(self, section: "_Section", effort: Effort) -> None:
        serial = next(self._serial)
        section.efforts[serial] = effort
        self.entries += 1
        for key in _effort_keys(section.shell.section_id, effort):
            self._efforts.setdefault(key, {})[serial] = (section, effort)


class _Exercise:
    """A performed exercise with its sets still apart."""

    def __init__(self, section: "_Section", shell: PerformedExercise) -> None:
        self.section = section
        self.shell = shell
        self.sets: dict[int, PerformedSet] = {}
        self.touched = self.lost = False

    @property
    def place(self) -> Place:
        return place_of(self.section.shell, self.shell)

    @property
    def stays(self) -> bool:
        """Whether it has sets, never had any, or says something all the same."""
        return bool(self.sets or not self.lost or self.shell.skipped or self.shell.notes)

    def is_at(self, place: Place) -> bool:
        """Whether it is this place's exercise."""
        return self.section.shell.section_id == place.section_id and self.place[1:4] == place[1:4]

    def close(self, lines: Lines) -> PerformedExercise:
        sets: Iterable[PerformedSet] = self.sets.values()
        if self.touched:
            sets = sorted(sets, key=lambda one: _set_order(one, lines))
        return replace(self.shell, sets=tuple(sets))


class _Section:
    """A performed section with its exercises and efforts still apart."""

    def __init__(self, shell: PerformedSection) -> None:
        self.shell = shell
        self.exercises: list[_Exercise] = []
        self.efforts: dict[int, Effort] = {}
        self.touched = self.efforts_touched = self.lost = False
        self._at: dict[object, _Exercise] = {}

    def open(self, shell: PerformedExercise) -> _Exercise:
        exercise = _Exercise(self, shell)
        self.exercises.append(exercise)
        self._at.setdefault(_key(shell.exercise_id, shell.substituted_by, shell.id), exercise)
        return exercise

    def at(self, place: Place) -> _Exercise | None:
        return self._at.get(_key(place.exercise_id, place.substituted_by, place.added_id))

    def close(self, lines: Lines) -> PerformedSection:
        exercises = [exercise.close(lines) for exercise in self.exercises if exercise.stays]
        if self.touched:
            exercises.sort(key=lambda one: _exercise_order(one, lines))
        efforts: Iterable[Effort] = self.efforts.values()
        if self.efforts_touched:
            efforts = sorted(efforts, key=_effort_order(self.shell.section_id, lines))
        return replace(self.shell, exercises=tuple(exercises), efforts=tuple(efforts) or None)


def place_of(section: PerformedSection, exercise: PerformedExercise) -> Place:
    """Give the place that a performed exercise is; a planned line's own `_id` is no part of it."""
    if exercise.exercise_id is None:
        return Place(section.section_id, None, None, exercise.id, exercise.exercise)
    return Place(section.section_id, exercise.exercise_id, exercise.substituted_by)


def says_something(section: PerformedSection) -> bool:
    """Tell whether anything was written down of a section."""
    return bool(section.efforts or section.result) or any(
        exercise.sets or exercise.skipped or exercise.notes for exercise in section.exercises
    )


def _key(exercise_id: Id | None, substituted_by: object, own_id: Id | None) -> object:
    return (None, own_id) if exercise_id is None else (exercise_id, substituted_by)


def _set_keys(section_id: Id, one: PerformedSet) -> tuple[_Slot, ...]:
    if one.set_id is None:
        return ((one.id,),)
    return (one.id,), (section_id, one.set_id, one.round or 1, one.unilateral_side)


def _effort_keys(section_id: Id, one: Effort) -> tuple[_Slot, ...]:
    if one.step_id is None:
        return ((one.id,),)
    return (one.id,), (section_id, one.step_id, one.round, one.inner_round or 1)


def _found(index: dict[_Slot, dict[int, _Held]], keys: tuple[_Slot, ...]) -> Iterator[_Held]:
    """Give what stands under any of the keys, each once, in the log's order."""
    found = {serial: held for key in keys for serial, held in index.get(key, {}).items()}
    return (found[serial] for serial in sorted(found))


def _new_exercise(place: Place, lines: Lines) -> PerformedExercise:
    if place.exercise_id is None:
        # Added ones come after every planned line, and among themselves by their ids, whoever was first.
        section = lines.sections.get(place.section_id)
        planned_there = (section.exercises or ()) if section is not None else ()
        last = max((one.order_index for one in planned_there), default=-1)
        return PerformedExercise(id=place.added_id, added=True, exercise=place.exercise, order_index=last + 1, sets=())
    planned = lines.exercises.get(place.exercise_id)
    return PerformedExercise(
        exercise_id=place.exercise_id,
        order_index=planned.order_index if planned else len(lines.exercises),
        substituted_by=place.substituted_by,
        sets=(),
    )


def _exercise_order(exercise: PerformedExercise, lines: Lines) -> tuple[int, int, str, str]:
    name = exercise.substituted_by.name if exercise.substituted_by else ""
    return exercise.order_index, lines.exercise_position(exercise.exercise_id), exercise.id or "", name


def _set_order(one: PerformedSet, lines: Lines) -> tuple[int, int, int, str, str, str]:
    """Order by number, round and side; ids at the end, so that the order of logging changes nothing."""
    position = lines.set_position(one.set_id)
    side = one.unilateral_side or ""
    return one.set_number, position, one.round or 1, side, one.performed_at or "", one.id


def _effort_order(section_id: Id, lines: Lines) -> Callable[[Effort], tuple[tuple[int, ...], str, str]]:
    """Order planned efforts as the section goes, then laps and added ones by time."""
    section = lines.sections.get(section_id)
    turn = turn_order(section) if section is not None else None

    def order(one: Effort) -> tuple[tuple[int, ...], str, str]:
        place = turn(one.step_id or "", one.round, one.inner_round or 1) if turn is not None else LAST_TURN
        return place, one.performed_at or "", one.id

    return order
