"""A line of an archive: what it is known by, when two are alike, how it is stored."""

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from itertools import accumulate
from typing import Any

from msgspec.structs import replace

from mesocycle.domain.archive.archive import (
    ArchivedAssignment,
    ArchivedRoutine,
    ArchivedSession,
    ArchivedTombstone,
    ArchiveManifest,
    ArchivePart,
    LineRejected,
    PartTaken,
)
from mesocycle.domain.assignment.assignment import Origin
from mesocycle.domain.document import Id, encode
from mesocycle.domain.imports.result import ImportedItem, ImportSource, ItemOutcome
from mesocycle.domain.reading.reject import Reject
from mesocycle.domain.session.summary import title_of
from mesocycle.formats.documents.archive import part_file, whose
from mesocycle.storage.imports.imports import NewItem
from mesocycle.storage.sessions.whole import WholeSession, WholeTombstone

Line = tuple[int, Any, Any]
"""A line's number, its document as it would come in, and as the archive says it."""


def stored_key(part: ArchivePart, document: Any) -> str | bytes:  # noqa: ANN401  # a line of any part
    """Give what its row is looked up by."""
    return bytes.fromhex(document.key) if part is ArchivePart.IMPORT_ITEMS else whose(document)


def item_of_session(archived: ArchivedSession) -> NewItem:
    """Give a session as the item of an import, by which it is taken back and known again."""
    session_id = archived.session.id
    return NewItem(
        key=sha256(f"{ImportSource.ARCHIVE}\0{session_id}".encode()).digest(),
        content=sha256(encode(replace(archived, seq=0))).digest(),
        session_id=session_id,
    )


def alike(part: ArchivePart, document: Any) -> Any:  # noqa: ANN401  # the same
    """Leave out what may differ between two servers for the same thing: its place in a feed, marks on plans.

    And whose a plan is: who knows it word for word may follow it, whoever brought it here.
    """
    if part is ArchivePart.ROUTINES:
        return replace(document, is_own=False, is_archived=False, updated_at="", name="", owner_id="")
    if part is ArchivePart.ROUTINE_VERSIONS:
        return replace(document, is_latest=False, is_archived=None, updated_at="", created_by="")
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
    follows = {each.assignment.id: each.assignment.replaced_by_id for _, each, _ in lines}

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


MOST_TOLD = 1000
"""How many rejected lines are named one by one; items are all of them."""


class LineResults:
    """Hears of every line of an archive once."""

    def __init__(self, manifest: ArchiveManifest, *, as_items: bool) -> None:
        """Begin with nothing told; items are known by the places that their lines have among all."""
        lines = {part.name: part.lines for part in manifest.parts}
        before = accumulate((lines.get(part, 0) for part in ArchivePart), initial=0)
        self._before = dict(zip(ArchivePart, before, strict=False))
        self._counts: dict[ArchivePart, Counter[ItemOutcome]] = {part: Counter() for part in ArchivePart}
        self._as_items = as_items
        self.items: dict[int, ImportedItem] = {}
        self.rejected: list[LineRejected] = []

    @property
    def parts(self) -> tuple[PartTaken, ...]:
        """Say what came of each part."""
        return tuple(
            PartTaken(
                part=part,
                imported=counts[ItemOutcome.IMPORTED] + counts[ItemOutcome.BROUGHT_BACK],
                already_there=counts[ItemOutcome.ALREADY_THERE],
                rejected=counts[ItemOutcome.REJECTED],
            )
            for part, counts in self._counts.items()
        )

    def note(self, part: ArchivePart, line: int, document: Any, outcome: ItemOutcome) -> None:  # noqa: ANN401  # of any part
        """Hear what came of a line."""
        self._counts[part][outcome] += 1
        if self._as_items:
            self._keep(part, line, _item(part, line, document, outcome))

    def reject(self, part: ArchivePart, line: int, document: Any, no: Reject) -> None:  # noqa: ANN401  # the same
        """Hear of a line that is not taken in."""
        self._counts[part][ItemOutcome.REJECTED] += 1
        self.tell(part, line, whose(document), no)
        if self._as_items:
            self._keep(part, line, _item(part, line, document, ItemOutcome.REJECTED, no))

    def tell(self, part: ArchivePart, line: int, named: str, no: Reject) -> None:
        """Tell what was not taken over; beyond the most that are told, only the count goes on."""
        if len(self.rejected) < MOST_TOLD:
            told = LineRejected(part=part, line=line, id=named, reason=no.reason, remedy=no.remedy)
            self.rejected.append(told)

    def _keep(self, part: ArchivePart, line: int, item: ImportedItem) -> None:
        self.items[self._before[part] + line - 1] = item


def _item(
    part: ArchivePart,
    line: int,
    document: Any,  # noqa: ANN401  # a line of any part
    outcome: ItemOutcome,
    no: Reject | None = None,
) -> ImportedItem:
    """Give a line as an item: a session by its workout's name and day, all else by its id."""
    session = document.session if part is ArchivePart.SESSIONS else None
    return ImportedItem(
        file=part_file(part),
        line=line,
        name=whose(document) if session is None else title_of(bytes(session.workout_snapshot)).name,
        day=None if session is None else session.performed_date or session.scheduled_date,
        outcome=outcome,
        session_id=None if session is None or no is not None else session.id,
        reason=None if no is None else no.reason,
        remedy=None if no is None else no.remedy,
    )
