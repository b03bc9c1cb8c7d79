"""Taking an archive in, line by line: what is new, what is there already, and what stands in the way of the rest."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from mesocycle.actions.log.log_keeping import write_rows_of
from mesocycle.domain.archive.archive import ArchivedEvent, ArchivedSession, ArchiveNotUsable, ArchivePart
from mesocycle.domain.archive.other_user import of_other_user, persons, taken_from
from mesocycle.domain.document import Document, Id
from mesocycle.domain.imports.result import ImportSource, ItemOutcome
from mesocycle.domain.reading.reject import Reject
from mesocycle.domain.session.session import SessionStatus
from mesocycle.formats.documents.archive import OpenArchive, line_key
from mesocycle.storage.archive import reading as archive_lines
from mesocycle.storage.archive import writing as archive_intake
from mesocycle.storage.conversation import message_templates, messages
from mesocycle.storage.engine.database import Write
from mesocycle.storage.imports import imports
from mesocycle.storage.imports.imports import NewItem
from mesocycle.storage.people import groups
from mesocycle.storage.plans import exercises, kept_parts, routines, tags
from mesocycle.storage.sessions import sessions, tombstones
from mesocycle.storage.sessions import whole as whole_sessions
from mesocycle.transfer.archive.known import ArchiveContext
from mesocycle.transfer.archive.lines import (
    Line,
    LineResults,
    alike,
    item_of_session,
    replacing_first,
    stored_key,
    whole_session,
    whole_tombstone,
    without_own,
)
from mesocycle.transfer.archive.rules import reason_against
from mesocycle.transfer.archive.whole import require_told, untold_assignments
from mesocycle.transfer.kept.progress import Progress

_APART = (ArchivePart.USER,)
"""What is taken in before all else, when the user comes to be."""


class ArchiveImport:
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
        self._known = ArchiveContext(write, is_new=is_new)
        self._left: dict[Id, str | None] = {}
        self._laid: dict[Id, str] = {}
        self._began: dict[Id, str | None] = {}
        self._stands: dict[Id, str] = {}
        self._items: list[NewItem] = []
        self._id_given = import_id
        self.import_id: Id | None = None
        """By which it can be taken back; None where no session came in, or the user came with it."""
        self.told = LineResults(archive.manifest, as_items=as_items)

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
        if self._is_new:
            self._keep_untold()
        elif self._items:
            self.import_id = self._id_given or self._write.new_id()
            imports.add(self._write, self.import_id, ImportSource.ARCHIVE, [self._archive.manifest.email])
            imports.add_items(self._write, self.import_id, self._items)

    def _lines(self, part: ArchivePart) -> Iterator[list[Line]]:
        """Give a part in batches of numbered lines; assignments at once, what replaced before what was replaced."""
        batches = (
            [(number, ours, ours) for number, ours in enumerate(map(self._ours, documents), first)]
            for first, documents in self._archive.batches(part)
        )
        if part is ArchivePart.ASSIGNMENTS:
            every = [line for batch in batches for line in batch]
            if every:
                yield replacing_first(every)
        else:
            yield from batches

    def _ours(self, document: Any) -> Any:  # noqa: ANN401  # a line of any part
        given = of_other_user(document, self._archive.manifest.user_id, self._write.owner)
        return given if self._is_new else without_own(given)

    def _take(self, part: ArchivePart, lines: Sequence[Line]) -> None:
        if not self._known.is_admin:
            lines = self._claimed(part, lines)
        documents = [document for _, document, _ in lines]
        there = self._there(part, documents)
        before = self._before(part, documents)
        self._known.look_up(part, documents)
        new, back = [], []
        for line, document, said in lines:
            key = line_key(part, document)
            if key in there:
                here = alike(part, there[key])
                if key in before or here in (alike(part, document), alike(part, said)):
                    self.told.note(part, line, document, ItemOutcome.ALREADY_THERE)
                    self._known.add(part, there[key], is_new=False)
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
        if part is ArchivePart.SESSIONS:
            self._bring_back(back)
            self._items += [item_of_session(each) for each in (*new, *back)]

    def _claimed(self, part: ArchivePart, lines: Sequence[Line]) -> list[Line]:
        """Name the importer where a line names others as its makers, of whom nobody here knows whether it is true.

        Whoever is not on this server stays named: that says nothing of anybody here. A plan is the importer's all the
        same, so that it never stands among the plans of somebody who comes later.
        """
        named = {person for _, document, _ in lines for person in persons(document)} - {self._write.owner}
        if part not in (ArchivePart.ROUTINES, ArchivePart.ROUTINE_VERSIONS):
            named = archive_intake.users_here(self._write, named) if named else set()
        if not named or part is ArchivePart.COACHINGS:
            return list(lines)
        return [(line, taken_from(document, named, self._write.owner), said) for line, document, said in lines]

    def _before(self, part: ArchivePart, documents: Sequence[Any]) -> set[object]:
        """Give the keys of sessions that came in by an archive before, the same as now, whatever became of them."""
        if part is not ArchivePart.SESSIONS or self._is_new:
            return set()
        items = [item_of_session(each) for each in documents]
        known = imports.known(self._write, self._write.owner, [each.key for each in items])
        return {
            each.session_id
            for each in items
            if any(earlier.content == each.content for earlier in known.get(each.key, ()))
        }

    def _keep_untold(self) -> None:
        """Note which sessions of a new user came as they stood elsewhere, without all that led to it: as imported."""
        untold = {
            session_id
            for session_id, status in self._stands.items()
            if self._began.get(session_id, status) != SessionStatus.SCHEDULED
            and not self._known.is_imported(session_id)
        }
        items = [item for item in self._items if item.session_id in untold]
        if items:
            import_id = self._write.new_id()
            imports.add(self._write, import_id, ImportSource.ARCHIVE, [self._archive.manifest.email])
            imports.add_items(self._write, import_id, items)

    def _bring_back(self, back: Sequence[ArchivedSession]) -> None:
        """Bring back what left the calendar when an import was taken back."""
        ids = {each.session.id: self._write.new_id() for each in back}
        lifted = sorted(tombstones.revive(self._write, ids, reason="imported again"))
        write_rows_of(self._write, sessions.several(self._write, self._write.owner, lifted))

    def _there(self, part: ArchivePart, documents: Sequence[Any]) -> Mapping[object, Document]:
        """Give what is here already under the keys of documents."""
        if part is ArchivePart.ROUTINE_VERSIONS:  # known by their ids to all, not to their owner alone
            versions = routines.several_versions(self._write, [each.id for each in documents])
            return {line_key(part, each): each for each in versions.values()}
        if part is ArchivePart.ROUTINES:
            here = archive_lines.routines_of_ids(self._write, [each.id for each in documents])
            return {line_key(part, each): each for each in here}
        if self._is_new and part is not ArchivePart.COACHINGS:
            return {}
        keys = [stored_key(part, each) for each in documents]
        found = archive_lines.of_keys(self._write, self._write.owner, part, keys)
        return {line_key(part, each): each for each in found}

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
            self._laid |= {
                each.tombstone.session.id: each.tombstone.session.status.value
                for each in new
                if each.tombstone.revived_at is None
            }
        else:
            _ADDED_BY[part](self._write, new)
        if part is ArchivePart.EVENTS:
            self._follow(new)

    def _add_sessions(self, new: Sequence[ArchivedSession]) -> None:
        whole_sessions.add(self._write, [whole_session(each) for each in new])
        write_rows_of(self._write, [each.session for each in new])
        self._stands |= {each.session.id: each.session.status.value for each in new}

    def _follow(self, new: Sequence[ArchivedEvent]) -> None:
        """Note where each session's history leaves it; events come in their order, each from where the last one led."""
        for each in new:
            before, after = archive_intake.statuses(each)
            if after is not None:
                session_id = each.event.session_id
                if self._left.get(session_id, before) != before:
                    raise _leads_elsewhere(session_id)
                self._left[session_id] = after
                self._began.setdefault(session_id, before)

    def _require_sound(self) -> None:
        for routine_id in sorted(self._known.bare):
            raise ArchiveNotUsable(
                f"No version of the routine {routine_id} came in with it; nothing was taken in.",
                "Export the archive anew where it comes from.",
            )
        for session_id, status in (self._laid | self._stands).items():
            if self._left.get(session_id, status) != status:
                raise _leads_elsewhere(session_id)
        require_told(self._known, self._stands)
        self._import_untold()

    def _import_untold(self) -> None:
        """Let assignments whose receipts are not here count as imported: nothing here tells how they came to be."""
        untold = untold_assignments(self._known)
        archive_intake.mark_imported(self._write, untold)


def _leads_elsewhere(session_id: Id) -> ArchiveNotUsable:
    return ArchiveNotUsable(
        f"The history of session {session_id} does not lead to where it stands; nothing was taken in.",
        "Export the archive anew where it comes from.",
    )


_ANOTHER = Reject(0, "it is here already, and not the same", "Nothing need be done: what is here stays as it is.")

_ADDED_BY: dict[ArchivePart, Callable[[Write, Sequence[Any]], None]] = {
    ArchivePart.ZONES: archive_intake.add_zones,
    ArchivePart.EXERCISES: exercises.add,
    ArchivePart.PICTURES: archive_intake.add_pictures,
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
    ArchivePart.GROUPS: groups.bring,
    ArchivePart.MESSAGE_TEMPLATES: message_templates.bring,
    ArchivePart.MESSAGES: messages.bring,
    ArchivePart.KEPT_PARTS: kept_parts.bring,
    ArchivePart.TAGS: tags.bring,
}
