"""Giving an athlete a plan or another version of it: what that would do, then the deed exactly as it was shown."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from mesocycle.actions.assignments.accept_carry_overs import accept_carry_overs, look_at_carry_overs
from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.assignments.replace_assignment import replace_assignment
from mesocycle.actions.assignments.undo_receipt import undo_receipt
from mesocycle.analytics.what_if import WhatIf
from mesocycle.domain.assignment.assignment import AssignmentRequest, ReplacementRequest
from mesocycle.domain.assignment.carry_over import CarryOverNotPossible
from mesocycle.domain.assignment.receipt import PreviewOutdated, Receipt
from mesocycle.domain.conversation import ReadSubject
from mesocycle.domain.document import Date, Id
from mesocycle.domain.permission import Deed
from mesocycle.domain.plan.placement import BeginNotPossible, NothingToSchedule
from mesocycle.domain.refusal import (
    AssignmentNotLive,
    NotFound,
    NotPermitted,
    Refusal,
    RoutineAlreadyFollowed,
    UndoNotPossible,
    VersionArchived,
)
from mesocycle.domain.session.rules import SessionNotScheduled
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.refusals import status_of
from mesocycle.http.route import Routes
from mesocycle.reports.show_roster import show_roster
from mesocycle.reports.what_if import what_if
from mesocycle.storage.assignments import assignments, receipts
from mesocycle.storage.conversation import read_marks
from mesocycle.storage.people import coachings, users
from mesocycle.storage.plans import readable_versions
from mesocycle.storage.plans import routines as routine_rows
from mesocycle.web.conversation.conversation import talk_of
from mesocycle.web.frame.forms import form_of, or_again, takes_form
from mesocycle.web.frame.going import going_to
from mesocycle.web.frame.page import page, reader_of
from mesocycle.web.frame.queries import PageQuery
from mesocycle.web.frame.said import Said
from mesocycle.web.plans.undoing import moved_names, undo_shown
from mesocycle.web.roster.templates import TemplateQuery, drafting_of

routes = Routes("Pages: plans of an athlete", described="Assigning, replacing, and taking back, as a trainer.")

_MOST = 200
_NOES = (
    AssignmentNotLive,
    BeginNotPossible,
    NotFound,
    NotPermitted,
    NothingToSchedule,
    PreviewOutdated,
    RoutineAlreadyFollowed,
    VersionArchived,
)


class PlacingQuery(PageQuery, frozen=True, kw_only=True):
    """Which version, in the place of what, and from when."""

    version: Annotated[Id | None, Meta(description="The version to be given; absent: choose one.")] = None
    instead: Annotated[Id | None, Meta(description="The assignment whose place it takes.")] = None
    begin: Annotated[Literal["continue", "anew"], Meta(description="Where it begins.")] = "continue"
    start_date: Annotated[Date | None, Meta(description="The first day; absent: today.")] = None
    notes: Annotated[str | None, Meta(description="What the athlete should know of it.")] = None


class Placing(Struct, frozen=True, kw_only=True):
    """What is to be done, as an address or the form of its preview says it."""

    user_id: Id
    version: Id
    instead: Id | None
    anew: bool
    start_date: Date | None
    notes: str | None

    @property
    def wish(self) -> ReplacementRequest:
        """Where the version begins in the place of another."""
        if not self.anew:
            return ReplacementRequest(continue_=True, notes_for_user=self.notes)
        return ReplacementRequest(start_date=self.start_date, notes_for_user=self.notes)

    def done(self, call: Call, *, dry_run: bool, expected: str | None = None) -> Receipt:
        """Do it, or only say what it would do; done only as it was expected."""
        if self.instead is None:
            first = AssignmentRequest(start_date=self.start_date, notes_for_user=self.notes)
            return assign_routine(
                call.db, self.user_id, self.version, first, call.act, dry_run=dry_run, expected=expected
            )
        return replace_assignment(
            call.db, self.user_id, self.instead, self.version, self.wish, call.act, dry_run=dry_run, expected=expected
        )


@routes.get("/athletes/{userId}/place", query=PlacingQuery, media_type="text/html", refusals=_NOES)
def place(call: Call, user_id: Id) -> Answer:
    """Choose a routine for the athlete, or show what giving them a version would do."""
    asked = call.asked(PlacingQuery)
    if asked.version is None:
        return _choice(call, user_id)
    placing = Placing(
        user_id=user_id,
        version=asked.version,
        instead=asked.instead,
        anew=asked.begin == "anew",
        start_date=asked.start_date,
        notes=asked.notes,
    )
    return or_again(lambda: _preview(call, placing), lambda no: _choice(call, user_id, no))


@takes_form(routes, "/athletes/{userId}/place", *_NOES)
def do_place(call: Call, user_id: Id) -> Answer:
    """Give the version exactly as it was shown; where it would come to something else by now, show that instead."""
    form = form_of(call)
    placing = Placing(
        user_id=user_id,
        version=form.text("version"),
        instead=form.said("instead"),
        anew=form.text("begin") == "anew",
        start_date=form.said("startDate"),
        notes=form.said("notes"),
    )

    def done() -> Answer:
        receipt = placing.done(call, dry_run=False, expected=form.text("expected"))
        return going_to(f"/athletes/{user_id}/receipts/{receipt.id}", done="placed")

    def again(no: Refusal) -> Answer:
        return _preview(call, placing, no) if isinstance(no, PreviewOutdated) else _choice(call, user_id, no)

    return or_again(done, again)


@routes.get(
    "/athletes/{userId}/receipts/{receiptId}", query=TemplateQuery, media_type="text/html", refusals=(NotFound,)
)
def receipt(call: Call, user_id: Id, receipt_id: Id) -> Answer:
    """Show what a receipt did, whether the athlete has seen it, and what taking it back would do."""
    return _receipt(call, user_id, receipt_id)


@takes_form(
    routes, "/athletes/{userId}/receipts/{receiptId}/undo", NotFound, NotPermitted, UndoNotPossible, AssignmentNotLive
)
def take_back(call: Call, user_id: Id, receipt_id: Id) -> Answer:
    """Take a receipt back, while nothing of what it created has begun."""
    form_of(call)

    def done() -> Answer:
        undo_receipt(call.db, user_id, receipt_id, call.act)
        return going_to(f"/athletes/{user_id}/receipts/{receipt_id}", done="undone")

    return or_again(done, lambda no: _receipt(call, user_id, receipt_id, no))


@takes_form(
    routes,
    "/athletes/{userId}/receipts/{receiptId}/carry-overs",
    *(NotFound, NotPermitted, CarryOverNotPossible, SessionNotScheduled),
)
def carry(call: Call, user_id: Id, receipt_id: Id) -> Answer:
    """Take over the lines that were ticked of what was changed before for this athlete alone."""
    lines = form_of(call).all("line")

    def done() -> Answer:
        if lines:
            accept_carry_overs(call.db, user_id, receipt_id, lines, call.act)
        else:
            with call.db.read() as read:
                look_at_carry_overs(read, user_id, receipt_id, call.act)
        here = f"/athletes/{user_id}/receipts/{receipt_id}"
        return going_to(here, done="carried" if lines else "nothing-carried")

    return or_again(done, lambda no: _receipt(call, user_id, receipt_id, no))


def _choice(call: Call, user_id: Id, no: Refusal | None = None) -> Answer:
    if isinstance(no, NotFound):
        raise no
    reader = reader_of(call)
    (athlete,) = show_roster(call.db, call.act, members=[user_id]).athletes
    with call.db.read() as read:
        coachings.permit(read, call.actor, user_id, Deed.PLAN)
        found = routine_rows.by_name(read, visible_to=call.actor.id, archived=False, after=None, limit=_MOST)
    followed = {plan.parent_routine_id: plan for plan in athlete.plans}
    return page(
        call,
        "athlete/choice.html",
        reader=reader,
        status=200 if no is None else status_of(no),
        said=None if no is None else Said.of(no, reader.words),
        athlete=athlete,
        routines=[routine for _, routine in found],
        followed=followed,
    )


def _preview(call: Call, placing: Placing, no: Refusal | None = None) -> Answer:
    reader = reader_of(call)
    told = placing.done(call, dry_run=True)
    (athlete,) = show_roster(call.db, call.act, members=[placing.user_id]).athletes
    with call.db.read() as read:
        version = readable_versions.get(read, call.actor, placing.version)
        old = None if placing.instead is None else assignments.find(read, placing.user_id, placing.instead)
        versions = routine_rows.several_versions(read, set() if old is None else {old.routine_version_id})
    return page(
        call,
        "athlete/placing.html",
        reader=reader,
        status=200 if no is None else status_of(no),
        said=None if no is None else Said.of(no, reader.words),
        athlete=athlete,
        placing=placing,
        version=version,
        old=next(iter(versions.values()), None),
        receipt=told,
        what_if=_what_if(call, placing),
        today=athlete.today,
    )


def _what_if(call: Call, placing: Placing) -> WhatIf | None:
    """Say what the weeks would come to against what is really done, where the same routine goes on."""
    if placing.instead is None:
        return None
    (found,) = what_if(call.db, placing.version, call.act, members=[placing.user_id], wish=placing.wish).members
    return found if found.refusal is None else None


def _receipt(call: Call, user_id: Id, receipt_id: Id, no: Refusal | None = None) -> Answer:
    if isinstance(no, NotFound):
        raise no
    reader = reader_of(call)
    (athlete,) = show_roster(call.db, call.act, members=[user_id]).athletes
    with call.db.read() as read:
        scope = coachings.permit(read, call.actor, user_id, Deed.SEE)
        found = receipts.get(read, user_id, receipt_id, scope)
        offers = look_at_carry_overs(read, user_id, receipt_id, call.act)
        marks = read_marks.of_subjects(read, user_id, ReadSubject.RECEIPT, [receipt_id])
        plan = assignments.find_plan(read, user_id, found.subject)
        versions = routine_rows.several_versions(read, {found.routine_version_id or ""} if plan else set())
        people = users.several(read, list({found.by, *(mark.reader_id for mark in marks)}))
        names = moved_names(read, user_id, found)
        talk = talk_of(read, user_id, call.actor.id, receipt_id=receipt_id)
    shown = undo_shown(call, user_id, receipt_id, reader.words)
    asked = call.query.template if isinstance(call.query, TemplateQuery) else None
    return page(
        call,
        "athlete/receipt.html",
        reader=reader,
        status=200 if no is None else status_of(no),
        said=None if no is None else Said.of(no, reader.words),
        athlete=athlete,
        receipt=found,
        offers=offers,
        version=versions.get(found.routine_version_id or ""),
        by=people.get(found.by),
        seen=next((mark for mark in marks if mark.reader_id == user_id), None),
        others=[
            (people[mark.reader_id].name, mark.at)
            for mark in marks
            if mark.reader_id not in (user_id, found.by) and mark.reader_id in people
        ],
        talk=talk,
        drafting=drafting_of(call, reader, user_id, None, asked),
        names=names,
        undoing=shown.receipt,
        undo_names=shown.names,
        stays=shown.no,
        today=athlete.today,
    )
