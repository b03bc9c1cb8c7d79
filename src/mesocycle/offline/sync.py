"""Take in offline work: a batch of operations, each answered, none lost and none done twice."""

import hashlib
import logging
from collections.abc import Sequence

import msgspec
from msgspec import Raw
from msgspec.structs import replace

from mesocycle.actions.log.log_keeping import rows_once_in
from mesocycle.actions.plans.link_names import names_once_in
from mesocycle.domain.defect import part_failed
from mesocycle.domain.document import Id, encode
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import Deed, Scope
from mesocycle.domain.refusal import KeyUsedOtherwise, Refusal, RefusalKind
from mesocycle.domain.sync.late_work import revives, seen
from mesocycle.domain.sync.operations import (
    MOST_OPERATIONS,
    Operation,
    OperationResult,
    TooManyOperations,
    Work,
    check_operation,
)
from mesocycle.offline.log_sets import log_together, logged_together
from mesocycle.offline.operations import carry_out
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import coachings
from mesocycle.storage.sessions import sessions, successors, tombstones
from mesocycle.storage.sync import feed
from mesocycle.storage.sync import operations as done_before
from mesocycle.storage.sync.operations import Remembered

_log = logging.getLogger("mesocycle.sync")

_FEW = 20
"""As many operations on one session are never much work; only those after them are weighed."""
_MOST_TOLD_BYTES = 16_000_000
"""Once an answer holds as much of sessions, those after them are left out of it: the feed has them."""


def sync(
    db: Database, user_id: Id, operations: Sequence[Operation], act: Act, *, epoch: str | None = None
) -> list[OperationResult]:
    """Carry out a batch, one transaction a session, in the client's order within each; an answer for each.

    The last answer of each session holds the session as it stands then, while that makes no answer too long. An
    operation sent again gets the same answer; refusals for a wrong body or an unknown session are not remembered, so
    it may be mended. `epoch` is the feed's that the positions are of. A batch that is too much work is refused as a
    whole once a part of it is done: sent again, it goes on there.
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
    work, told = Work(), 0
    for places in groups.values():
        work.go_on()
        group = [operations[place] for place in places]
        results = _sync_or_part(db, user_id, group, epoch, work, act, tell=told <= _MOST_TOLD_BYTES)
        told += len(results[-1].session or b"")
        answers.update(zip(places, results, strict=False))
    work.go_on(all_done=len(answers) == len(operations))
    return [answers[place] for place in range(len(operations))]


def _sync_or_part(
    db: Database, user_id: Id, group: Sequence[Operation], epoch: str | None, work: Work, act: Act, *, tell: bool
) -> list[OperationResult]:
    """Take in the work on one session; a defect ends that alone, and the device keeps it, to send it again."""
    try:
        return _sync_session(db, user_id, group, epoch, work, act, tell=tell)
    except Refusal:
        raise
    except Exception:  # noqa: BLE001  # a defect: logged whole, and told to whom it concerns
        _log.exception("unexpected error in offline work on session %s", group[0].session_id)
        return [_refused(operation, part_failed()) for operation in group]


def _sync_session(
    db: Database, user_id: Id, group: Sequence[Operation], epoch: str | None, work: Work, act: Act, *, tell: bool
) -> list[OperationResult]:
    def take_in(write: Write) -> list[OperationResult]:
        scope = coachings.permit(write, write.act.actor, write.owner, Deed.SEE)
        present = feed.epoch(write, write.owner, scope)
        placed = [seen(operation, epoch=epoch, present=present, seq=write.seq) for operation in group]
        with rows_once_in(write), names_once_in(write):
            results = _answers(write, placed, scope, work)
        if not tell:
            return results
        return [*results[:-1], replace(results[-1], session=_as_it_stands(write, group[0].session_id, scope))]

    return db.write(user_id, act, take_in)


def _answers(write: Write, group: Sequence[Operation], scope: Scope, work: Work) -> list[OperationResult]:
    """Answer each operation in its order, until it is enough; those that only log are taken together."""
    known = done_before.find(write, write.owner, [operation.id for operation in group])
    results: list[OperationResult] = []
    while len(results) < len(group) and not (results and work.is_enough):
        rest = group[len(results) :]
        together = logged_together(write, rest)
        step = rest[: together or 1]
        is_new = any(operation.id not in known for operation in step)
        results += _logged(write, step, known) if together else [_answer(write, step[0], known, scope)]
        if is_new and (len(results) > _FEW or len(results) == len(group)):
            work.note(sessions.size(write, write.owner, group[0].session_id))
    return results


def _logged(write: Write, run: Sequence[Operation], known: dict[Id, Remembered]) -> list[OperationResult]:
    """Log a run of operations at once, those that were not taken in before."""
    hashes = [_body_hash(operation) for operation in run]
    new: dict[Id, tuple[Operation, bytes]] = {}
    for operation, body_hash in zip(run, hashes, strict=True):
        if operation.id not in known:
            new.setdefault(operation.id, (operation, body_hash))
    refusals = log_together(write, [operation for operation, _ in new.values()]) if new else []
    fresh = []
    answered: dict[Id, Remembered] = {}
    for (operation, body_hash), no in zip(new.values(), refusals, strict=True):
        result = _refused(operation, no) if no else OperationResult(operation_id=operation.id, outcome="done")
        answered[operation.id] = Remembered(body_hash, result)
        if no is None or no.kind is RefusalKind.CONFLICT:
            fresh.append((operation, answered[operation.id]))
    done_before.remember_all(write, fresh)
    known.update((operation.id, remembered) for operation, remembered in fresh)
    return [
        _again(operation, known.get(operation.id) or answered[operation.id], body_hash)
        for operation, body_hash in zip(run, hashes, strict=True)
    ]


def _answer(write: Write, operation: Operation, known: dict[Id, Remembered], scope: Scope) -> OperationResult:
    """Carry out one operation that was not taken in before; refused, it leaves nothing behind."""
    body_hash = _body_hash(operation)
    before = known.get(operation.id)
    if before is not None:
        return _again(operation, before, body_hash)
    try:
        with write.attempt():
            result = _done(write, operation, scope)
    except Refusal as no:
        if no.kind is RefusalKind.BUSY:
            raise
        result = _refused(operation, no)
        if no.kind is not RefusalKind.CONFLICT:
            return result
    known[operation.id] = Remembered(body_hash, result)
    done_before.remember_all(write, [(operation, known[operation.id])])
    return result


def _again(operation: Operation, before: Remembered, body_hash: bytes) -> OperationResult:
    return before.result if before.body_hash == body_hash else _refused(operation, _used_otherwise(operation))


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
