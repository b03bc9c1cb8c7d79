"""Log one set or effort of a session; the same set again is a correction."""

from msgspec.structs import replace

from mesocycle.actions.sessions.link_names import link_entry_in
from mesocycle.actions.sessions.log_keeping import keep_log_in, require_sound
from mesocycle.actions.sessions.moving import done_at, session_in
from mesocycle.actions.sessions.note_suggestions import noted_set_in
from mesocycle.domain.document import Id, Instant
from mesocycle.domain.log import merging
from mesocycle.domain.log.entry import SetEntry
from mesocycle.domain.log.merging import Entry, written_out
from mesocycle.domain.log.plausible import refuse_implausible
from mesocycle.domain.people.act import Act
from mesocycle.domain.people.user import unit_of
from mesocycle.domain.permission import Deed
from mesocycle.domain.plan.lines import Lines
from mesocycle.domain.session.event import EventKind
from mesocycle.domain.session.rules import require_begun
from mesocycle.domain.session.session import SessionStatus, WorkoutSession
from mesocycle.domain.session.stored_log import get_log, get_snapshot
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import users


def log_set(db: Database, user_id: Id, session_id: Id, act: Act, entry: Entry) -> WorkoutSession:
    """Log a set or effort in any status but `scheduled`; what it overwrites stays in the event."""
    return db.write(user_id, act, lambda write: log_set_in(write, session_id, entry))


def log_set_in(
    write: Write, session_id: Id, entry: Entry, *, at: Instant | None = None, merge: bool = False
) -> WorkoutSession:
    """Log inside a write that is open; with `merge` (a device's late work) the later `performedAt` wins."""
    session = session_in(write, session_id, Deed.PERFORM)
    require_begun(session)
    snapshot, log = get_snapshot(session), get_log(session)
    entry = written_out(entry, unit_of(users.get(write, write.owner).units), done_at(write, at))
    if not merge:
        refuse_implausible(entry, Lines(snapshot), write.now)
    entry = link_entry_in(write, entry)
    if isinstance(entry, SetEntry) and entry.substituted_by is None:
        entry = replace(entry, set=noted_set_in(write, session, snapshot, entry.set))
    new, gave_way = (merging.merge if merge else merging.put)(log, entry, Lines(snapshot))
    require_sound(new, log, snapshot)
    if new == log and not gave_way:
        return session
    # A set logged in its turn is told by the log itself; an event is for what overwrites, comes later or from others.
    corrects = bool(gave_way) or session.status is not SessionStatus.IN_PROGRESS
    kind = EventKind.CORRECTED if corrects else EventKind.LOGGED if write.by != write.owner else None
    return keep_log_in(
        write, session, new, kind, at=at, before={"setAside": gave_way} if gave_way else None, after={"entry": entry}
    )
