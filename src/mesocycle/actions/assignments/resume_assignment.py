"""Resume a paused assignment: the rest shifts by the days lost, or keeps its dates."""

from mesocycle.domain.assignment.assignment import LIVE
from mesocycle.domain.assignment.pausing import resume, shifted_sessions
from mesocycle.domain.assignment.receipt import MovedSession, Receipt, ReceiptKind, as_expected
from mesocycle.domain.document import Date, Id
from mesocycle.domain.instant import checked_day
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import Deed
from mesocycle.storage.assignments import assignments, receipts, session_facts
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import coachings, users
from mesocycle.storage.sessions import changes as session_changes


def resume_assignment(
    db: Database,
    user_id: Id,
    assignment_id: Id,
    act: Act,
    *,
    shift: bool,
    on_day: Date | None = None,
    expected: str | None = None,
) -> Receipt:
    """Resume from a day on (default: the athlete's today), where it comes to what was `expected`.

    With `shift`, sessions from the pause on move.
    """

    def deed(write: Write) -> Receipt:
        return as_expected(resume_assignment_in(write, assignment_id, on_day, shift=shift), expected)

    return db.write(user_id, act, deed)


def resume_assignment_in(write: Write, assignment_id: Id, on_day: Date | None, *, shift: bool) -> Receipt:
    """Resume inside a write that is open."""
    scope = coachings.permit(write, write.act.actor, write.owner, Deed.PLAN)
    before = assignments.get_live(write, write.owner, assignment_id, scope)
    first = users.today(write, write.owner, write.now) if on_day is None else checked_day("on", on_day)
    after, days = resume(before, first, write.now, shift=shift)
    moved: tuple[MovedSession, ...] = ()
    if days:
        facts = session_facts.of_assignment(write, write.owner, before.id)
        moved = shifted_sessions(facts, days, not_before=before.pauses[-1].from_)
    assignments.change(write, after, was=LIVE)
    session_changes.shift(write, moved)
    return receipts.issue(write, ReceiptKind.RESUME, before, moved)
