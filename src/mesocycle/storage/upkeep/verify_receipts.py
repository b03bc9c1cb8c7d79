"""Checking what happened: receipts must say what is so, and each session's history must lead to where it stands."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from mesocycle.domain.archive.assignment import ENDED_BY
from mesocycle.domain.archive.verification import FindingCode
from mesocycle.domain.assignment.assignment import AssignmentStatus, Origin
from mesocycle.domain.assignment.receipt import Receipt, ReceiptKind
from mesocycle.domain.document import Id
from mesocycle.domain.session.session import SessionStatus
from mesocycle.storage.engine.database import Read
from mesocycle.storage.engine.rows import Row
from mesocycle.storage.tables.imports import import_item
from mesocycle.storage.tables.training import (
    app_user,
    deleted_session,
    receipt,
    routine_assignment,
    session_event,
    workout_session,
)
from mesocycle.storage.upkeep.verify_found import Findings

_PEOPLE = 100
"""How many users' training is held at a time, without snapshots and logs."""
_RECEIPT = msgspec.json.Decoder(Receipt)


class _Training:
    """What one user's rows say of where everything stands."""

    def __init__(self, user_id: Id) -> None:
        self.user_id = user_id
        self.sessions: dict[Id, Row] = {}
        self.removed: dict[Id, Row] = {}
        self.assignments: dict[Id, Row] = {}
        self.receipts: list[Receipt] = []
        self.moves: dict[Id, list[Row]] = defaultdict(list)
        self.imported: set[Id] = set()


def check_receipts(read: Read, found: Findings) -> None:
    """Look at all users' receipts and histories, some users at a time."""
    after = ""
    while users := _users(read, after):
        check_receipts_of(read, found, users)
        after = users[-1]


def check_receipts_of(read: Read, found: Findings, users: Sequence[Id]) -> None:
    """Look at the receipts and histories of some users."""
    for training in _trainings(read, users):
        for code, sentence, id_ in (*_receipts(training), *_assignments(training), *_histories(training)):
            found.add(code, sentence, f"{training.user_id}/{id_}")


def _users(read: Read, after: Id) -> Sequence[Id]:
    asked = sa.select(app_user.c.id).where(app_user.c.id > after).order_by(app_user.c.id).limit(_PEOPLE)
    return read.execute(asked).scalars().all()


def _trainings(read: Read, users: Sequence[Id]) -> Iterator[_Training]:
    trainings = {user_id: _Training(user_id) for user_id in users}

    def rows(table: sa.Table, *columns: str, order: Sequence[str] = ("id",)) -> Iterator[Row]:
        chosen = [table.c[name] for name in ("user_id", *columns)]
        statement = sa.select(*chosen).where(table.c.user_id.in_(users))
        yield from read.execute(statement.order_by(*(table.c[name] for name in order)))

    for row in rows(workout_session, "id", "status", "routine_assignment_id"):
        trainings[row.user_id].sessions[row.id] = row
    for row in rows(deleted_session, "id", "status", "receipt_id", "revived_at"):
        trainings[row.user_id].removed[row.id] = row
    for row in rows(routine_assignment, "id", "status", "origin", "replaced_by_id", "routine_version_id"):
        trainings[row.user_id].assignments[row.id] = row
    for row in rows(receipt, "id", "document", "undone_at"):
        said = _said(row)
        if said is not None:
            trainings[row.user_id].receipts.append(said)
    moved = ("session_id", "change_seq", "id")
    for row in rows(session_event, *moved, "status_before", "status_after", order=moved):
        if row.status_after is not None:
            trainings[row.user_id].moves[row.session_id].append(row)
    for row in rows(import_item, "session_id", order=("session_id",)):
        trainings[row.user_id].imported.add(row.session_id)
    yield from trainings.values()


def _said(row: Row) -> Receipt | None:
    try:
        return msgspec.structs.replace(_RECEIPT.decode(row.document), undone_at=row.undone_at)
    except (msgspec.DecodeError, TypeError):  # told elsewhere
        return None


Finding = tuple[FindingCode, str, Id]


