"""What must be there before a line of an archive may come in, and what may never come in by one."""

from collections.abc import Callable
from typing import Any

import msgspec

from mesocycle.domain.archive.archive import (
    ArchivedActivity,
    ArchivedAssignment,
    ArchivedEvent,
    ArchivedImport,
    ArchivedImportItem,
    ArchivedPicture,
    ArchivedReceipt,
    ArchivedReferenceValue,
    ArchivedRoutine,
    ArchivedSession,
    ArchivedTombstone,
    ArchivedZone,
    ArchivePart,
)
from mesocycle.domain.archive.assignment import ENDED_BY, why_no_receipt
from mesocycle.domain.assignment.assignment import Origin, RoutineAssignment
from mesocycle.domain.assignment.receipt import ReceiptKind
from mesocycle.domain.conversation import SentMessage
from mesocycle.domain.document import encode
from mesocycle.domain.imports.foreign_session import given_back
from mesocycle.domain.imports.result import ImportSource
from mesocycle.domain.instant import is_zone
from mesocycle.domain.people.group import AthleteGroup
from mesocycle.domain.people.message_template import MessageTemplate
from mesocycle.domain.people.user import Coaching, CoachingStatus
from mesocycle.domain.plan.keeping import Tagged
from mesocycle.domain.plan.library import LibraryExercise
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.reading.reject import Reject
from mesocycle.domain.reading.storable import is_deep
from mesocycle.domain.refusal import NotFound
from mesocycle.domain.session.session import RemovalReason, SessionStatus, Tombstone, WorkoutSession
from mesocycle.domain.session.stored_log import find_unkeepable
from mesocycle.storage.archive import writing as archive_intake
from mesocycle.storage.people import coachings
from mesocycle.storage.upkeep import checks
from mesocycle.transfer.archive.by_api import why_not_by_api
from mesocycle.transfer.archive.known import ArchiveContext, places_of
from mesocycle.transfer.documents.export_sessions import foreign_of


def why_unkeepable(archived: ArchivedSession | ArchivedTombstone) -> str | None:
    """Say what in a session no session written here could hold, or None: snapshot, log and what is not ours."""
    session = archived.session if isinstance(archived, ArchivedSession) else archived.tombstone.session
    try:
        no = find_unkeepable(session)
        if no is not None:
            return f"it says {no[1]!r} at {no[0]}, which can't be"
        whole = msgspec.json.decode(encode(given_back(session, foreign_of(archived))))
    except RecursionError:
        return _TOO_DEEP
    except (KeyError, ValueError) as error:
        return f"what it says beside our fields is in no form of ours ({error})"
    return _TOO_DEEP if is_deep(whole) else None


_TOO_DEEP = "it is nested too deeply"


_NOT_YOURS = Reject(0, "it belongs to another user", "Take in an archive that was exported, not one put together.")
_OF_ITS_OWNER = "Ask its owner to take it in with an archive of their own."
_EXPORT_ANEW = "Export the archive anew where it comes from."


def reason_against(known: ArchiveContext, part: ArchivePart, document: Any) -> Reject | None:  # noqa: ANN401  # the same
    """Say why a line that is not here yet may not come in, or None."""
    if getattr(document, "seq", 1) < 1:
        return Reject(0, "it stands before the beginning of its feed", _EXPORT_ANEW)
    if (why := why_not_by_api(part, document)) is not None:
        return Reject(0, why, _EXPORT_ANEW)
    rule = _RULES.get(part)
    return None if rule is None else rule(known, document)


def _zone(known: ArchiveContext, zone: ArchivedZone) -> Reject | None:
    if not is_zone(zone.time_zone):
        return Reject(0, f"{zone.time_zone[:60]!r} is no time zone", _EXPORT_ANEW)
    if zone.since >= known.zone_since:
        return Reject(0, "since then it is known here where the user lived", "Nothing need be done.")
    return None


def _exercise(known: ArchiveContext, exercise: LibraryExercise) -> Reject | None:
    if exercise.owner_id != known.owner:
        return _NOT_YOURS
    if exercise.id in known.taken:
        return Reject(0, "its id is taken here by another exercise", "Add it here under its name.")
    return None


def _picture(known: ArchiveContext, picture: ArchivedPicture) -> Reject | None:
    if picture.exercise_id not in known.taken:
        return Reject(0, "its exercise did not come in, and is none of yours here", _EXPORT_ANEW)
    return None


def _routine(known: ArchiveContext, routine: ArchivedRoutine) -> Reject | None:
    if routine.is_own and routine.owner_id != known.owner:
        return _NOT_YOURS
    if routine.owner_id != known.owner and routine.owner_id in known.users:
        return Reject(
            0,
            "it belongs to another user of this server, who does not have it",
            _OF_ITS_OWNER,
        )
    return None


