"""Archives and backups: what they hold, whose it is, and what a check of a database says."""

import pytest
from msgspec.structs import replace

from mesocycle.domain.archive import archive, backup
from mesocycle.domain.archive.archive import ArchivedAssignment, ArchiveManifest, ArchivePart
from mesocycle.domain.archive.backup import BackupManifest
from mesocycle.domain.archive.other_user import of_other_user
from mesocycle.domain.archive.verification import Finding, FindingCode, Verification
from mesocycle.domain.document import encode
from mesocycle.domain.reading.strict import read
from mesocycle.domain.refusal import DocumentNotValid
from tests.builders import an_assignment


def test_handing_over_names_the_person_anew_and_nothing_else() -> None:
    assignment = an_assignment(id="ann", user_id="ann", assigned_by="ann", notes_for_user="ann")

    given = of_other_user(ArchivedAssignment(seq=1, assignment=assignment), "ann", "annie")

    assert given.assignment == replace(assignment, user_id="annie", assigned_by="annie")


def test_what_is_named_comes_before_what_names_it() -> None:
    order = list(ArchivePart)

    for named, naming in [
        (ArchivePart.USER, ArchivePart.ZONES),
        (ArchivePart.EXERCISES, ArchivePart.EXERCISE_CHOICES),
        (ArchivePart.ROUTINES, ArchivePart.ROUTINE_VERSIONS),
        (ArchivePart.ROUTINE_VERSIONS, ArchivePart.ASSIGNMENTS),
        (ArchivePart.ASSIGNMENTS, ArchivePart.SESSIONS),
        (ArchivePart.SESSIONS, ArchivePart.EVENTS),
        (ArchivePart.IMPORTS, ArchivePart.IMPORT_ITEMS),
    ]:
        assert order.index(named) < order.index(naming)


def test_an_archive_and_a_backup_are_never_taken_for_each_other() -> None:
    assert archive.ARCHIVE_FORMAT != backup.BACKUP_FORMAT
    with pytest.raises(DocumentNotValid):
        read(encode(BackupManifest(format=backup.BACKUP_FORMAT, schema="0001", tables=())), ArchiveManifest)


def test_what_a_check_finds_is_told_with_its_code_how_often_and_where() -> None:
    finding = Finding(code=FindingCode.SNAPSHOT_MISSING, count=7, sentence="It is gone.", examples=("ann/s1",))
    found = Verification(sound=False, checked={"session": 9}, imported_dangling=0, unread_logs=0, findings=(finding,))

    assert read(encode(found), Verification) == found
    assert b'"code":"snapshot-missing","count":7' in encode(found)
