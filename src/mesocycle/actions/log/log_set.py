"""Log sets and efforts of a session: one at the prompt, where the same set again is a correction, or many at once."""

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from mesocycle.actions.log.log_keeping import changed_log_in, event_of_entry, keep_log_in, require_sound
from mesocycle.actions.log.note_suggestions import noted_log_in, noted_set_in
from mesocycle.actions.moving import done_at, session_in
from mesocycle.actions.plans.link_names import known_names, link_entry_in
from mesocycle.domain.document import Id, Instant
from mesocycle.domain.log import merging
from mesocycle.domain.log.checks import check_log
from mesocycle.domain.log.draft import Draft
from mesocycle.domain.log.entry import SetEntry
from mesocycle.domain.log.merging import Entry, written_out
from mesocycle.domain.log.plausible import refuse_implausible
from mesocycle.domain.people.act import Act
from mesocycle.domain.people.user import unit_of
from mesocycle.domain.permission import Deed
from mesocycle.domain.plan.lines import Lines
from mesocycle.domain.refusal import Refusal
from mesocycle.domain.session.rules import require_begun
from mesocycle.domain.session.session import WorkoutSession
from mesocycle.domain.session.stored_log import get_log, get_snapshot
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import users
from mesocycle.storage.sessions import events


def log_set(db: Database, user_id: Id, session_id: Id, entry: Entry, act: Act) -> WorkoutSession:
    """Log a set or effort in any status but `scheduled`; what it overwrites stays in the event."""
    return db.write(user_id, act, lambda write: log_set_in(write, session_id, entry))


def log_set_in(write: Write, session_id: Id, entry: Entry) -> WorkoutSession:
    """Log inside a write that is open."""
    session = session_in(write, session_id, Deed.PERFORM)
    require_begun(session)
    snapshot, log = get_snapshot(session), get_log(session)
    user = users.get(write, write.owner)
    entry = written_out(entry, unit_of(user.units), write.now)
    refuse_implausible(entry, Lines(snapshot), write.now)
    entry = link_entry_in(write, entry)
    if isinstance(entry, SetEntry) and entry.substituted_by is None:
        entry = replace(entry, set=noted_set_in(write, user, session, snapshot, entry.set))
    new, gave_way = merging.put(log, entry, Lines(snapshot))
    require_sound(new, log, snapshot)
    if new == log:
        return session
    before = {"setAside": gave_way} if gave_way else None
    kind = event_of_entry(write, session, corrects=bool(gave_way))
    return keep_log_in(write, session, new, kind, before=before, after={"entry": entry})


class LateEntry(NamedTuple):
    """What a device logged, and when by its clock."""

    entry: Entry
    at: Instant


def log_sets_in(write: Write, session_id: Id, late: Sequence[LateEntry]) -> list[Refusal | None]:
    """Merge a device's entries into a begun session's log in their order; None for each that found its place.

    Of two entries for one set the later `performedAt` wins; what gives way stays in the event.
    """
    session = session_in(write, session_id, Deed.PERFORM)
    require_begun(session)
    snapshot, log = get_snapshot(session), get_log(session)
    user = users.get(write, write.owner)
    lines, unit = Lines(snapshot), unit_of(user.units)
    draft = Draft(log, lines)
    strict = not check_log(log, snapshot)  # a log from elsewhere may break rules, and takes entries all the same
    names = known_names(write)
    answers: list[Refusal | None] = []
    told: list[events.Told] = []
    for entry, at in late:
        try:
            whole = names.link(written_out(entry, unit, done_at(write, at)))
            gave_way = merging.merge_into(draft, whole, lines, strict=strict)
        except Refusal as no:
            answers.append(no)
            continue
        answers.append(None)
        kind = event_of_entry(write, session, corrects=bool(gave_way))
        if kind is not None:
            told.append(events.Told(kind, at, {"setAside": gave_way} if gave_way else None, {"entry": whole}))
    new = draft.close()
    if new != log or told:
        changed = changed_log_in(write, session, noted_log_in(write, user, session, snapshot, new))
        events.add_all(write, told, before=session, after=changed)
    return answers
