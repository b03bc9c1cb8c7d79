"""Which entry of a log is which planned line: by set, round and side, by step and rounds."""

from collections.abc import Iterator, Sequence

from mesocycle.analytics.plan_and_deed.done_line import (
    UNKNOWN,
    DoneLine,
    SetDone,
    added_set,
    done_sets,
    omitted,
    told_by_result,
)
from mesocycle.analytics.plan_and_deed.efforts import Pair, effort_pairs
from mesocycle.analytics.plan_and_deed.planned_lines import PlannedLine, in_round
from mesocycle.analytics.plan_and_deed.whole_run import WholeRun
from mesocycle.domain.document import Id
from mesocycle.domain.log.performance import PerformedSection, WorkoutPerformanceLog
from mesocycle.domain.plan.workout import AmrapSection, Section

_Turn = tuple[Id | None, int]
"""A set or an exercise without sets, and the round."""


def section_pairs(
    section: Section, lines: Sequence[PlannedLine], log: WorkoutPerformanceLog, run: WholeRun | None = None
) -> Iterator[Pair]:
    """Give a section's planned lines with what became of them, then what was added; whatever the log's order.

    Of a `run` that was recorded as a whole in another section nothing is known step by step.
    """
    performed = [one for one in log.sections if one.section_id == section.id]
    sets = [line for line in lines if line.step is None]
    steps = [line for line in lines if line.step is not None]
    yield from _Sets(section, performed).pairs(sets)
    efforts = [effort for one in performed for effort in one.efforts or ()]
    if run is not None and run.section_id != section.id:
        yield from ((line, UNKNOWN) for line in steps)
    elif efforts or not any(one.result for one in performed):
        yield from effort_pairs(steps, efforts, run)
    else:
        yield from ((line, told_by_result(line)) for line in steps)


class _Sets:
    """A section's performed sets, found by the turn they were done in."""

    def __init__(self, section: Section, performed: Sequence[PerformedSection]) -> None:
        self._section = section
        self._performed = performed
        self._exercises = [exercise for one in performed for exercise in one.exercises]
        entries = [SetDone(exercise, one) for exercise in self._exercises for one in exercise.sets]
        self._left = sorted(entries, key=lambda entry: entry.order)
        self._turns: dict[_Turn, list[SetDone]] = {}
        for entry in self._left:
            for turn in _turns_of(entry):
                self._turns.setdefault(turn, []).append(entry)
        self._rounds = {entry.set.round or 1 for entry in entries}

    def pairs(self, lines: Sequence[PlannedLine]) -> Iterator[Pair]:
        """Pair the lines; what no line took was added."""
        taken: set[int] = set()
        for line in self._in_every_round(lines):
            entries = self._entries(line, taken)
            taken.update(id(entry) for entry in entries)
            yield line, done_sets(line, entries) if entries else self._without_entry(line)
        planned = {exercise.id: exercise for exercise in self._section.exercises or ()}
        for entry in self._left:
            if id(entry) not in taken:
                yield None, added_set(entry, planned.get(entry.exercise.exercise_id or ""))

    def _in_every_round(self, lines: Sequence[PlannedLine]) -> Iterator[PlannedLine]:
        """Give the lines; in an AMRAP again for every further round in which they were done."""
        yield from lines
        if isinstance(self._section, AmrapSection):
            for round_ in sorted(self._rounds - {1}):
                yield from (in_round(line, round_) for line in lines if (_turn(line)[0], round_) in self._turns)

    def _entries(self, line: PlannedLine, taken: set[int]) -> list[SetDone]:
        """Give a line's entries, one of each side; the same twice (in foreign logs) is one and an added one."""
        found = [entry for entry in self._turns.get(_turn(line), ()) if id(entry) not in taken]
        if not found and line.set is not None and line.exercise is not None:
            found = [entry for entry in self._turns.get(_stand_in(line), ()) if id(entry) not in taken]
        same = [entry for entry in found if entry.exercise is found[0].exercise]
        sides = {entry.set.unilateral_side: entry for entry in reversed(same)}
        return sorted(sides.values(), key=lambda entry: entry.order)

    def _without_entry(self, line: PlannedLine) -> DoneLine:
        mine = [one for one in self._exercises if line.exercise is not None and one.exercise_id == line.exercise.id]
        skipped = next((one.skipped for one in mine if one.skipped is not None), None)
        if skipped is not None:
            return omitted(skipped.reason)
        return told_by_result(line) if self._told(line) else omitted()

    def _told(self, line: PlannedLine) -> bool:
        """Tell whether the section's result says that the line's round was done, and no entry says anything of it."""
        round_ = line.round or 1
        for result in (one.result for one in self._performed if one.result is not None):
            if result.rounds is None and not self._left:
                return True
            if result.rounds is not None and round_ <= result.rounds and round_ not in self._rounds:
                return True
        return False


def _turn(line: PlannedLine) -> _Turn:
    return line.line_id, line.round or 1


def _stand_in(line: PlannedLine) -> _Turn:
    """Give where the sets of a substitute are that were written down as its own: by their number."""
    exercise = "" if line.exercise is None else line.exercise.id
    return f"{exercise} instead", 1 if line.set is None else line.set.set_number


def _turns_of(entry: SetDone) -> Iterator[_Turn]:
    exercise, one = entry.exercise, entry.set
    if one.set_id is not None:
        yield one.set_id, one.round or 1
    elif exercise.exercise_id is not None:
        if exercise.substituted_by is not None:
            yield f"{exercise.exercise_id} instead", one.set_number
        if not one.added:
            yield exercise.exercise_id, one.round or one.set_number
