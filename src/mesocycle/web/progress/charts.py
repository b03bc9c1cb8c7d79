"""`/progress/charts/…`: charts as SVG, drawn by the server in the theme that the reader's system asks for."""

import threading
from typing import Annotated, Any, Literal, NamedTuple

from msgspec import Meta

from mesocycle.actions.plans.library import find_exercises
from mesocycle.analytics.weeks import days_before, week_of
from mesocycle.domain.document import Date, Id, encode
from mesocycle.domain.instant import civil_day
from mesocycle.domain.permission import Deed
from mesocycle.domain.refusal import NotFound
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.route import Routes
from mesocycle.reports.report_adherence import report_adherence
from mesocycle.reports.report_exercise import report_exercise
from mesocycle.reports.report_load import report_load
from mesocycle.reports.report_running import report_running
from mesocycle.reports.report_weeks import report_weeks
from mesocycle.storage.people import coachings, users
from mesocycle.web.frame.kept_bodies import KeptBodies, key_of
from mesocycle.web.frame.page import Reader, reader_of
from mesocycle.web.frame.queries import PageQuery

routes = Routes("Pages: charts", described="Charts as SVG.")

WEEKS_SHOWN = 12
YEAR_WEEKS = 52
_DRAWN = KeptBodies(64)
"""By what a chart says and in which theme: drawing one takes a second or two."""


class Whose(NamedTuple):
    """Whose training a chart shows, which day it is for them, and when their weeks begin."""

    user_id: Id
    today: Date
    weeks_begin: int


class ChartQuery(PageQuery, frozen=True, kw_only=True):
    """In which theme, for how wide a screen, and of which exercise."""

    theme: Literal["light", "dark"] = "light"
    room: Annotated[Literal["wide", "narrow"], Meta(description="`narrow` fits a phone.")] = "wide"
    exercise: Annotated[Id | None, Meta(description="A variant of the exercise.")] = None


@routes.get("/progress/charts/{chart}", query=ChartQuery, media_type="image/svg+xml", refusals=(NotFound,), tagged=True)
def show(call: Call, chart: str) -> Answer:
    """Draw a chart of the reader's own training."""
    reader = reader_of(call)
    return _drawn(call, chart, reader, Whose(call.actor.id, reader.today, reader.weeks_begin))


@routes.get(
    "/athletes/{userId}/charts/{chart}",
    query=ChartQuery,
    media_type="image/svg+xml",
    refusals=(NotFound,),
    tagged=True,
)
def of_athlete(call: Call, user_id: Id, chart: str) -> Answer:
    """Draw a chart of an athlete's training, by their own days and weeks, for whoever coaches them."""
    with call.db.read() as read:
        coachings.permit(read, call.actor, user_id, Deed.SEE)
        athlete = users.get(read, user_id)
    whose = Whose(user_id, civil_day(call.now, athlete.time_zone), athlete.first_weekday)
    return _drawn(call, chart, reader_of(call), whose)


def charts_of(call: Call, user_id: Id, today: Date) -> list[str]:
    """Name the charts that show something of an athlete's last weeks; what draws begins beside the page."""
    first = days_before(today, 7 * WEEKS_SHOWN)
    kept = report_adherence(call.db, user_id, call.act, first=first, last=today)
    if not kept.total.completed + kept.beside.completed:
        return []
    get_ready()
    ran = report_running(call.db, user_id, call.actor, first=first, last=today)
    return ["weeks", "running", "load"] if ran.movements else ["weeks", "load"]


def _drawn(call: Call, chart: str, reader: Reader, whose: Whose) -> Answer:
    asked = call.asked(ChartQuery)
    from mesocycle.charts import every  # noqa: PLC0415  # Altair is slow to load: only where a chart is asked for

    sheet = every.Sheet(every.WORDS[reader.lang], asked.room == "narrow")
    described = every.description(drawing := _drawing(call, every, chart, asked, reader, sheet, whose))
    key = key_of(encode(described), asked.theme, sheet.words.locale)
    body = _DRAWN.find(key)
    if body is None:
        body = every.draw(drawing, "svg", asked.theme, locale=sheet.words.locale)
        _DRAWN.keep(key, body)
    return Answer(200, {"content-type": "image/svg+xml", "etag": f'"{key.hex()[:24]}"'}, body)


def get_ready() -> None:
    """Let what draws begin, beside the page that shows the charts: both take a second or more."""

    def begin() -> None:
        from mesocycle.charts import drawing, every  # noqa: F401, PLC0415  # Altair is slow to load

        drawing.drawer.begin()

    threading.Thread(target=begin, name="charts", daemon=True).start()


def first_day(weeks_begin: int, today: Date, weeks: int) -> Date:
    """Give where the week so many weeks back begins, this one among them."""
    return days_before(week_of(today, weeks_begin), 7 * (weeks - 1))


def _drawing(call: Call, every: Any, chart: str, asked: ChartQuery, reader: Reader, sheet: Any, whose: Whose) -> Any:  # noqa: ANN401  # a module that is loaded late, and Altair's own
    today, me, user_id = whose.today, call.actor, whose.user_id
    first, units = first_day(whose.weeks_begin, today, WEEKS_SHOWN), reader.units
    if chart == "weeks":
        return every.muscle_sets(report_weeks(call.db, user_id, me, first=first, last=today), sheet=sheet)
    if chart == "running":
        return every.weekly_running(report_running(call.db, user_id, me, first=first, last=today), units, sheet=sheet)
    if chart == "load":
        return every.training_load(report_load(call.db, user_id, me, first=first, last=today), sheet=sheet)
    named = None if asked.exercise is None else find_exercises(call.db, user_id).variant(asked.exercise)
    if chart == "strength" and named is not None:
        begin = first_day(whose.weeks_begin, today, YEAR_WEEKS)
        found = report_exercise(call.db, user_id, named, me, first=begin, last=today)
        return every.strength_progress(found.report, units, sheet=sheet)
    raise NotFound("There is no such chart.", "Look at the page of progress.")
