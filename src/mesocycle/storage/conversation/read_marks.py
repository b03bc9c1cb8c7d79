"""Read marks: set once, by whoever may see what was read."""

from collections.abc import Sequence

import sqlalchemy as sa

from mesocycle.domain.conversation import ReadMark, ReadSubject
from mesocycle.domain.document import Id
from mesocycle.domain.permission import Scope
from mesocycle.storage.assignments import receipts
from mesocycle.storage.conversation import messages
from mesocycle.storage.engine.database import Read, Write
from mesocycle.storage.engine.rows import insert_rows
from mesocycle.storage.sessions import sessions
from mesocycle.storage.tables.conversation import read_mark


def require_in_sight(read: Read, user_id: Id, subject: ReadSubject, subject_id: Id, scope: Scope) -> None:
    """Refuse what is to be marked, or whose marks are asked for, where it is not there or not in scope."""
    if subject is ReadSubject.MESSAGE:
        messages.get(read, user_id, subject_id, scope)
    elif subject is ReadSubject.RECEIPT:
        receipts.get(read, user_id, subject_id, scope)
    else:
        sessions.get(read, user_id, subject_id, scope)


def add(write: Write, subject: ReadSubject, subject_ids: Sequence[Id]) -> None:
    """Note that the acting user has read things of the owner's; what was read before keeps its moment."""
    insert_rows(
        write.connection,
        read_mark,
        [
            {
                "user_id": write.owner,
                "reader_id": write.by,
                "subject": subject.value,
                "subject_id": each,
                "at": write.now,
            }
            for each in dict.fromkeys(subject_ids)
        ],
        tail="on conflict do nothing",
    )


def of_subjects(read: Read, user_id: Id, subject: ReadSubject, subject_ids: Sequence[Id]) -> list[ReadMark]:
    """Give who has read things of a user's, the earliest first."""
    rows = read.execute(
        sa.select(read_mark)
        .where(
            read_mark.c.user_id == user_id,
            read_mark.c.subject == subject.value,
            read_mark.c.subject_id.in_(list(subject_ids)),
        )
        .order_by(read_mark.c.at, read_mark.c.reader_id)
    )
    return [
        ReadMark(subject=ReadSubject(row.subject), subject_id=row.subject_id, reader_id=row.reader_id, at=row.at)
        for row in rows
    ]
