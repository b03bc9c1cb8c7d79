"""What an archive's lines are held against: what is here already, and what came in before them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from mesocycle.actions.plans.library import find_exercises_in
from mesocycle.domain.archive.archive import (
    ArchivedAssignment,
    ArchivedReceipt,
    ArchivedSession,
    ArchivedTombstone,
    ArchivePart,
)
from mesocycle.domain.archive.assignment import ENDED_BY
from mesocycle.domain.assignment.assignment import Origin, RoutineAssignment
from mesocycle.domain.assignment.receipt import Receipt
from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Actor
from mesocycle.domain.people.user import Role
from mesocycle.domain.plan.keeping import Tagged, TagSubject
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.refusal import NotFound
from mesocycle.domain.session.session import SessionStatus
from mesocycle.storage.archive import reading as archive_lines
from mesocycle.storage.archive import writing as archive_intake
from mesocycle.storage.assignments import assignments
from mesocycle.storage.conversation import message_templates
from mesocycle.storage.engine.database import Write
from mesocycle.storage.imports import sessions as imported_sessions
from mesocycle.storage.people import groups
from mesocycle.storage.plans import kept_parts, readable_versions, routines
from mesocycle.storage.sessions import whole as whole_sessions


class ArchiveContext:
    """What an archive's lines may name: what is here already and what came in before them."""

    def __init__(self, write: Write, *, is_new: bool) -> None:
        """Look up what every later line is held against."""
        self.write = write
        self.owner = write.owner
        self.is_new = is_new
        self.is_admin = Role.ADMIN in write.act.actor.roles
        standing = [] if is_new else assignments.of_user(write, self.owner)
        self.assignments: dict[Id, RoutineAssignment] = {each.id: each for each in standing}
        self.has_own = not is_new
        self.routines_followed = {each.parent_routine_id for each in standing if each.status.live}
        self.zone_since = "9999" if is_new else min(since for since, _ in imported_sessions.zones(write, self.owner))
        self.routines: dict[Id, bool] = {}
        """By id: whether versions of it may come in."""
        self.bare: set[Id] = set()
        """Routines that came in and have no version yet."""
        self.versions: dict[Id, Id] = {}
        """Those that came in, or are here word for word, with their routines."""
        self.owners: dict[Id, Id] = {}
        """Of the routines that versions may come in for."""
        self.receipts: dict[Id, Receipt] = {}
        self.new_receipts: set[Id] = set()
        self.receipt_places: set[tuple[int, Id]] = set()
        """Where standing ones of which assignment came in: of one assignment each is of a write of its own."""
        self.last_event: tuple[int, Id] = (0, "")
        """In the order in which they came about."""
        self.ended: set[Id | None] = set()
        """Assignments that a standing receipt among them ended."""
        self.new_assignments: set[Id] = set()
        self.sessions: set[Id] = set()
        """With those of tombstones."""
        self.new_sessions: set[Id] = set()
        self.removed: set[Id] = set()
        """Whose tombstone stands, here or in the archive."""
        self.imports: set[Id] = set()
        self.standing: set[Id] = set()
        self.users: set[Id] = set()
        self.taken: set[object] = set()
        self._here: dict[Id, Id | None] = {}
        self._imported: set[Id] = set()
        self._assignment_of: dict[Id, Id] = {}

    def look_up(self, part: ArchivePart, documents: Sequence[Any]) -> None:
        """Ask the database once for what a batch is held against."""
        write = self.write
        if part in _TAKEN:
            self.taken = set(_TAKEN[part](write, documents))
        elif part is ArchivePart.ROUTINES:
            self.users = archive_intake.users_here(write, [each.owner_id for each in documents])
        elif part is ArchivePart.TOMBSTONES:
            self.standing = whole_sessions.standing(
                write, self.owner, [each.tombstone.session.id for each in documents]
            )
        elif part is ArchivePart.SESSIONS:
            self.removed |= whole_sessions.removed(write, self.owner, [each.session.id for each in documents])
        elif part is ArchivePart.COACHINGS:
            people = {each.trainer_id for each in documents} | {each.athlete_id for each in documents}
            self.users = archive_intake.users_here(write, people)

    def add(self, part: ArchivePart, document: Any, *, is_new: bool) -> None:  # noqa: ANN401  # a line of any part
        """Note what came in, or was found to be here."""
        if part is ArchivePart.ROUTINES:
            self.bare |= {document.id} if is_new else set()
            strangers = self.is_admin and document.owner_id not in self.users
            self.routines[document.id] = is_new or document.owner_id == self.owner or strangers
            self.owners[document.id] = document.owner_id
        elif part is ArchivePart.ROUTINE_VERSIONS:
            self._add_version(document)
        elif part is ArchivePart.ASSIGNMENTS:
            self._add_assignment(document)
            self.new_assignments |= {document.assignment.id} if is_new else set()
        elif part is ArchivePart.RECEIPTS:
            self.receipts[document.receipt.id] = document.receipt
            self.new_receipts |= {document.receipt.id} if is_new else set()
            if document.receipt.undone_at is None and is_new:
                self.receipt_places |= places_of(document)
                self.ended |= {document.receipt.old_assignment_id} if document.receipt.kind in ENDED_BY else set()
        elif part is ArchivePart.EVENTS:
            self.last_event = (document.seq, document.event.id)
        elif part in (ArchivePart.TOMBSTONES, ArchivePart.SESSIONS):
            self._add_session(document, is_new=is_new)
        elif part is ArchivePart.IMPORTS:
            self.imports.add(document.id)
        elif part is ArchivePart.IMPORT_ITEMS:
            self._imported.add(document.session_id)

    def may_come_back(self, archived: ArchivedSession) -> bool:
        """Tell whether a removed session may stand on the calendar again: it is done, or its assignment goes on."""
        session = archived.session
        return session.id in self.removed and (
            session.status is not SessionStatus.SCHEDULED or self.is_live(session.routine_assignment_id)
        )

    def is_imported(self, session_id: Id) -> bool:
        """Tell whether a session that came in was an import already where it comes from."""
        of = self.assignments.get(self._assignment_of.get(session_id, ""))
        return session_id in self._imported or (of is not None and of.origin is Origin.IMPORTED)

    def is_live(self, assignment_id: Id) -> bool:
        """Tell whether an assignment is known and goes on."""
        known = self.assignments.get(assignment_id)
        return known is not None and known.status.live

    def routine_of(self, version_id: Id) -> Id | None:
        """Give the routine of a version that the owner may name; None where it is not here.

        Refuses (`NotFound`) one that is here and not theirs to read, whoever brings the archive: an assignment would
        open it to them, and whatever names it keeps its owner from deleting it.
        """
        if version_id in self.versions:
            return self.versions[version_id]
        if version_id not in self._here:
            found = None
            if archive_lines.is_version(self.write, version_id):
                as_owner = Actor(self.owner, frozenset({Role.ATHLETE}))
                found = readable_versions.get(self.write, as_owner, version_id).parent_routine_id
            self._here[version_id] = found
        return self._here[version_id]

    def may_name(self, version_id: Id) -> bool:
        """Tell whether the owner may name a version: it is not here, or theirs to read."""
        try:
            self.routine_of(version_id)
        except NotFound:
            return False
        return True

    def _add_version(self, version: RoutineVersion) -> None:
        self.versions[version.id] = version.parent_routine_id
        self.bare.discard(version.parent_routine_id)
        self.taken.add((version.parent_routine_id, version.version))

    def _add_assignment(self, archived: ArchivedAssignment) -> None:
        assignment = archived.assignment
        self.assignments[assignment.id] = assignment
        self.has_own |= assignment.origin is Origin.OWN
        if assignment.status.live:
            self.routines_followed.add(assignment.parent_routine_id)

    def _add_session(self, archived: ArchivedSession | ArchivedTombstone, *, is_new: bool) -> None:
        laid = archived.tombstone if isinstance(archived, ArchivedTombstone) else None
        session = archived.session if isinstance(archived, ArchivedSession) else archived.tombstone.session
        self.sessions.add(session.id)
        self._assignment_of[session.id] = session.routine_assignment_id
        if laid is not None and laid.revived_at is None:
            self.removed.add(session.id)
        if is_new:
            self.new_sessions.add(session.id)


