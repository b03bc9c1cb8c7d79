"""A process to be killed: it replaces or rolls out, and marks on a file how far it has come."""

import os
from collections.abc import Sequence
from multiprocessing.connection import Connection
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

from mesocycle.actions.assignments.replace_assignment import replace_assignment
from mesocycle.actions.assignments.roll_out import roll_out
from mesocycle.domain.assignment.assignment import ReplacementRequest
from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.storage.engine.database import Database

CONTINUE = ReplacementRequest(continue_=True)

LOCK, STATEMENT, COMMIT, THROUGH = b"L", b"s", b"C", b"."
"""One byte each: the owner's lock is asked for, a statement is sent, a commit is sent, the connection is back."""


def replace_all(
    url: str, marks: str, line: Connection, act: Act, following: dict[Id, Id], live: Sequence[tuple[Id, Id, Id]]
) -> None:
    """Replace the live assignments (user, assignment, version), one after the other, by the version that follows."""
    db = _open(url, marks, line)
    for user_id, assignment_id, version_id in live:
        replace_assignment(db, user_id, assignment_id, following[version_id], CONTINUE, act)


def roll_out_version(url: str, marks: str, line: Connection, act: Act, version_id: Id) -> None:
    """Roll a version out to all its routine's athletes, or take up the roll-out that was broken off."""
    roll_out(_open(url, marks, line), version_id, act)


def _open(url: str, marks: str, line: Connection) -> Database:
    """Open, say that the work can begin, wait for the word, and mark from then on."""
    db = Database.open(url, connections=2)
    with db.read():
        pass
    line.send("ready")
    line.recv()
    _mark(db, os.open(marks, os.O_WRONLY | os.O_APPEND))
    return db


def _mark(db: Database, file: int) -> None:
    """Write a byte at each step; what was written stays written, however this process ends."""

    @event.listens_for(db.engine, "before_cursor_execute")
    def _statement(_connection: sa.Connection, _cursor: object, statement: str, *_told: Any) -> None:  # noqa: ANN401
        os.write(file, LOCK if statement.upper().startswith("UPDATE USER_FEED") else STATEMENT)

    @event.listens_for(db.engine, "commit")
    def _commit(_connection: sa.Connection) -> None:
        os.write(file, COMMIT)

    @event.listens_for(db.engine, "checkin")
    def _through(*_told: Any) -> None:  # noqa: ANN401  # the event's own arguments
        os.write(file, THROUGH)
