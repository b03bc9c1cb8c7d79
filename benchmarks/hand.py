"""Replacement written by hand in SQL: what is common to both engines.

It does what the product must do to the database, and only that: takes the owner's lock, looks at the coaching
link, the live assignment, the version (its document is fetched, not decoded) and the sessions, stores the
snapshots that are not there, ends the old assignment, lays tombstones, deletes, inserts the new assignment, its
sessions and the receipt, and believes only the rows that come back. Planning, ids and JSON come ready in a
`Job`, so the ratio shows all that the product does beside SQL. No pipelining: an answer is waited for, as in the
product. Statements are prepared by the drivers.
"""

from collections.abc import Iterator, Sequence
from typing import Protocol

import sqlalchemy as sa

from benchmarks.hand_postgresql import PostgresqlHand
from benchmarks.hand_sqlite import SqliteHand
from benchmarks.jobs import Job
from benchmarks.seeding import plain


class Hand(Protocol):
    """A connection that replaces."""

    def replace(self, job: Job) -> None:
        """Replace for one athlete, in one transaction."""

    def roll_out(self, roll_out_id: str, jobs: Sequence[Job], chunk: int) -> Iterator[int]:
        """Replace for many, `chunk` in a transaction, with progress rows; gives how many each one served."""

    def close(self) -> None:
        """Give the connection back."""


def hand(url: str) -> Hand:
    """Connect with the engine's own driver, set as the product sets it."""
    address = sa.make_url(url)
    if address.get_backend_name() == "sqlite":
        return SqliteHand(str(address.database))
    return PostgresqlHand(plain(url))
