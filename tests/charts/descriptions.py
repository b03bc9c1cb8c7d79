"""Every chart with something, one point, nothing and ten years in it."""

from collections.abc import Callable
from datetime import date, timedelta

from mesocycle.analytics.guidance.exercise_history import ExerciseReport, exercise_report
from mesocycle.analytics.load.load import LoadReport, load_report
from mesocycle.analytics.running.running import RunningReport, running_report
from mesocycle.analytics.strength.muscles import by_variant_and_movement
from mesocycle.analytics.training_weeks import WeekReport, week_report
from mesocycle.charts.adherence import DayOutcome, PlannedWeek
from mesocycle.charts.every import (
    adherence_calendar,
    muscle_sets,
    pace_and_heart_rate,
    planned_and_done,
    session_strip,
    strength_progress,
    training_load,
    weekly_running,
)
from mesocycle.charts.frame import Drawing
from mesocycle.charts.session_strip import StripBox
from mesocycle.domain.history.done import CountedSet, DoneSession
from mesocycle.domain.people.user import Units
from mesocycle.domain.plan.library import LibraryExercise
from tests.analytics.sets import a_done_session, a_lift, an_effort, sum_days
from tests.analytics.strength.lifted import Span

_FIRST = date(2016, 1, 4)
_SQUAT = LibraryExercise(
    id="l",
    exercise_id="squat",
    exercise_variant_id="squat.barbell-back",
    name="Back Squat",
    aliases=(),
    kind="strength",
    primary_muscles=("quads", "glutes"),
    secondary_muscles=("hamstrings",),
    equipment=(),
    unilateral=False,
)
COUNTS = {"nothing": 0, "one": 1, "some": 40, "ten years": 2000}


def day(number: int) -> str:
    """Give the day of a session: about four in a week."""
    return (_FIRST + timedelta(days=int(number * 1.82))).isoformat()


def _lifts(count: int) -> list[CountedSet]:
    return [a_lift(day=day(n), reps=1 + n % 15, load_kg=100 + n % 40) for n in range(count)]


def _runs(count: int) -> list[DoneSession]:
    effort = an_effort(gain_m=80.0, loss_m=80.0, average_heart_rate=150.0)
    return [a_done_session(id=str(n), day=day(n), efforts=(effort,)) for n in range(count)]


def _span(count: int) -> Span:
    return {"first": day(0), "last": day(max(count - 1, 0))}


def lifts_of(count: int) -> ExerciseReport:
    """Give the report of so many days of squats."""
    span = _span(count)
    return exercise_report(_lifts(count), "squat", "Back Squat", first=span["first"], last=span["last"])


def progress(count: int, units: Units = Units.METRIC) -> Drawing:
    """Draw the chart of an exercise."""
    return strength_progress(lifts_of(count), units)


def weeks_of(count: int) -> WeekReport:
    """Give the report of the weeks of so many days of squats."""
    return week_report(sum_days(_lifts(count)), [], by_variant_and_movement([_SQUAT]), **_span(count))


def muscles(count: int) -> Drawing:
    """Draw the chart of hard sets."""
    return muscle_sets(weeks_of(count))


def running_of(count: int) -> RunningReport:
    """Give the report of so many runs."""
    return running_report(_runs(count), [], **_span(count))


def running(count: int, units: Units = Units.METRIC) -> Drawing:
    """Draw the chart of weekly running."""
    return weekly_running(running_of(count), units)


def pace(count: int, units: Units = Units.METRIC) -> Drawing:
    """Draw the chart of pace against heart rate."""
    return pace_and_heart_rate(running_report(_runs(count), [], **_span(count)), units)


def load_of(count: int) -> LoadReport:
    """Give the report of the load of so many runs."""
    return load_report(_runs(count), [], **_span(count))


def load(count: int) -> Drawing:
    """Draw the chart of load."""
    return training_load(load_of(count))


def calendar(count: int) -> Drawing:
    """Draw the calendar of outcomes."""
    return adherence_calendar([DayOutcome(day(n), "missed" if n % 5 == 0 else "completed") for n in range(count)])


def planned(count: int) -> Drawing:
    """Draw planned against done."""
    mondays = [(_FIRST + timedelta(days=7 * n)).isoformat() for n in range(count // 4 + bool(count))]
    return planned_and_done([PlannedWeek(monday, 4, 3) for monday in mondays])


def strip(count: int) -> Drawing:
    """Draw a session with at most thirty sets."""
    boxes = [StripBox("Back Squat", n + 1, "5 x 100 kg", "5 x 100 kg", "met") for n in range(min(count, 30))]
    return session_strip("Squat day", "2026-01-05", boxes)


CHARTS: dict[str, Callable[[int], Drawing]] = {
    "progress": progress,
    "muscles": muscles,
    "running": running,
    "pace": pace,
    "load": load,
    "calendar": calendar,
    "planned": planned,
    "strip": strip,
}
