"""Rows of performed sets for sessions that came in whole, many at once."""

from collections.abc import Iterable

from mesocycle.actions.plans.library import find_exercises_in
from mesocycle.domain.document import Date, Id
from mesocycle.domain.log.rows import PerformedRow, performed_rows
from mesocycle.domain.plan.lines import Lines
from mesocycle.domain.session.session import SessionStatus, WorkoutSession
from mesocycle.domain.session.stored_log import find_log, find_snapshot
from mesocycle.storage.engine.database import Write
from mesocycle.storage.sessions import performed_sets


def keep_rows_in(write: Write, sessions: Iterable[WorkoutSession]) -> None:
    """Make the rows of sessions that have none yet; of a log or plan in a foreign form there are none.

    Nor of one that is still to be done: what its log says elsewhere is kept, and nothing reckons with it.
    """
    library = {each.exercise_variant_id: each for each in find_exercises_in(write, write.owner).all()}
    rows: list[tuple[Id, Date, PerformedRow]] = []
    for session in sessions:
        if session.status is SessionStatus.SCHEDULED:
            continue
        log, snapshot = find_log(session), find_snapshot(session)
        if log is not None and snapshot is not None:
            on = session.performed_date or session.scheduled_date
            rows += [(session.id, on, row) for row in performed_rows(log, Lines(snapshot), library)]
    performed_sets.add(write, rows)
