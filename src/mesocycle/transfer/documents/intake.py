"""Session documents on their way in: which are new, which are here already, which stand against what is here."""

from collections.abc import Sequence
from contextlib import suppress

from msgspec import Raw
from msgspec.structs import replace

from mesocycle.actions.log.log_keeping import write_rows_of
from mesocycle.domain.archive.archive import ArchivePart
from mesocycle.domain.assignment.assignment import AssignmentStatus, Origin, RoutineAssignment
from mesocycle.domain.document import Id, encode
from mesocycle.domain.imports.foreign_session import given_back
from mesocycle.domain.imports.result import ImportedItem, ImportSource, ItemOutcome
from mesocycle.domain.people.act import Actor
from mesocycle.domain.people.user import Role
from mesocycle.domain.permission import Deed
from mesocycle.domain.reading.reject import Reject
from mesocycle.domain.refusal import NotFound
from mesocycle.domain.session.session import SessionStatus, WorkoutSession
from mesocycle.domain.session.summary import title_of
from mesocycle.storage.archive import reading as archive_lines
from mesocycle.storage.assignments import assignments
from mesocycle.storage.engine.database import Write
from mesocycle.storage.imports import imports
from mesocycle.storage.imports.imports import KnownItem, NewItem
from mesocycle.storage.people import coachings
from mesocycle.storage.plans import readable_versions
from mesocycle.storage.sessions import sessions, tombstones
from mesocycle.storage.sessions import whole as whole_sessions
from mesocycle.storage.sessions.whole import WholeSession
from mesocycle.transfer.documents.candidates import Assigned, DocumentCandidate, DocumentItem, ReadRows
from mesocycle.transfer.documents.export_sessions import foreign_of


class DocumentImport:
    """One import, chunk by chunk."""

    def __init__(self, import_id: Id, files: Sequence[str], found: ReadRows) -> None:
        """Know what the whole import is about."""
        self._import_id = import_id
        self._files = files
        self._found = found
        self.seen: set[Id] = set()
        """The ids of the documents before."""

    def take(self, write: Write, chunk: Sequence[tuple[str, DocumentItem]]) -> list[ImportedItem]:
        """Take a chunk in, and tell what came of each item."""
        coachings.permit(write, write.act.actor, write.owner, Deed.PERFORM)
        candidates = [item for _, item in chunk if isinstance(item, DocumentCandidate)]
        here = _Existing(write, candidates)
        new: list[DocumentCandidate] = []
        back: list[DocumentCandidate] = []
        told: list[ImportedItem] = []
        for file, item in chunk:
            if isinstance(item, Reject):
                told.append(_rejected(file, item))
                continue
            outcome = self._decided(here, item)
            if isinstance(outcome, Reject):
                told.append(replace(_rejected(file, outcome), name=_name(item), day=item.read.session.scheduled_date))
                continue
            told.append(_told(file, item, outcome))
            if outcome is ItemOutcome.IMPORTED:
                new.append(item)
            elif outcome is ItemOutcome.BROUGHT_BACK:
                back.append(item)
        if new or back:
            imports.add(write, self._import_id, ImportSource.SESSIONS, self._files)
            _add(write, new)
            _bring_back(write, back)
            items = [NewItem(each.key, each.content, each.read.session.id) for each in (*new, *back)]
            imports.add_items(write, self._import_id, items)
        return told

    def _decided(self, here: "_Existing", item: DocumentCandidate) -> ItemOutcome | Reject:
        session = item.read.session
        if session.id in self.seen:
            return Reject(item.line, "another document with this _id came before it", "Keep one of the two.")
        self.seen.add(session.id)
        known = here.known(item)
        if session.id in here.standing:
            if known is not None or here.is_same(item):
                return ItemOutcome.ALREADY_THERE
            return Reject(
                item.line, "a session with this _id is here already, and not the same", "What is here stays as it is."
            )
        if session.id in here.removed:
            if known is not None:
                return ItemOutcome.BROUGHT_BACK
            return Reject(item.line, "a session with this _id was removed here", "Its tombstone stays as it is.")
        return self._assigned(here, item) or ItemOutcome.IMPORTED

    def _assigned(self, here: "_Existing", item: DocumentCandidate) -> Reject | None:
        """See to it that the session's assignment is there, or say why it can't come in."""
        session = item.read.session
        assignment = here.assignment(session.routine_assignment_id)
        said = self._found.assigned[session.routine_assignment_id]
        named = {session.routine_version_id} | ({said.routine_version_id} if assignment is None else set())
        if not all(here.may_name(version_id) for version_id in sorted(named)):
            return Reject(
                item.line,
                "it names a routine version here that is not yours to read",
                "Ask the version's owner to assign it to you.",
            )
        if assignment is None:
            assignment = here.to_be(session.routine_assignment_id, said)
        if session.status is SessionStatus.SCHEDULED and not assignment.status.live:
            return Reject(
                item.line,
                "it is still to be done, but its assignment has ended or another one of its routine goes on",
                "End the other assignment first, or add the session by itself.",
            )
        here.store(assignment)
        return None


