"""Archives as bytes: a zip of NDJSON and a manifest with hashes, written and read a batch of lines at a time."""

import hashlib
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import IO, Any, BinaryIO

import msgspec

from mesocycle.domain.archive.archive import (
    ARCHIVE_FORMAT,
    LATER_PARTS,
    ArchivedActivity,
    ArchivedAssignment,
    ArchivedChoice,
    ArchivedEvent,
    ArchivedImport,
    ArchivedImportItem,
    ArchivedPart,
    ArchivedPicture,
    ArchivedReceipt,
    ArchivedReferenceValue,
    ArchivedRoutine,
    ArchivedSession,
    ArchivedTombstone,
    ArchivedZone,
    ArchiveManifest,
    ArchiveNotUsable,
    ArchivePart,
)
from mesocycle.domain.conversation import SentMessage
from mesocycle.domain.document import Document, Id
from mesocycle.domain.people.group import AthleteGroup
from mesocycle.domain.people.message_template import MessageTemplate
from mesocycle.domain.people.user import Coaching, User
from mesocycle.domain.plan.keeping import KeptPart, Tagged
from mesocycle.domain.plan.library import LibraryExercise
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.reading.storable import faults
from mesocycle.domain.remedy import Do
from mesocycle.formats.text.zip_entries import overlap

MANIFEST = "manifest.json"
MOST_MANIFEST_BYTES = 100_000
MOST_LINE_BYTES = 32_000_000
"""Longer than any document can be: an event may hold two logs."""
MOST_BYTES = 2_000_000_000
"""All parts unpacked; ten years of one athlete are about 50 MB. A plan done daily packs so well that its share of
that tells nothing."""
BATCH = 200
_BATCH_BYTES = 8_000_000

TYPES: dict[ArchivePart, type[Document]] = {
    ArchivePart.USER: User,
    ArchivePart.ZONES: ArchivedZone,
    ArchivePart.EXERCISES: LibraryExercise,
    ArchivePart.PICTURES: ArchivedPicture,
    ArchivePart.EXERCISE_CHOICES: ArchivedChoice,
    ArchivePart.ROUTINES: ArchivedRoutine,
    ArchivePart.ROUTINE_VERSIONS: RoutineVersion,
    ArchivePart.ASSIGNMENTS: ArchivedAssignment,
    ArchivePart.RECEIPTS: ArchivedReceipt,
    ArchivePart.REFERENCE_VALUES: ArchivedReferenceValue,
    ArchivePart.TOMBSTONES: ArchivedTombstone,
    ArchivePart.SESSIONS: ArchivedSession,
    ArchivePart.EVENTS: ArchivedEvent,
    ArchivePart.IMPORTS: ArchivedImport,
    ArchivePart.IMPORT_ITEMS: ArchivedImportItem,
    ArchivePart.ACTIVITIES: ArchivedActivity,
    ArchivePart.COACHINGS: Coaching,
    ArchivePart.GROUPS: AthleteGroup,
    ArchivePart.MESSAGE_TEMPLATES: MessageTemplate,
    ArchivePart.MESSAGES: SentMessage,
    ArchivePart.KEPT_PARTS: KeptPart,
    ArchivePart.TAGS: Tagged,
}
"""What each part is a list of."""
_DECODERS: dict[ArchivePart, msgspec.json.Decoder[Any]] = {
    part: msgspec.json.Decoder(kind) for part, kind in TYPES.items()
}
_ENCODER = msgspec.json.Encoder()
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,  # an encrypted part
    NotImplementedError,  # a way of compressing that is not ours
    msgspec.DecodeError,
    ValueError,  # a name that is none
)

Batches = Iterable[Sequence[Document]]


def part_file(part: ArchivePart) -> str:
    """Name a part's file inside the archive."""
    return f"{part}.ndjson"


def write_archive(to: IO[bytes], user: User, parts: Iterable[tuple[ArchivePart, Batches]]) -> ArchiveManifest:
    """Write an archive part by part, holding no more than a batch; equal documents give equal bytes."""
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive:
        manifest = ArchiveManifest(
            format=ARCHIVE_FORMAT,
            user_id=user.id,
            email=user.email,
            parts=tuple(_write_part(archive, part, batches) for part, batches in parts),
        )
        archive.writestr(_member(MANIFEST), msgspec.json.format(_ENCODER.encode(manifest)) + b"\n")
    return manifest


def _member(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)  # of 1980: an archive says nothing of when it was written
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    return info


def _write_part(archive: zipfile.ZipFile, part: ArchivePart, batches: Batches) -> ArchivedPart:
    digest, count, length = hashlib.sha256(), 0, 0
    with archive.open(_member(part_file(part)), "w", force_zip64=True) as file:
        for batch in batches:
            lines = _ENCODER.encode_lines(batch)
            file.write(lines)
            digest.update(lines)
            count += len(batch)
            length += len(lines)
    return ArchivedPart(name=part, lines=count, bytes=length, sha256=digest.hexdigest())


