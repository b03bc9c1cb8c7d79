"""Taking an archive in, line by line: what is new, what is there already, and what stands in the way of the rest."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from mesocycle.actions.sessions.log_keeping import write_rows_of
from mesocycle.domain.archive.archive import ArchivedEvent, ArchivedSession, ArchiveNotUsable, ArchivePart
from mesocycle.domain.archive.other_user import handed_over
from mesocycle.domain.document import Document, Id
from mesocycle.domain.imports.result import ImportSource, ItemOutcome
from mesocycle.domain.reading.reject import Reject
from mesocycle.formats.documents.archive import OpenArchive, key_of
from mesocycle.storage.archive import reading as archive_lines
from mesocycle.storage.archive import writing as archive_intake
from mesocycle.storage.engine.database import Write
from mesocycle.storage.imports import imports
from mesocycle.storage.imports.imports import NewItem
from mesocycle.storage.plans import exercises, routines
from mesocycle.storage.sessions import sessions, tombstones
from mesocycle.storage.sessions import whole as whole_sessions
from mesocycle.transfer.archive.known import Known
from mesocycle.transfer.archive.lines import (
    Line,
    LinesTold,
    alike,
    import_item,
    replacing_first,
    stored_key,
    whole_session,
    whole_tombstone,
    without_own,
)
from mesocycle.transfer.archive.rules import reason_against
from mesocycle.transfer.kept.progress import Progress

_APART = (ArchivePart.USER,)
"""What is taken in before all else, when the user comes to be."""


class Taking:
    """One archive on its way into one user's data, inside the write that is open."""

    def __init__(
        self, write: Write, archive: OpenArchive, *, is_new: bool, as_items: bool = False, import_id: Id | None = None
    ) -> None:
        """Begin with nothing taken; rows of a user who is here already come after all that stands in their feed.

        The import is to have the id that is given; without one a new one.
        """
        self._write = write
        self._archive = archive
        self._base = 0 if is_new else write.seq
        self._highest = 0
        self._is_new = is_new
        self._known = Known(write, is_new=is_new)
        self._left: dict[Id, str | None] = {}
        self._stands: dict[Id, str] = {}
        self._items: list[NewItem] = []
        self._id_given = import_id
        self.import_id: Id | None = None
        """By which it can be taken back; None where no session came in, or the user came with it."""
        self.told = LinesTold(archive.manifest, as_items=as_items)

    def take(self, progress: Progress) -> None:
        """Take every part in, or refuse the whole where it does not hold together."""
        everything = sum(part.lines for part in self._archive.manifest.parts)
        done = 0
        for part in (part for part in ArchivePart if part not in _APART):
            for lines in self._lines(part):
                self._take(part, lines)
                done += len(lines)
                progress(done, everything)
        self._require_sound()
        archive_intake.reach(self._write, self._base + self._highest)
        if self._items:
            self.import_id = self._id_given or self._write.new_id()
            imports.add(self._write, self.import_id, ImportSource.ARCHIVE, [self._archive.manifest.email])
            imports.add_items(self._write, self.import_id, self._items)

    def _lines(self, part: ArchivePart) -> Iterator[list[Line]]:
        """Give a part in batches of numbered lines; assignments at once, what replaced before what was replaced."""
        batches = (
            [(number, self._ours(each)) for number, each in enumerate(documents, first)]
            for first, documents in self._archive.batches(part)
        )
        if part is ArchivePart.ASSIGNMENTS:
            every = [line for batch in batches for line in batch]
            if every:
                yield replacing_first(every)
        else:
            yield from batches

    def _ours(self, document: Any) -> Any:  # noqa: ANN401  # a line of any part
        given = handed_over(document, self._archive.manifest.user_id, self._write.owner)
        return given if self._is_new else without_own(given)

    def _take(self, part: ArchivePart, lines: Sequence[Line]) -> None:
        documents = [document for _, document in lines]
        there = self._there(part, documents)
        before = self._before(part, documents)
        self._known.look_up(part, documents)
        new, back = [], []
        for line, document in lines:
            key = key_of(part, document)
            if key in there:
                if key in before or alike(part, there[key]) == alike(part, document):
                    self.told.note(part, line, document, ItemOutcome.ALREADY_THERE)
                    self._known.add(part, document, is_new=False)
                else:
                    self.told.reject(part, line, document, _ANOTHER)
                continue
            if key in before and self._known.may_come_back(document):
                self.told.note(part, line, document, ItemOutcome.BROUGHT_BACK)
                self._known.add(part, document, is_new=False)
                back.append(document)
                continue
            no = reason_against(self._known, part, document)
            if no is not None:
                self.told.reject(part, line, document, no)
                continue
            self._known.add(part, document, is_new=True)
            self.told.note(part, line, document, ItemOutcome.IMPORTED)
            new.append(document)
        self._add(part, [self._placed(each) for each in new])
        if part is ArchivePart.SESSIONS and not self._is_new:
            self._bring_back(back)
            self._items += [import_item(each) for each in (*new, *back)]

    def _before(self, part: ArchivePart, documents: Sequence[Any]) -> set[object]:
        """Give the keys of sessions that came in by an archive before, the same as now, whatever became of them."""
        if part is not ArchivePart.SESSIONS or self._is_new:
            return set()
        items = [import_item(each) for each in documents]
        known = imports.known(self._write, self._write.owner, [each.key for each in items])
        return {
            each.session_id
            for each in items
            if any(earlier.content == each.content for earlier in known.get(each.key, ()))
        }

    def _bring_back(self, back: Sequence[ArchivedSession]) -> None:
        """Bring back what left the calendar when an import was taken back."""
        ids = {each.session.id: self._write.new_id() for each in back}
        lifted = sorted(tombstones.revive(self._write, ids, reason="imported again"))
        write_rows_of(self._write, sessions.several(self._write, self._write.owner, lifted))

    def _there(self, part: ArchivePart, documents: Sequence[Any]) -> Mapping[object, Document]:
        """Give what is here already under the keys of documents."""
        if part is ArchivePart.ROUTINE_VERSIONS:  # known by their ids to all, not to their owner alone
            versions = routines.several_versions(self._write, [each.id for each in documents])
            return {key_of(part, each): each for each in versions.values()}
        if part is ArchivePart.ROUTINES:
            here = archive_lines.routines_of_ids(self._write, [each.id for each in documents])
            return {key_of(part, each): each for each in here}
        if self._is_new and part is not ArchivePart.COACHINGS:
            return {}
        keys = [stored_key(part, each) for each in documents]
        found = archive_lines.of_keys(self._write, self._write.owner, part, keys)
        return {key_of(part, each): each for each in found}

    def _placed(self, document: Any) -> Any:  # noqa: ANN401  # a line of any part
        if not hasattr(document, "seq"):
            return document
        self._highest = max(self._highest, document.seq)
        return replace(document, seq=self._base + document.seq)

    def _add(self, part: ArchivePart, new: Sequence[Any]) -> None:
        if not new:
            return
        if part is ArchivePart.SESSIONS:
            self._add_sessions(new)
        elif part is ArchivePart.TOMBSTONES:
            whole_sessions.add_tombstones(self._write, [whole_tombstone(each) for each in new])
        else:
            _ADDED_BY[part](self._write, new)
        if part is ArchivePart.EVENTS:
            self._follow(new)

    def _add_sessions(self, new: Sequence[ArchivedSession]) -> None:
        whole_sessions.add(self._write, [whole_session(each) for each in new])
        write_rows_of(self._write, [each.session for each in new])
        self._stands |= {each.session.id: each.session.status.value for each in new}

    def _follow(self, new: Sequence[ArchivedEvent]) -> None:
        """Note where each session's history leaves it; events come in their order."""
        for each in new:
            _, after = archive_intake.statuses(each)
            if after is not None:
                self._left[each.event.session_id] = after

    def _require_sound(self) -> None:
        for routine_id in sorted(self._known.bare):
            raise ArchiveNotUsable(
                f"No version of the routine {routine_id} came in with it; nothing was taken in.",
                "Export the archive anew where it comes from.",
            )
        for session_id, status in self._stands.items():
            if self._left.get(session_id, status) != status:
                raise ArchiveNotUsable(
                    f"The history of session {session_id} does not lead to where it stands; nothing was taken in.",
                    "Export the archive anew where it comes from.",
                )


_ANOTHER = Reject(0, "it is here already, and not the same", "Nothing need be done: what is here stays as it is.")

_ADDED_BY: dict[ArchivePart, Callable[[Write, Sequence[Any]], None]] = {
    ArchivePart.ZONES: archive_intake.add_zones,
    ArchivePart.EXERCISES: exercises.add,
    ArchivePart.EXERCISE_CHOICES: archive_intake.add_choices,
    ArchivePart.ROUTINES: archive_intake.add_routines,
    ArchivePart.ROUTINE_VERSIONS: archive_intake.add_versions,
    ArchivePart.ASSIGNMENTS: archive_intake.add_assignments,
    ArchivePart.RECEIPTS: archive_intake.add_receipts,
    ArchivePart.REFERENCE_VALUES: archive_intake.add_reference_values,
    ArchivePart.EVENTS: archive_intake.add_events,
    ArchivePart.IMPORTS: archive_intake.add_imports,
    ArchivePart.IMPORT_ITEMS: archive_intake.add_import_items,
    ArchivePart.ACTIVITIES: archive_intake.add_activities,
    ArchivePart.COACHINGS: archive_intake.add_coachings,
}
