"""What was changed in one copy of a workout, line by line, and the same change made in another copy of it."""

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from mesocycle.domain.document import Id
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.text import exercise_name, exercise_words, section_head, step_lines
from mesocycle.domain.plan.workout import Exercise, Section

LineChangeKind = Literal[
    "field", "section", "exercise", "section-added", "exercise-added", "section-removed", "exercise-removed"
]
_FIELDS = ("name", "objective", "notes")
_Line = TypeVar("_Line", bound=Section | Exercise)


class LineChange(Struct, frozen=True, kw_only=True):
    """One line that a copy says otherwise than what it was taken of."""

    kind: LineChangeKind
    line_id: Id
    """Of the section or exercise; of the workout itself the name of its field."""
    path: str
    before: str | None
    after: str | None
    section: Section | None = None
    """Of a section: what it says now; of an exercise: the section that it stands in."""
    exercise: Exercise | None = None
    behind: tuple[Id, ...] = ()
    """What stands before an added line in its own copy, the nearest first."""

    def said_in(self, other: WorkoutSnapshot) -> str | None:
        """Give what another copy says at this line; None where it has no such line."""
        if self.kind == "field":
            return getattr(other, self.line_id) or None
        if self.kind.startswith("section"):
            found = next((each for each in other.sections if each.id == self.line_id), None)
            return None if found is None else _section_said(found)
        return next((_exercise_said(each) for _, each in _exercises(other) if each.id == self.line_id), None)

    def made_in(self, other: WorkoutSnapshot) -> WorkoutSnapshot | None:
        """Give another copy with this change in it and no other; None where its line is gone there."""
        if self.kind == "field":
            return replace(other, **{self.line_id: self.after})
        if self.kind.startswith("section"):
            return self._with_section(other)
        return self._with_exercise(other)

    def _with_section(self, other: WorkoutSnapshot) -> WorkoutSnapshot | None:
        if self.kind == "section-removed":
            return replace(other, sections=tuple(each for each in other.sections if each.id != self.line_id))
        assert self.section is not None  # noqa: S101  # of all other kinds it is there
        there = next((each for each in other.sections if each.id == self.line_id), None)
        if there is not None:
            new = replace(self.section, order_index=there.order_index, weeks=there.weeks)
            if self.kind == "section":
                new = replace(new, exercises=there.exercises)
            return replace(other, sections=tuple(new if each is there else each for each in other.sections))
        if self.kind == "section":
            return None
        return replace(other, sections=_inserted(other.sections, self.section, self.behind))

    def _with_exercise(self, other: WorkoutSnapshot) -> WorkoutSnapshot | None:
        assert self.section is not None  # noqa: S101  # an exercise stands in one
        there = next((each for _, each in _exercises(other) if each.id == self.line_id), None)
        if self.kind == "exercise-removed":
            return _exercises_changed(other, lambda _, lines: tuple(each for each in lines if each.id != self.line_id))
        assert self.exercise is not None  # noqa: S101  # of all other kinds it is there
        if there is not None:
            new = replace(self.exercise, order_index=there.order_index, weeks=there.weeks)
            return _exercises_changed(other, lambda _, lines: tuple(new if each is there else each for each in lines))
        if self.kind == "exercise" or all(each.id != self.section.id for each in other.sections):
            return None
        line, home = self.exercise, self.section.id
        return _exercises_changed(
            other, lambda section, lines: _inserted(lines, line, self.behind) if section.id == home else lines
        )


def line_changes(base: WorkoutSnapshot, changed: WorkoutSnapshot) -> Iterator[LineChange]:
    """Tell what a copy says otherwise than its base, lines matched by `_id`; their order is not told."""
    for name in _FIELDS:
        before, after = getattr(base, name) or None, getattr(changed, name) or None
        if before != after:
            yield LineChange(kind="field", line_id=name, path=name, before=before, after=after)
    yield from _section_changes(base, changed)
    yield from _exercise_changes(base, changed)


