"""`/plans/{id}`: a routine that is followed, what each button would change, and what was changed."""

from collections import Counter
from collections.abc import Mapping
from typing import get_args

from msgspec import Struct

from mesocycle.actions.assignments.accept_carry_overs import accept_carry_overs, look_at_carry_overs
from mesocycle.actions.assignments.undo_receipt import undo_receipt
from mesocycle.domain.assignment.assignment import RoutineAssignment
from mesocycle.domain.assignment.carry_over import CarryOverNotPossible
from mesocycle.domain.assignment.pausing import PauseNotPossible, ShiftNotPossible
from mesocycle.domain.assignment.receipt import PreviewOutdated, Receipt, fingerprint_of
from mesocycle.domain.conversation import ReadSubject
from mesocycle.domain.document import Id
from mesocycle.domain.instant import shifted
from mesocycle.domain.permission import ALL
from mesocycle.domain.plan.placement import BeginNotPossible, NothingToSchedule
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.refusal import AssignmentNotLive, NotFound, Refusal, UndoNotPossible, VersionArchived
from mesocycle.domain.session.rules import SessionNotScheduled
from mesocycle.domain.session.session import SessionStatus
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.refusals import status_of
from mesocycle.http.route import Routes
from mesocycle.storage.assignments import assignments, receipts
from mesocycle.storage.calendar import counts
from mesocycle.storage.conversation import read_marks
from mesocycle.storage.engine.database import Read
from mesocycle.storage.people import users
from mesocycle.storage.plans import readable_versions
from mesocycle.storage.plans import routines as routine_rows
from mesocycle.web.conversation.conversation import talk_of
from mesocycle.web.frame.forms import Form, form_of, or_again, takes_form
from mesocycle.web.frame.going import going_to
from mesocycle.web.frame.page import page, reader_of
from mesocycle.web.frame.queries import PageQuery
from mesocycle.web.frame.said import Said
from mesocycle.web.plans.chains import chains_of
from mesocycle.web.plans.foretelling import AskedMove, PlanMove, PlanQuery, done, foretold
from mesocycle.web.plans.undoing import moved_names, undo_shown

routes = Routes("Pages: plans", described="A routine that is followed.")

_MOVED = (AssignmentNotLive, PauseNotPossible, ShiftNotPossible, VersionArchived, BeginNotPossible, NothingToSchedule)
_MOST_RECEIPTS = 100


class Standing(Struct, frozen=True, kw_only=True):
    """A plan as it stands."""

    assignment: RoutineAssignment
    version: RoutineVersion | None
    newer: RoutineVersion | None
    """The latest version of its routine, where that is another one."""
    counted: Counter[SessionStatus]
    receipts: tuple[Receipt, ...]
    latest: Id | None
    """The receipt that can be taken back."""
    people: Mapping[Id, str]


@routes.get("/plans/{assignmentId}", query=PageQuery, media_type="text/html", refusals=(NotFound,))
def one(call: Call, assignment_id: Id) -> Answer:
    """Show how far a plan is, what may become of it, and what did."""
    return _one(call, assignment_id)


@routes.get("/plans/{assignmentId}/{planMove}", query=PlanQuery, media_type="text/html", refusals=(NotFound, *_MOVED))
def look(call: Call, assignment_id: Id, plan_move: str) -> Answer:
    """Show what a move will change, and ask whether to do it."""
    said = call.asked(PlanQuery)
    days = None if said.days is None else -said.days if said.back == "earlier" else said.days
    asked = AskedMove(
        assignment_id=assignment_id,
        move=_move(plan_move),
        days=days,
        keep=said.keep,
        first=said.first,
        version=said.version,
    )
    return or_again(lambda: _foretold(call, asked), lambda no: _one(call, assignment_id, no))


@takes_form(routes, "/plans/{assignmentId}/{planMove}", NotFound, *_MOVED)
def make(call: Call, assignment_id: Id, plan_move: str) -> Answer:
    """Make a move as it was shown; where it would change something else by now, show both and ask again."""
    form = form_of(call)
    asked = AskedMove(
        assignment_id=assignment_id,
        move=_move(plan_move),
        days=_days(form),
        keep=form.ticked("keep"),
        first=form.said("first"),
        version=form.said("version"),
    )

    def deed() -> Answer:
        try:
            receipt = done(call, asked, form.text("shown"))
        except PreviewOutdated:
            return _foretold(call, asked, now=foretold(call, asked), before=form.text("before"))
        plan = receipt.new_assignment_id or assignment_id
        return going_to(f"/plans/{plan}", done=f"plan-{asked.move}", undo=f"receipt,{receipt.id},")

    return or_again(deed, lambda no: _one(call, assignment_id, no))


@routes.get("/receipts/{receiptId}", query=PageQuery, media_type="text/html", refusals=(NotFound,))
def receipt(call: Call, receipt_id: Id) -> Answer:
    """Show what a receipt removed, kept, created and moved, and whether it can be taken back."""
    return _receipt(call, receipt_id)


@takes_form(routes, "/receipts/{receiptId}/undo", NotFound, UndoNotPossible, AssignmentNotLive)
def take_back(call: Call, receipt_id: Id) -> Answer:
    """Take a receipt back, while nothing of what it created has begun."""
    form_of(call)

    def deed() -> Answer:
        undo_receipt(call.db, call.actor.id, receipt_id, call.act)
        return going_to(f"/receipts/{receipt_id}", done="undone")

    return or_again(deed, lambda no: _receipt(call, receipt_id, no))


