"""Moving several sessions of an athlete, or copying them, a whole week too: shown first, done as it was shown."""

from datetime import date, timedelta
from typing import Annotated, Literal

from msgspec import Meta
from msgspec.structs import replace

from mesocycle.actions.sessions.arrange_sessions import arrange_sessions
from mesocycle.domain.assignment.arrangement import blank_receipt
from mesocycle.domain.assignment.receipt import (
    CreatedSession,
    MovedSession,
    PreviewOutdated,
    Receipt,
    ReceiptKind,
)
from mesocycle.domain.document import Date, Id
from mesocycle.domain.instant import ALL_DAY
from mesocycle.domain.permission import Deed
from mesocycle.domain.refusal import DocumentNotValid, NotFound, NotPermitted, Refusal, SessionRemoved
from mesocycle.domain.session.arranging import Arranged, Arranging
from mesocycle.domain.session.inputs import MOST_AT_ONCE
from mesocycle.domain.session.rules import SessionNotScheduled
from mesocycle.domain.session.session import SessionStatus
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.refusals import status_of
from mesocycle.http.route import Routes
from mesocycle.reports.show_roster import show_roster
from mesocycle.storage.calendar import pages as calendar_pages
from mesocycle.storage.calendar.pages import Wanted
from mesocycle.storage.people import coachings
from mesocycle.web.frame.forms import form_of, or_again, takes_form
from mesocycle.web.frame.going import going_to
from mesocycle.web.frame.page import page, reader_of
from mesocycle.web.frame.queries import PageQuery
from mesocycle.web.frame.said import Said

routes = Routes("Pages: arranging an athlete's sessions", described="Several sessions at once, a week copied.")

_NOES = (DocumentNotValid, NotFound, NotPermitted, SessionNotScheduled, SessionRemoved, PreviewOutdated)
_COPIED = (SessionStatus.SCHEDULED, SessionStatus.IN_PROGRESS, SessionStatus.COMPLETED, SessionStatus.SKIPPED)


class ArrangeQuery(PageQuery, frozen=True, kw_only=True):
    """Which sessions and by how many days, or which week goes where."""

    session: Annotated[tuple[Id, ...], Meta(description="The sessions.")] = ()
    days: Annotated[int, Meta(description="By how many days; negative: earlier.")] = 0
    back: Annotated[Literal["earlier", "later"], Meta(description="Which way `days` go.")] = "later"
    copies: Annotated[bool, Meta(description="Whether they stay, and others like them come.")] = False
    week: Annotated[Date | None, Meta(description="The first day of a week that is copied.")] = None
    to: Annotated[Date | None, Meta(description="A day of the week it is copied to.")] = None


@routes.get("/athletes/{userId}/arrange", query=ArrangeQuery, media_type="text/html", refusals=_NOES)
def look(call: Call, user_id: Id) -> Answer:
    """Show what would move or come, and ask whether to do it."""
    said = call.asked(ArrangeQuery)
    if said.week is not None and said.to is not None:
        days = (date.fromisoformat(said.to) - date.fromisoformat(said.week)).days // 7 * 7
        asked = Arranging(session_ids=_of_week(call, user_id, said.week), days=days, copies=True)
    else:
        days = -said.days if said.back == "earlier" else said.days
        asked = Arranging(session_ids=said.session, days=days, copies=said.copies or None)
    return or_again(lambda: _preview(call, user_id, asked), lambda no: _refused(call, user_id, no))


@takes_form(routes, "/athletes/{userId}/arrange", *_NOES)
def make(call: Call, user_id: Id) -> Answer:
    """Do it as it was shown; where it would come to something else by now, show that and ask again."""
    form = form_of(call)
    number = form.text("days")
    asked = Arranging(
        session_ids=tuple(form.all("session")[:MOST_AT_ONCE]),
        days=int(number) if number.removeprefix("-").isdecimal() and len(number) < 7 else 0,
        copies=form.ticked("copies") or None,
        expected=form.text("expected"),
    )

    def done() -> Answer:
        _require_some(asked)
        told = arrange_sessions(call.db, user_id, asked, call.act)
        if len(told.receipt_ids) == 1:
            return going_to(f"/athletes/{user_id}/receipts/{told.receipt_ids[0]}", done="arranged")
        return going_to(f"/athletes/{user_id}", done="arranged")

    def again(no: Refusal) -> Answer:
        if isinstance(no, PreviewOutdated):
            return _preview(call, user_id, replace(asked, expected=None), no)
        return _refused(call, user_id, no)

    return or_again(done, again)


def _preview(call: Call, user_id: Id, asked: Arranging, no: Refusal | None = None) -> Answer:
    _require_some(asked)
    told = arrange_sessions(call.db, user_id, replace(asked, dry_run=True), call.act)
    reader = reader_of(call)
    (athlete,) = show_roster(call.db, call.act, members=[user_id]).athletes
    return page(
        call,
        "athlete/arranging.html",
        reader=reader,
        status=200 if no is None else status_of(no),
        said=None if no is None else Said.of(no, reader.words),
        athlete=athlete,
        asked=asked,
        told=told,
        receipt=_as_receipt(call, told),
        names={each.session_id: each.workout_name for each in told.moved},
        today=athlete.today,
    )


def _refused(call: Call, user_id: Id, no: Refusal) -> Answer:
    """Say why not; whoever may not see the athlete learns nothing of them."""
    if isinstance(no, NotFound):
        raise no
    reader = reader_of(call)
    (athlete,) = show_roster(call.db, call.act, members=[user_id]).athletes
    said = Said.of(no, reader.words)
    return page(
        call, "athlete/arranging.html", reader=reader, status=status_of(no), said=said, athlete=athlete, told=None
    )


def _require_some(asked: Arranging) -> None:
    if not 0 < len(asked.session_ids) <= MOST_AT_ONCE:
        raise DocumentNotValid("No session was chosen, or too many.", f"Choose some, at most {MOST_AT_ONCE}.")


def _of_week(call: Call, user_id: Id, first: Date) -> tuple[Id, ...]:
    last = (date.fromisoformat(first) + timedelta(days=6)).isoformat()
    wanted = Wanted(first=first, last=last, statuses=_COPIED)
    with call.db.read() as read:
        scope = coachings.permit(read, call.actor, user_id, Deed.ARRANGE)
        return tuple(
            each.id for each in calendar_pages.summaries(read, user_id, wanted, None, MOST_AT_ONCE, scope=scope)
        )


def _as_receipt(call: Call, told: Arranged) -> Receipt:
    """Give it in the form in which pages show what changes."""
    return replace(
        blank_receipt(
            receipt_id="",
            kind=ReceiptKind.COPY if told.copied else ReceiptKind.SHIFT,
            user_id=told.user_id,
            at=call.now,
            by=call.actor.id,
            dry_run=True,
        ),
        moved=tuple(MovedSession(session_id=each.session_id, from_=each.from_, to=each.to) for each in told.moved),
        created=tuple(
            CreatedSession(
                session_id="",
                workout_name=each.workout_name,
                scheduled_date=each.scheduled_date,
                scheduled_time=each.scheduled_time or ALL_DAY,
            )
            for each in told.copied
        ),
        same_day=told.same_day,
    )