def _section_changes(base: WorkoutSnapshot, changed: WorkoutSnapshot) -> Iterator[LineChange]:
    before = {each.id: each for each in base.sections}
    after = {each.id: each for each in changed.sections}
    for section in base.sections:
        if section.id not in after:
            said = _section_said(section)
            yield LineChange(
                kind="section-removed", line_id=section.id, path=section.name, before=said, after=None, section=section
            )
    for place, section in enumerate(changed.sections):
        old = before.get(section.id)
        if old is not None and _own(old) == _own(section):
            continue
        yield LineChange(
            kind="section-added" if old is None else "section",
            line_id=section.id,
            path=section.name,
            before=None if old is None else _section_said(old),
            after=_section_said(section),
            section=section,
            behind=_behind(changed.sections, place),
        )


def _exercise_changes(base: WorkoutSnapshot, changed: WorkoutSnapshot) -> Iterator[LineChange]:
    """Tell the exercises of sections that both copies have: one that came or went whole is told as such."""
    before = {each.id: each for _, each in _exercises(base)}
    after = {each.id for _, each in _exercises(changed)}
    gone = {each.id for each in base.sections} - {each.id for each in changed.sections}
    come = {each.id for each in changed.sections} - {each.id for each in base.sections}
    for section, exercise in _exercises(base):
        if exercise.id not in after and section.id not in gone:
            yield _of_exercise("exercise-removed", section, exercise, _exercise_said(exercise), None)
    for section, exercise in _exercises(changed):
        old = before.get(exercise.id)
        if section.id in come or (old is not None and _content(old) == _content(exercise)):
            continue
        kind: LineChangeKind = "exercise-added" if old is None else "exercise"
        said = None if old is None else _exercise_said(old)
        yield _of_exercise(kind, section, exercise, said, _exercise_said(exercise))


def _of_exercise(
    kind: LineChangeKind, section: Section, exercise: Exercise, before: str | None, after: str | None
) -> LineChange:
    lines = section.exercises or ()
    return LineChange(
        kind=kind,
        line_id=exercise.id,
        path=f"{section.name} › {exercise.name}",
        before=before,
        after=after,
        section=section,
        exercise=exercise,
        behind=_behind(lines, next(place for place, each in enumerate(lines) if each is exercise)),
    )


def _exercises(snapshot: WorkoutSnapshot) -> Iterator[tuple[Section, Exercise]]:
    for section in snapshot.sections:
        for exercise in section.exercises or ():
            yield section, exercise


def _exercises_changed(
    snapshot: WorkoutSnapshot, change: Callable[[Section, tuple[Exercise, ...]], tuple[Exercise, ...]]
) -> WorkoutSnapshot:
    def of(section: Section) -> Section:
        lines = section.exercises or ()
        new = change(section, lines)
        return section if new == lines else replace(section, exercises=new)

    return replace(snapshot, sections=tuple(map(of, snapshot.sections)))


def _own(section: Section) -> Section:
    """Give what a section says beside its exercises, wherever it stands."""
    return replace(section, exercises=None, order_index=0, weeks=None)


def _content(exercise: Exercise) -> Exercise:
    return replace(exercise, order_index=0, weeks=None)


def _behind(lines: Sequence[_Line], place: int) -> tuple[Id, ...]:
    return tuple(each.id for each in reversed(lines[:place]))


def _inserted(lines: tuple[_Line, ...], new: _Line, behind: tuple[Id, ...]) -> tuple[_Line, ...]:
    """Put a line behind the nearest of those that stood before it, else first; all are numbered anew."""
    places = {each.id: place for place, each in enumerate(lines)}
    at = next((places[each] + 1 for each in behind if each in places), 0)
    joined = (*lines[:at], new, *lines[at:])
    return tuple(replace(each, order_index=place) for place, each in enumerate(joined))


def _section_said(section: Section) -> str:
    exercises = ", ".join(each.name for each in section.exercises or ())
    return " · ".join(part for part in (section_head(section), *step_lines(section), exercises, section.notes) if part)


def _exercise_said(exercise: Exercise) -> str:
    said = (exercise_name(exercise), exercise_words(exercise), exercise.notes)
    return " · ".join(part for part in said if part)
