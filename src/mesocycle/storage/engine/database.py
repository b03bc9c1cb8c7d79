"""One database, two doors: `read` gives a `Read`, `write` a `Write` that holds its owner's lock."""

import os
import random
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import count
from typing import Any, NamedTuple, Protocol, Self, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import CursorResult

import mesocycle.storage.tables.conversation
import mesocycle.storage.tables.desk
import mesocycle.storage.tables.drafts
import mesocycle.storage.tables.imports  # its tables belong to the same metadata, whoever asks for it
import mesocycle.storage.tables.library
import mesocycle.storage.tables.people
import mesocycle.storage.tables.roll_outs
import mesocycle.storage.tables.upkeep  # noqa: F401  # the same
from mesocycle.domain.document import Id, Instant, object_id
from mesocycle.domain.instant import moment
from mesocycle.domain.people.act import Act
from mesocycle.domain.refusal import DatabaseBusy, DatabaseNotUsable, NotFound, OutcomeUnknown
from mesocycle.domain.remedy import Do
from mesocycle.storage.engine import faults
from mesocycle.storage.engine.busy_counts import BusyCounts
from mesocycle.storage.engine.engines import Engines, Pooler, ThreadConnections, open_engines
from mesocycle.storage.engine.fair_lock import FairLock
from mesocycle.storage.engine.machines import version_of
from mesocycle.storage.engine.prepared import Prepared
from mesocycle.storage.tables.training import user_feed

T = TypeVar("T")
Kind = TypeVar("Kind", bound=NamedTuple)
Parameters = Mapping[str, Any] | Sequence[Mapping[str, Any]]

BUSY_SECONDS = 30.0
_TRIES = 6
_SPREAD = "mesocycle_spread"
"""Under this name a connection keeps what was found out about its database."""


def new_id(now: Instant) -> Id:
    """Make an ObjectId: the second, and eight random bytes."""
    return object_id(_second(now), os.urandom(8))


def new_ids(now: Instant) -> Iterator[Id]:
    """Make ObjectIds of one second that sort in the order they are made, from a random beginning."""
    second = _second(now)
    for number in count(int.from_bytes(os.urandom(8)) >> 1):
        yield object_id(second, number.to_bytes(8))


@lru_cache(maxsize=16)
def _second(now: Instant) -> int:
    return int(moment(now).timestamp())


class Read:
    """One consistent look at the database."""

    def __init__(self, connection: sa.Connection) -> None:
        """Wrap a connection inside a transaction."""
        self.connection = connection

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self.connection.dialect.name

    @property
    def is_spread(self) -> bool:
        """Whether the database may be spread over machines: there a statement over one table takes the short way."""
        info = self.connection.info
        known: bool | None = info.get(_SPREAD)
        if known is None:
            known = info[_SPREAD] = version_of(self.connection) is not None
        return known

    def execute(self, statement: sa.Executable, parameters: Parameters | None = None) -> CursorResult[*tuple[Any, ...]]:
        """Run one statement, with one set of parameters or many."""
        return self.connection.execute(statement, parameters)

    def rows(self, statement: Prepared, **values: object) -> list[Any]:
        """Run a prepared statement and give its rows."""
        return statement.rows(self.connection, values)

    def each(self, statement: Prepared, kind: type[Kind], **values: object) -> Iterator[Kind]:
        """Run a prepared statement and go through its rows as they are found, each a named tuple of a kind."""
        return statement.each(self.connection, values, kind)

    def row(self, statement: Prepared, **values: object) -> Any | None:  # noqa: ANN401  # a row of any columns
        """Run a prepared statement and give its only row, or None."""
        found = statement.rows(self.connection, values)
        if len(found) > 1:
            raise AssertionError(f"{len(found)} rows where one was to come")
        return found[0] if found else None


class Write(Read):
    """A transaction that changes one owner's data; `seq` is its place in the owner's feed."""

    def __init__(self, connection: sa.Connection, owner: Id, act: Act, seq: int, *, owner_is_new: bool = False) -> None:
        """Know whose data changes, who acts and when, and whether the owner comes to be by it."""
        super().__init__(connection)
        self.owner = owner
        self.act = act
        self.seq = seq
        self.owner_is_new = owner_is_new
        self.rows_wait: set[Id] | None = None
        """Sessions whose performed sets are written when all else is done; None: each at once."""
        self._ids = new_ids(act.now)

    @property
    def now(self) -> Instant:
        """The act's moment."""
        return self.act.now

    @property
    def by(self) -> Id:
        """Who acts."""
        return self.act.actor.id

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Do something that leaves nothing behind if it is refused, while the rest of the write goes on."""
        with self.connection.begin_nested():
            yield

    def new_id(self) -> Id:
        """Make an id of this act's second that sorts after those this write made before: events keep their order."""
        return next(self._ids)