def _routines_here(write: Write, assigned: Sequence[ArchivedAssignment]) -> Iterable[object]:
    named = [each.assignment.parent_routine_id for each in assigned]
    return (each.id for each in archive_lines.routines_of_ids(write, named))


def _taggable(write: Write, tagged: Sequence[Tagged]) -> Iterator[object]:
    """Give what of it the owner sees, and so may have tags on."""
    ids = [each.subject_id for each in tagged]
    library = find_exercises_in(write, write.owner)
    in_sight = routines.in_sight(write, write.owner, ids)
    kept = kept_parts.ids_of(write, write.owner)
    for each in ids:
        if library.variant(each) is not None:
            yield TagSubject.EXERCISE, each
        if each in in_sight:
            yield TagSubject.ROUTINE, each
        if each in kept:
            yield TagSubject.KEPT, each


_TAKEN: dict[ArchivePart, Callable[[Write, Sequence[Any]], Iterable[object]]] = {
    ArchivePart.EXERCISES: lambda write, those: archive_intake.exercises_taken(write, [each.id for each in those]),
    ArchivePart.PICTURES: lambda write, those: archive_intake.own_exercises(
        write, [each.exercise_id for each in those]
    ),
    ArchivePart.ROUTINE_VERSIONS: lambda write, those: archive_intake.numbers_taken(
        write, {each.parent_routine_id for each in those}
    ),
    ArchivePart.ASSIGNMENTS: _routines_here,
    ArchivePart.GROUPS: lambda write, _: groups.names_of(write, write.owner),
    ArchivePart.MESSAGE_TEMPLATES: lambda write, _: message_templates.names_of(write, write.owner),
    ArchivePart.TAGS: _taggable,
}
"""What a part's lines may not have again, or must have: ids, names, numbers, what they are on."""


def places_of(archived: ArchivedReceipt) -> set[tuple[int, Id]]:
    """Give where a receipt stands in the feed, by the assignments that it is about; nowhere where it is undone."""
    receipt = archived.receipt
    named = () if receipt.undone_at is not None else (receipt.old_assignment_id, receipt.new_assignment_id)
    return {(archived.seq, each) for each in named if each is not None}
