"""Log one set or effort of a session; the same set again is a correction."""

from msgspec.structs import replace

from mesocycle.actions.plans.link_names import link_entry_in
from mesocycle.actions.sessions.log_keeping import event_of_entry, keep_log_in, require_sound
from mesocycle.actions.sessions.moving import session_in
from mesocycle.actions.sessions.note_suggestions import noted_set_in
from mesocycle.domain.document import Id
from mesocycle.domain.log import merging
from mesocycle.domain.log.entry import SetEntry
from mesocycle.domain.log.merging import Entry, written_out
from mesocycle.domain.log.plausible import refuse_implausible
from mesocycle.domain.people.act import Act
from mesocycle.domain.people.user import unit_of
from mesocycle.domain.permission import Deed
from mesocycle.domain.plan.lines import Lines
from mesocycle.domain.session.rules import require_begun
from mesocycle.domain.session.session import WorkoutSession
from mesocycle.domain.session.stored_log import get_log, get_snapshot
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import users


def log_set(db: Database, user_id: Id, session_id: Id, act: Act, entry: Entry) -> WorkoutSession:
    """Log a set or effort in any status but `scheduled`; what it overwrites stays in the event."""
    return db.write(user_id, act, lambda write: log_set_in(write, session_id, entry))


def log_set_in(write: Write, session_id: Id, entry: Entry) -> WorkoutSession:
    """Log inside a write that is open."""
    session = session_in(write, session_id, Deed.PERFORM)
    require_begun(session)
    snapshot, log = get_snapshot(session), get_log(session)
    entry = written_out(entry, unit_of(users.get(write, write.owner).units), write.now)
    refuse_implausible(entry, Lines(snapshot), write.now)
    entry = link_entry_in(write, entry)
    if isinstance(entry, SetEntry) and entry.substituted_by is None:
        entry = replace(entry, set=noted_set_in(write, session, snapshot, entry.set))
    new, gave_way = merging.put(log, entry, Lines(snapshot))
    require_sound(new, log, snapshot)
    if new == log:
        return session
    before = {"setAside": gave_way} if gave_way else None
    kind = event_of_entry(write, session, corrects=bool(gave_way))
    return keep_log_in(write, session, new, kind, before=before, after={"entry": entry})
