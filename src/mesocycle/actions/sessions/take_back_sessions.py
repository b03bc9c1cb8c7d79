"""Take one-off sessions off the calendar that were added and that nobody has begun."""

from mesocycle.actions.moving import session_in
from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import Deed
from mesocycle.domain.refusal import NotPermitted
from mesocycle.domain.session.arranging import TakingBack
from mesocycle.domain.session.rules import require_scheduled
from mesocycle.domain.session.session import RemovalReason
from mesocycle.storage.assignments import assignments, receipts
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import users
from mesocycle.storage.sessions import sessions
from mesocycle.storage.sessions.removals import Removal, remove_scheduled
from mesocycle.storage.sessions.sessions import added_by


def take_back_sessions(db: Database, user_id: Id, asked: TakingBack, act: Act) -> None:
    """Take them back, all or none: what a plan put there, or somebody else, is refused; a tombstone keeps each."""
    db.write(user_id, act, lambda write: take_back_sessions_in(write, asked))


def take_back_sessions_in(write: Write, asked: TakingBack) -> None:
    """Take back inside a write that is open."""
    own = assignments.own_of(write, write.owner)
    named = tuple(dict.fromkeys(asked.session_ids))
    for each in named:
        session = session_in(write, each, Deed.ARRANGE)
        require_scheduled(session, "taken back")
        adder = added_by(write, write.owner, each)
        if session.routine_assignment_id != own.id or adder != write.by:
            raise NotPermitted(
                "Only what you added beside the plans yourself can be taken back.",
                "Move the session, or ask the athlete to cancel it.",
            )
    today = users.today(write, write.owner, write.now)
    removal = Removal(assignment_id=own.id, only=named, reason=RemovalReason.UNDONE, receipt_id=None, today=today)
    remove_scheduled({write.owner: write}, {write.owner: removal})
    _mark_undone(write, set(named))


def _mark_undone(write: Write, gone: set[Id]) -> None:
    """Let receipts of copies count as taken back of which nothing is left on the calendar."""
    for receipt in receipts.standing_copies(write, write.owner):
        copies = [each.session_id for each in receipt.created]
        if not gone.isdisjoint(copies) and not sessions.several(write, write.owner, copies):
            receipts.mark_undone(write, receipt.id)
