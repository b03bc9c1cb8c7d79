"""`/athletes/{id}`: one athlete as their trainer sees them: plan, calendar, what they said, values, receipts."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated

from msgspec import Meta, Struct

from mesocycle.actions.conversation.keep_note import keep_note
from mesocycle.actions.conversation.mark_read import mark_read
from mesocycle.domain.assignment.receipt import Receipt
from mesocycle.domain.conversation import NewReadMark, NewTrainerNote, ReadMark, ReadSubject
from mesocycle.domain.document import Date, Id
from mesocycle.domain.log.performance import Feedback
from mesocycle.domain.people.roster import DAYS_BACK, RosterAthlete
from mesocycle.domain.permission import Deed
from mesocycle.domain.reference.in_force import all_in_force
from mesocycle.domain.reference.value import ReferenceValue
from mesocycle.domain.refusal import DocumentNotValid, NotFound, NotPermitted, QuantityNotUnderstood, SessionRemoved
from mesocycle.domain.session.session import SessionStatus, WorkoutSession, standing
from mesocycle.domain.session.stored_log import find_log, find_snapshot
from mesocycle.domain.session.summary import SessionSummary, session_summary
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.refusals import status_of
from mesocycle.http.route import Routes
from mesocycle.reports.show_roster import show_roster
from mesocycle.storage.assignments import receipts
from mesocycle.storage.calendar import pages as calendar_pages
from mesocycle.storage.calendar.pages import Wanted
from mesocycle.storage.conversation import read_marks, trainer_notes
from mesocycle.storage.engine.database import Read
from mesocycle.storage.people import coachings
from mesocycle.storage.plans import readable_versions, reference_values
from mesocycle.web.athlete.values import KINDS, enter_value, lines_of
from mesocycle.web.calendar.span import Span, span_of
from mesocycle.web.conversation.conversation import Unread, talk_of, waiting_of
from mesocycle.web.frame.forms import Form, form_of, or_again, takes_form
from mesocycle.web.frame.going import going_to, own_path
from mesocycle.web.frame.meanwhile import STATUS, Difference, both_shown, compared, compares
from mesocycle.web.frame.page import page, reader_of
from mesocycle.web.frame.queries import PageQuery
from mesocycle.web.frame.said import Said
from mesocycle.web.frame.watching import at_of
from mesocycle.web.progress.charts import charts_of
from mesocycle.web.roster.templates import ChosenTemplate, drafting_of
from mesocycle.web.session.lines import choices_of, line_names
from mesocycle.web.session.session import SessionQuery, about_of, seen_of

routes = Routes("Pages: athlete", described="One athlete, as their trainer sees them.")

_MOST = 400
_MOST_SAID = 12
_MOST_RECEIPTS = 6


class AthleteQuery(PageQuery, frozen=True, kw_only=True):
    """Which month."""

    day: Annotated[Date | None, Meta(description="A day of the month that is shown; absent: today.")] = None


class SessionSaid(Struct, frozen=True):
    """What an athlete said of a session, and whether the trainer has read it."""

    whole: WorkoutSession
    feedback: Feedback
    read: ReadMark | None

    @property
    def session(self) -> SessionSummary:
        """The session in short."""
        return session_summary(self.whole)


class AthleteShown(Struct, frozen=True, kw_only=True):
    """What the page shows."""

    athlete: RosterAthlete
    days: list[tuple[Date, list[tuple[SessionSummary, str]]]]
    said: tuple[SessionSaid, ...]
    values: tuple[ReferenceValue, ...]
    receipts: tuple[Receipt, ...]
    waiting: Unread
    """Messages that the trainer has not read."""
    latest: dict[Id, Id]
    """By routine the latest version of it that the trainer may give."""


@routes.get("/athletes/{userId}", query=AthleteQuery, media_type="text/html", refusals=(NotFound,))
def show(call: Call, user_id: Id) -> Answer:
    """Show the athlete."""
    return _shown(call, user_id, call.asked(AthleteQuery).day)


def _shown(
    call: Call,
    user_id: Id,
    day: Date | None = None,
    *,
    said: Said | None = None,
    status: int = 200,
    form: Form | None = None,
    both: Sequence[Difference] = (),
) -> Answer:
    reader = reader_of(call)
    (athlete,) = show_roster(call.db, call.act, members=[user_id]).athletes
    span = span_of("month", day or athlete.today, reader.formats.first_weekday)
    seen = _seen(call, athlete, span)
    with call.db.read_now() as look:
        note = trainer_notes.find(look, call.actor.id, user_id)
    return page(
        call,
        "athlete/athlete.html",
        reader=reader,
        status=status,
        seen=seen,
        athlete=athlete,
        at_of=at_of,
        span=span,
        today=athlete.today,
        values=lines_of(call, seen.values, user_id),
        kinds=KINDS,
        note=note.text if note else "",
        charts=charts_of(call, user_id, athlete.today),
        said=said,
        both=both,
        typed=Form([]) if form is None else form,
    )


class SessionTemplateQuery(SessionQuery, frozen=True, kw_only=True):
    """With what a message begins."""

    template: ChosenTemplate = None


@routes.get(
    "/athletes/{userId}/sessions/{sessionId}",
    query=SessionTemplateQuery,
    media_type="text/html",
    refusals=(NotFound, SessionRemoved),
)
def session(call: Call, user_id: Id, session_id: Id) -> Answer:
    """Show a session of the athlete's: plan beside deed, what they said, its history."""
    reader = reader_of(call)
    (athlete,) = show_roster(call.db, call.act, members=[user_id]).athletes
    seen = seen_of(call, reader, session_id, user_id)
    with call.db.read() as read:
        marks = read_marks.of_subjects(read, user_id, ReadSubject.FEEDBACK, [session_id])
        talk = talk_of(read, user_id, call.actor.id, session_id=session_id, names=line_names(seen.parts))
    own = next((mark for mark in marks if mark.reader_id == call.actor.id), None)
    feedback = None if seen.log is None else seen.log.feedback
    return page(
        call,
        "athlete/session.html",
        reader=reader,
        athlete=athlete,
        at_of=at_of,
        seen=seen,
        summary=session_summary(seen.session),
        standing=standing(seen.session.status, seen.session.scheduled_date, athlete.today),
        today=athlete.today,
        talk=talk,
        choices=choices_of(seen.parts),
        about=about_of(call),
        drafting=drafting_of(call, reader, user_id, session_id, call.asked(SessionTemplateQuery).template),
        said=None if feedback is None else SessionSaid(seen.session, feedback, own),
    )


