"""Take in offline work: a batch of operations, each answered, none lost and none done twice."""

import hashlib
from collections.abc import Sequence

import msgspec
from msgspec import Raw
from msgspec.structs import replace

from mesocycle.domain.document import Id, encode
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import Deed, Scope
from mesocycle.domain.refusal import KeyUsedOtherwise, Refusal, RefusalKind
from mesocycle.domain.sync.late_work import revives
from mesocycle.domain.sync.operations import (
    MOST_OPERATIONS,
    Operation,
    OperationResult,
    TooManyOperations,
    check_operation,
)
from mesocycle.offline.operations import carry_out
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import coachings
from mesocycle.storage.sessions import sessions, successors, tombstones
from mesocycle.storage.sync import operations as done_before
from mesocycle.storage.sync.operations import Remembered


def sync(db: Database, user_id: Id, act: Act, operations: Sequence[Operation]) -> list[OperationResult]:
    """Carry out a batch, one transaction a session, in the client's order within each; an answer for each.

    The last answer of each session holds the session as it stands then. An operation sent again gets the same
    answer; refusals for a wrong body or an unknown session are not remembered, so it may be mended.
    """
    if len(operations) > MOST_OPERATIONS:
        raise TooManyOperations(
            f"{len(operations)} operations came at once; at most {MOST_OPERATIONS} may.",
            "Send them in several batches, in the same order.",
        )
    groups: dict[Id, list[int]] = {}
    for place, operation in enumerate(operations):
        groups.setdefault(operation.session_id, []).append(place)
    answers: dict[int, OperationResult] = {}
    for session_id, places in groups.items():
        results = _sync_session(db, user_id, act, session_id, [operations[place] for place in places])
        answers.update(zip(places, results, strict=True))
    return [answers[place] for place in range(len(operations))]


def _sync_session(
    db: Database, user_id: Id, act: Act, session_id: Id, group: Sequence[Operation]
) -> list[OperationResult]:
    def take_in(write: Write) -> list[OperationResult]:
        scope = coachings.permit(write, write.act.actor, write.owner, Deed.SEE)
        known = done_before.find(write, write.owner, [operation.id for operation in group])
        results = [_answer(write, operation, known, scope) for operation in group]
        return [*results[:-1], replace(results[-1], session=_as_it_stands(write, session_id, scope))]

    return db.write(user_id, act, take_in)


def _answer(write: Write, operation: Operation, known: dict[Id, Remembered], scope: Scope) -> OperationResult:
    """Carry out one operation that was not taken in before; refused, it leaves nothing behind."""
    body_hash = _body_hash(operation)
    before = known.get(operation.id)
    if before is not None:
        return before.result if before.body_hash == body_hash else _refused(operation, _used_otherwise(operation))
    try:
        with write.attempt():
            result = _done(write, operation, scope)
    except Refusal as no:
        if no.kind is RefusalKind.BUSY:
            raise
        result = _refused(operation, no)
        if no.kind is not RefusalKind.CONFLICT:
            return result
    done_before.remember(write, operation.id, operation.session_id, body_hash, result)
    known[operation.id] = Remembered(body_hash, result)
    return result


def _done(write: Write, operation: Operation, scope: Scope) -> OperationResult:
    check_operation(operation)
    revived = _revive(write, operation)
    session = carry_out(write, operation)
    if not revived:
        return OperationResult(operation_id=operation.id, outcome="done")
    beside = successors.same_day(write, session, scope)
    return OperationResult(operation_id=operation.id, outcome="revived", same_day=tuple(beside))


def _revive(write: Write, operation: Operation) -> bool:
    """Bring back a session that was removed after what the device had seen; only here, never on a direct call."""
    laid = tombstones.find(write, write.owner, operation.session_id)
    if laid is None or not revives(operation.kind, seen_seq=operation.seen_seq, removed_seq=laid.seq):
        return False
    away = laid.tombstone
    reason = f"late work: {operation.kind} of {operation.at}; it was removed at {away.removed_at} ({away.reason})"
    return bool(tombstones.revive(write, {operation.session_id: write.new_id()}, reason=reason))


def _as_it_stands(write: Write, session_id: Id, scope: Scope) -> Raw | None:
    try:
        return Raw(encode(sessions.get(write, write.owner, session_id, scope)))
    except Refusal:
        return None


def _refused(operation: Operation, no: Refusal) -> OperationResult:
    return OperationResult(operation_id=operation.id, outcome="refused", refusal=no.document)


def _used_otherwise(operation: Operation) -> KeyUsedOtherwise:
    return KeyUsedOtherwise(
        f"The operation {operation.id} was sent before with another content.",
        "Give every operation an id of its own.",
    )


def _body_hash(operation: Operation) -> bytes:
    """Hash what an operation asks for; what its device had seen may have grown when it is sent again."""
    asked = (operation.session_id, operation.kind, operation.at, operation.body)
    return hashlib.sha256(msgspec.json.encode(asked, order="sorted")).digest()
