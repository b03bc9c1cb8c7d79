"""Take a roll-out back as a whole: what of it has not begun; who has begun stays, and is told why."""

import logging
from collections.abc import Mapping, Sequence

from mesocycle.actions.assignments.roll_out import CHUNK, TellServed, no_user
from mesocycle.actions.assignments.stop_roll_out import require_own
from mesocycle.actions.assignments.undo_receipt import undo_receipt_in
from mesocycle.domain.assignment.roll_out import RollOut
from mesocycle.domain.defect import part_failed
from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.refusal import Refusal, RefusalDocument
from mesocycle.storage.assignments import receipts, roll_out_undoing, roll_outs
from mesocycle.storage.engine.database import Database, Write

_log = logging.getLogger("mesocycle.roll_outs")


def undo_roll_out(db: Database, roll_out_id: Id, act: Act, *, progress: TellServed | None = None) -> RollOut:
    """Take a roll-out of one's own back, and give it with what came of it for each athlete."""
    begin_undo(db, roll_out_id, act)
    run_undo(db, roll_out_id, act, progress=progress)
    with db.read() as read:
        return roll_outs.get(read, roll_out_id)


def begin_undo(db: Database, roll_out_id: Id, act: Act) -> None:
    """Note that a roll-out is to be taken back; if it still runs, it is stopped.

    Whoever stayed when it was to be taken back before is looked at again.
    """

    def begin(write: Write) -> None:
        require_own(write, roll_out_id, act.actor)
        roll_out_undoing.begin(write, roll_out_id)

    db.write(act.actor.id, act, begin)


def run_undo(
    db: Database, roll_out_id: Id, act: Act, *, progress: TellServed | None = None, chunk: int = CHUNK
) -> None:
    """Undo each athlete's replacement, chunk by chunk; broken off at any point, running again takes it up."""
    with db.read() as read:
        require_own(read, roll_out_id, act.actor)
        everybody = len(roll_out_undoing.to_undo(read, roll_out_id, most=1_000_000))
    done = 0
    while True:
        with db.read() as read:
            members = [user_id for user_id, _ in roll_out_undoing.to_undo(read, roll_out_id, most=chunk)]
        if not members:
            return
        _undo_or_part(db, roll_out_id, members, act)
        done += len(members)
        if progress is not None:
            progress(done, max(done, everybody))


def _undo_or_part(db: Database, roll_out_id: Id, members: Sequence[Id], act: Act) -> None:
    """Undo for a chunk; where a defect stops it, for each athlete alone, and tell whoever it stops again."""
    try:
        _undo(db, roll_out_id, members, act)
    except Refusal:
        raise
    except Exception:  # noqa: BLE001  # a defect: logged whole, and told to whom it concerns
        if len(members) > 1:
            for user_id in members:
                _undo_or_part(db, roll_out_id, [user_id], act)
            return
        _log.exception("unexpected error in undoing roll-out %s for %s", roll_out_id, members[0])
        _stays(db, roll_out_id, {members[0]: part_failed().document}, act)


def _undo(db: Database, roll_out_id: Id, members: Sequence[Id], act: Act) -> None:
    """Undo for one chunk of athletes in one transaction; what stands in the way concerns its own athlete only."""

    def undo(writes: Mapping[Id, Write]) -> set[Id]:
        if not writes:
            return set()
        undone: list[Id] = []
        kept: dict[Id, RefusalDocument] = {}
        any_write = writes[min(writes)]
        for user_id, receipt_id in roll_out_undoing.still_open(any_write, roll_out_id, writes):
            write = writes[user_id]
            try:
                if receipts.get(write, user_id, receipt_id).undone_at is None:
                    with write.attempt():
                        undo_receipt_in(write, receipt_id)
                undone.append(user_id)
            except Refusal as no:
                kept[user_id] = no.document
        roll_out_undoing.mark(any_write, roll_out_id, undone, kept)
        return set(writes)

    there = db.write_many(sorted(members), act, undo)
    gone = {user_id: no_user().document for user_id in members if user_id not in there}
    if gone:
        _stays(db, roll_out_id, gone, act)


def _stays(db: Database, roll_out_id: Id, kept: Mapping[Id, RefusalDocument], act: Act) -> None:
    db.write(act.actor.id, act, lambda write: roll_out_undoing.mark(write, roll_out_id, (), kept))
