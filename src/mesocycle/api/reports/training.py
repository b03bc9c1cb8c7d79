"""`/analytics`: weeks, exercises, records, running and load, as documents and as charts."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, NamedTuple

from msgspec import Meta, field

from mesocycle.actions.plans.library import find_exercises
from mesocycle.analytics.guidance.exercise_history import ExerciseOutlook
from mesocycle.analytics.load.load import LoadReport
from mesocycle.analytics.running.running import RunningReport
from mesocycle.analytics.strength.estimated_max import Formula
from mesocycle.analytics.strength.records import Records
from mesocycle.analytics.training_weeks import WeekReport
from mesocycle.analytics.weeks import days_before, week_of
from mesocycle.domain.document import Date, Id
from mesocycle.domain.instant import civil_day
from mesocycle.domain.people.user import Units
from mesocycle.domain.plan.library import LibraryExercise
from mesocycle.domain.refusal import DocumentNotValid, NotFound, PathMessage
from mesocycle.http import answers
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.queries import OfUser
from mesocycle.http.route import Routes
from mesocycle.reports.report_exercise import report_exercise
from mesocycle.reports.report_load import report_load
from mesocycle.reports.report_records import report_records
from mesocycle.reports.report_running import report_running
from mesocycle.reports.report_weeks import report_weeks
from mesocycle.storage.people import users

routes = Routes("Progress", described="Weeks, exercises, records, running and load: what was done, and how it grows.")

_WEEKS = 12
_YEAR_WEEKS = 52
_MOST_YEARS = 100
Chart = dict[str, Any]


class Span(OfUser, frozen=True, kw_only=True):
    """From when to when."""

    first: Annotated[Date | None, Meta(description="The first day; absent: some weeks to the last.")] = field(
        name="from", default=None
    )
    last: Annotated[Date | None, Meta(description="The last day; absent: the athlete's today.")] = field(
        name="to", default=None
    )


class Estimated(Span, frozen=True, kw_only=True):
    """How a 1RM is estimated."""

    formula: Annotated[Formula | None, Meta(description="Absent: by RPE where it is known, else Epley.")] = None


class ExerciseAsked(Estimated, frozen=True, kw_only=True):
    """Each variant by itself, or together."""

    together: Annotated[bool, Meta(description="Whether the variants of a movement are taken together.")] = False


class RecordsAsked(ExerciseAsked, frozen=True, kw_only=True):
    """Of which exercise."""

    exercise_id: Annotated[Id | None, Meta(description="A movement; absent: all.")] = None
    exercise_variant_id: Annotated[Id | None, Meta(description="A variant of it; absent: all.")] = None


@routes.get("/analytics/weeks", gives=WeekReport, query=Span, tagged=True)
def weeks(call: Call) -> Answer:
    """Sum every week: sessions, volume, hard sets by muscle, running, load."""
    return answers.tagged(_weeks(call))


@routes.get("/analytics/weeks/chart", gives=Chart, query=Span)
def weeks_chart(call: Call) -> Answer:
    """Draw hard sets by muscle and week, as a Vega-Lite description without colours of its own."""
    return _drawn(call, _weeks, lambda charts, found, _: charts.muscle_sets(found))


@routes.get(
    "/analytics/exercises/{exerciseVariantId}",
    gives=ExerciseOutlook,
    query=ExerciseAsked,
    refusals=(NotFound,),
    tagged=True,
)
def exercise(call: Call, exercise_variant_id: Id) -> Answer:
    """Follow an exercise across all its variants, and say what to do next time.

    Records and 1RM are those of the variant asked for, unless they are wanted `together`.
    """
    return answers.tagged(_exercise(call, exercise_variant_id))


@routes.get("/analytics/exercises/{exerciseVariantId}/chart", gives=Chart, query=ExerciseAsked, refusals=(NotFound,))
def exercise_chart(call: Call, exercise_variant_id: Id) -> Answer:
    """Draw an exercise's estimated 1RM and records in the athlete's units, as a Vega-Lite description."""
    return _drawn(
        call,
        lambda asked: _exercise(asked, exercise_variant_id),
        lambda charts, found, units: charts.strength_progress(found.report, units),
    )


@routes.get("/analytics/records", gives=Records, query=RecordsAsked, tagged=True)
def records(call: Call) -> Answer:
    """List personal records: heaviest by repetitions, most repetitions, best estimated 1RM, best volume.

    Each variant of a movement has its own: what a machine moves is no record of the bar.
    """
    asked = call.asked(RecordsAsked)
    span = _span(call, asked, _WEEKS)
    found = report_records(
        call.db,
        call.owner,
        call.actor,
        first=None if asked.first is None else span.first,
        last=span.last,
        exercise_id=asked.exercise_id,
        exercise_variant_id=asked.exercise_variant_id,
        formula=asked.formula,
        together=asked.together,
    )
    return answers.tagged(found)


@routes.get("/analytics/running", gives=RunningReport, query=Span, tagged=True)
def running(call: Call) -> Answer:
    """Sum running and what is like it by movement and week, and predict races from it."""
    return answers.tagged(_running(call))


@routes.get("/analytics/running/chart", gives=Chart, query=Span)
def running_chart(call: Call) -> Answer:
    """Draw running distance and ascent by week in the athlete's units, as a Vega-Lite description."""
    return _drawn(call, _running, lambda charts, found, units: charts.weekly_running(found, units))


