"""`/first-steps`: choose a routine that ships with the program, say on which days, and begin."""

from datetime import date, timedelta

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.plans.create_routine import create_routine_once
from mesocycle.domain.assignment.assignment import AssignmentRequest
from mesocycle.domain.assignment.receipt import Receipt
from mesocycle.domain.document import Id
from mesocycle.domain.plan.placement import BeginNotPossible, NothingToSchedule
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.refusal import NotFound, Refusal, RoutineAlreadyFollowed
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.refusals import status_of
from mesocycle.http.route import Routes
from mesocycle.storage.people import coachings, users
from mesocycle.web.first_steps import shipped
from mesocycle.web.first_steps.shipped import WEEKDAY_NAMES, Shipped
from mesocycle.web.frame.forms import Form, form_of, or_again
from mesocycle.web.frame.going import going_to
from mesocycle.web.frame.page import page, reader_of
from mesocycle.web.frame.queries import PageQuery
from mesocycle.web.frame.said import Said

routes = Routes("Pages: first steps", described="From an address to a first planned session.")


@routes.get("/first-steps", query=PageQuery, media_type="text/html")
def choose(call: Call) -> Answer:
    """Show what can be begun: an invitation of a trainer, and the routines that come with the program."""
    with call.db.read() as read:
        invited = [
            link
            for link in coachings.of_user(read, call.actor.id)
            if link.athlete_id == call.actor.id and link.status.value == "invited"
        ]
        trainers = users.several(read, [link.trainer_id for link in invited])
    return page(
        call,
        "first_steps/first_steps.html",
        routines=shipped.every().values(),
        invitations=[(link, trainers[link.trainer_id].name) for link in invited if link.trainer_id in trainers],
    )


@routes.get("/first-steps/{routineName}", query=PageQuery, media_type="text/html", refusals=(NotFound,))
def days(call: Call, routine_name: Id) -> Answer:
    """Ask on which days, from when, and what else the routine needs to know."""
    return _days(call, shipped.get(routine_name), Form([]))


@routes.post(
    "/first-steps/{routineName}",
    query=PageQuery,
    keyed=False,
    status=303,
    media_type="text/html",
    refusals=(NotFound, BeginNotPossible, NothingToSchedule, RoutineAlreadyFollowed),
)
def begin(call: Call, routine_name: Id) -> Answer:
    """Take the routine over as one's own and follow it as it was shown, where the first press only shows it.

    A beginning that would lose the first week is asked about.
    """
    offered, form = shipped.get(routine_name), form_of(call)

    def done() -> Answer:
        wish = _wish(offered, form)
        version = _own(call, offered)
        receipt = assign_routine(call.db, call.actor.id, version.id, wish, call.act, dry_run=True)
        if receipt.missed_beginning is not None and not form.ticked("sure"):
            return _days(call, offered, form, would=receipt)
        if form.text("expected") != receipt.fingerprint:
            return _days(call, offered, form, would=receipt)
        assign_routine(call.db, call.actor.id, version.id, wish, call.act, expected=receipt.fingerprint)
        return going_to("/today", done="began")

    return or_again(done, lambda no: _days(call, offered, form, no=no))


def _own(call: Call, offered: Shipped) -> RoutineVersion:
    """Give the reader's own copy of the routine: the one made before, where there is one."""
    return create_routine_once(call.db, {**offered.file, "isPublic": False}, call.act)


def _wish(offered: Shipped, form: Form) -> AssignmentRequest:
    chosen = {own: form.text(own) for own in offered.weekdays if form.text(own) in WEEKDAY_NAMES}
    moved = {own: to for own, to in chosen.items() if own != to}
    return AssignmentRequest(
        start_date=form.said("beginOn") or form.said("startDate"),
        race_date=form.said("raceDate"),
        weekday_map=chosen if moved else None,  # type: ignore[arg-type]  # only names of weekdays are let through
        default_time=form.said("defaultTime"),
    )


def _days(
    call: Call, offered: Shipped, form: Form, *, no: Refusal | None = None, would: Receipt | None = None
) -> Answer:
    reader = reader_of(call)
    race = (date.fromisoformat(reader.today) + timedelta(weeks=offered.file["duration"])).isoformat()
    return page(
        call,
        "first_steps/days.html",
        reader=reader,
        status=200 if no is None else status_of(no),
        offered=offered,
        form=form,
        missed=None if would is None or form.ticked("sure") else would.missed_beginning,
        would=would,
        weekdays=WEEKDAY_NAMES,
        today=reader.today,
        race=race,
        said=None if no is None else Said.of(no, reader.words),
    )
