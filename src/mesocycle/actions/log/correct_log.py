"""Correct entries of a session's log: put some, take some out, as one correction."""

from collections.abc import Sequence
from typing import Any

from mesocycle.actions.log.log_keeping import keep_log_in, require_sound
from mesocycle.actions.moving import session_in
from mesocycle.actions.plans.link_names import known_names
from mesocycle.domain.document import Id
from mesocycle.domain.log.draft import Draft
from mesocycle.domain.log.merging import Entry, put_into, written_out
from mesocycle.domain.log.performance import Effort, PerformedSet
from mesocycle.domain.people.act import Act
from mesocycle.domain.people.user import unit_of
from mesocycle.domain.permission import Deed
from mesocycle.domain.plan.lines import Lines
from mesocycle.domain.refusal import NotFound
from mesocycle.domain.session.rules import require_begun
from mesocycle.domain.session.session import WorkoutSession
from mesocycle.domain.session.status import EventKind
from mesocycle.domain.session.stored_log import get_log, get_snapshot
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import users


def correct_log(
    db: Database,
    user_id: Id,
    session_id: Id,
    act: Act,
    *,
    entries: Sequence[Entry] = (),
    removed: Sequence[Id] = (),
    kind: type[PerformedSet | Effort] | None = None,
) -> WorkoutSession:
    """Take out the entries with the ids `removed`, then put `entries`; what stood there goes into the event.

    With `kind`, an id of an entry of the other kind is not found.
    """
    return db.write(
        user_id, act, lambda write: correct_log_in(write, session_id, entries=entries, removed=removed, kind=kind)
    )


def correct_log_in(
    write: Write,
    session_id: Id,
    *,
    entries: Sequence[Entry],
    removed: Sequence[Id],
    kind: type[PerformedSet | Effort] | None = None,
) -> WorkoutSession:
    """Correct inside a write that is open."""
    session = session_in(write, session_id, Deed.PERFORM)
    require_begun(session)
    snapshot, log = get_snapshot(session), get_log(session)
    lines = Lines(snapshot)
    draft = Draft(log, lines)
    before: list[Any] = []
    unit = unit_of(users.get(write, write.owner).units)
    names = known_names(write)
    after = [names.link(written_out(entry, unit, write.now)) for entry in entries]
    for performed_id in dict.fromkeys(removed):
        found = next(iter(draft.take((performed_id,))), None)
        if found is None or (kind is not None and not isinstance(found, kind)):
            raise NotFound(
                f"The log has no set or effort with the id {performed_id}.", "Look at the session's log for the ids."
            )
        before.append(found)
    for entry in after:
        before.extend(put_into(draft, entry, lines))
    new = draft.close()
    require_sound(new, log, snapshot)
    if new == log:
        return session
    return keep_log_in(write, session, new, EventKind.CORRECTED, before={"entries": before}, after={"entries": after})
