"""Rows put together again to workouts: where one row is bad, its whole workout waits until it is mended."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from msgspec.structs import replace

from mesocycle.domain.document import DurationText, Number
from mesocycle.domain.imports.past_workout import PastExercise, PastSet, PastWorkout
from mesocycle.domain.log.checks import number_errors
from mesocycle.domain.log.performance import Performance
from mesocycle.domain.plan.workout import SetType, WorkoutType
from mesocycle.domain.quantity import WeightUnit
from mesocycle.domain.reading.checks import NAME
from mesocycle.domain.reading.reject import Reject
from mesocycle.formats.text.cells import NO_WEIGHT_UNIT, BadCell, UnitNotSaid, require_within
from mesocycle.formats.text.tables import Table

_SET_TYPES: dict[str, SetType] = {
    **dict.fromkeys(("", "normal", "working", "n"), "working"),
    **dict.fromkeys(("warmup", "warm-up", "warm up", "w"), "warmup"),
    **dict.fromkeys(("dropset", "drop set", "drop", "d"), "drop"),
    **dict.fromkeys(("failure", "f"), "failure"),
}
_ASSISTED = re.compile(
    r"(?<!\w)(?<!un-)(?<!non-)(?<!non )(?<!not )(?<!nicht )"
    r"(?:(?:ge)?assist(?!anc)|asistid|unterstützt|ondersteund|avustet|wspomagan|asystowan|asszisztál)|"
    r"с помощью|с поддержкой|в гравитроне|輔助|辅助|アシスト|어시스트|보조",
    re.IGNORECASE,
)
_MOST_SECONDS = 14 * 86_400


@dataclass(slots=True)
class OpenExercise:
    """An exercise that sets are still added to."""

    name: str
    superset: str | None = None
    notes: list[str] = field(default_factory=list)
    sets: list[PastSet] = field(default_factory=list)
    assisted: bool = False

    def note(self, text: str) -> None:
        """Add a note that is not there yet: exports repeat it in each row."""
        said = text.strip()
        if said and said not in self.notes:
            self.notes.append(said)

    def add(self, done: PastSet) -> None:
        """Add a set; where the exercise is one with help, a weight is what the machine or the band takes off."""
        if self.assisted and (weight := done.performance.weight or 0) > 0:
            done = replace(done, performance=replace(done.performance, weight=-weight))
        self.sets.append(done)

    def rest(self, seconds: Number) -> None:
        """Say how long the rest after the last set was."""
        if self.sets:
            last = self.sets[-1]
            rest: DurationText = f"{seconds:g}s"
            self.sets[-1] = PastSet(
                performance=last.performance, set_type=last.set_type, side=last.side, notes=last.notes, rest=rest
            )

    def closed(self) -> PastExercise:
        """Give the exercise as it stands."""
        notes = "\n".join(self.notes) or None
        return PastExercise(name=self.name, sets=tuple(self.sets), notes=notes, superset=self.superset)


@dataclass(slots=True)
class OpenWorkout:
    """A workout that rows are still added to."""

    line: int
    key: str
    name: str
    start: str
    end: str | None = None
    duration_s: Number | None = None
    notes: str | None = None
    exercises: list[OpenExercise] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)

    def exercise(self, name: str, *, again: bool = False, superset: str | None = None) -> OpenExercise:
        """Give the exercise that a row belongs to: the last, if it has the name and does not begin again."""
        if not name.strip():
            raise BadCell("the exercise has no name")
        if len(name) > NAME:
            raise BadCell(f"the name of the exercise is longer than {NAME} characters")
        last = self.exercises[-1] if self.exercises else None
        if last is None or last.name != name.strip() or again:
            last = OpenExercise(name.strip(), superset, assisted=is_assisted(name))
            self.exercises.append(last)
        return last

    def closed(self) -> PastWorkout:
        """Give the workout as it stands."""
        exercises = tuple(each.closed() for each in self.exercises if each.sets or each.notes)
        return PastWorkout(
            line=self.line,
            key=self.key,
            name=self.name.strip()[:NAME] or "Workout",
            type=type_of(exercises),
            start=self.start,
            end=self.end,
            duration_s=self.duration_s,
            notes=self.notes,
            exercises=exercises,
        )


class Gathering:
    """The workouts of one file, by what the program knows them by."""

    def __init__(self) -> None:
        self._open: dict[str, OpenWorkout] = {}
        self._rejects: list[Reject] = []
        self._waiting: set[str] = set()

    def find(self, key: str) -> OpenWorkout | None:
        """Give the workout of a key, None where no row of it was met yet."""
        return self._open.get(key)

    def begin(self, workout: OpenWorkout) -> OpenWorkout:
        """Take in a workout with its first row."""
        self._open[workout.key] = workout
        return workout

    def reject(self, line: int, no: BadCell, key: str | None = None) -> None:
        """Keep what is wrong with a row; where its workout is known, the workout waits as well."""
        if key is not None:
            self._waiting.add(key)
        found = self._open.get(key) if key is not None else None
        (found.rejects if found is not None else self._rejects).append(Reject(line, no.reason, no.remedy))

    def results(self, *tables: Table) -> Iterator[PastWorkout | Reject]:
        """Give the workouts in the order they were done, after what is wrong with the file.

        A row that does not fit the header does not say whose it is: the workouts it may belong to wait for it.
        """
        for table in tables:
            yield from table.broken
            self._waiting.update(self._beside(table))
        yield from self._rejects
        for workout in sorted(self._open.values(), key=lambda each: (each.start, each.line)):
            if workout.key in self._waiting:
                yield from workout.rejects
                continue
            closed = workout.closed()
            if closed.exercises:
                yield closed
            else:
                yield Reject(workout.line, "the workout has no set", "Nothing to do: nothing was done in it.")

    def _beside(self, table: Table) -> Iterator[str]:
        """Give the workouts that stand around the rows of a table that fit nothing."""
        first = table.row_after(0) or 0
        begun = sorted((each.line, each.key) for each in self._open.values() if each.line >= first)
        for broken in table.broken:
            before = bisect_right(begun, broken.line, key=lambda each: each[0])
            if before:
                yield begun[before - 1][1]
            if before < len(begun) and begun[before][0] == table.row_after(broken.line):
                yield begun[before][1]


@lru_cache(maxsize=4096)
def is_assisted(name: str) -> bool:
    """Tell whether an exercise is done with help, by its name in the languages of those who write one."""
    return _ASSISTED.search(unicodedata.normalize("NFC", name)) is not None


def set_type(text: str) -> tuple[SetType, str | None]:
    """Give the type of a set that a program names; one not known here is a working set with a note of it."""
    said = text.strip().casefold()
    known = _SET_TYPES.get(said)
    return (known, None) if known else ("working", f"Type of set: {text.strip()[:40]}")


def performance(
    *,
    reps: int | None,
    weight: Number | None,
    unit: WeightUnit | None,
    distance_m: Number | None = None,
    duration_s: Number | None = None,
    rpe: Number | None = None,
    rir: Number | None = None,
) -> Performance:
    """Make what one set came to; exports write 0 for what was not measured, beside what was."""
    measured = bool(distance_m or duration_s)
    if reps == 0 and measured:
        reps = None
    if not weight and reps is None:
        weight = None
    if weight is not None and unit is None:
        raise UnitNotSaid(*NO_WEIGHT_UNIT)
    require_within("the number of repetitions", reps, 0, 10_000)
    require_within("the weight", weight, -1_000, 5_000)
    require_within("the duration in seconds", duration_s, 0, _MOST_SECONDS)
    require_within("the distance in metres", distance_m, 0, 2_000_000)
    require_within("the RIR", rir, 0, 50)
    return Performance(
        reps=reps,
        weight=weight,
        weight_unit=None if weight is None else unit,
        rpe=rpe,
        rir=rir,
        duration=duration_s,
        distance=distance_m,
    )


def sound(done: Performance) -> Performance:
    """Give what an activity came to, or reject numbers that no body could do."""
    for error in number_errors(done, None, ""):
        raise BadCell(f"{error.path.removeprefix('.performance.')} {error.message}")
    return done


def type_of(exercises: tuple[PastExercise, ...]) -> WorkoutType:
    """Give `running` where every set covers a distance without repetitions or load, else `strength`."""
    done = [each.performance for exercise in exercises for each in exercise.sets]
    covers = all(each.distance and each.reps is None and not each.weight for each in done)
    return WorkoutType.RUNNING if done and covers else WorkoutType.STRENGTH