class WriteHook(Protocol):
    """What stands around every write of a database: it does the deed once, or raises, which undoes all."""

    @property
    def settles(self) -> bool:
        """Whether, called again, it finds what it did before, by a key that it keeps with it."""
        ...

    def __call__(self, write: Write, do: Callable[[Write], T], /) -> T:
        """Do what the write was opened for."""
        ...


class _Opened:
    """What all views of one opened database share."""

    def __init__(self, engines: Engines, busy_seconds: float, pooler: Pooler) -> None:
        self.engines = engines
        self.pooler = pooler
        self.busy_seconds = busy_seconds
        self.busy_counts = BusyCounts()
        self.looking = ThreadConnections()
        self.lock = FairLock() if engines.transacting.dialect.name == "sqlite" else None


class Database:
    """An opened database of either engine."""

    def __init__(self, opened: "_Opened", around: WriteHook | None = None) -> None:
        """Share what is open of one database; use `Database.open`."""
        self._opened = opened
        self._around = around
        self.engines = opened.engines
        self.engine = opened.engines.transacting
        self.pooler = opened.pooler
        self.busy_counts = opened.busy_counts

    @classmethod
    def open(
        cls, url: str, *, connections: int = 8, busy_seconds: float = BUSY_SECONDS, pooler: Pooler = "none"
    ) -> Self:
        """Open by URL (`sqlite:///path`, `postgresql://…`); connects on first use.

        Whoever waits longer than `busy_seconds` for a lock or a free connection is refused (`DatabaseBusy`).
        """
        return cls(_Opened(open_engines(url, connections, busy_seconds, pooler), busy_seconds, pooler))

    def around(self, hook: WriteHook) -> "Database":
        """Give the same database, every write of which is done by way of a hook."""
        return Database(self._opened, hook)

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self.engine.dialect.name

    @property
    def transactions(self) -> int:
        """How many transactions run now, each on a connection of the pool."""
        pool = self.engine.pool
        return pool.checkedout() if isinstance(pool, sa.QueuePool) else 0

    def close(self) -> None:
        """Give all connections back."""
        self._opened.looking.close()
        for engine in self.engines:
            engine.dispose()

    @contextmanager
    def read_now(self) -> Iterator[Read]:
        """Look by statements that each see what is there when they run: the short way, for what one of them answers.

        Every thread keeps a connection for it: nothing is ever begun on it, so nothing need be given back.
        """
        kept = self._opened.looking.kept()
        if kept is None:
            with refusing():
                kept = self._opened.looking.connect(self.engines.looking)
        try:
            yield Read(kept)
        except (sa.exc.DBAPIError, sqlite3.Error) as error:
            self._opened.looking.drop(kept)  # perhaps it is broken: the next look takes another
            self._leave_what_was_left(error)
            with refusing():
                raise error from None

    @contextmanager
    def read(self) -> Iterator[Read]:
        """Look at one consistent state."""
        try:
            with refusing(), self.engine.connect() as connection:
                if self.dialect == "postgresql":
                    connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
                with connection.begin():
                    yield Read(connection)
        except DatabaseNotUsable as no:
            self._leave_what_was_left(no.__cause__)
            raise

    def write(self, owner: Id, act: Act, do: Callable[[Write], T]) -> T:
        """Run `do` in one transaction that first takes the owner's lock; tried again where engines ask for it."""
        return self._transact(lambda connection: self._do(_locked(connection, owner, act), do), settles=self._settles)

    def write_many(self, owners: Sequence[Id], act: Act, do: Callable[[Mapping[Id, Write]], T]) -> T:
        """Run `do` in one transaction over several owners, locked in ascending order.

        What it does must find, done again, that it was done: a commit without an answer is tried again.
        """
        return self._transact(lambda connection: do(_locked_all(connection, owners, act)), settles=True)

    def write_new_owner(self, owner: Id, epoch: Id, act: Act, do: Callable[[Write], T]) -> T:
        """Run `do` for an owner who comes to be in the same transaction."""

        def begin(connection: sa.Connection) -> T:
            connection.execute(user_feed.insert().values(user_id=owner, epoch=epoch, seq=1))
            return self._do(Write(connection, owner, act, 1, owner_is_new=True), do)

        return self._transact(begin, settles=self._settles)

    def write_across_owners(self, work: Callable[[sa.Connection], T]) -> T:
        """Run `work` over the whole database in one transaction, under no owner's lock: to restore it, or to sweep."""
        return self._transact(work)

    def _do(self, write: Write, do: Callable[[Write], T]) -> T:
        return do(write) if self._around is None else self._around(write, do)

    @property
    def _settles(self) -> bool:
        return self._around is not None and self._around.settles

    def _transact(self, work: Callable[[sa.Connection], T], *, settles: bool = False) -> T:
        """Run a transaction, again where it surely did nothing, or where it `settles` what it may have done."""
        for attempt in range(_TRIES):
            last = attempt == _TRIES - 1
            try:
                with refusing(last=last):
                    return self._once(work)
            except DatabaseBusy:
                self.busy_counts.note_busy()
                raise
            except faults.CommitUnansweredError as unanswered:
                self._leave_what_was_left(unanswered.cause)
                if last or not settles:
                    raise _outcome_unknown() from unanswered.cause
            except sa.exc.DBAPIError as error:
                if not faults.worth_retrying(error):
                    raise
                self._leave_what_was_left(error)
            self.busy_counts.note_retry()
            time.sleep(random.uniform(0.001, 0.02) * 2**attempt)  # noqa: S311  # jitter, not a secret
        raise AssertionError("unreachable: the last try raises")

    def _once(self, work: Callable[[sa.Connection], T]) -> T:
        lock = self._opened.lock
        if lock is None:
            with self.engine.connect() as connection:
                return _committed(connection, work)
        with lock.held(self._opened.busy_seconds), self.engine.connect() as connection:
            connection.execution_options(mesocycle_immediate=True)
            return _committed(connection, work)

    def _leave_what_was_left(self, error: BaseException | None) -> None:
        """Connect anew everywhere once the server is gone, or is no longer the one that writes."""
        if error is not None and faults.is_elsewhere(error):
            self._opened.looking.renew()
            for engine in self.engines:
                engine.dispose()


