"""What changed from one version of a routine to another, line by line, matched by `_id`."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Literal, NamedTuple

import msgspec
from msgspec import Struct, structs

from mesocycle.domain.document import Document, Id
from mesocycle.domain.plan.lines import sets_of
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.plan.text import exercise_name, rests_of, section_head, step_lines
from mesocycle.domain.plan.words import notation_by_weeks, schedule_words, set_words, sets_words, weeks_words, words
from mesocycle.domain.plan.workout import Block, Exercise, ExerciseSet, Section, Step, StepsSection, Weeks, Workout

LineKind = Literal["workout", "section", "exercise", "set", "step"]
PART = " › "
"""Between the names of a path: `Upper A › Main lifts › Bench press`."""

_VERSION_FIELDS = (
    *("name", "description", "routine_type", "difficulty", "goal", "duration"),
    *("objectives", "tags", "is_public", "allow_copy"),
)
# Not content: the id matches, the order is told by the parent, children are lines of their own.
_NOT_TOLD = frozenset({"id", "order_index", "set_number", "sections", "exercises", "sets", "steps", "schedule"})

Line = Workout | Section | Exercise | ExerciseSet | Step | Block


class FieldChange(Document, frozen=True, kw_only=True):
    """One field before and after, in words; absent where there was or is nothing."""

    field: str
    from_: str | None = msgspec.field(name="from", default=None)
    to: str | None = None


class DiffLine(Document, frozen=True, kw_only=True):
    """A line that came or went, with everything in it; `what` says its content in the notation's words."""

    id: Id = msgspec.field(name="_id")
    kind: LineKind
    path: str
    what: str | None = None


class ChangedLine(Document, frozen=True, kw_only=True):
    """A line of both versions, and what became of its fields; `path` is that of the new version."""

    id: Id = msgspec.field(name="_id")
    kind: LineKind
    path: str
    changes: tuple[FieldChange, ...]


class MovedWorkout(Document, frozen=True, kw_only=True):
    """A workout whose days changed."""

    id: Id = msgspec.field(name="_id")
    name: str
    from_: str = msgspec.field(name="from")
    to: str


class VersionDiff(Document, frozen=True, kw_only=True):
    """The difference of two versions of a routine, in the order of their lines."""

    old_version_id: Id
    new_version_id: Id
    old_version: int
    new_version: int
    fields: tuple[FieldChange, ...]
    added: tuple[DiffLine, ...]
    removed: tuple[DiffLine, ...]
    changed: tuple[ChangedLine, ...]
    moved: tuple[MovedWorkout, ...]


class SideLine(Document, frozen=True, kw_only=True):
    """A line as it reads in either version; of one that came or went one side is absent."""

    kind: Literal["routine", "workout", "section", "exercise", "set", "step"]
    depth: int
    """How deep it stands: a workout's lines below it, an exercise's sets below that."""
    change: Literal["same", "changed", "added", "removed"]
    old: str | None = None
    new: str | None = None


class SideBySide(Document, frozen=True, kw_only=True):
    """Two versions of a routine side by side, every line of both once, in the order of the newer one."""

    old_version_id: Id
    new_version_id: Id
    old_version: int
    new_version: int
    lines: tuple[SideLine, ...]


class _Place(NamedTuple):
    """A line where it stands: its names from the workout down, and its parent's id."""

    kind: LineKind
    line: Line
    path: str
    parent: Id | None


def diff(old: RoutineVersion, new: RoutineVersion) -> VersionDiff:
    """Tell what changed from one version to another; a line that came or went is named without its children."""
    before = {place.line.id: place for place in _places(old)}
    after = {place.line.id: place for place in _places(new)}
    return VersionDiff(
        old_version_id=old.id,
        new_version_id=new.id,
        old_version=old.version,
        new_version=new.version,
        fields=(*_changes(old, new, _VERSION_FIELDS), *_reordered(old.workouts, new.workouts)),
        added=tuple(_only_in(after, before)),
        removed=tuple(_only_in(before, after)),
        changed=tuple(_changed(before, after)),
        moved=tuple(_moved(before, after)),
    )


