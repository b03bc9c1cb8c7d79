"""Receipts: stored once, read later, marked when undone."""

from collections.abc import Mapping, Sequence

import msgspec
import sqlalchemy as sa
from msgspec.structs import replace

from mesocycle.domain.assignment.arrangement import blank_receipt
from mesocycle.domain.assignment.assignment import RoutineAssignment
from mesocycle.domain.assignment.receipt import CreatedSession, MovedSession, Receipt, ReceiptKind
from mesocycle.domain.document import Id
from mesocycle.domain.permission import ALL, Scope
from mesocycle.domain.refusal import NotFound, UndoNotPossible
from mesocycle.domain.remedy import Do
from mesocycle.storage.engine.database import Read, Write
from mesocycle.storage.engine.rows import Row, insert_rows
from mesocycle.storage.tables.training import receipt, routine_assignment

_RECEIPT = msgspec.json.Decoder(Receipt)
_FORMER = msgspec.json.Decoder(tuple[RoutineAssignment, ...])


def document(row: Row) -> Receipt:
    """Make a receipt of a row of its table."""
    stored = _RECEIPT.decode(row.document)
    return stored if row.undone_at is None else msgspec.structs.replace(stored, undone_at=row.undone_at)


def row_of(issued: Receipt, former: Sequence[RoutineAssignment], seq: int) -> dict[str, object]:
    """Give a receipt as a row of its table, with the assignments as they stood before."""
    return {
        "user_id": issued.user_id,
        "id": issued.id,
        "kind": issued.kind.value,
        "old_assignment_id": issued.old_assignment_id,
        "new_assignment_id": issued.new_assignment_id,
        "document": msgspec.json.encode(
            issued if issued.undone_at is None else replace(issued, undone_at=None)
        ).decode(),
        "former": msgspec.json.encode(former).decode(),
        "undone_at": issued.undone_at,
        "change_seq": seq,
        "copied_by": issued.copied_by,
    }


def add(writes: Mapping[Id, Write], issued: Sequence[tuple[Receipt, tuple[RoutineAssignment, ...]]]) -> None:
    """Store receipts with the assignments as they stood before."""
    if issued:
        rows = [row_of(each, former, writes[each.user_id].seq) for each, former in issued]
        insert_rows(next(iter(writes.values())).connection, receipt, rows)


def issue(
    write: Write,
    kind: ReceiptKind,
    before: RoutineAssignment,
    moved: tuple[MovedSession, ...] = (),
    created: tuple[CreatedSession, ...] = (),
) -> Receipt:
    """Store the receipt of what was done with one assignment that goes on."""
    receipt = replace(
        blank_receipt(
            receipt_id=write.new_id(),
            kind=kind,
            user_id=write.owner,
            at=write.now,
            by=write.by,
            dry_run=False,
            old_assignment_id=before.id,
            routine_version_id=before.routine_version_id,
        ),
        moved=moved,
        created=created,
    )
    add({write.owner: write}, [(receipt, (before,))])
    return receipt


def get(read: Read, user_id: Id, receipt_id: Id, scope: Scope = ALL) -> Receipt:
    """Give one receipt in scope, or refuse."""
    return _get(read, user_id, receipt_id, scope)[0]


def get_with_former(
    read: Read, user_id: Id, receipt_id: Id, scope: Scope
) -> tuple[Receipt, tuple[RoutineAssignment, ...]]:
    """Give a receipt in scope and the assignments as they stood before it, or refuse."""
    return _get(read, user_id, receipt_id, scope)


def _get(read: Read, user_id: Id, receipt_id: Id, scope: Scope = ALL) -> tuple[Receipt, tuple[RoutineAssignment, ...]]:
    row = read.execute(
        sa.select(receipt).where(receipt.c.id == receipt_id, *receipts_in_scope(user_id, scope))
    ).one_or_none()
    if row is None:
        raise NotFound("There is no such receipt.", f"Look at {Do('assignment receipts')} for the ids.")
    return document(row), _FORMER.decode(row.former)