def _receipts(training: _Training) -> Iterator[Finding]:
    for said in training.receipts:
        for session_id in sorted(said.told - training.sessions.keys() - training.removed.keys()):
            sentence = "A session that a receipt tells of is neither on the calendar nor among the tombstones."
            yield FindingCode.SESSION_LOST, sentence, session_id
        if said.undone_at is None:
            yield from _standing(training, said)
            continue
        new = training.assignments.get(said.new_assignment_id or "")
        if new is not None and new.status != AssignmentStatus.UNDONE:
            yield FindingCode.RECEIPT_NOT_TRUE, "A receipt was undone, and what it made goes on.", said.id


def _standing(training: _Training, said: Receipt) -> Iterator[Finding]:
    for each in said.removed:
        there = training.sessions.get(each.session_id)
        if there is not None and there.status == SessionStatus.SCHEDULED:
            sentence = "A session that a receipt removed still stands as scheduled."
            yield FindingCode.RECEIPT_NOT_TRUE, sentence, each.session_id
    old = training.assignments.get(said.old_assignment_id or "")
    new = training.assignments.get(said.new_assignment_id or "")
    ended = ENDED_BY.get(said.kind)
    if old is not None and ended is not None and old.status != ended:
        yield FindingCode.RECEIPT_NOT_TRUE, "A receipt ended an assignment that has not ended so.", said.id
    if said.kind is ReceiptKind.REPLACEMENT and old is not None and old.replaced_by_id != said.new_assignment_id:
        yield FindingCode.RECEIPT_NOT_TRUE, "A receipt replaced an assignment by another than it says.", said.id
    if new is not None and new.status == AssignmentStatus.UNDONE:
        yield FindingCode.RECEIPT_NOT_TRUE, "What a receipt made was undone, and the receipt was not.", said.id


def _assignments(training: _Training) -> Iterator[Finding]:
    """Look whether receipts tell how each assignment began and ended; of imported ones nobody knows."""
    begun = {said.new_assignment_id for said in training.receipts}
    ended = Counter(
        said.old_assignment_id for said in training.receipts if said.undone_at is None and said.kind in ENDED_BY
    )
    for id_, each in training.assignments.items():
        if (each.status == AssignmentStatus.REPLACED) != (each.replaced_by_id is not None):
            sentence = "An assignment is replaced by nothing, or names what replaced it and is not replaced."
            yield FindingCode.RECEIPT_NOT_TRUE, sentence, id_
        if ended[id_] > 1:
            yield FindingCode.RECEIPT_NOT_TRUE, "An assignment was ended by two receipts.", id_
        if each.origin != Origin.ASSIGNED:
            continue
        if id_ not in begun:
            yield FindingCode.RECEIPT_MISSING, "An assignment has no receipt of its beginning.", id_
        if not ended[id_] and each.status in set(ENDED_BY.values()):
            yield FindingCode.RECEIPT_MISSING, "An assignment has ended without a receipt.", id_


def _histories(training: _Training) -> Iterator[Finding]:
    for session_id, moves in training.moves.items():
        stands: str | None = None if _from_elsewhere(training, session_id) else SessionStatus.SCHEDULED
        for move in moves:
            if stands is not None and move.status_before != stands:
                sentence = "An event goes on from a status in which its session did not stand: one before it is lost."
                yield FindingCode.HISTORY_BROKEN, sentence, session_id
                break
            stands = move.status_after
        laid = training.removed.get(session_id)
        if laid is not None and laid.revived_at is None and stands != laid.status:
            sentence = "A session was removed from a status to which its history does not lead."
            yield FindingCode.HISTORY_BROKEN, sentence, session_id
    for session_id, session in training.sessions.items():
        untold = session_id not in training.moves and session.status != SessionStatus.SCHEDULED
        if untold and not _from_elsewhere(training, session_id):
            sentence = "A session is no longer scheduled, and no event says how that came."
            yield FindingCode.HISTORY_BROKEN, sentence, session_id


def _from_elsewhere(training: _Training, session_id: Id) -> bool:
    """Tell whether a session was taken over as it stood elsewhere: nobody here knows how that came."""
    session: Any = training.sessions.get(session_id)
    of = None if session is None else training.assignments.get(session.routine_assignment_id)
    return session_id in training.imported or (of is not None and of.origin == Origin.IMPORTED)
