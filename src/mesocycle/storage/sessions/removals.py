"""The way off the calendar: scheduled sessions become tombstones, for one owner or many, by two statements."""

from collections.abc import Mapping

import msgspec
import sqlalchemy as sa

from mesocycle.domain.document import Date, Id
from mesocycle.domain.session.session import RemovalReason
from mesocycle.storage.engine.by_owner import ByOwner
from mesocycle.storage.engine.database import Write
from mesocycle.storage.engine.rows import given
from mesocycle.storage.sessions.tombstones import burial


class Removal(msgspec.Struct, frozen=True, kw_only=True):
    """Which sessions of one owner go, and what their tombstones say."""

    assignment_id: Id
    only: tuple[Id, ...] | None = None
    """These sessions instead of all that are scheduled."""
    reason: RemovalReason
    receipt_id: Id | None
    today: Date
    """The athlete's: what was scheduled before it is overdue."""


_TEXTS = ("owner", "assignment", "only_id", "removal", "receipt", "today")
_GUARD = """s.user_id = l.owner{named} and s.routine_assignment_id = l.assignment and s.status = 'scheduled'
            and (l.only_id is null or s.id = l.only_id)"""


_DELETE = {
    "sqlite": f"""delete from workout_session where status = 'scheduled' and (user_id, id) in (
                    select s.user_id, s.id from leaving as l cross join workout_session as s where {_GUARD})
                  returning user_id, id""",  # noqa: S608  # our own fragments; SQLite knows no `using`
    "postgresql": f"""delete from workout_session as s using leaving as l where {_GUARD}
                      returning s.user_id, s.id""",  # noqa: S608  # our own fragments
}


def _leaving(dialect: str) -> str:
    return f"with leaving as materialized ({given(dialect, *_TEXTS, numbers=('new_seq',))})"


def _bury(dialect: str, named: str) -> sa.TextClause:
    bury = burial(
        f"leaving as l cross join workout_session as s where {_GUARD.format(named=named)}",
        seq="l.new_seq",
        reason="l.removal",
        receipt="l.receipt",
        overdue="s.scheduled_date < l.today",
    )
    return sa.text(f"{_leaving(dialect)} {bury}")


def _delete(dialect: str, named: str) -> sa.TextClause:
    return sa.text(f"{_leaving(dialect)} {_DELETE[dialect].format(named=named)}")


_BURY = ByOwner(_bury)
_REMOVE = ByOwner(_delete)


def remove_scheduled(writes: Mapping[Id, Write], removals: Mapping[Id, Removal]) -> dict[Id, set[Id]]:
    """Delete exactly the sessions named that are `scheduled`, after laying a tombstone for each; by owner.

    Gives the ids the database says it deleted. The owners' locks make the two statements one.
    """
    gone: dict[Id, set[Id]] = {owner: set() for owner in removals}
    leaving = [
        {
            "owner": owner,
            "assignment": removal.assignment_id,
            "only_id": only,
            "removal": removal.reason,
            "receipt": removal.receipt_id,
            "today": removal.today,
            "new_seq": writes[owner].seq,
        }
        for owner, removal in removals.items()
        for only in ((None,) if removal.only is None else removal.only)
    ]
    if not leaving:
        return gone
    write = writes[next(iter(removals))]
    _BURY.rows(write, leaving, now=write.now)
    for owner, session_id in _REMOVE.rows(write, leaving):
        gone[owner].add(session_id)
    return gone