def of_user(read: Read, user_id: Id, scope: Scope = ALL) -> list[Receipt]:
    """Give a user's receipts in scope, newest first."""
    rows = read.execute(
        sa.select(receipt)
        .where(*receipts_in_scope(user_id, scope))
        .order_by(receipt.c.change_seq.desc(), receipt.c.id.desc())
    )
    return [document(row) for row in rows]


def newest_first(
    read: Read, user_id: Id, scope: Scope, *, assignment_id: Id | None = None, after: Id | None, limit: int
) -> list[Receipt]:
    """Give a user's receipts in scope from behind one on, by their ids: those of later seconds first."""
    statement = sa.select(receipt).where(*receipts_in_scope(user_id, scope)).order_by(receipt.c.id.desc()).limit(limit)
    if assignment_id is not None:
        named = (receipt.c.old_assignment_id, receipt.c.new_assignment_id)
        statement = statement.where(sa.or_(*[column == assignment_id for column in named]))
    if after is not None:
        statement = statement.where(receipt.c.id < after)
    return [document(row) for row in read.execute(statement)]


def seq_of(read: Read, user_id: Id, receipt_id: Id) -> int | None:
    """Give the feed position of a receipt's present state, or None where it is not there."""
    return read.execute(
        sa.select(receipt.c.change_seq).where(receipt.c.user_id == user_id, receipt.c.id == receipt_id)
    ).scalar_one_or_none()


def receipts_in_scope(user_id: Id, scope: Scope) -> list[sa.ColumnElement[bool]]:
    """Give the conditions: the user's; for a trainer, both assignments that it names are theirs, or they copied."""
    conditions = [receipt.c.user_id == user_id]
    if scope.assigned_by is not None:
        theirs = sa.select(routine_assignment.c.id).where(
            routine_assignment.c.user_id == user_id, routine_assignment.c.assigned_by == scope.assigned_by
        )
        named = (receipt.c.old_assignment_id, receipt.c.new_assignment_id)
        of_theirs = sa.and_(*[column.is_(None) | column.in_(theirs) for column in named])
        conditions.append(of_theirs | (receipt.c.copied_by == scope.assigned_by))
    return conditions


def latest_standing(read: Read, user_id: Id, assignment_id: Id) -> Id | None:
    """Give the id of the latest receipt about an assignment that is not undone; copies stand each for themselves."""
    return read.execute(
        sa.select(receipt.c.id)
        .where(
            receipt.c.user_id == user_id,
            sa.or_(receipt.c.old_assignment_id == assignment_id, receipt.c.new_assignment_id == assignment_id),
            receipt.c.undone_at.is_(None),
            receipt.c.kind != ReceiptKind.COPY.value,
        )
        .order_by(receipt.c.change_seq.desc(), receipt.c.id.desc())
        .limit(1)
    ).scalar_one_or_none()


def standing_copies(read: Read, user_id: Id) -> list[Receipt]:
    """Give a user's receipts of copied sessions that are not undone."""
    standing = receipt.c.undone_at.is_(None) & (receipt.c.kind == ReceiptKind.COPY.value)
    return [document(row) for row in read.execute(sa.select(receipt).where(receipt.c.user_id == user_id, standing))]


def mark_undone(write: Write, receipt_id: Id) -> Receipt:
    """Mark a receipt as undone, once."""
    changed = write.execute(
        receipt.update()
        .where(receipt.c.user_id == write.owner, receipt.c.id == receipt_id, receipt.c.undone_at.is_(None))
        .values(undone_at=write.now, change_seq=write.seq)
        .returning(receipt.c.id)
    ).scalar_one_or_none()
    if changed is None:
        raise UndoNotPossible("The receipt was undone before.", "Nothing is left to do.")
    return get(write, write.owner, receipt_id)
