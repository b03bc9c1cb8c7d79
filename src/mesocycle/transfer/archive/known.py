"""What an archive's lines are held against: what is here already, and what came in before them."""

from collections.abc import Sequence
from typing import Any

from mesocycle.domain.archive.archive import ArchivedAssignment, ArchivedSession, ArchivedTombstone, ArchivePart
from mesocycle.domain.assignment.assignment import Origin
from mesocycle.domain.document import Id
from mesocycle.domain.people.user import Role
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.session.session import SessionStatus
from mesocycle.storage.archive import writing as archive_intake
from mesocycle.storage.assignments import assignments
from mesocycle.storage.engine.database import Write
from mesocycle.storage.imports import sessions as imported_sessions
from mesocycle.storage.sessions import whole as whole_sessions


class Known:
    """What an archive's lines may name: what is here already and what came in before them."""

    def __init__(self, write: Write, *, is_new: bool) -> None:
        """Look up what every later line is held against."""
        self.write = write
        self.owner = write.owner
        self.is_new = is_new
        self.is_admin = Role.ADMIN in write.act.actor.roles
        standing = [] if is_new else assignments.of_user(write, self.owner)
        self.assignments = {each.id: each.status.live for each in standing}
        self.has_own = not is_new
        self.routines_followed = {each.parent_routine_id for each in standing if each.status.live}
        self.zone_since = "9999" if is_new else min(since for since, _ in imported_sessions.zones(write, self.owner))
        self.routines: dict[Id, bool] = {}
        """By id: whether versions of it may come in."""
        self.bare: set[Id] = set()
        """Routines that came in and have no version yet."""
        self.versions: set[Id] = set()
        self.receipts: set[Id] = set()
        self.sessions: set[Id] = set()
        """With those of tombstones."""
        self.new_sessions: set[Id] = set()
        self.removed: set[Id] = set()
        """Whose tombstone stands, here or in the archive."""
        self.imports: set[Id] = set()
        self.standing: set[Id] = set()
        self.users: set[Id] = set()
        self.taken: set[object] = set()

    def look_up(self, part: ArchivePart, documents: Sequence[Any]) -> None:
        """Ask the database once for what a batch is held against."""
        write = self.write
        if part is ArchivePart.EXERCISES:
            self.taken = set(archive_intake.exercises_taken(write, [each.id for each in documents]))
        elif part is ArchivePart.ROUTINES:
            self.users = archive_intake.users_here(write, [each.owner_id for each in documents])
        elif part is ArchivePart.ROUTINE_VERSIONS:
            self.taken = set(archive_intake.numbers_taken(write, {each.parent_routine_id for each in documents}))
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
            self.routines[document.id] = is_new or document.owner_id == self.owner or self.is_admin
        elif part is ArchivePart.ROUTINE_VERSIONS:
            self._add_version(document)
        elif part is ArchivePart.ASSIGNMENTS:
            self._add_assignment(document)
        elif part is ArchivePart.RECEIPTS:
            self.receipts.add(document.receipt.id)
        elif part in (ArchivePart.TOMBSTONES, ArchivePart.SESSIONS):
            self._add_session(document, is_new=is_new)
        elif part is ArchivePart.IMPORTS:
            self.imports.add(document.id)

    def may_come_back(self, archived: ArchivedSession) -> bool:
        """Tell whether a removed session may stand on the calendar again: it is done, or its assignment goes on."""
        session = archived.session
        return session.id in self.removed and (
            session.status is not SessionStatus.SCHEDULED or self.assignments.get(session.routine_assignment_id, False)
        )

    def _add_version(self, version: RoutineVersion) -> None:
        self.versions.add(version.id)
        self.bare.discard(version.parent_routine_id)
        self.taken.add((version.parent_routine_id, version.version))

    def _add_assignment(self, archived: ArchivedAssignment) -> None:
        assignment = archived.assignment
        self.assignments[assignment.id] = assignment.status.live
        self.has_own |= assignment.origin is Origin.OWN
        if assignment.status.live:
            self.routines_followed.add(assignment.parent_routine_id)

    def _add_session(self, archived: ArchivedSession | ArchivedTombstone, *, is_new: bool) -> None:
        laid = archived.tombstone if isinstance(archived, ArchivedTombstone) else None
        session = archived.session if isinstance(archived, ArchivedSession) else archived.tombstone.session
        self.sessions.add(session.id)
        if laid is not None and laid.revived_at is None:
            self.removed.add(session.id)
        if is_new:
            self.new_sessions.add(session.id)