@routes.get("/analytics/running/pace-chart", gives=Chart, query=Span)
def pace_chart(call: Call) -> Answer:
    """Draw pace against heart rate in the athlete's units, as a Vega-Lite description."""
    return _drawn(call, _running, lambda charts, found, units: charts.pace_and_heart_rate(found, units))


@routes.get("/analytics/load", gives=LoadReport, query=Span, tagged=True)
def load(call: Call) -> Answer:
    """Describe training load by day and week, each figure with its definition; it predicts nothing."""
    return answers.tagged(_load(call))


@routes.get("/analytics/load/chart", gives=Chart, query=Span)
def load_chart(call: Call) -> Answer:
    """Draw training load, as a Vega-Lite description."""
    return _drawn(call, _load, lambda charts, found, _: charts.training_load(found))


class _Days(NamedTuple):
    first: Date
    last: Date


def _span(call: Call, asked: Span, weeks_back: int) -> _Days:
    """Give the days asked for; without a first, so many of the athlete's weeks."""
    call.require_sight()
    with call.db.read_now() as look:
        athlete = users.get(look, call.owner)
    last = asked.last or civil_day(call.now, athlete.time_zone)
    first = asked.first or days_before(week_of(last, athlete.first_weekday), 7 * (weeks_back - 1))
    if not 0 <= date.fromisoformat(last).toordinal() - date.fromisoformat(first).toordinal() <= 366 * _MOST_YEARS:
        raise DocumentNotValid(
            f"From {first} to {last} is no span that can be told.",
            f"Give the earlier day as `from`, and {_MOST_YEARS} years at most.",
            errors=(PathMessage(path="from", message="is after `to`, or too long before it"),),
        )
    return _Days(first, last)


def _weeks(call: Call) -> WeekReport:
    span = _span(call, call.asked(Span), _WEEKS)
    return report_weeks(call.db, call.owner, call.actor, first=span.first, last=span.last)


def _exercise(call: Call, exercise_variant_id: Id) -> ExerciseOutlook:
    asked = call.asked(ExerciseAsked)
    span = _span(call, asked, _YEAR_WEEKS)
    named = _named(call, exercise_variant_id)
    return report_exercise(
        call.db,
        call.owner,
        named,
        call.actor,
        first=span.first,
        last=span.last,
        formula=asked.formula,
        together=asked.together,
    )


def _named(call: Call, exercise_variant_id: Id) -> LibraryExercise:
    found = find_exercises(call.db, call.owner).variant(exercise_variant_id)
    if found is None:
        raise NotFound("There is no such exercise.", "Look at /api/v1/exercises for the ids of variants.")
    return found


def _running(call: Call) -> RunningReport:
    span = _span(call, call.asked(Span), _WEEKS)
    return report_running(call.db, call.owner, call.actor, first=span.first, last=span.last)


def _load(call: Call) -> LoadReport:
    span = _span(call, call.asked(Span), _WEEKS)
    return report_load(call.db, call.owner, call.actor, first=span.first, last=span.last)


def _drawn(call: Call, report: Callable[[Call], Any], draw: Callable[[Any, Any, Units], Any]) -> Answer:
    from mesocycle.charts import every  # noqa: PLC0415  # Altair is slow to load: only where a chart is asked for

    found = report(call)
    with call.db.read_now() as look:
        units = users.get(look, call.owner).units
    return answers.document(every.description(draw(every, found, units)))