class OpenArchive:
    """An archive whose manifest was read; its parts are read one after the other, from the file."""

    def __init__(self, archive: zipfile.ZipFile, manifest: ArchiveManifest) -> None:
        """Know what there is."""
        self._archive = archive
        self.manifest = manifest

    def check(self) -> None:
        """Read everything once, and refuse what is not as it was written; nothing is held but what is known by."""
        for part in self.manifest.parts:
            digest, count, seen = hashlib.sha256(), 0, set[object]()
            for _, lines in self._lines(part):
                for line in lines:
                    digest.update(line)
                    count += 1
                    key = line_key(part.name, self._document(part.name, line, count))
                    if key in seen:
                        raise damaged(f"line {count} of {part_file(part.name)} is about what a line before it is about")
                    seen.add(key)
            if digest.hexdigest() != part.sha256 or count != part.lines:
                raise damaged(f"the lines of {part_file(part.name)} are not those that were written")

    def user(self) -> User:
        """Give whose archive it is."""
        users = [each for _, documents in self.batches(ArchivePart.USER) for each in documents]
        if [each.id for each in users] != [self.manifest.user_id]:
            raise damaged("the user whose it is does not stand in it, or not alone")
        user: User = users[0]
        return user

    def batches(self, name: ArchivePart) -> Iterator[tuple[int, list[Any]]]:
        """Give a part's documents in batches, each with the number of its first line."""
        part = next((each for each in self.manifest.parts if each.name is name), None)
        if part is None:
            return
        with _telling_damage():
            for first, lines in self._lines(part):
                yield first, [self._document(name, line, first + place) for place, line in enumerate(lines)]

    def _lines(self, part: ArchivedPart) -> Iterator[tuple[int, list[bytes]]]:
        with self._archive.open(part_file(part.name)) as file:
            first, lines, size = 1, list[bytes](), 0
            while line := file.readline(MOST_LINE_BYTES):
                if not line.endswith(b"\n"):
                    raise damaged(f"a line of {part_file(part.name)} is longer than any can be, or cut off")
                lines.append(line)
                size += len(line)
                if len(lines) == BATCH or size > _BATCH_BYTES:
                    yield first, lines
                    first, lines, size = first + len(lines), [], 0
            if lines:
                yield first, lines

    def _document(self, part: ArchivePart, line: bytes, number: int) -> Document:
        document: Document = _DECODERS[part].decode(line)
        where = f"line {number} of {part_file(part)}"
        if _ENCODER.encode(document) != line[:-1]:
            raise damaged(f"{where} is not in the form in which this version of mesocycle writes it")
        for path, value in faults(document):
            raise damaged(f"{where} says {value!r} at {path}, which can't be")
        return document


@contextmanager
def opened_archive(stream: BinaryIO) -> Iterator[OpenArchive]:
    """Open an archive; whatever is wrong with its bytes, found now or later, is a refusal."""
    with _telling_damage(), zipfile.ZipFile(stream) as archive:
        yield OpenArchive(archive, _manifest(archive))


@contextmanager
def _telling_damage() -> Iterator[None]:
    try:
        yield
    except _BROKEN as error:
        raise damaged((str(error) or type(error).__name__).splitlines()[0]) from error


def _manifest(archive: zipfile.ZipFile) -> ArchiveManifest:
    """Read what the archive says it holds, and refuse one whose parts can't be that."""
    members = {member.filename: member for member in archive.infolist()}
    described = members.get(MANIFEST)
    if described is None or described.file_size > MOST_MANIFEST_BYTES:
        raise _no_archive()
    said = msgspec.json.decode(archive.read(described))
    if not isinstance(said, dict) or "userId" not in said:
        raise _no_archive()
    if said.get("format") != ARCHIVE_FORMAT:
        raise ArchiveNotUsable(
            f"The archive is of the form {str(said.get('format'))[:60]}; this mesocycle reads {ARCHIVE_FORMAT}.",
            "Take it in with the version of mesocycle that wrote it, or a newer one.",
        )
    manifest = msgspec.convert(said, ArchiveManifest)
    for path, value in faults(manifest):
        raise damaged(f"its manifest says {value!r} at {path}, which can't be")
    if overlap(archive):
        raise damaged("two of its parts name the same bytes")
    names = [part.name for part in manifest.parts]
    if len(set(names)) < len(names) or set(ArchivePart) - set(names) - LATER_PARTS:
        raise damaged("its manifest does not name every part once")
    sizes = {part_file(part.name): part.bytes for part in manifest.parts} | {MANIFEST: described.file_size}
    if {name: member.file_size for name, member in members.items()} != sizes or len(archive.infolist()) != len(sizes):
        raise damaged("its parts are not as long as its manifest says")
    if sum(sizes.values()) > MOST_BYTES:
        raise damaged(f"it would unpack to more than {MOST_BYTES} bytes")
    return manifest


def _no_archive() -> ArchiveNotUsable:
    return ArchiveNotUsable("The file is no archive of mesocycle.", f"Name a file written by {Do('export archive')}.")


def damaged(how: str) -> ArchiveNotUsable:
    """Say what is wrong with an archive."""
    return ArchiveNotUsable(f"The archive is damaged: {how}.", "Take another copy of it, or export it anew.")


def line_key(part: ArchivePart, document: Any) -> object:  # noqa: ANN401  # a line of any part
    """Give what a line is known by within its part."""
    return (document.key, document.content) if part is ArchivePart.IMPORT_ITEMS else whose(document)


def whose(document: Any) -> Id:  # noqa: ANN401  # a line of any part
    """Name a line by its document's id, as people can look for it; tags by what they are on."""
    if isinstance(document, Tagged):
        return f"{document.kind}/{document.subject_id}"
    for name in ("assignment", "receipt", "reference_value", "session", "event"):
        if hasattr(document, name):
            document = getattr(document, name)
            break
    else:
        document = document.tombstone.session if hasattr(document, "tombstone") else document
    for name in ("id", "key", "since", "name", "session_id", "exercise_id"):
        if hasattr(document, name):
            return str(getattr(document, name))
    raise TypeError(type(document).__name__)
