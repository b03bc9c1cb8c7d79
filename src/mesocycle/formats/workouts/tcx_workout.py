"""Exporter of TCX workouts (Training Center XML) for runs: steps, repeats, one target each."""

from collections.abc import Iterable, Iterator

from lxml import etree
from msgspec.structs import replace

from mesocycle.domain.plan.workout import Goal
from mesocycle.domain.watch.plan import WatchPlan
from mesocycle.domain.watch.step import LeftOut, WatchPart, WatchRepeat, WatchStep
from mesocycle.domain.watch.target import TargetBand, Unsaid, band
from mesocycle.formats.workouts.fit_workout import Written
from mesocycle.formats.workouts.run_only import NotForThisFormat, require_run

_SPACE = "http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"
_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
_LONGEST_NAME = 15
_ZONES = {"heart-rate": "PredefinedHeartRateZone_t", "speed": "PredefinedSpeedZone_t"}


_MOST_STEPS = 20
_MOST_ROUNDS = 99
_MOST_LENGTH = 65_535
"""Metres, seconds or calories of one step, as the schema has them."""
_LENGTHS = ("duration", "distance", "calories")


def write_tcx(plan: WatchPlan) -> Written:
    """Write a run as TCX; a workout that is no run, or has more steps than TCX takes, is refused.

    A step longer than TCX takes is parted into equal ones, a repeat of more rounds into several.
    """
    require_run(plan, "TCX")
    parts = tuple(_fitting(plan.parts))
    steps = sum(map(_ids, parts))
    if steps > _MOST_STEPS:
        raise NotForThisFormat(
            f"{plan.name} comes to {steps} steps, and TCX takes {_MOST_STEPS}.",
            "Export it as FIT, which takes more, or plan fewer steps.",
        )
    writer = _Writer()
    root = etree.Element(
        f"{{{_SPACE}}}TrainingCenterDatabase",
        nsmap={None: _SPACE, "xsi": "http://www.w3.org/2001/XMLSchema-instance"},
    )
    workout = writer.below(writer.below(root, "Workouts"), "Workout")
    workout.set("Sport", "Running")
    writer.below(workout, "Name", writer.named(plan.name))
    for part in parts:
        writer.part(workout, "Step", part)
    if plan.notes:
        writer.below(workout, "Notes", _readable(plan.notes))
    body = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return Written(body, tuple(dict.fromkeys([*plan.left_out, *writer.left_out])))


def _ids(part: WatchPart) -> int:
    return 1 + sum(map(_ids, part.parts)) if isinstance(part, WatchRepeat) else 1


