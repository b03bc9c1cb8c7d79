"""A line of an archive: what it is known by, when two are alike, how it is stored."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from msgspec.structs import replace

from mesocycle.domain.archive import (
    ArchivedAssignment,
    ArchivedRoutine,
    ArchivedSession,
    ArchivedTombstone,
    ArchivePart,
)
from mesocycle.domain.assignment import Origin
from mesocycle.domain.document import Id, encode
from mesocycle.domain.imports import ImportSource
from mesocycle.formats.archive import whose
from mesocycle.storage.imports import NewItem
from mesocycle.storage.whole_sessions import WholeSession, WholeTombstone

Line = tuple[int, Any]
"""A line's number, and its document."""


def stored_key(part: ArchivePart, document: Any) -> str | bytes:  # noqa: ANN401  # a line of any part
    """Give what its row is looked up by."""
    return bytes.fromhex(document.key) if part is ArchivePart.IMPORT_ITEMS else whose(document)


def import_item(archived: ArchivedSession) -> NewItem:
    """Give a session as the item of an import, by which it is taken back and known again."""
    session_id = archived.session.id
    return NewItem(
        key=sha256(f"{ImportSource.ARCHIVE}\0{session_id}".encode()).digest(),
        content=sha256(encode(replace(archived, seq=0))).digest(),
        session_id=session_id,
    )


def alike(part: ArchivePart, document: Any) -> Any:  # noqa: ANN401  # the same
    """Leave out what may differ between two servers for the same thing: its place in a feed, marks on plans."""
    if part is ArchivePart.ROUTINES:
        return replace(document, is_own=False, is_archived=False, updated_at="", name="")
    if part is ArchivePart.ROUTINE_VERSIONS:
        return replace(document, is_latest=False, is_archived=None, updated_at="")
    return encode(without_own(replace(document, seq=0) if hasattr(document, "seq") else document))


def without_own(document: Any) -> Any:  # noqa: ANN401  # the same
    """Let what was the own routine elsewhere be one routine among others: there is one here already."""
    if isinstance(document, ArchivedRoutine):
        return replace(document, is_own=False)
    if isinstance(document, ArchivedAssignment) and document.assignment.origin is Origin.OWN:
        return replace(document, assignment=replace(document.assignment, origin=Origin.IMPORTED))
    return document


def replacing_first(lines: Sequence[Line]) -> list[Line]:
    """Sort assignments so that what replaced another comes before it."""
    follows = {each.assignment.id: each.assignment.replaced_by_id for _, each in lines}

    def steps(assignment_id: Id | None) -> int:
        seen: set[Id] = set()
        while assignment_id is not None and assignment_id in follows and assignment_id not in seen:
            seen.add(assignment_id)
            assignment_id = follows[assignment_id]
        return len(seen)

    return sorted(lines, key=lambda line: steps(line[1].assignment.id))


def whole_session(archived: ArchivedSession) -> WholeSession:
    """Give a session as it is stored."""
    return WholeSession(
        session=archived.session, seq=archived.seq, added_by=archived.added_by, foreign=archived.foreign
    )


def whole_tombstone(archived: ArchivedTombstone) -> WholeTombstone:
    """Give a tombstone as it is stored."""
    laid = archived.tombstone
    return WholeTombstone(
        session=laid.session, tombstone=laid, seq=archived.seq, added_by=archived.added_by, foreign=archived.foreign
    )