def tell_difference(difference: VersionDiff) -> list[str]:
    """Tell a difference in sentences; the sets of an exercise are told together."""
    told = [f"The routine changes its {_told(change)}." for change in difference.fields]
    told += [f"{moved.name} moves from {moved.from_} to {moved.to}." for moved in difference.moved]
    exercises = tuple(line.path + PART for line in difference.changed if line.kind == "exercise")
    for word, lines in (("Added", difference.added), ("Removed", difference.removed)):
        for line in lines:
            if line.kind != "set" or not line.path.startswith(exercises):
                told.append(f"{word}: {line.kind} {line.path}{f' ({line.what})' if line.what else ''}.")
    for changed in difference.changed:
        if changed.kind != "set" or not changed.path.startswith(exercises):
            told.append(f"{changed.path}: {'; '.join(map(_told, changed.changes))}.")
    return told or ["Nothing changed."]


def _told(change: FieldChange) -> str:
    before, after = change.from_ or "nothing", change.to or "nothing"
    return f"{change.field} from {before} to {after}"


def _places(version: RoutineVersion) -> Iterator[_Place]:
    for workout in version.workouts:
        yield _Place("workout", workout, workout.name, None)
        for section in workout.sections:
            path = f"{workout.name}{PART}{section.name}"
            yield _Place("section", section, path, workout.id)
            for exercise in section.exercises or ():
                where = f"{path}{PART}{exercise.name}"
                yield _Place("exercise", exercise, where, section.id)
                for each in sets_of(exercise):
                    yield _Place("set", each, f"{where}{PART}{_set_name(each)}", exercise.id)
            if isinstance(section, StepsSection):
                yield from _step_places(section.steps, path, section.id)


def _step_places(steps: tuple[Step | Block, ...], path: str, parent: Id) -> Iterator[_Place]:
    for number, each in enumerate(steps, 1):
        name = f"block {number}" if isinstance(each, Block) else each.name or f"step {number}"
        where = f"{path}{PART}{name}"
        yield _Place("step", each, where, parent)
        if isinstance(each, Block):
            yield from _step_places(each.steps, where, each.id)


def _set_name(each: ExerciseSet) -> str:
    return f"set {each.set_number}" if each.weeks is None else f"set {each.set_number} ({weeks_words(each.weeks)})"


def _only_in(here: dict[Id, _Place], there: dict[Id, _Place]) -> Iterator[DiffLine]:
    for line_id, place in here.items():
        if line_id in there or (place.parent is not None and place.parent not in there):
            continue  # the topmost line stands for all that is in it
        yield DiffLine(id=line_id, kind=place.kind, path=place.path, what=_what(place.line))


def _what(line: Line) -> str | None:
    """Say in a few words what a line holds."""
    match line:
        case Workout():
            return schedule_words(line.schedule)
        case ExerciseSet():
            return set_words(line)
        case Step():
            return words(line.goal)
        case Block():
            return f"{line.rounds} rounds"
    if isinstance(line, Exercise):
        return sets_words(sets_of(line)) or None
    return ", ".join(each.name for each in line.exercises or ()) or str(line.__struct_config__.tag)


def _changed(before: dict[Id, _Place], after: dict[Id, _Place]) -> Iterator[ChangedLine]:
    for line_id, new in after.items():
        old = before.get(line_id)
        if old is None:
            continue
        changes = tuple(_line_changes(old, new))
        if old.parent != new.parent:
            changes = (FieldChange(field="place", from_=old.path, to=new.path), *changes)
        if changes:
            yield ChangedLine(id=line_id, kind=new.kind, path=new.path, changes=changes)


