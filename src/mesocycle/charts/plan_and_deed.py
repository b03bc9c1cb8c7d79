"""Comparison and adherence as the charts draw them: a session's boxes, a calendar's squares, a week's bars."""

from collections import Counter
from collections.abc import Iterable, Mapping

from mesocycle.analytics.adherence import Adherence
from mesocycle.analytics.comparison import ComparedLine, SessionComparison
from mesocycle.analytics.tolerance import Deviation, Measure
from mesocycle.charts import adherence
from mesocycle.charts.frame import Drawing
from mesocycle.charts.session_strip import StripBox, session_strip
from mesocycle.domain.outcome import DayOutcome, Outcome
from mesocycle.domain.performance import Performance

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


def compared_session(found: SessionComparison) -> Drawing:
    """Draw a session's strip: a row for each exercise or step, a box for each of its sets or rounds."""
    boxes: list[StripBox] = []
    counted: Counter[str] = Counter()
    for section in found.sections:
        for line in section.lines:
            if line.verdict is not None:
                row = line.name if line.name == section.name else f"{section.name}: {line.name}"
                counted[row] += 1
                planned = (line.planned or "").partition(" @ ")[0]
                boxes.append(StripBox(row, counted[row], planned, _done(line), line.verdict.value))
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


def _done(line: ComparedLine) -> str:
    """Say in a few characters what was done: of a step what its goal leaves open, of a set repetitions and weight."""
    told = [_in_short(one, line.deviations) for one in line.performed]
    return " + ".join(each for each in told if each) or ("done" if line.performed else "")


def _in_short(done: Performance, deviations: tuple[Deviation, ...]) -> str:
    if done.reps is not None:
        weight = "" if done.weight is None else f" x {done.weight:g} {done.weight_unit or ''}".rstrip()
        return f"{done.reps}{weight}"
    by_distance = any(one.measure is Measure.DISTANCE for one in deviations)
    if done.duration is not None and (by_distance or done.distance is None):
        minutes, seconds = divmod(round(done.duration), 60)
        return f"{minutes}:{seconds:02d}" if minutes else f"{seconds} s"
    return "" if done.distance is None else f"{done.distance:g} m"
