"""`/progress`: adherence, records and charts; and one exercise over time."""

from mesocycle.actions.plans.library import find_exercises
from mesocycle.domain.document import Id
from mesocycle.domain.refusal import NotFound
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.route import Routes
from mesocycle.reports.report_adherence import report_adherence
from mesocycle.reports.report_exercise import report_exercise
from mesocycle.reports.report_records import report_records
from mesocycle.reports.report_running import report_running
from mesocycle.web.frame.faults import advice_in
from mesocycle.web.frame.page import page, reader_of
from mesocycle.web.frame.queries import PageQuery
from mesocycle.web.progress.charts import WEEKS_SHOWN, YEAR_WEEKS, first_day, get_ready

routes = Routes("Pages: progress", described="How training grows.")


@routes.get("/progress", query=PageQuery, media_type="text/html")
def show(call: Call) -> Answer:
    """Show the last twelve weeks, and the records of all time."""
    reader, me = reader_of(call), call.actor
    first = first_day(reader.weeks_begin, reader.today, WEEKS_SHOWN)
    kept = report_adherence(call.db, me.id, call.act, first=first, last=reader.today)
    best = report_records(call.db, me.id, me, last=reader.today)
    ran = report_running(call.db, me.id, me, first=first, last=reader.today)
    charts = ["weeks", "running", "load"] if ran.movements else ["weeks", "load"]
    if kept.total.completed + kept.beside.completed:
        get_ready()
    variants = _variants(call)
    return page(
        call,
        "progress/progress.html",
        reader=reader,
        weeks=WEEKS_SHOWN,
        adherence=kept,
        records=[(each, variants.get(each.exercise_id)) for each in best.exercises],
        charts=charts if kept.total.completed + kept.beside.completed else [],
    )


@routes.get("/progress/exercises/{exerciseVariantId}", query=PageQuery, media_type="text/html", refusals=(NotFound,))
def exercise(call: Call, exercise_variant_id: Id) -> Answer:
    """Show one exercise over the last year: its chart, its records, its days."""
    reader, me = reader_of(call), call.actor
    named = find_exercises(call.db, me.id).variant(exercise_variant_id)
    if named is None:
        raise NotFound("There is no such exercise.", "Choose one from the page of progress.")
    first = first_day(reader.weeks_begin, reader.today, YEAR_WEEKS)
    found = report_exercise(call.db, me.id, named, me, first=first, last=reader.today, say=advice_in(reader.lang))
    return page(
        call,
        "progress/exercise.html",
        reader=reader,
        found=found.report,
        guidance=found.guidance,
        variant=exercise_variant_id,
        days=found.report.days[::-1][:30],
    )


def _variants(call: Call) -> dict[Id, Id]:
    """Give a variant of every movement, by which its page is found."""
    found: dict[Id, Id] = {}
    for each in sorted(find_exercises(call.db, call.actor.id).all(), key=lambda one: one.exercise_variant_id):
        found.setdefault(each.exercise_id, each.exercise_variant_id)
    return found
