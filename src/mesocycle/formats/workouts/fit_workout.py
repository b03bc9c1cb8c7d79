"""Exporter of workout files for watches: five messages, repeats, targets, a watch's own exercises where it has them."""

from collections.abc import Sequence
from typing import NamedTuple

from mesocycle.domain.document import Number
from mesocycle.domain.plan.workout import Goal, Phase, WorkoutType
from mesocycle.domain.quantity import load_kg
from mesocycle.domain.watch.plan import WatchPlan
from mesocycle.domain.watch.step import LeftOut, WatchPart, WatchRepeat, WatchStep
from mesocycle.domain.watch.target import TargetBand, Unsaid, band
from mesocycle.formats.activities.fit_messages import FIT_EPOCH
from mesocycle.formats.activities.watch_exercises import UNKNOWN_CATEGORY, watch_exercise
from mesocycle.formats.workouts.fit_writing import Field, Message, fitting, write

OLD_WATCHES_HOLD = 50
_NAME_BYTES = 40
_NOTES_BYTES = 200
_SPORTS = {WorkoutType.STRENGTH: (10, 20), WorkoutType.RUNNING: (1, 0), WorkoutType.TRAIL_RUNNING: (1, 3)} | {
    WorkoutType.OTHER: (0, 0)
}
_INTENSITIES: dict[Phase, int] = {"active": 0, "rest": 1, "warmup": 2, "cooldown": 3, "recovery": 4}
_TARGETS = {"speed": 0, "heart-rate": 1, "cadence": 3, "power": 4}
_OPEN_TARGET = 2
_REPEAT = 6
_MOST = 0xFFFFFFFE
_DEVELOPMENT = 255


class Written(NamedTuple):
    """A file for a watch, and what it could not carry."""

    body: bytes
    left_out: tuple[LeftOut, ...]


def write_fit(plan: WatchPlan, *, serial: int, created: int) -> Written:
    """Write a workout as FIT; `serial` (not 0) and `created` (seconds since 1970) make the file one of its own."""
    encoder = _Encoder(plan)
    name = encoder.cut(plan.name, _NAME_BYTES, plan.name, "the end of its name")
    sport, sub_sport = _SPORTS[plan.type]
    head = [
        Field(4, "enum", sport),
        Field(5, "uint32z", 32),
        Field(6, "uint16", len(encoder.steps)),
        Field(8, "string", name),
        Field(11, "enum", sub_sport),
    ]
    if plan.notes:
        head.append(Field(17, "string", encoder.cut(plan.notes, _NOTES_BYTES, plan.name, "the end of its notes")))
    file_id = [
        Field(0, "enum", 5),
        Field(1, "uint16", _DEVELOPMENT),
        Field(2, "uint16", 1),
        Field(3, "uint32z", serial),
        Field(4, "uint32", max(created - FIT_EPOCH, 0)),
    ]
    titles = [Message(264, [Field(254, "uint16", n), *fields]) for n, fields in enumerate(encoder.titles.values())]
    steps = [Message(27, fields) for fields in encoder.steps]
    if len(steps) > OLD_WATCHES_HOLD:
        encoder.lose(plan.name, f"nothing, but it has {len(steps)} steps and older watches take {OLD_WATCHES_HOLD}")
    body = write([Message(0, file_id), Message(26, head), *steps, *titles])
    return Written(body, tuple(dict.fromkeys([*plan.left_out, *encoder.left_out])))


_MOST_OF_TARGET = 1_000_000_000


