"""What arrangements need to know of the sessions of assignments, without snapshot and log."""

from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from datetime import date
from operator import attrgetter
from typing import NamedTuple

import msgspec
import sqlalchemy as sa

from mesocycle.domain.assignment.schedule import SessionFacts
from mesocycle.domain.document import Id
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.session.session import SessionStatus
from mesocycle.storage.engine.by_owner import ByOwner
from mesocycle.storage.engine.database import Read
from mesocycle.storage.engine.rows import given
from mesocycle.storage.plans import snapshots
from mesocycle.storage.tables.training import deleted_session


def _facts(dialect: str, named: str) -> sa.TextClause:
    return sa.text(
        f"""with asked as materialized ({given(dialect, "owner", "assignment")})
        select s.user_id, s.id, s.routine_assignment_id, s.workout_id, w.name, s.plan_week, s.plan_day,
               s.planned_date, s.scheduled_date, s.scheduled_time, s.all_day, s.status, s.performed_date,
               s.adjusted_from, s.snapshot_hash, case when s.status = 'scheduled' then s.notes end as notes
        from asked as a cross join workout_session as s join workout_snapshot as w on w.hash = s.snapshot_hash
        where s.user_id = a.owner and s.routine_assignment_id = a.assignment{named}"""  # noqa: S608  # our own fragments
    )


_FACTS = ByOwner(_facts)
_BY_DAY = attrgetter("scheduled_date", "scheduled_time", "id")
_STATUSES = {status.value: status for status in SessionStatus}


def of_assignment(read: Read, user_id: Id, assignment_id: Id) -> list[SessionFacts]:
    """Give the facts of all sessions of an assignment, by day and time."""
    return of_assignments(read, {user_id: [assignment_id]}).get(user_id, [])


def of_assignments(read: Read, assignments: Mapping[Id, Collection[Id]]) -> dict[Id, list[SessionFacts]]:
    """Give, by user, the facts of the sessions of the assignments named, in one statement."""
    asked = [{"owner": user_id, "assignment": each} for user_id, ids in assignments.items() for each in ids]
    found: dict[Id, list[SessionFacts]] = {user_id: [] for user_id in assignments}
    if not asked:
        return found
    for row in _FACTS.rows(read, asked):
        user_id, id_, assignment_id, workout_id, name, week, day, planned, on, at, all_day, status, done, *more = row
        adjusted_from, snapshot_hash, notes = more
        facts = SessionFacts(
            id=id_,
            assignment_id=assignment_id,
            workout_id=workout_id,
            workout_name=name,
            plan_week=week,
            plan_day=day,
            planned_date=None if planned is None else date.fromisoformat(planned),
            scheduled_date=date.fromisoformat(on),
            scheduled_time=at,
            all_day=bool(all_day),
            status=_STATUSES[status],
            performed_date=None if done is None else date.fromisoformat(done),
            adjusted_from=adjusted_from,
            snapshot_hash=bytes(snapshot_hash),
            notes=notes,
        )
        found[user_id].append(facts)
    for each in found.values():
        each.sort(key=_BY_DAY)  # SQLite would sort the rows of all users at once, which takes longer
    return found


def adjusted_contents(
    read: Read, facts: Mapping[Id, Collection[SessionFacts]]
) -> Mapping[Id, Mapping[Id, WorkoutSnapshot]]:
    """Give by user what their scheduled sessions hold that were adjusted; nothing is asked where none was."""
    adjusted = {
        user_id: [each for each in those if each.adjusted_from is not None and not each.kept]
        for user_id, those in facts.items()
    }
    hashes = {each.snapshot_hash for those in adjusted.values() for each in those}
    held = contents(read, hashes)
    return {
        user_id: {each.id: held[each.snapshot_hash] for each in those if each.snapshot_hash in held}
        for user_id, those in adjusted.items()
        if those
    }


def contents(read: Read, hashes: Collection[bytes]) -> Mapping[bytes, WorkoutSnapshot]:
    """Read several snapshots; what nobody here can read is left out."""
    found: dict[bytes, WorkoutSnapshot] = {}
    for key, body in snapshots.each_body(read, hashes):
        with suppress(msgspec.ValidationError):
            found[key] = msgspec.json.decode(body, type=WorkoutSnapshot)
    return found


class RemovedFacts(NamedTuple):
    """What a tombstone tells of its session: the place in its plan, and what it held."""

    workout_id: Id
    plan_week: int | None
    snapshot_hash: bytes


def of_tombstones(read: Read, user_id: Id, session_ids: Collection[Id]) -> Mapping[Id, RemovedFacts]:
    """Give the facts of sessions that were removed, also of those that came back."""
    rows = read.execute(
        sa.select(
            deleted_session.c.id,
            deleted_session.c.workout_id,
            deleted_session.c.plan_week,
            deleted_session.c.snapshot_hash,
        ).where(deleted_session.c.user_id == user_id, deleted_session.c.id.in_(list(session_ids)))
    )
    return {row.id: RemovedFacts(row.workout_id, row.plan_week, bytes(row.snapshot_hash)) for row in rows}


def standing_for(read: Read, user_id: Id, assignment_id: Id) -> Callable[[Id], SessionFacts | None]:
    """Give what finds the session that stands in the place of one of an assignment, through all its adjustments."""
    live = {facts.id: facts for facts in of_assignment(read, user_id, assignment_id)}
    gone = read.execute(
        sa.select(deleted_session.c.id, deleted_session.c.adjusted_from).where(
            deleted_session.c.user_id == user_id,
            deleted_session.c.routine_assignment_id == assignment_id,
            deleted_session.c.adjusted_from.is_not(None),
        )
    )
    after = {row.adjusted_from: row.id for row in gone}
    after |= {facts.adjusted_from: facts.id for facts in live.values() if facts.adjusted_from is not None}

    def find(session_id: Id) -> SessionFacts | None:
        seen: set[Id] = set()
        at: Id | None = session_id
        while at is not None and at not in live and at not in seen:
            seen.add(at)
            at = after.get(at)
        return None if at is None else live.get(at)

    return find
