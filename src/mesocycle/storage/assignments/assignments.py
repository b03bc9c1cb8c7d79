"""Routine assignments: at most one live one per user and routine, by the database's own index."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from mesocycle.domain.assignment.assignment import LIVE, AssignmentStatus, Origin, Pause, RoutineAssignment
from mesocycle.domain.document import Id, Instant, is_id
from mesocycle.domain.permission import ALL, Scope
from mesocycle.domain.reading.fault import Fault
from mesocycle.domain.reading.strict import refusal
from mesocycle.domain.refusal import AlreadyExists, AssignmentNotLive, NotFound
from mesocycle.domain.remedy import Do
from mesocycle.storage.engine.by_owner import ByOwner
from mesocycle.storage.engine.database import Read, Write
from mesocycle.storage.engine.prepared import Prepared
from mesocycle.storage.engine.rows import Row, given, insert
from mesocycle.storage.tables.training import routine_assignment

_COLUMNS = tuple(column.name for column in routine_assignment.c)
_PLAIN = tuple(name for name in _COLUMNS if name not in ("change_seq", "pauses", "weekday_map", "status", "origin"))
_PAUSES = msgspec.json.Decoder(tuple[Pause, ...])
_LIVE = tuple(status.value for status in LIVE)


def document(row: Row) -> RoutineAssignment:
    """Make an assignment of a row of its table."""
    values = row._asdict()
    weekday_map = values["weekday_map"]
    return RoutineAssignment(
        **{name: values[name] for name in _PLAIN},
        status=AssignmentStatus(values["status"]),
        origin=Origin(values["origin"]),
        pauses=_PAUSES.decode(values["pauses"]),
        weekday_map=None if weekday_map is None else msgspec.json.decode(weekday_map),
    )


def row_of(assignment: RoutineAssignment, seq: int) -> dict[str, Any]:
    """Give an assignment as a row of its table."""
    values: dict[str, Any] = {name: getattr(assignment, name) for name in _PLAIN}
    values["status"] = assignment.status.value
    values["origin"] = assignment.origin.value
    values["pauses"] = msgspec.json.encode(assignment.pauses).decode()
    weekday_map = assignment.weekday_map
    values["weekday_map"] = None if weekday_map is None else msgspec.json.encode(weekday_map).decode()
    values["change_seq"] = seq
    return values


def add(writes: Mapping[Id, Write], assignments: Sequence[RoutineAssignment]) -> None:
    """Store new assignments, for one or many owners, by one statement."""
    rows = []
    for assignment in assignments:
        values = row_of(assignment, writes[assignment.user_id].seq)
        rows.append(tuple(values[name] for name in _COLUMNS))
    if rows:
        insert(next(iter(writes.values())).connection, routine_assignment, _COLUMNS, rows)


_ONE = Prepared(
    sa.select(routine_assignment).where(
        routine_assignment.c.user_id == sa.bindparam("user_id"), routine_assignment.c.id == sa.bindparam("id")
    )
)


def find(read: Read, user_id: Id, assignment_id: Id) -> RoutineAssignment | None:
    """Give one assignment, or None."""
    row = read.row(_ONE, user_id=user_id, id=assignment_id)
    return None if row is None else document(row)


def find_plan(read: Read, user_id: Id, assignment_id: Id) -> RoutineAssignment | None:
    """Give an assignment of a routine, or None: also where it holds the one-off sessions, which no plan has."""
    found = find(read, user_id, assignment_id)
    return None if found is None or found.origin is Origin.OWN else found


def get(read: Read, user_id: Id, assignment_id: Id, scope: Scope = ALL) -> RoutineAssignment:
    """Give one assignment in scope, or refuse."""
    found = find(read, user_id, assignment_id)
    if found is None or scope.assigned_by not in (None, found.assigned_by):
        raise NotFound("There is no such assignment.", f"Look at {Do('assignment list')} for the ids.")
    return found


def require_free(read: Read, user_id: Id, assignment_id: Id) -> None:
    """Refuse an id that can't be one, or that an assignment of the user already has."""
    if not is_id(assignment_id):
        raise refusal([Fault("_id", f"can't be {assignment_id[:80]!r}", "Use 1 to 64 of A-Z a-z 0-9 . _ : -")])
    if find(read, user_id, assignment_id) is not None:
        raise AlreadyExists(
            f"There is already an assignment with the id {assignment_id}.", "Make another id, or leave it out."
        )


def get_live(read: Read, user_id: Id, assignment_id: Id, scope: Scope = ALL) -> RoutineAssignment:
    """Give one live assignment of a routine, or refuse and say what came of it."""
    found = get(read, user_id, assignment_id, scope)
    if found.origin is Origin.OWN:
        raise AssignmentNotLive(
            "This assignment holds the one-off sessions: it is never paused, shifted, ended or replaced.",
            "Skip, cancel or reschedule its sessions one by one.",
        )
    if not found.status.live:
        raise ended(found)
    return found


