"""Exporter of ZWO workouts for runs on virtual courses: stretches of time or distance at a share of threshold speed."""

from collections.abc import Iterator, Sequence

from lxml import etree

from mesocycle.domain.plan.workout import Goal
from mesocycle.domain.watch.plan import WatchPlan
from mesocycle.domain.watch.step import LeftOut, WatchPart, WatchRepeat, WatchStep, unrolled
from mesocycle.domain.watch.target import TargetBand, Unsaid, band
from mesocycle.formats.workouts.fit_workout import Written
from mesocycle.formats.workouts.run_only import require_run

_EASY_MS = 2.5
"""6:40 a kilometre: what a metre is taken to last where nothing says how fast."""
_SHARES = (0.3, 2.0)


def write_zwo(plan: WatchPlan, *, threshold_ms: float | None) -> Written:
    """Write a run as ZWO; speeds are shares of the threshold speed (m/s), without one they are left out.

    A file counts in seconds or in metres throughout: in metres where every step that is no rest says a distance.
    """
    require_run(plan, "ZWO")
    by_distance = all(step.goal.distance is not None for step in unrolled(plan.parts) if step.phase != "rest")
    writer = _Writer(threshold_ms, by_distance=by_distance)
    root = etree.Element("workout_file")
    for name, text in (
        ("author", "Mesocycle"),
        ("name", plan.name),
        ("description", plan.notes),
        ("sportType", "run"),
        ("durationType", "distance" if by_distance else "time"),
    ):
        etree.SubElement(root, name).text = "".join(each if each.isprintable() else " " for each in text)
    workout = etree.SubElement(root, "workout")
    writer.parts(workout, plan.parts)
    body = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return Written(body, tuple(dict.fromkeys([*plan.left_out, *writer.left_out])))


class _Writer:
    """One workout under way."""

    def __init__(self, threshold_ms: float | None, *, by_distance: bool) -> None:
        self.left_out: list[LeftOut] = []
        self._threshold_ms = threshold_ms
        self._by_distance = by_distance

    def parts(self, parent: etree._Element, parts: Sequence[WatchPart]) -> None:
        """Write parts; two steps in turn are one element, everything else stands as often as it is done."""
        for part in parts:
            if isinstance(part, WatchRepeat) and self._in_turn(parent, part):
                continue
            for step in unrolled([part]):
                self._step(parent, step)

    def _in_turn(self, parent: etree._Element, repeat: WatchRepeat) -> bool:
        on, off = repeat.parts if len(repeat.parts) == 2 else (None, None)
        if not (isinstance(on, WatchStep) and isinstance(off, WatchStep)):
            return False
        lengths, shares = [self._length(each) for each in (on, off)], [self._share(each) for each in (on, off)]
        if None in shares or None in lengths:
            return False
        element = etree.SubElement(parent, "IntervalsT", Repeat=str(repeat.rounds))
        for name, length, share in zip(("On", "Off"), lengths, shares, strict=True):
            element.set(f"{name}Duration", str(length))
            element.set(f"{name}Power", f"{share:.3f}")
        element.set("pace", "0")
        self._tell(element, on)
        return True

    def _step(self, parent: etree._Element, step: WatchStep) -> None:
        length = self._length(step)
        if length is None:
            self.left_out.append(LeftOut(line=step.name, what=f"its end, which is {_goal_words(step.goal)}"))
            length = 300 if not self._by_distance else 1000
        share = self._share(step)
        if share is None:
            element = etree.SubElement(parent, "FreeRide", Duration=str(length))
        else:
            element = etree.SubElement(parent, "SteadyState", Duration=str(length), Power=f"{share:.3f}")
            element.set("pace", "0")
        self._tell(element, step)

    def _length(self, step: WatchStep) -> int | None:
        """Give metres or seconds, as the file counts; the other kind is worked out from the speed and told."""
        speed = next((_middle(each) for each in self._bands(step)), _EASY_MS)
        goal = step.goal
        wanted, other = (goal.distance, goal.duration) if self._by_distance else (goal.duration, goal.distance)
        if wanted is not None:
            return max(round(wanted), 1)
        if other is None:
            return None
        told = f"{other} {'s' if self._by_distance else 'm'}"
        self.left_out.append(LeftOut(line=step.name, what=f"its length of {told}: the file counts otherwise"))
        return max(round(other * speed if self._by_distance else other / speed), 1)

    def _share(self, step: WatchStep) -> float | None:
        bands = list(self._bands(step))
        if not bands or self._threshold_ms is None:
            return None
        share = _middle(bands[0]) / self._threshold_ms
        return min(max(share, _SHARES[0]), _SHARES[1])

    def _bands(self, step: WatchStep) -> Iterator[TargetBand]:
        for target in step.targets:
            found = band(target)
            if isinstance(found, Unsaid):
                self.left_out.append(LeftOut(line=step.name, what=found.why))
            elif found.metric == "speed" and found.zone is None:
                if self._threshold_ms is None:
                    why = "its pace, because the athlete's threshold pace is not known"
                    self.left_out.append(LeftOut(line=step.name, what=why))
                elif round(found.low, 3) != round(found.high, 3):
                    self.left_out.append(LeftOut(line=step.name, what="the ends of its pace, the file has the middle"))
                yield found
            else:
                self.left_out.append(LeftOut(line=step.name, what=f"the target for {target.metric}"))

    def _tell(self, element: etree._Element, step: WatchStep) -> None:
        message = ". ".join(each for each in (step.name, step.notes) if each)
        etree.SubElement(element, "textevent", timeoffset="0", message="".join(c for c in message if c.isprintable()))


def _middle(found: TargetBand) -> float:
    return (found.low + found.high) / 2


def _goal_words(goal: Goal) -> str:
    if goal.elevation_gain is not None:
        return f"{goal.elevation_gain} m up"
    if goal.elevation_loss is not None:
        return f"{goal.elevation_loss} m down"
    if goal.repetitions is not None:
        return f"{goal.repetitions} repetitions"
    return "open" if goal.open else "a heart rate or calories"