def _fitting(parts: Iterable[WatchPart]) -> Iterator[WatchPart]:
    """Part what is longer than TCX takes; a repeat of one round is none."""
    for part in parts:
        if isinstance(part, WatchRepeat):
            inner = tuple(_fitting(part.parts))
            times = -(-part.rounds // _MOST_ROUNDS)
            for place in range(times):
                rounds = part.rounds // times + (place < part.rounds % times)
                yield from inner if rounds == 1 else (WatchRepeat(rounds=rounds, parts=inner),)
            continue
        name = next((each for each in _LENGTHS if getattr(part.goal, each) is not None), None)
        length = 0 if name is None else getattr(part.goal, name)
        times = max(-(-round(length) // _MOST_LENGTH), 1)
        if name is None or times == 1:
            yield part
            continue
        for _ in range(times):
            yield replace(part, goal=replace(Goal(), **{name: length / times}))


class _Writer:
    """One workout under way: steps are numbered, what does not fit is remembered."""

    def __init__(self) -> None:
        self.left_out: list[LeftOut] = []
        self._last = 0

    def below(self, parent: etree._Element, name: str, text: str | None = None, **types: str) -> etree._Element:
        """Add an element; `type` is its xsi:type."""
        element = etree.SubElement(parent, f"{{{_SPACE}}}{name}")
        if "type" in types:
            element.set(_TYPE, types["type"])
        element.text = text
        return element

    def named(self, name: str) -> str:
        """Cut a name to what TCX allows."""
        plain = " ".join(_readable(name).split()) or "Workout"
        if len(plain) > _LONGEST_NAME:
            self._lose(name, "the end of its name")
        return plain[:_LONGEST_NAME].rstrip()

    def part(self, parent: etree._Element, name: str, part: WatchPart) -> None:
        """Write a step or a repeat; the ids count from 1 in the order of the file."""
        self._last += 1
        if isinstance(part, WatchRepeat):
            repeat = self.below(parent, name, type="Repeat_t")
            self.below(repeat, "StepId", str(self._last))
            self.below(repeat, "Repetitions", str(part.rounds))
            for inner in part.parts:
                self.part(repeat, "Child", inner)
            return
        step = self.below(parent, name, type="Step_t")
        self.below(step, "StepId", str(self._last))
        self.below(step, "Name", self.named(part.name))
        self._duration(step, part)
        self.below(step, "Intensity", "Resting" if part.phase in {"rest", "recovery"} else "Active")
        self._target(step, part)
        if part.notes:
            self._lose(part.name, f"its notes: {part.notes}")
        if part.load is not None:
            self._lose(part.name, "its load")
        if part.phase in {"warmup", "cooldown"}:
            self._lose(part.name, f"that it is the {part.phase}")

    def _duration(self, parent: etree._Element, step: WatchStep) -> None:
        goal = step.goal
        if goal.duration is not None:
            whole = max(round(goal.duration), 1)
            if whole != goal.duration:
                self._lose(step.name, "parts of a second")
            self.below(self.below(parent, "Duration", type="Time_t"), "Seconds", str(whole))
        elif goal.distance is not None:
            self.below(self.below(parent, "Duration", type="Distance_t"), "Meters", str(max(round(goal.distance), 1)))
        elif goal.calories is not None:
            duration = self.below(parent, "Duration", type="CaloriesBurned_t")
            self.below(duration, "Calories", str(round(goal.calories)))
        elif goal.heart_rate_below is not None or goal.heart_rate_above is not None:
            below = goal.heart_rate_below is not None
            duration = self.below(parent, "Duration", type="HeartRateBelow_t" if below else "HeartRateAbove_t")
            self._beats(duration, "HeartRate", (goal.heart_rate_below if below else goal.heart_rate_above) or 0)
        else:
            self.below(parent, "Duration", type="UserInitiated_t")
            told = _unsaid(goal)
            if told:
                self._lose(step.name, told)

    def _target(self, parent: etree._Element, step: WatchStep) -> None:
        found = [(target, band(target)) for target in step.targets]
        sayable = [each for _, each in found if isinstance(each, TargetBand) and _can_say(each)]
        for target, each in found:
            if isinstance(each, Unsaid):
                self._lose(step.name, each.why)
            elif each not in sayable[:1]:
                self._lose(step.name, f"the target for {target.metric}, TCX takes one of pace, heart rate and cadence")
        if not sayable:
            self.below(parent, "Target", type="None_t")
        elif sayable[0].metric == "cadence":
            target = self.below(parent, "Target", type="Cadence_t")
            self.below(target, "Low", str(round(sayable[0].low)))
            self.below(target, "High", str(round(sayable[0].high)))
        else:
            self._zone(parent, sayable[0])

    def _zone(self, parent: etree._Element, wanted: TargetBand) -> None:
        beats = wanted.metric == "heart-rate"
        target = self.below(parent, "Target", type="HeartRate_t" if beats else "Speed_t")
        element = "HeartRateZone" if beats else "SpeedZone"
        if wanted.zone is not None:
            self.below(self.below(target, element, type=_ZONES[wanted.metric]), "Number", str(wanted.zone))
        elif beats:
            zone = self.below(target, element, type="CustomHeartRateZone_t")
            self._beats(zone, "Low", wanted.low)
            self._beats(zone, "High", wanted.high)
        else:
            zone = self.below(target, element, type="CustomSpeedZone_t")
            self.below(zone, "ViewAs", "Pace")
            self.below(zone, "LowInMetersPerSecond", f"{wanted.low:.4f}")
            self.below(zone, "HighInMetersPerSecond", f"{wanted.high:.4f}")

    def _beats(self, parent: etree._Element, name: str, beats: float) -> None:
        element = self.below(parent, name, type="HeartRateInBeatsPerMinute_t")
        self.below(element, "Value", str(round(beats)))

    def _lose(self, line: str, what: str) -> None:
        self.left_out.append(LeftOut(line=line, what=what))


def _can_say(wanted: TargetBand) -> bool:
    """TCX has five zones of heart rate, ten of speed, and no power."""
    if wanted.zone is None:
        return wanted.metric != "power"
    return (wanted.metric, wanted.zone <= 5) == ("heart-rate", True) or wanted.metric == "speed"


def _unsaid(goal: Goal) -> str:
    if goal.repetitions is not None:
        return f"its goal of {goal.repetitions} repetitions"
    if goal.elevation_gain is not None:
        return f"its goal of {goal.elevation_gain} m up"
    return "" if goal.elevation_loss is None else f"its goal of {goal.elevation_loss} m down"


def _readable(text: str) -> str:
    """Leave out what XML can't hold."""
    return "".join(each if each.isprintable() else " " for each in text)