def _line_changes(old: _Place, new: _Place) -> Iterator[FieldChange]:
    if isinstance(old.line, ExerciseSet) and isinstance(new.line, ExerciseSet):
        if _content(old.line) != _content(new.line):
            yield FieldChange(field="set", from_=set_words(old.line), to=set_words(new.line))
        return
    tags = [place.line.__struct_config__.tag for place in (old, new)]
    if tags[0] != tags[1]:
        yield FieldChange(field="type", from_=str(tags[0]), to=str(tags[1]))
    names = [name for place in (new, old) for name in place.line.__struct_fields__ if name not in _NOT_TOLD]
    yield from _changes(old.line, new.line, tuple(dict.fromkeys(names)))
    for child in ("sections", "exercises", "steps"):
        yield from _reordered(getattr(old.line, child, None) or (), getattr(new.line, child, None) or ())
    if isinstance(old.line, Exercise) and isinstance(new.line, Exercise):
        yield from _set_changes(sets_of(old.line), sets_of(new.line))


def _set_changes(old: tuple[ExerciseSet, ...], new: tuple[ExerciseSet, ...]) -> Iterator[FieldChange]:
    """Tell the sets of an exercise together, only those weeks that differ."""
    before, after = notation_by_weeks(old), notation_by_weeks(new)
    for weeks in dict.fromkeys((*after, *before)):
        if before.get(weeks) != after.get(weeks):
            name = "sets" if weeks is None else f"sets of {weeks_words(weeks)}"
            yield FieldChange(field=name, from_=before.get(weeks), to=after.get(weeks))


def _content(each: ExerciseSet) -> ExerciseSet:
    return structs.replace(each, set_number=0)


def _changes(old: Struct, new: Struct, names: tuple[str, ...]) -> Iterator[FieldChange]:
    wire = {each.name: each.encode_name for line in (old, new) for each in structs.fields(line)}
    for name in names:
        before, after = getattr(old, name, None), getattr(new, name, None)
        if before != after:
            yield FieldChange(field=wire[name], from_=_or_none(before), to=_or_none(after))


def _or_none(value: object) -> str | None:
    return None if value is None or value == () else words(value)


def _reordered(old: tuple[Any, ...], new: tuple[Any, ...]) -> Iterator[FieldChange]:
    """Tell the order of the lines that both have, where it differs."""
    both = {line.id for line in old} & {line.id for line in new}
    before, after = ([line for line in lines if line.id in both] for lines in (old, new))
    if [line.id for line in before] != [line.id for line in after]:
        names = (", ".join(getattr(line, "name", None) or line.id for line in lines) for lines in (before, after))
        yield FieldChange(field="order", from_=next(names), to=next(names))


def _moved(before: dict[Id, _Place], after: dict[Id, _Place]) -> Iterator[MovedWorkout]:
    for line_id, place in after.items():
        old = before.get(line_id)
        if old is None or not isinstance(old.line, Workout) or not isinstance(place.line, Workout):
            continue
        if old.line.schedule != place.line.schedule:
            yield MovedWorkout(
                id=line_id,
                name=place.line.name,
                from_=schedule_words(old.line.schedule),
                to=schedule_words(place.line.schedule),
            )


class SideTelling(NamedTuple):
    """How lines are written for somebody who does not read English; an empty text is no line of a version's own."""

    field: Callable[[str, object], str]
    """A version's own field, by its name in Python."""
    workout: Callable[[Workout], str]
    section: Callable[[Section], str]
    exercise: Callable[[Exercise], str]
    sets: Callable[[Weeks | None, Sequence[ExerciseSet]], str]
    steps: Callable[[Section], Iterable[str]]


class _Node(NamedTuple):
    """A line with what it is matched and compared by, how it reads, and what stands below it."""

    key: str
    kind: Literal["routine", "workout", "section", "exercise", "set", "step"]
    text: str
    said: str
    below: tuple["_Node", ...] = ()


def side_by_side(old: RoutineVersion, new: RoutineVersion, telling: SideTelling | None = None) -> SideBySide:
    """Put two versions side by side, lines matched by `_id`, sets by their weeks, steps of a run by their place."""
    say = telling or _IN_ENGLISH
    return SideBySide(
        old_version_id=old.id,
        new_version_id=new.id,
        old_version=old.version,
        new_version=new.version,
        lines=tuple(_sides(_nodes(old, say), _nodes(new, say), 0)),
    )