def _committed(connection: sa.Connection, work: Callable[[sa.Connection], T]) -> T:
    with connection.begin() as transaction:
        done = work(connection)
        with faults.committing():
            transaction.commit()
        return done


def _outcome_unknown() -> OutcomeUnknown:
    return OutcomeUnknown(
        "The database server went away while it was storing this: whether it did is not known.",
        "Send the same request again with the same Idempotency-Key, and it is done once; "
        "without a key, look first whether it is there.",
    )


@contextmanager
def refusing(*, last: bool = True) -> Iterator[None]:
    """Turn engine errors that people can do something about into refusals."""
    try:
        yield
    except (sa.exc.DBAPIError, sa.exc.TimeoutError, sqlite3.Error) as error:
        if not last and faults.worth_retrying(error):
            raise
        refusal = faults.refusal_of(error)
        if refusal is None:
            raise
        raise refusal from error


_TAKE_LOCK = Prepared(
    user_feed.update()
    .where(user_feed.c.user_id == sa.bindparam("owner"))
    .values(seq=user_feed.c.seq + 1)
    .returning(user_feed.c.seq)
)


def _locked(connection: sa.Connection, owner: Id, act: Act) -> Write:
    taken = _TAKE_LOCK.rows(connection, {"owner": owner})
    if not taken:
        raise NotFound("There is no such user.", f"Look at {Do('user list')}.")
    return Write(connection, owner, act, taken[0].seq)


def _locked_all(connection: sa.Connection, owners: Sequence[Id], act: Act) -> dict[Id, Write]:
    # One after the other: a statement over several rows locks in no promised order, and not on several machines.
    taken = {owner: _TAKE_LOCK.rows(connection, {"owner": owner}) for owner in sorted(set(owners))}
    return {owner: Write(connection, owner, act, rows[0].seq) for owner, rows in taken.items() if rows}