class _Existing:
    """What is here already of what a chunk is about."""

    def __init__(self, write: Write, candidates: Sequence[DocumentCandidate]) -> None:
        ids = [each.read.session.id for each in candidates]
        self._write = write
        self._known = imports.known(write, write.owner, [each.key for each in candidates])
        self.standing = whole_sessions.standing(write, write.owner, ids)
        self.removed = whole_sessions.removed(write, write.owner, ids)
        self._assignments: dict[Id, RoutineAssignment | None] = {}
        self._nameable: dict[Id, bool] = {}

    def known(self, item: DocumentCandidate) -> KnownItem | None:
        """Give the same document as it was imported before, or None."""
        return next((each for each in self._known.get(item.key, ()) if each.content == item.content), None)

    def is_same(self, item: DocumentCandidate) -> bool:
        """Tell whether the session here would be written as just this document."""
        (there,) = archive_lines.of_keys(self._write, self._write.owner, ArchivePart.SESSIONS, [item.read.session.id])
        ours = given_back(there.session, foreign_of(there))
        return {name: bytes(raw) for name, raw in ours.items()} == {
            name: bytes(raw).strip() for name, raw in item.fields.items()
        }

    def assignment(self, assignment_id: Id) -> RoutineAssignment | None:
        """Give an assignment of the owner, or None."""
        if assignment_id not in self._assignments:
            self._assignments[assignment_id] = assignments.find(self._write, self._write.owner, assignment_id)
        return self._assignments[assignment_id]

    def may_name(self, version_id: Id) -> bool:
        """Tell whether the owner's training may name a version."""
        if version_id not in self._nameable:
            self._nameable[version_id] = _may_name(self._write, version_id)
        return self._nameable[version_id]

    def store(self, assignment: RoutineAssignment) -> None:
        """Store an assignment that came along, once."""
        if self._assignments.get(assignment.id) is None:
            assignments.add({self._write.owner: self._write}, [assignment])
            self._assignments[assignment.id] = assignment

    def to_be(self, assignment_id: Id, said: Assigned) -> RoutineAssignment:
        """Make an assignment that came along: live where something is still to be done, and nothing is in its way."""
        write = self._write
        is_free = said.holds_scheduled and not assignments.live_of_routine(write, [write.owner], said.parent_routine_id)
        return RoutineAssignment(
            id=assignment_id,
            user_id=write.owner,
            parent_routine_id=said.parent_routine_id,
            routine_version_id=said.routine_version_id,
            assigned_by=write.by,
            origin=Origin.IMPORTED,
            status=AssignmentStatus.ACTIVE if is_free else AssignmentStatus.COMPLETED,
            start_date=said.first,
            start_week=1,
            start_day=1,
            shift_days=0,
            pauses=(),
            cycles=1,
            created_at=write.now,
            updated_at=write.now,
        )


def _may_name(write: Write, version_id: Id) -> bool:
    """Tell whether a version is not here at all, or the owner's or the actor's to read, an admin's not by that alone.

    An assignment would open it to the owner, and whatever names it keeps whoever wrote it from deleting it.
    """
    if not archive_lines.is_version(write, version_id):
        return True
    actor = write.act.actor
    for reader in (Actor(write.owner, frozenset()), Actor(actor.id, actor.roles - {Role.ADMIN})):
        with suppress(NotFound):
            readable_versions.get(write, reader, version_id)
            return True
    return False


def _add(write: Write, new: Sequence[DocumentCandidate]) -> None:
    if not new:
        return
    whole = [
        WholeSession(session=each.read.session, seq=write.seq, foreign=Raw(encode(each.read.foreign))) for each in new
    ]
    whole_sessions.add(write, whole)
    write_rows_of(write, [each.read.session for each in new])


def _bring_back(write: Write, back: Sequence[DocumentCandidate]) -> None:
    ids = {each.read.session.id: write.new_id() for each in back}
    lifted = sorted(tombstones.revive(write, ids, reason="imported again"))
    write_rows_of(write, sessions.several(write, write.owner, lifted))


def _name(item: DocumentCandidate) -> str:
    return title_of(bytes(item.read.session.workout_snapshot)).name


def _told(file: str, item: DocumentCandidate, outcome: ItemOutcome) -> ImportedItem:
    session: WorkoutSession = item.read.session
    return ImportedItem(
        file=file,
        line=item.line,
        name=_name(item),
        day=session.performed_date or session.scheduled_date,
        outcome=outcome,
        session_id=session.id,
    )


def _rejected(file: str, no: Reject) -> ImportedItem:
    return ImportedItem(file=file, line=no.line, outcome=ItemOutcome.REJECTED, reason=no.reason, remedy=no.remedy)