def _version(known: ArchiveContext, version: RoutineVersion) -> Reject | None:
    may_come = known.routines.get(version.parent_routine_id)
    if may_come is None:
        return Reject(0, "its routine did not come in", "Look at what was said of the routine.")
    if not may_come:
        return Reject(0, "its routine is another user's here", _OF_ITS_OWNER)
    if version.created_by != known.owners[version.parent_routine_id]:
        return Reject(0, "it was made by somebody else than the routine's owner", _EXPORT_ANEW)
    if (version.parent_routine_id, version.version) in known.taken:
        return Reject(0, "the routine has another version of this number here", _AS_COPY)
    return None


_AS_COPY = "Export the version as a file and create a routine of it here."


def _assignment(known: ArchiveContext, archived: ArchivedAssignment) -> Reject | None:
    assignment = archived.assignment
    if assignment.user_id != known.owner:
        return _NOT_YOURS
    if assignment.origin is Origin.OWN and known.has_own:
        return Reject(0, "there is another one for one-off sessions", _EXPORT_ANEW)
    if assignment.status.live and assignment.parent_routine_id in known.routines_followed:
        return Reject(
            0,
            "the routine is followed here already, by another assignment",
            "End that one or the one elsewhere, then take the archive in again.",
        )
    if assignment.replaced_by_id not in (None, *known.assignments):
        return Reject(0, "the assignment that replaced it did not come in", "Look at what was said of that one.")
    return _version_of(known, assignment)


def _version_of(known: ArchiveContext, assignment: RoutineAssignment) -> Reject | None:
    try:
        routine_id = known.routine_of(assignment.routine_version_id)
    except NotFound:
        return _NOT_READABLE
    if routine_id is None and assignment.origin is not Origin.IMPORTED:
        return Reject(0, "its routine version did not come in", "Look at what was said of the version.")
    if (routine_id or assignment.parent_routine_id) != assignment.parent_routine_id:
        return Reject(0, "its version is one of another routine", _EXPORT_ANEW)
    if routine_id is None and assignment.parent_routine_id in known.taken:
        return Reject(0, "its routine is here, and has no such version", _EXPORT_ANEW)
    return None


_NOT_READABLE = Reject(0, "it names a version here that is not yours to read", "Ask the owner to assign it to you.")


def _receipt(known: ArchiveContext, archived: ArchivedReceipt) -> Reject | None:
    receipt = archived.receipt
    if receipt.user_id != known.owner or any(each.user_id != known.owner for each in archived.former):
        return _NOT_YOURS
    if any(
        each is not None and each not in known.assignments
        for each in (receipt.old_assignment_id, receipt.new_assignment_id)
    ):
        return _no_assignment()
    if receipt.undone_at is None and receipt.kind in ENDED_BY and receipt.old_assignment_id in known.ended:
        return Reject(0, "another receipt ended its assignment", _EXPORT_ANEW)
    if not known.receipt_places.isdisjoint(places_of(archived)):
        return Reject(0, "another receipt of its assignment stands at its place of the feed", _EXPORT_ANEW)
    why = why_no_receipt(receipt, archived.former, known.assignments)
    return None if why is None else Reject(0, why, _EXPORT_ANEW)


def _no_assignment() -> Reject:
    return Reject(0, "its assignment did not come in", "Look at what was said of the assignment.")


def _reference_value(known: ArchiveContext, archived: ArchivedReferenceValue) -> Reject | None:
    return _NOT_YOURS if archived.reference_value.user_id != known.owner else None


def _tombstone(known: ArchiveContext, archived: ArchivedTombstone) -> Reject | None:
    laid = archived.tombstone
    if laid.session.user_id != known.owner:
        return _NOT_YOURS
    if laid.session.routine_assignment_id not in known.assignments:
        return _no_assignment()
    if laid.receipt_id is not None and laid.receipt_id not in known.receipts:
        return Reject(0, "the receipt of its removal did not come in", "Look at what was said of the receipt.")
    if (no := _removal(known, laid)) is not None or not known.may_name(laid.session.routine_version_id):
        return no or _NOT_READABLE
    if laid.revived_at is None and laid.session.id in known.standing:
        return Reject(0, "the session stands on the calendar here", "Nothing need be done: it stays.")
    return _unkeepable(archived)


def _removal(known: ArchiveContext, laid: Tombstone) -> Reject | None:
    """Refuse a removal that its receipt does not tell of: undone, it would bring something else back."""
    if laid.receipt_id is None:
        return None
    receipt = known.receipts[laid.receipt_id]
    removed = {each.session_id for each in receipt.removed}
    of = laid.session.routine_assignment_id
    undone = laid.reason is RemovalReason.UNDONE and (
        receipt.new_assignment_id == of
        or (receipt.kind is ReceiptKind.COPY and any(each.session_id == laid.session.id for each in receipt.created))
    )
    if not undone and (laid.session.id not in removed or of != receipt.old_assignment_id):
        return Reject(0, "the receipt of its removal says nothing of it", _EXPORT_ANEW)
    if laid.session.status is not SessionStatus.SCHEDULED:
        return Reject(0, "only what is still scheduled is removed by a receipt", _EXPORT_ANEW)
    return None


def _unkeepable(archived: ArchivedSession | ArchivedTombstone) -> Reject | None:
    no = why_unkeepable(archived)
    return None if no is None else Reject(0, no, _EXPORT_ANEW)