class _Encoder:
    """One workout under way: steps are numbered, exercises get titles, what does not fit is remembered."""

    def __init__(self, plan: WatchPlan) -> None:
        self.steps: list[list[Field]] = []
        self.titles: dict[tuple[int, int], list[Field]] = {}
        self.left_out: list[LeftOut] = []
        self._unknown: dict[str, int] = {}
        self._runs = plan.type is not WorkoutType.STRENGTH
        self._parts(plan.parts)

    def lose(self, line: str, what: str) -> None:
        self.left_out.append(LeftOut(line=line, what=what))

    def cut(self, text: str, most: int, line: str, what: str) -> str:
        """Fit a text, and remember that it was cut."""
        fitted = fitting(text, most)
        if fitted != text:
            self.lose(line, what)
        return fitted

    def _parts(self, parts: Sequence[WatchPart]) -> None:
        for part in parts:
            if isinstance(part, WatchRepeat):
                self._repeat(part)
            else:
                self._step(part)

    def _repeat(self, part: WatchRepeat) -> None:
        first = len(self.steps)
        self._parts(part.parts)
        if part.rounds > 1:
            place = Field(254, "uint16", len(self.steps))
            self.steps.append(
                [place, Field(1, "enum", _REPEAT), Field(2, "uint32", first), Field(4, "uint32", part.rounds)]
            )

    def _step(self, step: WatchStep) -> None:
        bands, unsaid = self._bands(step)
        kind, amount, told = _goal(step.goal, runs=self._runs)
        if told:
            self.lose(step.name, told)
            unsaid.append(told)
        fields = [
            Field(254, "uint16", len(self.steps)),
            Field(0, "string", self.cut(step.name, _NAME_BYTES, step.name, "the end of its name")),
            Field(1, "enum", kind),
            Field(2, "uint32", min(max(amount, 0), _MOST)),
            Field(7, "enum", _INTENSITIES[step.phase]),
            *_target(bands[0] if bands else None, (3, 4, 5, 6)),
        ]
        if len(bands) > 1:
            fields += _target(bands[1], (19, 20, 21, 22))
        notes = ". ".join(each for each in (*unsaid, step.notes) if each)
        if notes:
            fields.append(Field(8, "string", self.cut(notes, _NOTES_BYTES, step.name, "the end of its notes")))
        fields += self._exercise(step)
        self.steps.append(fields)

    def _bands(self, step: WatchStep) -> tuple[list[TargetBand], list[str]]:
        bands: list[TargetBand] = []
        unsaid: list[str] = []
        for target in step.targets:
            found = band(target)
            if isinstance(found, Unsaid) or len(bands) == 2:
                why = found.why if isinstance(found, Unsaid) else f"a third target, {target.metric}"
                self.lose(step.name, why)
                unsaid.append(why)
            else:
                bands.append(found)
        return bands, unsaid

    def _exercise(self, step: WatchStep) -> list[Field]:
        if step.exercise is None:
            return []
        known = watch_exercise(step.exercise.exercise_variant_id or "")
        if known is None:
            number = self._unknown.setdefault(step.exercise.name, len(self._unknown))
            category, name = UNKNOWN_CATEGORY, number
        else:
            category, name = known
        self.titles.setdefault(
            (category, name),
            [
                Field(0, "uint16", category),
                Field(1, "uint16", name),
                Field(2, "string", fitting(step.exercise.name, _NAME_BYTES)),
            ],
        )
        fields = [Field(10, "uint16", category), Field(11, "uint16", name)]
        if step.load is not None:
            hundredths = round(load_kg(step.load.weight, step.load.weight_unit) * 100)
            if hundredths > 65_534:
                self.lose(step.name, "its load, which is more than 655 kg")
                return fields
            fields.append(Field(12, "uint16", hundredths))
            fields.append(Field(13, "uint16", 2 if step.load.weight_unit == "lb" else 1))
        return fields


def _goal(goal: Goal, *, runs: bool) -> tuple[int, int, str]:
    """Give duration type and value of a goal, and in words what no watch can wait for; on a run it counts none."""
    if goal.duration is not None:
        return 0, round(goal.duration * 1000), ""
    if goal.distance is not None:
        return 1, round(goal.distance * 100), ""
    if goal.repetitions is not None:
        return (5, 0, f"{goal.repetitions} repetitions (press lap when done)") if runs else (29, goal.repetitions, "")
    if goal.calories is not None:
        return 4, round(goal.calories), ""
    if goal.heart_rate_below is not None:
        return 2, round(goal.heart_rate_below) + 100, ""
    if goal.heart_rate_above is not None:
        return 3, round(goal.heart_rate_above) + 100, ""
    climbed: tuple[tuple[Number | None, str], ...] = (
        (goal.elevation_gain, "climb"),
        (goal.elevation_loss, "descend"),
    )
    told = next((f"{word} {amount} m (press lap when done)" for amount, word in climbed if amount is not None), "")
    return 5, 0, told


def _target(found: TargetBand | None, numbers: tuple[int, int, int, int]) -> list[Field]:
    """Write a target: its type, the watch's own zone or 0, and the ends of a band of our own."""
    kind, value, low, high = numbers
    if found is None:
        return [Field(kind, "enum", _OPEN_TARGET)]
    fields = [Field(kind, "enum", _TARGETS[found.metric]), Field(value, "uint32", found.zone or 0)]
    if found.zone is None:
        fields += [Field(low, "uint32", _end(found, found.low)), Field(high, "uint32", _end(found, found.high))]
    return fields


def _end(found: TargetBand, amount: float) -> int:
    match found.metric:
        case "speed":
            return _whole(amount * 1000)
        case "heart-rate":
            return _whole(amount) + 100
        case "power":
            return _whole(amount) + 1000
        case _:
            return _whole(amount)


def _whole(amount: float) -> int:
    """Round to what the field holds: below nothing there is nothing, and a pace of next to none is no number."""
    return round(min(max(amount, 0.0), _MOST_OF_TARGET))
