"""What was written to each other, what is kept to use again, and tags: in the archive, and taken in by the rules."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection, event
from sqlalchemy.engine import Engine

from mesocycle.actions.conversation.send_message import send_message
from mesocycle.actions.library.keep_part import keep_part
from mesocycle.actions.library.put_tags import put_tags
from mesocycle.domain.archive.archive import ArchivePart
from mesocycle.domain.conversation import NewMessage
from mesocycle.domain.people.user import User
from mesocycle.domain.plan.keeping import KeptKind, NewKeptPart, Tags, TagSubject
from mesocycle.storage.archive import reading
from mesocycle.storage.conversation import messages
from mesocycle.storage.engine.database import Database
from mesocycle.storage.plans import kept_parts, routines, tags
from mesocycle.storage.tables.training import metadata
from mesocycle.storage.upkeep.verify import verify
from mesocycle.transfer.archive.import_archive import import_archive
from tests.arrange import ADMIN, a_user, an_act
from tests.transfer.forging import Change, each, forged
from tests.transfer.test_archive import LATER, a_history, exported

OWN_WORDS = (ArchivePart.MESSAGES, ArchivePart.KEPT_PARTS, ArchivePart.TAGS)
NOT_ALONG = {
    "api_token": "opens this server",
    "calendar_feed": "opens this server",
    "device": "a browser signed in here",
    "draft_person": "who is in a draft here",
    "favourite_routine": "a mark on lists of this server",
    "import_run": "work of this server",
    "import_run_item": "work of this server",
    "invitation": "opens this server",
    "password": "opens this server",
    "performed_set": "follows from the logs",
    "read_mark": "says what somebody here has read; what comes along is read",
    "request_key": "what this server has answered",
    "reset_link": "opens this server",
    "rest_call": "work of this server",
    "roll_out": "work of this server",
    "roll_out_member": "work of this server",
    "roster_filter": "a view of whom one coaches here",
    "routine_draft": "not yet written; it is published, or kept as a file",
    "sign_in": "a browser signed in here",
    "sign_in_attempt": "work of this server",
    "sync_operation": "what this server has answered",
    "trainer_note": "is about somebody else, who is asked nothing where it would go",
    "upkeep_run": "work of this server",
    "user_feed": "counts this server's changes",
    "server_key": "this server's",
}
"""The tables of which an archive holds nothing, and why."""


def written_between(db: Database) -> tuple[User, User]:
    """Let Tom and Ann write to each other, and Ann keep and tag something."""
    tom, ann = a_history(db)
    with db.read() as read:
        (session_id, receipt_id) = (
            read.connection.exec_driver_sql("select min(id) from workout_session where status = 'completed'").scalar(),
            read.connection.exec_driver_sql("select min(id) from receipt where user_id = 'ann'").scalar(),
        )
        (own,) = [each for each in routines.listed(read, visible_to=None) if each.name == "Ann's own plan"]
    send_message(db, "ann", NewMessage(text="How was it?", session_id=session_id), an_act(tom, LATER))
    send_message(db, "ann", NewMessage(text="Why now?", receipt_id=receipt_id), an_act(ann, LATER))
    content = {"name": "Arms", "exercises": [{"name": "Curl", "sets": "3x12 @ 12.5 kg"}]}
    kept = keep_part(db, NewKeptPart(kind=KeptKind.SECTION, content=content), an_act(ann, LATER))
    put_tags(db, TagSubject.KEPT, kept.id, Tags(tags=("short", "At home")), an_act(ann, LATER))
    put_tags(db, TagSubject.ROUTINE, own.parent_routine_id, Tags(tags=("mine",)), an_act(ann, LATER))
    put_tags(db, TagSubject.EXERCISE, "squat.barbell-back", Tags(tags=("knees",)), an_act(ann, LATER))
    return tom, ann


def words_of(db: Database, user_id: str) -> list[object]:
    with db.read() as read:
        assert verify(read).findings == ()
        return [list(batch) for part in OWN_WORDS for batch in reading.batches(read, user_id, part)]


def counts(db: Database, archive: io.BytesIO, **forging: Change) -> dict[ArchivePart, tuple[int, int, int]]:
    taken = import_archive(db, forged(archive.getvalue(), **forging), an_act(ADMIN, LATER))
    told = {each.part: (each.imported, each.already_there, each.rejected) for each in taken.parts}
    return {part: told[part] for part in OWN_WORDS}


def test_they_come_along_to_another_server_where_what_others_wrote_is_read(db: Database, elsewhere: Database) -> None:
    _, ann = written_between(db)
    archive = exported(db, ann)

    taken = counts(elsewhere, archive)

    assert taken == dict(zip(OWN_WORDS, ((2, 0, 0), (1, 0, 0), (3, 0, 0)), strict=True))
    assert words_of(elsewhere, "ann") == words_of(db, "ann")
    assert len(words_of(db, "ann")) == len(OWN_WORDS)
    with elsewhere.read() as read:
        assert messages.unread(read, "ann", "ann") == []
        assert [each.name for each in kept_parts.of_user(read, "ann")] == ["Arms"]
        assert list(tags.of_user(read, "ann", TagSubject.KEPT).values()) == [("At home", "short")]
    assert counts(elsewhere, archive) == dict(zip(OWN_WORDS, ((0, 2, 0), (0, 1, 0), (0, 3, 0)), strict=True))


def test_who_takes_in_their_own_wrote_what_somebody_here_is_said_to_have_written(
    db: Database, elsewhere: Database
) -> None:
    _, ann = written_between(db)
    a_user(elsewhere, "tom")
    sue = a_user(elsewhere, "sue")

    import_archive(elsewhere, exported(db, ann), an_act(sue, LATER), into="sue")

    with elsewhere.read() as read:
        found = [each for batch in reading.batches(read, "sue", ArchivePart.MESSAGES) for each in batch]
    assert {(each.user_id, each.by) for each in found} == {("sue", "sue")}  # type: ignore[attr-defined]  # messages


def nested(levels: int) -> dict[str, object]:
    return {} if levels == 0 else {"inner": nested(levels - 1)}


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("messages", {"userId": "tom"}),
        ("messages", {"sessionId": "nowhere", "receiptId": None}),
        ("messages", {"sessionId": None, "receiptId": "nowhere"}),
        ("messages", {"sessionId": None, "receiptId": None}),
        ("messages", {"text": " "}),
        ("messages", {"text": "x" * 4_001}),
        ("kept-parts", {"name": ""}),
        ("kept-parts", {"content": {"name": "Arms", "exercises": [{"_id": "line", "name": "Curl"}]}}),
        ("kept-parts", {"content": {"exercises": "none"}}),
        ("kept-parts", {"content": nested(300)}),
        ("tags", {"subjectId": "nowhere"}),
        ("tags", {"tags": []}),
        ("tags", {"tags": ["a, b"]}),
        ("tags", {"tags": ["b", "a"]}),
    ],
)
def test_what_could_not_be_written_here_does_not_come_in(
    db: Database, elsewhere: Database, part: str, change: dict[str, object]
) -> None:
    _, ann = written_between(db)

    def forge(document: dict[str, object]) -> None:
        document.update(change)

    def forge_first(documents: list[dict[str, object]]) -> None:
        del documents[1:]
        each(forge)(documents)

    taken = counts(elsewhere, exported(db, ann), **{part.replace("-", "_"): forge_first})

    assert taken[ArchivePart(part)] == (0, 0, 1)
    with elsewhere.read() as read:
        assert verify(read).findings == ()


@contextmanager
def tables_read() -> Iterator[set[str]]:
    seen: set[str] = set()

    def note(_connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        seen.update(re.findall(r"[a-z_]+", statement.lower()))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def test_of_every_table_something_comes_along_or_it_is_said_why_not(db: Database) -> None:
    _, ann = a_history(db)

    with tables_read() as seen:
        exported(db, ann)

    there = set(metadata.tables)
    assert NOT_ALONG.keys() <= there
    assert there - NOT_ALONG.keys() - seen == set()
