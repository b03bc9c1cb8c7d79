"""What somebody else changed of an athlete's plans and they have not seen yet: what leaves, what comes, and why."""

from msgspec import Struct

from mesocycle.actions.conversation.mark_read import mark_read
from mesocycle.domain.assignment.receipt import Receipt
from mesocycle.domain.conversation import NewReadMark, ReadSubject
from mesocycle.domain.document import Id, Instant
from mesocycle.domain.instant import shifted
from mesocycle.domain.permission import ALL
from mesocycle.domain.refusal import NotFound
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.route import Routes
from mesocycle.storage.assignments import assignments, receipts
from mesocycle.storage.conversation import read_marks
from mesocycle.storage.engine.database import Read
from mesocycle.storage.people import users
from mesocycle.storage.plans import routines
from mesocycle.web.frame.forms import form_of, takes_form
from mesocycle.web.frame.going import going_to

routes = Routes("Pages: what was changed", described="What a trainer changed of one's plans.")

_DAYS = 28
_MOST = 12


class Changed(Struct, frozen=True, kw_only=True):
    """A change by somebody else: the routine (empty: beside them), who it was, and what they say of it."""

    receipt: Receipt
    routine: str
    by: str
    why: tuple[str, ...]


def unseen_of(read: Read, user_id: Id, now: Instant) -> tuple[Changed, ...]:
    """Give what others changed in the last weeks and the athlete has not marked as seen, newest first."""
    since = shifted(now, days=-_DAYS)
    found = [
        each
        for each in receipts.newest_first(read, user_id, ALL, after=None, limit=_MOST)
        if each.by != user_id and each.undone_at is None and each.at >= since
    ]
    if not found:
        return ()
    seen = {
        mark.subject_id
        for mark in read_marks.of_subjects(read, user_id, ReadSubject.RECEIPT, [each.id for each in found])
        if mark.reader_id == user_id
    }
    new = [each for each in found if each.id not in seen]
    plans = {each.id: assignments.find_plan(read, user_id, each.subject) for each in new}
    versions = routines.several_versions(read, {plan.routine_version_id for plan in plans.values() if plan is not None})
    people = users.several(read, [each.by for each in new])
    told = []
    for each in new:
        plan = plans[each.id]
        version = None if plan is None else versions.get(plan.routine_version_id)
        notes = (None if version is None else version.change_note, None if plan is None else plan.notes_for_user)
        told.append(
            Changed(
                receipt=each,
                routine="" if version is None else version.name,
                by=people[each.by].name if each.by in people else "",
                why=tuple(note for note in notes if note),
            )
        )
    return tuple(told)


@takes_form(routes, "/receipts/{receiptId}/seen", NotFound)
def seen(call: Call, receipt_id: Id) -> Answer:
    """Note that the athlete has seen what was changed; whoever changed it sees that."""
    form_of(call)
    mark_read(call.db, call.actor.id, NewReadMark(subject=ReadSubject.RECEIPT, subject_id=receipt_id), call.act)
    return going_to("/today", done="seen")
