"""Comparison and adherence as the charts draw them: a session's boxes, a calendar's squares, a week's bars."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from mesocycle.analytics.adherence import Adherence
from mesocycle.analytics.plan_and_deed.comparison import ComparedLine, SessionComparison
from mesocycle.analytics.plan_and_deed.tolerance import Deviation, Measure
from mesocycle.charts import adherence
from mesocycle.charts.frame import Drawing
from mesocycle.charts.session_strip import StripBox, session_strip
from mesocycle.domain.history.outcome import DayOutcome, Outcome
from mesocycle.domain.log.performance import Performance
from mesocycle.domain.plan.words import clock

_SQUARES: Mapping[Outcome, adherence.Outcome] = {
    Outcome.COMPLETED: "completed",
    Outcome.ON_ANOTHER_DAY: "on another day",
    Outcome.SKIPPED: "skipped",
    Outcome.MISSED: "missed",
    Outcome.MISSED_REMOVED: "missed",
    Outcome.CANCELLED: "cancelled",
    Outcome.PAUSED: "cancelled",
    Outcome.IN_PROGRESS: "in progress",
    Outcome.UPCOMING: "planned",
}

_SECONDS = re.compile(r"(\d+(?:\.\d+)?) s")
_PAUSE = re.compile(r" (?:rest|tempo) ")
_MOST = 17
"""Characters that fit into a box."""


def compared_session(found: SessionComparison) -> Drawing:
    """Draw a session's strip: a row for each exercise or step, a box for each of its sets or rounds."""
    boxes: list[StripBox] = []
    counted: Counter[str] = Counter()
    for section in found.sections:
        for line in section.lines:
            if line.verdict is not None:
                row = line.name if line.name == section.name else f"{section.name}: {line.name}"
                counted[row] += 1
                boxes.append(StripBox(row, counted[row], planned_words(line), _done(line), line.verdict.value))
    return session_strip(found.workout_name or "Session", found.performed_date or found.scheduled_date, boxes)


def outcome_calendar(days: Iterable[DayOutcome]) -> Drawing:
    """Draw what became of each day's session; a day in a pause has the colour of what was called off."""
    return adherence.adherence_calendar(
        [adherence.DayOutcome(one.day, _SQUARES[one.outcome], one.workout_name) for one in days]
    )


def adherence_weeks(found: Adherence) -> Drawing:
    """Draw the sessions planned and completed week by week."""
    return adherence.planned_and_done(
        [adherence.PlannedWeek(one.week, one.counts.planned, one.counts.completed) for one in found.weeks]
    )


def planned_words(line: ComparedLine) -> str:
    """Say in a few characters what was planned: with its first target where that is short."""
    words = _PAUSE.split(line.planned or "")[0]
    amount, _, target = words.partition(" @ ")
    seconds = _SECONDS.fullmatch(amount)
    amount = amount if seconds is None else clock(float(seconds[1]))
    whole = f"{amount} @ {target}" if target else amount
    return whole if len(whole) <= _MOST else amount


def _done(line: ComparedLine) -> str:
    """Say in a few characters what was done: of a step what its goal leaves open, of a set repetitions and weight."""
    told = [_in_short(one, line.deviations) for one in line.performed]
    return " + ".join(each for each in told if each) or ("done" if line.performed else "")


def _in_short(done: Performance, deviations: tuple[Deviation, ...]) -> str:
    if done.reps is not None:
        return f"{done.reps}{'' if done.weight is None else f' x {_weight(done)}'}"
    by_distance = any(one.measure is Measure.DISTANCE for one in deviations)
    if done.duration is not None and (by_distance or done.distance is None):
        return clock(done.duration)
    return "" if done.distance is None else f"{done.distance:,.0f} m"


def _weight(done: Performance) -> str:
    return "BW" if done.weight == 0 else f"{done.weight:g} {done.weight_unit or ''}".rstrip()
