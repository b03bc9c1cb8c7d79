"""Sets and efforts that a device logged one after the other: its log is opened once for all of them."""

from collections.abc import Iterator, Sequence

from mesocycle.actions.log.log_set import LateEntry, log_sets_in
from mesocycle.domain.refusal import Refusal
from mesocycle.domain.session.session import SessionStatus
from mesocycle.domain.session.status import OperationKind
from mesocycle.domain.sync.late_work import GIVEN_UP
from mesocycle.domain.sync.operations import Operation, check_operation
from mesocycle.offline.operations import entry_of, is_late
from mesocycle.storage.engine.database import Write
from mesocycle.storage.sessions import events, sessions


def logged_together(write: Write, group: Sequence[Operation]) -> int:
    """Count the operations at the head of a group that do nothing but log: none starts or brings back anything."""
    count = sum(1 for _ in _heads(group))
    if count < 2:
        return 0
    session = sessions.find(write, write.owner, group[0].session_id)
    if session is None or session.status is SessionStatus.SCHEDULED:
        return 0
    if session.status not in GIVEN_UP:
        return count
    latest = events.latest_move(write, write.owner, session.id)
    return next((place for place in range(count) if is_late(write, latest, group[place])), count)


def log_together(write: Write, run: Sequence[Operation]) -> list[Refusal | None]:
    """Log what the operations of a run say, in their order; None for each that is done."""
    answers: list[Refusal | None] = []
    late: list[LateEntry] = []
    for operation in run:
        try:
            check_operation(operation)
            late.append(LateEntry(entry_of(operation), operation.at))
            answers.append(None)
        except Refusal as no:
            answers.append(no)
    merged = iter(_merged(write, run[0], late))
    return [no if no is not None else next(merged) for no in answers]


def _merged(write: Write, first: Operation, late: Sequence[LateEntry]) -> list[Refusal | None]:
    try:
        with write.attempt():
            return log_sets_in(write, first.session_id, late)
    except Refusal as no:
        return [no] * len(late)


def _heads(group: Sequence[Operation]) -> Iterator[Operation]:
    for operation in group:
        if operation.kind is not OperationKind.LOG_SET:
            return
        yield operation