@takes_form(routes, "/receipts/{receiptId}/carry-overs", NotFound, CarryOverNotPossible, SessionNotScheduled)
def carry(call: Call, receipt_id: Id) -> Answer:
    """Take over the lines that were ticked of what was changed before for oneself alone."""
    lines = form_of(call).all("line")

    def deed() -> Answer:
        if lines:
            accept_carry_overs(call.db, call.actor.id, receipt_id, lines, call.act)
        else:
            with call.db.read() as read:
                receipts.get(read, call.actor.id, receipt_id)
        return going_to(f"/receipts/{receipt_id}", done="carried" if lines else "nothing-carried")

    return or_again(deed, lambda no: _receipt(call, receipt_id, no))


def _move(text: str) -> PlanMove:
    if text not in get_args(PlanMove):
        raise NotFound("A plan has no such move.", "Use the buttons of its page.")
    return text  # type: ignore[return-value]  # one of them, as was just looked at


def _days(form: Form) -> int | None:
    text = form.text("days")
    return int(text) if text.removeprefix("-").isdigit() and text.isascii() and len(text) < 7 else None


def _one(call: Call, assignment_id: Id, no: Refusal | None = None) -> Answer:
    if isinstance(no, NotFound):
        raise no
    reader = reader_of(call)
    with call.db.read() as read:
        standing = _standing(read, call, assignment_id)
    return page(
        call,
        "plans/plan.html",
        reader=reader,
        status=200 if no is None else status_of(no),
        plan=standing,
        today=reader.today,
        said=None if no is None else Said.of(no, reader.words),
    )


def _standing(read: Read, call: Call, assignment_id: Id) -> Standing:
    me = call.actor.id
    found = assignments.find_plan(read, me, assignment_id)
    if found is None:
        raise NotFound("There is no such plan.", "Look at your routines.")
    version = routine_rows.several_versions(read, {found.routine_version_id}).get(found.routine_version_id)
    newer = _latest(read, call, found) if found.status.live else None
    told = receipts.newest_first(read, me, ALL, assignment_id=assignment_id, after=None, limit=_MOST_RECEIPTS)
    people = users.several(read, list({each.by for each in told} | {found.assigned_by}))
    chain = chains_of(assignments.of_user(read, me), [assignment_id])[assignment_id]
    counted = counts.of_assignments(read, me, chain)
    return Standing(
        assignment=found,
        version=version,
        newer=None if newer is None or newer.id == found.routine_version_id else newer,
        counted=sum((counted[each] for each in chain), Counter()),
        receipts=tuple(told),
        latest=receipts.latest_standing(read, me, assignment_id),
        people={user_id: user.name for user_id, user in people.items()},
    )


def _latest(read: Read, call: Call, plan: RoutineAssignment) -> RoutineVersion | None:
    """Give the latest version of a plan's routine, None where there is none that the athlete may read."""
    try:
        return readable_versions.of_routine(read, call.actor, plan.parent_routine_id)[0]
    except NotFound:
        return None


def _foretold(call: Call, asked: AskedMove, *, now: Receipt | None = None, before: str | None = None) -> Answer:
    """Show what a move will change; with `now`, beside it that this is another thing than what was shown before."""
    reader = reader_of(call)
    receipt = foretold(call, asked) if now is None else now
    with call.db.read() as read:
        standing = _standing(read, call, asked.assignment_id)
        names = moved_names(read, call.actor.id, receipt)
    return page(
        call,
        "plans/foretold.html",
        reader=reader,
        status=200 if now is None else 409,
        asked=asked,
        plan=standing,
        receipt=receipt,
        names=names,
        shown=fingerprint_of(receipt),
        summary=summary(receipt),
        before=before,
        today=reader.today,
    )


def summary(receipt: Receipt) -> str:
    """Sum a receipt up in numbers, as a form carries it to be shown beside what is so by then."""
    return ",".join(str(len(each)) for each in (receipt.removed, receipt.created, receipt.moved, receipt.kept_sessions))


def _receipt(call: Call, receipt_id: Id, no: Refusal | None = None) -> Answer:
    if isinstance(no, NotFound):
        raise no
    reader, me = reader_of(call), call.actor.id
    with call.db.read() as read:
        found = receipts.get(read, me, receipt_id)
        offers = look_at_carry_overs(read, me, receipt_id, call.act)
        people = users.several(read, [found.by])
        names = moved_names(read, me, found)
        marks = read_marks.of_subjects(read, me, ReadSubject.RECEIPT, [receipt_id])
        talk = talk_of(read, me, me, receipt_id=receipt_id)
        plan = assignments.find_plan(read, me, found.subject)
        version = None if plan is None else routine_rows.several_versions(read, {plan.routine_version_id})
    return page(
        call,
        "plans/receipt.html",
        reader=reader,
        status=200 if no is None else status_of(no),
        receipt=found,
        offers=offers,
        name=next((each.name for each in (version or {}).values()), None),
        subject=None if plan is None else plan.id,
        names=names,
        before=shifted(found.at, seconds=-1),
        undoing=None if found.undone_at else undo_shown(call, me, receipt_id, reader.words),
        by=people[found.by].name if found.by in people else None,
        seen=any(mark.reader_id == me for mark in marks),
        talk=talk,
        today=reader.today,
        said=None if no is None else Said.of(no, reader.words),
    )
