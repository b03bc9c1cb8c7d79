"""What must be so of one athlete's rows after whatever happened at once or was cut short."""

import msgspec
import sqlalchemy as sa

from mesocycle.domain.assignment.receipt import Receipt, ReceiptKind
from mesocycle.domain.document import Id
from mesocycle.storage.assignments import receipts
from mesocycle.storage.engine.database import Database, Read
from mesocycle.storage.upkeep.verify import verify
from tests.prove.run import NotProvenError

_NONE_MAY_BE_THERE = {
    "two live assignments of one routine": """
        select parent_routine_id from routine_assignment where user_id = :user and status in ('active', 'paused')
        group by parent_routine_id having count(*) > 1""",
    "a scheduled session of an assignment that is not live (an orphan)": """
        select s.id from workout_session s left join routine_assignment a
          on a.user_id = s.user_id and a.id = s.routine_assignment_id
        where s.user_id = :user and s.status = 'scheduled'
          and (a.status is null or a.status not in ('active', 'paused'))""",
    "a session that is live and has a standing tombstone": """
        select s.id from workout_session s join deleted_session d on d.user_id = s.user_id and d.id = s.id
        where s.user_id = :user and d.revived_at is null""",
    "a session without its snapshot": """
        select s.id from workout_session s left join workout_snapshot w on w.hash = s.snapshot_hash
        where s.user_id = :user and w.hash is null""",
    "a row ahead of its owner's feed": """
        select t.id from (
          select user_id, id, change_seq from workout_session union all
          select user_id, id, change_seq from deleted_session union all
          select user_id, id, change_seq from routine_assignment union all
          select user_id, id, change_seq from receipt union all
          select user_id, id, change_seq from session_event) t
        join user_feed f on f.user_id = t.user_id where t.user_id = :user and t.change_seq > f.seq""",
    "two writes at one position of the feed": """
        select change_seq from receipt where user_id = :user and undone_at is null
        group by change_seq having count(*) > 1""",
    "a replaced assignment whose follower is not there": """
        select o.id from routine_assignment o left join routine_assignment n
          on n.user_id = o.user_id and n.id = o.replaced_by_id
        where o.user_id = :user and o.status = 'replaced' and n.id is null""",
    "an assignment without a receipt": """
        select a.id from routine_assignment a left join receipt r
          on r.user_id = a.user_id and r.new_assignment_id = a.id
        where a.user_id = :user and a.origin = 'assigned' and r.id is null""",
    "a performed set of a session that has not begun": """
        select p.id from performed_set p join workout_session s on s.user_id = p.user_id and s.id = p.session_id
        where p.user_id = :user and s.status = 'scheduled'""",
}


class Place(msgspec.Struct, frozen=True):
    """Where one session is: live with a status, or removed for a reason."""

    assignment_id: Id
    status: str | None
    removed: str | None

    def __str__(self) -> str:
        """Read as in a report."""
        return self.status or f"removed ({self.removed})"


def places(read: Read, user_id: Id) -> dict[Id, Place]:
    """Give where each session of a user is, the removed ones with their reason."""
    live = read.execute(
        sa.text("select id, routine_assignment_id, status from workout_session where user_id = :user"),
        {"user": user_id},
    )
    found = {row.id: Place(row.routine_assignment_id, row.status, None) for row in live}
    gone = read.execute(
        sa.text(
            """select id, routine_assignment_id, reason from deleted_session
               where user_id = :user and revived_at is null"""
        ),
        {"user": user_id},
    )
    return found | {row.id: Place(row.routine_assignment_id, None, row.reason) for row in gone}


def require_sound(db: Database, user_id: Id) -> None:
    """Require that nothing of the athlete's is lost, doubled or orphaned, and every receipt says what is so."""
    with db.read() as read:
        for what, statement in _NONE_MAY_BE_THERE.items():
            bad = read.execute(sa.text(statement), {"user": user_id}).first()
            if bad is not None:
                raise NotProvenError(f"{user_id} has {what}: {bad[0]}")
        _require_receipts_true(
            user_id, receipts.of_user(read, user_id), places(read, user_id), _statuses(read, user_id)
        )
        _require_unbroken_history(read, user_id)


def require_verified(db: Database) -> None:
    """Require that `db verify` finds nothing."""
    with db.read() as read:
        verification = verify(read)
    if not verification.sound:
        raise NotProvenError(f"verify finds {verification.findings}")


def _statuses(read: Read, user_id: Id) -> dict[Id, tuple[str, Id | None]]:
    rows = read.execute(
        sa.text("select id, status, replaced_by_id from routine_assignment where user_id = :user"), {"user": user_id}
    )
    return {row.id: (row.status, row.replaced_by_id) for row in rows}


def _require_receipts_true(
    user_id: Id, issued: list[Receipt], there: dict[Id, Place], assignments: dict[Id, tuple[str, Id | None]]
) -> None:
    for receipt in issued:
        created = {session.session_id for session in receipt.created}
        if lost := created - there.keys():
            raise NotProvenError(f"{user_id}: {sorted(lost)}, which {receipt.kind} {receipt.id} created, are nowhere")
        if receipt.undone_at is not None:
            continue
        kept = [s.session_id for s in receipt.removed if there[s.session_id].status == "scheduled"]
        if kept:
            raise NotProvenError(f"{user_id}: {kept} were removed by {receipt.kind} {receipt.id} and are scheduled")
        status, follower = assignments.get(receipt.old_assignment_id or "", ("", None))
        if receipt.kind is ReceiptKind.REPLACEMENT and (status, follower) != ("replaced", receipt.new_assignment_id):
            raise NotProvenError(f"{user_id}: receipt {receipt.id} says replaced, the assignment says {status}")
    ended_by = [receipt.old_assignment_id for receipt in issued if receipt.undone_at is None and _ends(receipt)]
    if len(ended_by) != len(set(ended_by)):
        raise NotProvenError(f"{user_id}: an assignment was ended by two receipts")
    ended = {key for key, (status, _) in assignments.items() if status in ("replaced", "cancelled", "completed")}
    if ended != set(ended_by):
        raise NotProvenError(f"{user_id}: ended are {sorted(ended)}, by receipts {ended_by}")


def _ends(receipt: Receipt) -> bool:
    return receipt.kind in (ReceiptKind.REPLACEMENT, ReceiptKind.CANCELLATION, ReceiptKind.COMPLETION)


def _require_unbroken_history(read: Read, user_id: Id) -> None:
    """Require that each session's moves follow from one another and end where the session stands."""
    stands: dict[Id, str] = {}
    for event in read.execute(
        sa.text(
            """select session_id, status_before, status_after from session_event
               where user_id = :user and status_after is not null order by session_id, change_seq, id"""
        ),
        {"user": user_id},
    ):
        before = stands.get(event.session_id, "scheduled")
        if before != event.status_before:
            raise NotProvenError(f"{user_id}: {event.session_id} went on from {event.status_before}, it was {before}")
        stands[event.session_id] = event.status_after
    for session_id, place in places(read, user_id).items():
        if (place.status or "scheduled") != stands.get(session_id, "scheduled"):
            raise NotProvenError(f"{user_id}: {session_id} is {place}, its history says {stands.get(session_id)}")