def ended(assignment: RoutineAssignment) -> AssignmentNotLive:
    """Say that an assignment has ended, and what stands in its place."""
    if assignment.replaced_by_id is not None:
        return AssignmentNotLive(
            f"The assignment was replaced by {assignment.replaced_by_id}.",
            "Name the new assignment.",
            facts={"status": assignment.status.value, "newAssignmentId": assignment.replaced_by_id},
        )
    return AssignmentNotLive(
        f"The assignment is {assignment.status.value}.",
        "Assign the routine anew, or undo the receipt that ended it.",
        facts={"status": assignment.status.value},
    )


_OF_USER = Prepared(
    sa.select(routine_assignment)
    .where(routine_assignment.c.user_id == sa.bindparam("user_id"))
    .order_by(routine_assignment.c.created_at.desc(), routine_assignment.c.id.desc())
)


def of_user(read: Read, user_id: Id, *, scope: Scope = ALL, live_only: bool = False) -> list[RoutineAssignment]:
    """Give a user's assignments, newest first."""
    rows = read.rows(_OF_USER, user_id=user_id)
    return [
        document(row)
        for row in rows
        if (not live_only or row.status in _LIVE) and scope.assigned_by in (None, row.assigned_by)
    ]


_LIVE_OF_ROUTINE = Prepared(
    sa.select(routine_assignment).where(
        routine_assignment.c.user_id.in_(sa.bindparam("users", expanding=True)),
        routine_assignment.c.parent_routine_id == sa.bindparam("routine"),
        routine_assignment.c.status.in_(_LIVE),
    )
)


_LIVE_OF_USERS = Prepared(
    sa.select(routine_assignment)
    .where(
        routine_assignment.c.user_id.in_(sa.bindparam("users", expanding=True)),
        routine_assignment.c.status.in_(_LIVE),
        routine_assignment.c.origin == Origin.ASSIGNED.value,
    )
    .order_by(routine_assignment.c.user_id, routine_assignment.c.created_at.desc(), routine_assignment.c.id.desc())
)


def live_of_users(read: Read, users: Mapping[Id, Scope]) -> dict[Id, list[RoutineAssignment]]:
    """Give by user the routines that they follow, in each one's scope, newest first; one statement for all."""
    found: dict[Id, list[RoutineAssignment]] = {user_id: [] for user_id in users}
    for row in read.rows(_LIVE_OF_USERS, users=list(users)) if users else ():
        each = document(row)
        if users[each.user_id].assigned_by in (None, each.assigned_by):
            found[each.user_id].append(each)
    return found


def live_of_routine(read: Read, users: Collection[Id], routine_id: Id) -> dict[Id, RoutineAssignment]:
    """Give the live assignment of a routine for each of the users who has one."""
    if not users:
        return {}
    rows = read.rows(_LIVE_OF_ROUTINE, users=list(users), routine=routine_id)
    return {row.user_id: document(row) for row in rows}


def followers(read: Read, routine_id: Id, *, not_on: Id) -> list[tuple[Id, Id]]:
    """Give (user, assigned by) of every live assignment of a routine that is on another version, by user."""
    rows = read.execute(
        sa.select(routine_assignment.c.user_id, routine_assignment.c.assigned_by)
        .where(
            routine_assignment.c.parent_routine_id == routine_id,
            routine_assignment.c.routine_version_id != not_on,
            routine_assignment.c.status.in_(_LIVE),
        )
        .order_by(routine_assignment.c.user_id)
    )
    return [(row.user_id, row.assigned_by) for row in rows]


def own_of(read: Read, user_id: Id) -> RoutineAssignment:
    """Give the assignment of the user's own routine, which holds one-off sessions."""
    row = read.execute(
        sa.select(routine_assignment).where(
            routine_assignment.c.user_id == user_id, routine_assignment.c.origin == Origin.OWN.value
        )
    ).one()
    return document(row)


def change(write: Write, after: RoutineAssignment, *, was: Collection[AssignmentStatus]) -> None:
    """Store an assignment's new state if it still has one of the statuses; refuse otherwise."""
    values = row_of(after, write.seq)
    changed = write.execute(
        routine_assignment.update()
        .where(
            routine_assignment.c.user_id == write.owner,
            routine_assignment.c.id == after.id,
            routine_assignment.c.status.in_([status.value for status in was]),
        )
        .values({name: values[name] for name in _COLUMNS if name not in ("user_id", "id", "created_at")})
        .returning(routine_assignment.c.id)
    ).scalar_one_or_none()
    if changed is None:
        raise ended(get(write, write.owner, after.id))