def _nodes(version: RoutineVersion, say: SideTelling) -> tuple[_Node, ...]:
    fields = (
        _Node(f"field {name}", "routine", _field_text(name, value), say.field(name, value))
        for name in _VERSION_FIELDS
        if _or_none(value := getattr(version, name)) is not None
    )
    return (*fields, *(_workout_node(each, say) for each in version.workouts))


def _workout_node(workout: Workout, say: SideTelling) -> _Node:
    below = tuple(_section_node(each, say) for each in workout.sections)
    return _Node(workout.id, "workout", _workout_text(workout), say.workout(workout), below)


def _section_node(section: Section, say: SideTelling) -> _Node:
    lines = zip(step_lines(section), say.steps(section), strict=True)
    steps = (_Node(f"step {place}", "step", text, said) for place, (text, said) in enumerate(lines))
    below = (*(_exercise_node(each, say) for each in section.exercises or ()), *steps)
    return _Node(section.id, "section", _section_text(section), say.section(section), below)


def _exercise_node(exercise: Exercise, say: SideTelling) -> _Node:
    groups: dict[Weeks | None, list[ExerciseSet]] = {}
    for each in sets_of(exercise):
        groups.setdefault(each.weeks, []).append(each)
    sets = (_Node(f"sets {weeks}", "set", _sets_text(weeks, of), say.sets(weeks, of)) for weeks, of in groups.items())
    return _Node(exercise.id, "exercise", _exercise_text(exercise), say.exercise(exercise), tuple(sets))


def _field_text(name: str, value: object) -> str:
    return f"{_WIRE_NAMES[name]}: {words(value)}"


def _workout_text(workout: Workout) -> str:
    return _joined((workout.name, schedule_words(workout.schedule), workout.objective, workout.notes))


def _section_text(section: Section) -> str:
    return _joined((section_head(section), _in_weeks(section.weeks), section.notes))


def _exercise_text(exercise: Exercise) -> str:
    return _joined((exercise_name(exercise), _in_weeks(exercise.weeks), *rests_of(exercise), exercise.notes))


def _sets_text(weeks: Weeks | None, sets: Sequence[ExerciseSet]) -> str:
    text = notation_by_weeks(sets)[weeks]
    return text if weeks is None else f"{weeks_words(weeks)}: {text}"


_WIRE_NAMES = {each.name: each.encode_name for each in structs.fields(RoutineVersion)}
_IN_ENGLISH = SideTelling(_field_text, _workout_text, _section_text, _exercise_text, _sets_text, step_lines)


def _joined(told: Iterable[str | None]) -> str:
    return " · ".join(part for part in told if part)


def _in_weeks(weeks: Weeks | None) -> str | None:
    return None if weeks is None else weeks_words(weeks)


def _sides(old: Sequence[_Node], new: Sequence[_Node], depth: int) -> Iterator[SideLine]:
    """Go through the newer lines; those that are gone stand before what came after them and is still there."""
    before = {node.key: (place, node) for place, node in enumerate(old)}
    after = {node.key for node in new}
    gone = [(place, node) for place, node in enumerate(old) if node.key not in after]
    reached = -1
    for node in new:
        if node.key not in before:
            while gone and gone[0][0] == reached + 1:  # what came in the place of something stands behind it
                reached, left = gone.pop(0)
                yield from _only(left, "removed", depth)
            yield from _only(node, "added", depth)
            continue
        place, was = before[node.key]
        reached = place
        while gone and gone[0][0] < place:
            yield from _only(gone.pop(0)[1], "removed", depth)
        change: Literal["same", "changed"] = "same" if was.text == node.text else "changed"
        yield SideLine(kind=node.kind, depth=depth, change=change, old=was.said, new=node.said)
        yield from _sides(was.below, node.below, depth + 1)
    for _, node in gone:
        yield from _only(node, "removed", depth)


def _only(node: _Node, change: Literal["added", "removed"], depth: int) -> Iterator[SideLine]:
    text = {"new": node.said} if change == "added" else {"old": node.said}
    yield SideLine(kind=node.kind, depth=depth, change=change, **text)
    for below in node.below:
        yield from _only(below, change, depth + 1)
