"""Tries to sign in, counted per account and per address before any password is looked at.

A try is taken first and given back when it was right, in one statement a subject: however many come at once, no
more passwords are looked at than the limit says. Under no owner's lock: who tries is nobody yet.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from mesocycle.domain.document import Instant
from mesocycle.domain.people.sign_in_limit import Subject, Tries, window_begin
from mesocycle.storage.tables.people import sign_in_attempt as attempt


def take(connection: sa.Connection, subjects: Sequence[Subject], now: Instant) -> list[Tries]:
    """Count one more try for each subject and give how many each has taken in its window."""
    ordered = sorted(subjects, key=lambda subject: subject.key)  # the same order everywhere: nobody waits in a circle
    return [_take(connection, subject, now) for subject in ordered]


def _take(connection: sa.Connection, subject: Subject, now: Instant) -> Tries:
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    over = attempt.c.since <= window_begin(now)
    row = connection.execute(
        insert(attempt)
        .values(subject=subject.key, since=now, tries=1)
        .on_conflict_do_update(
            index_elements=[attempt.c.subject],
            set_={
                "since": sa.case((over, now), else_=attempt.c.since),
                "tries": sa.case((over, 1), else_=attempt.c.tries + 1),
            },
        )
        .returning(attempt.c.tries, attempt.c.since)
    ).one()
    return Tries(subject, row.tries, row.since)


def was_right(connection: sa.Connection, of_account: Sequence[Subject], address: Subject) -> None:
    """Take back a try that was right: the account begins anew, the address has one try more.

    Not more than that: else whoever has an account clears their address between guesses at others'.
    """
    for subject in sorted((*of_account, address), key=lambda each: each.key):  # in the order of `take`
        connection.execute(_forget(subject) if subject != address else _one_more(address))


def _one_more(subject: Subject) -> sa.Update:
    return (
        attempt.update().where(attempt.c.subject == subject.key, attempt.c.tries > 0).values(tries=attempt.c.tries - 1)
    )


def forget(connection: sa.Connection, account: Subject) -> None:
    """Let an account begin anew."""
    connection.execute(_forget(account))


def _forget(subject: Subject) -> sa.Delete:
    return sa.delete(attempt).where(attempt.c.subject == subject.key)