def _session(known: ArchiveContext, archived: ArchivedSession) -> Reject | None:
    session: WorkoutSession = archived.session
    if session.user_id != known.owner:
        return _NOT_YOURS
    if session.routine_assignment_id not in known.assignments:
        return _no_assignment()
    if session.id in known.removed:
        return Reject(0, "the session was removed here", "Nothing need be done: its tombstone stays.")
    if not known.may_name(session.routine_version_id):
        return _NOT_READABLE
    if session.status is SessionStatus.SCHEDULED and not known.is_live(session.routine_assignment_id):
        return Reject(0, "it is still to be done, but its assignment has ended", _EXPORT_ANEW)
    if session.adjusted_from is not None and session.adjusted_from not in known.sessions:
        return Reject(0, "the session that it was adjusted from did not come in", "Look at what was said of that one.")
    return _unkeepable(archived)


def _event(known: ArchiveContext, archived: ArchivedEvent) -> Reject | None:
    if archived.event.session_id not in known.new_sessions:
        return Reject(0, "its session did not come in with it", "Look at what was said of the session.")
    if (archived.seq, archived.event.id) < known.last_event:
        return Reject(0, "it stands behind what came after it", _EXPORT_ANEW)
    try:
        before, after = archive_intake.statuses(archived)
        sound = checks.is_in_table(archived.event.kind.value, before, after) and archive_intake.is_possible(archived)
    except (msgspec.DecodeError, ValueError):
        sound = False
    return None if sound else Reject(0, "no such move is made", _EXPORT_ANEW)


def _import(known: ArchiveContext, archived: ArchivedImport) -> Reject | None:
    del known
    return Reject(0, "it is about an archive", _EXPORT_ANEW) if archived.source is ImportSource.ARCHIVE else None


def _import_item(known: ArchiveContext, archived: ArchivedImportItem) -> Reject | None:
    if archived.import_id not in known.imports:
        return Reject(0, "its import did not come in", "Look at what was said of the import.")
    if archived.session_id not in known.sessions:
        return _no_session()
    return None


def _activity(known: ArchiveContext, archived: ArchivedActivity) -> Reject | None:
    return _no_session() if archived.session_id not in known.sessions else None


def _no_session() -> Reject:
    return Reject(0, "its session did not come in", "Look at what was said of the session.")


def _coaching(known: ArchiveContext, link: Coaching) -> Reject | None:
    """Consent is given on the server where it holds; whoever runs two of them may move it along."""
    if known.owner not in {link.trainer_id, link.athlete_id}:
        return _NOT_YOURS
    if not known.is_admin:
        return Reject(0, "consent is given anew on every server", "Let the trainer invite the athlete here.")
    if not known.users >= {link.trainer_id, link.athlete_id}:
        return Reject(0, "the other person is not here", "Take that person's archive in as well, then this one again.")
    if link.status is not CoachingStatus.ENDED and coachings.find_standing(
        known.write, link.trainer_id, link.athlete_id
    ):
        return Reject(0, "another link stands between the two", "Nothing need be done: it stays.")
    return None


def _named_once(known: ArchiveContext, named: AthleteGroup | MessageTemplate) -> Reject | None:
    if named.name not in known.taken:
        return None
    return Reject(0, "another of that name is here", "Nothing need be done: what is here stays as it is.")


def _message(known: ArchiveContext, sent: SentMessage) -> Reject | None:
    if sent.user_id != known.owner:
        return _NOT_YOURS
    if sent.session_id is not None and sent.session_id not in known.sessions:
        return _no_session()
    if sent.receipt_id is not None and sent.receipt_id not in known.receipts:
        return Reject(0, "its receipt did not come in", "Look at what was said of the receipt.")
    return None


def _tagged(known: ArchiveContext, tagged: Tagged) -> Reject | None:
    if (tagged.kind, tagged.subject_id) in known.taken:
        return None
    return Reject(0, "what it is on is not here, or not in your sight", "Nothing need be done: it would show nowhere.")


_RULES: dict[ArchivePart, Callable[[ArchiveContext, Any], Reject | None]] = {
    ArchivePart.ZONES: _zone,
    ArchivePart.EXERCISES: _exercise,
    ArchivePart.PICTURES: _picture,
    ArchivePart.ROUTINES: _routine,
    ArchivePart.ROUTINE_VERSIONS: _version,
    ArchivePart.ASSIGNMENTS: _assignment,
    ArchivePart.RECEIPTS: _receipt,
    ArchivePart.REFERENCE_VALUES: _reference_value,
    ArchivePart.TOMBSTONES: _tombstone,
    ArchivePart.SESSIONS: _session,
    ArchivePart.EVENTS: _event,
    ArchivePart.IMPORTS: _import,
    ArchivePart.IMPORT_ITEMS: _import_item,
    ArchivePart.ACTIVITIES: _activity,
    ArchivePart.COACHINGS: _coaching,
    ArchivePart.GROUPS: _named_once,
    ArchivePart.MESSAGE_TEMPLATES: _named_once,
    ArchivePart.MESSAGES: _message,
    ArchivePart.TAGS: _tagged,
}
