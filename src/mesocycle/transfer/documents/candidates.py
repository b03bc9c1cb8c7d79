"""Session documents as candidates: each read as a session of the user, and what all say of their assignments."""

import hashlib
from bisect import bisect_right
from collections.abc import Mapping
from typing import NamedTuple

from msgspec import Raw

from mesocycle.domain.document import Date, Id, Instant
from mesocycle.domain.imports.foreign_session import Understood, understand
from mesocycle.domain.imports.result import ImportSource
from mesocycle.domain.instant import civil_day
from mesocycle.domain.reading.reject import Reject
from mesocycle.domain.session.session import SessionStatus
from mesocycle.domain.session.stored_log import find_unkeepable
from mesocycle.formats.documents.sessions import SessionDocument


class Owner(NamedTuple):
    """Whose sessions they become, and the zones that user lived in."""

    id: Id
    zones: tuple[tuple[Instant, str], ...]

    def zone_at(self, at: Instant) -> str:
        """Give the zone that was valid at an instant, before the first the first."""
        place = bisect_right(self.zones, at, key=lambda each: each[0])
        return self.zones[max(place - 1, 0)][1]


class DocumentCandidate(NamedTuple):
    """A document that reads as a session, with the hashes it is known by."""

    line: int
    read: Understood
    fields: Mapping[str, Raw]
    key: bytes
    content: bytes


DocumentItem = DocumentCandidate | Reject


def look_at(document: SessionDocument, owner: Owner) -> DocumentItem:
    """Read a document as a session of the user."""
    read = understand(document.fields, owner.id, owner.zone_at, civil_day, document.types)
    if isinstance(read, Reject):
        return read._replace(line=document.line)
    no = find_unkeepable(read.session)
    if no is not None:
        return Reject(document.line, f"it says {no[1]!r} at {no[0]}, which can't be", "Mend the document.")
    return DocumentCandidate(
        line=document.line,
        read=read,
        fields=document.fields,
        key=hashlib.sha256(f"{ImportSource.SESSIONS}\0{read.session.id}".encode()).digest(),
        content=hashlib.sha256(document.body).digest(),
    )


class Assigned(NamedTuple):
    """What documents say of an assignment."""

    parent_routine_id: Id
    routine_version_id: Id
    updated_at: Instant
    first: Date
    holds_scheduled: bool


class ReadRows:
    """What all documents together say, before any is taken in."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.count = 0
        self.assigned: dict[Id, Assigned] = {}

    def note(self, item: DocumentItem) -> None:
        """Count an item, and note what it says of its assignment; of several versions the last worked on counts."""
        self.count += 1
        if isinstance(item, Reject):
            return
        session = item.read.session
        known = self.assigned.get(session.routine_assignment_id)
        this = Assigned(
            session.parent_routine_id,
            session.routine_version_id,
            session.updated_at,
            session.scheduled_date,
            session.status is SessionStatus.SCHEDULED,
        )
        if known is not None:
            newer = max(known, this, key=lambda each: each.updated_at)
            this = newer._replace(
                first=min(known.first, this.first), holds_scheduled=known.holds_scheduled or this.holds_scheduled
            )
        self.assigned[session.routine_assignment_id] = this