@takes_form(routes, "/athletes/{userId}/read", NotFound)
def read_it(call: Call, user_id: Id) -> Answer:
    """Note that the trainer has read what the athlete said of a session."""
    form = form_of(call)
    mark_read(call.db, user_id, NewReadMark(subject=ReadSubject.FEEDBACK, subject_id=form.text("session")), call.act)
    return going_to(own_path(form.said("back"), f"/athletes/{user_id}"), done="read")


@takes_form(routes, "/athletes/{userId}/values", NotFound, NotPermitted, QuantityNotUnderstood)
def enter(call: Call, user_id: Id) -> Answer:
    """Enter a reference value for the athlete."""
    form = form_of(call)

    def done() -> Answer:
        enter_value(call, user_id, form)
        return going_to(f"/athletes/{user_id}", done="entered")

    return or_again(
        done,
        lambda no: _shown(call, user_id, said=Said.of(no, reader_of(call).words), status=status_of(no), form=form),
    )


@takes_form(routes, "/athletes/{userId}/note", NotFound, DocumentNotValid)
@compares
def note(call: Call, user_id: Id) -> Answer:
    """Keep what the trainer notes of the athlete for themselves."""
    form = form_of(call)

    def there(read: Read) -> dict[str, str]:
        kept = trainer_notes.find(read, call.actor.id, user_id)
        return {"note": kept.text if kept else ""}

    _, both, db, _ = compared(call.db, form, there)
    if both:
        said = Said.of(both_shown(), reader_of(call).words)
        return _shown(call, user_id, said=said, status=STATUS, form=form, both=both)
    keep_note(db, user_id, NewTrainerNote(text=form.text("note")), call.act)
    return going_to(f"/athletes/{user_id}", done="noted")


def _seen(call: Call, athlete: RosterAthlete, span: Span) -> AthleteShown:
    user_id, today = athlete.user_id, date.fromisoformat(athlete.today)
    recent = Wanted(
        first=(today - timedelta(days=DAYS_BACK)).isoformat(),
        last=athlete.today,
        statuses=[SessionStatus.COMPLETED, SessionStatus.SKIPPED, SessionStatus.IN_PROGRESS],
    )
    with call.db.read() as read:
        scope = coachings.permit(read, call.actor, user_id, Deed.SEE)
        shown = calendar_pages.summaries(
            read, user_id, Wanted(first=span.first, last=span.last), None, _MOST, scope=scope
        )
        whole, _ = calendar_pages.whole(read, user_id, recent, None, _MOST, scope=scope)
        said = _said(whole)[:_MOST_SAID]
        marks = read_marks.of_subjects(read, user_id, ReadSubject.FEEDBACK, [each.id for each, _ in said])
        values = all_in_force(reference_values.of_user(read, user_id), athlete.today)
        told = receipts.newest_first(read, user_id, scope, after=None, limit=_MOST_RECEIPTS)
        waiting = waiting_of(read, user_id, call.actor.id, scope)
        latest = {plan.parent_routine_id: _latest(read, call, plan.parent_routine_id) for plan in athlete.plans}
    own = {mark.subject_id: mark for mark in marks if mark.reader_id == call.actor.id}
    by_day: defaultdict[Date, list[tuple[SessionSummary, str]]] = defaultdict(list)
    for each in shown:
        at = standing(each.status, each.scheduled_date, athlete.today)
        by_day[each.performed_date or each.scheduled_date].append((each, at))
    return AthleteShown(
        athlete=athlete,
        days=[(day, by_day[day]) for day in span.days],
        said=tuple(SessionSaid(each, feedback, own.get(each.id)) for each, feedback in said),
        values=tuple(values),
        receipts=tuple(told),
        waiting=waiting,
        latest={routine: version for routine, version in latest.items() if version is not None},
    )


def _latest(read: Read, call: Call, routine_id: Id) -> Id | None:
    try:
        return readable_versions.of_routine(read, call.actor, routine_id)[0].id
    except NotFound:
        return None


def _said(sessions: Sequence[WorkoutSession]) -> list[tuple[WorkoutSession, Feedback]]:
    """Give the sessions of which the athlete said something, the latest first."""
    found = []
    for each in reversed(sessions):
        log = find_log(each) if find_snapshot(each) is not None else None
        feedback = None if log is None else log.feedback
        if feedback is not None and (feedback.notes or feedback.pain or feedback.reason):
            found.append((each, feedback))
    return found