def _end_statement(dialect: str, named: str) -> sa.TextClause:
    ending = given(dialect, "owner", "assignment", "outcome", "replacement", numbers=("new_seq",))
    live = ", ".join(map(repr, _LIVE))
    return sa.text(
        f"""with ending as materialized ({ending})
        update routine_assignment as a
        set status = e.outcome, replaced_by_id = e.replacement, updated_at = :now, change_seq = e.new_seq
        from ending as e
        where a.user_id = e.owner{named} and a.id = e.assignment and a.status in ({live})
        returning id"""  # noqa: S608  # our own fragments
    )


_END = ByOwner(_end_statement, column="a.user_id")


def end(writes: Mapping[Id, Write], after: Sequence[RoutineAssignment]) -> None:
    """End assignments that are still live, one per owner, by one statement; refuse where one is not."""
    if not after:
        return
    write = writes[after[0].user_id]
    ending = [
        {
            "owner": assignment.user_id,
            "assignment": assignment.id,
            "outcome": assignment.status,
            "replacement": assignment.replaced_by_id,
            "new_seq": writes[assignment.user_id].seq,
        }
        for assignment in after
    ]
    rows = _END.rows(write, ending, now=write.now)
    changed = {row.id for row in rows}
    for assignment in after:
        if assignment.id not in changed:
            raise ended(get(write, assignment.user_id, assignment.id))


def continued(read: Read, olds: Mapping[Id, RoutineAssignment]) -> dict[Id, list[Id]]:
    """Give, by user, an assignment and those before it that it continued with the same beginning, newest first."""
    routines = {old.parent_routine_id for old in olds.values()}
    earlier: dict[Id, dict[Id, RoutineAssignment]] = {user_id: {} for user_id in olds}
    rows = read.rows(_REPLACED_BY, users=list(olds), routines=list(routines))
    for row in rows:
        earlier[row.user_id][row.replaced_by_id] = document(row)
    return {user_id: _chain(old, earlier[user_id]) for user_id, old in olds.items()}


def _chain(old: RoutineAssignment, earlier: Mapping[Id, RoutineAssignment]) -> list[Id]:
    chain = [old.id]
    while (before := earlier.get(chain[-1])) is not None and before.id not in chain:
        if _beginning(before) != _beginning(old):
            break
        chain.append(before.id)
    return chain


def _beginning(assignment: RoutineAssignment) -> tuple[object, ...]:
    a = assignment
    return (
        a.parent_routine_id,
        a.start_date,
        a.start_week,
        a.start_day,
        a.race_date,
        a.cycles,
        a.weekday_map,
    )


_REPLACED_BY = Prepared(
    sa.select(routine_assignment).where(
        routine_assignment.c.user_id.in_(sa.bindparam("users", expanding=True)),
        routine_assignment.c.parent_routine_id.in_(sa.bindparam("routines", expanding=True)),
        routine_assignment.c.status == AssignmentStatus.REPLACED.value,
    )
)


def newest_first(
    read: Read,
    user_id: Id,
    scope: Scope,
    *,
    statuses: Collection[AssignmentStatus] = (),
    routine_id: Id | None = None,
    after: tuple[Instant, Id] | None,
    limit: int,
) -> list[RoutineAssignment]:
    """Give a user's assignments in scope, those made last first, from behind (moment, id) on."""
    statement = (
        sa.select(routine_assignment)
        .where(*_within(user_id, scope))
        .order_by(routine_assignment.c.created_at.desc(), routine_assignment.c.id.desc())
        .limit(limit)
    )
    if statuses:
        statement = statement.where(routine_assignment.c.status.in_([status.value for status in statuses]))
    if routine_id is not None:
        statement = statement.where(routine_assignment.c.parent_routine_id == routine_id)
    if after is not None:
        key = sa.tuple_(routine_assignment.c.created_at, routine_assignment.c.id)
        statement = statement.where(key < after)
    return [document(row) for row in read.execute(statement)]


def state_of(read: Read, user_id: Id, assignment_id: Id, scope: Scope) -> tuple[int, Instant] | None:
    """Give the feed position and the moment of an assignment's present state, or None where it is not in scope."""
    row = read.execute(
        sa.select(routine_assignment.c.change_seq, routine_assignment.c.updated_at).where(
            *_within(user_id, scope), routine_assignment.c.id == assignment_id
        )
    ).one_or_none()
    return None if row is None else (row.change_seq, row.updated_at)


def _within(user_id: Id, scope: Scope) -> list[sa.ColumnElement[bool]]:
    conditions = [routine_assignment.c.user_id == user_id]
    if scope.assigned_by is not None:
        conditions.append(routine_assignment.c.assigned_by == scope.assigned_by)
    return conditions
