"""The change feed: gap-free, never ending inside a seq, tombstones first."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from mesocycle.domain.assignment.receipt import Receipt, ReceiptKind
from mesocycle.domain.permission import Scope
from mesocycle.domain.refusal import NotFound
from mesocycle.domain.sync.feed import ChangeKind, ChangePage
from mesocycle.storage.engine.database import Database
from mesocycle.storage.sync import feed
from mesocycle.storage.sync.feed import changes
from mesocycle.storage.tables.training import metadata
from tests.storage.planting import BODY, plant, plant_all, plant_ground

RECEIPT = '{"_id":"receipt-1","kind":"assignment","userId":"ann","at":"","by":"tom","dryRun":false,"removed":[],'
RECEIPT += '"kept":{"inProgress":0,"completed":0,"skipped":0,"cancelled":0},"keptSessions":[],"created":[],'
RECEIPT += '"notCreated":[],"moved":[],"sameDay":[],"missingReferences":[]}'


def page(
    db: Database, since: int = 0, limit: int = 1000, *, epoch: str | None = None, trainer: str | None = None
) -> ChangePage:
    with db.read() as read:
        return changes(read, "ann", since, limit, epoch=epoch, scope=Scope(assigned_by=trainer))


def told(found: ChangePage) -> list[tuple[int, str, str]]:
    ids = []
    for change in found.changes:
        document = json.loads(bytes(change.document))
        ids.append((change.seq, change.kind.value, document.get("_id") or document["session"]["_id"]))
    return ids


def test_within_one_seq_tombstones_come_before_sessions_and_seqs_ascend(db: Database) -> None:
    plant_ground(db)
    plant(db, "receipt", document=RECEIPT, change_seq=7)
    plant(db, "workout_session", id="new", change_seq=7)
    plant(db, "deleted_session", id="old", change_seq=7)
    plant(db, "workout_session", id="earlier", change_seq=5)
    plant(db, "reference_value", change_seq=9)

    found = page(db)

    assert told(found) == [
        (1, "assignment", "assignment-1"),
        (5, "session", "earlier"),
        (7, "tombstone", "old"),
        (7, "session", "new"),
        (7, "receipt", "receipt-1"),
        (9, "reference-value", "reference-1"),
    ]
    assert (found.epoch, found.seq, found.more, found.from_start) == ("first", 100, False, None)


def test_a_session_comes_with_snapshot_and_log_inside_as_they_are_stored(db: Database) -> None:
    log = '{"sections":[],"foreign":{"b":1,"a":2}}'
    plant_ground(db)
    plant(db, "workout_session", status="completed", performance_log=log, change_seq=2)

    (session,) = [c.document for c in page(db).changes if c.kind is ChangeKind.SESSION]

    parts = msgspec.json.decode(session, type=dict[str, msgspec.Raw])
    assert bytes(parts["workoutSnapshot"]).decode() == BODY
    assert bytes(parts["performanceLog"]).decode() == log


def test_only_what_changed_since_is_told_and_the_page_says_where_to_go_on(db: Database) -> None:
    plant_ground(db)
    for seq in (3, 4, 5):
        plant(db, "workout_session", id=f"session-{seq}", change_seq=seq)

    found = page(db, since=3)

    assert [c.seq for c in found.changes] == [4, 5]
    assert page(db, since=found.seq).changes == ()


def test_a_page_never_ends_inside_one_seq(db: Database) -> None:
    plant_ground(db)
    for number in range(5):
        plant(db, "workout_session", id=f"session-{number}", change_seq=2)
    plant(db, "workout_session", id="last", change_seq=3)

    first = page(db, since=1, limit=2)
    second = page(db, since=first.seq, limit=2)

    assert ([c.seq for c in first.changes], first.seq, first.more) == ([2] * 5, 2, True)
    assert ([c.seq for c in second.changes], second.seq, second.more) == ([3], 100, False)


def test_a_page_that_ends_with_the_last_change_says_there_is_no_more(db: Database) -> None:
    plant_ground(db)
    for number in range(5):
        plant(db, "workout_session", id=f"session-{number}", change_seq=2)

    found = page(db, since=1, limit=2)

    assert (len(found.changes), found.seq, found.more) == (5, 100, False)


@pytest.mark.parametrize("asked", [{"since": 101}, {"since": 50, "epoch": "another"}])
def test_an_unknown_position_or_epoch_is_read_again_from_0(db: Database, asked: dict[str, object]) -> None:
    plant_ground(db)

    found = page(db, **asked)  # type: ignore[arg-type]  # the values are what the parameters say

    assert told(found) == [(1, "assignment", "assignment-1")]
    assert found.from_start is True


def test_the_epoch_a_reader_knows_goes_on_where_it_was(db: Database) -> None:
    plant_ground(db)

    found = page(db, since=1, epoch="first")

    assert (found.changes, found.from_start) == ((), None)


def test_a_trainer_who_sees_only_what_they_assigned_gets_that_and_an_epoch_of_their_own(db: Database) -> None:
    plant_ground(db)
    plant(db, "routine_assignment", id="other", parent_routine_id="routine-2", assigned_by="eva", change_seq=2)
    plant(db, "workout_session", id="hers", routine_assignment_id="other", change_seq=3)
    plant(db, "deleted_session", id="her-old", routine_assignment_id="other", change_seq=3)
    plant(db, "receipt", id="her-receipt", new_assignment_id="other", document=RECEIPT, change_seq=4)
    plant(db, "receipt", id="both", old_assignment_id="other", document=RECEIPT, change_seq=5)
    plant(db, "workout_session", id="his", change_seq=6)
    plant(db, "deleted_session", id="his-old", change_seq=6)
    plant(db, "receipt", document=RECEIPT, change_seq=6)
    plant(db, "reference_value", change_seq=7)

    found = page(db, trainer="tom")

    assert told(found) == [
        (1, "assignment", "assignment-1"),
        (6, "tombstone", "his-old"),
        (6, "session", "his"),
        (6, "receipt", "receipt-1"),
        (7, "reference-value", "reference-1"),
    ]
    assert page(db, trainer="tom", since=found.seq, epoch=found.epoch).from_start is None
    assert page(db, since=found.seq, epoch=found.epoch).from_start is True


def test_another_users_changes_are_never_told(db: Database) -> None:
    plant_ground(db)
    plant(db, "routine_assignment", user_id="bob", change_seq=3)
    plant(db, "workout_session", user_id="bob", change_seq=3)

    assert told(page(db)) == [(1, "assignment", "assignment-1")]


def test_a_user_who_is_not_there_has_no_feed(db: Database) -> None:
    with pytest.raises(NotFound):
        page(db)


def test_a_page_takes_the_same_few_statements_however_long_it_is(db: Database) -> None:
    plant_ground(db)
    counts = []
    statements: list[str] = []
    sa.event.listen(db.engine, "before_cursor_execute", lambda *said: statements.append(said[2]))

    for wave in (1, 2):
        rows = [{"id": f"session-{wave}-{n}", "change_seq": 10 * wave + n} for n in range(10 * wave)]
        plant_all(db, *[("workout_session", row) for row in rows])
        statements.clear()
        page(db)
        counts.append(len([s for s in statements if s.lower().startswith("select")]))

    assert counts == [8, 8]


def test_a_page_of_long_sessions_ends_early_and_the_next_goes_on(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    plant_ground(db)
    rows = [{"id": f"session-{n}", "change_seq": 10 + n // 2} for n in range(10)]
    plant_all(db, *[("workout_session", row) for row in rows])
    monkeypatch.setattr(feed, "MOST_PAGE_BYTES", 5 * len(BODY))

    pages = [page(db)]
    while pages[-1].more:
        pages.append(page(db, pages[-1].seq))

    sessions = [[seq for seq, kind, _ in told(each) if kind == "session"] for each in pages]
    assert sessions == [[10, 10, 11, 11], [12, 12, 13, 13], [14, 14]]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path) -> Iterator[Database]:
    """Give one database whose session rows each example plants anew; SQLite does, the statements are shared."""
    path = tmp_path_factory.mktemp("feed") / "one.sqlite"
    shutil.copyfile(migrated_sqlite, path)
    database = Database.open(f"sqlite:///{path}")
    plant_ground(database)
    yield database
    database.close()


@given(
    sessions=st.lists(st.integers(2, 12), max_size=12),
    gone=st.lists(st.integers(2, 12), max_size=6),
    since=st.integers(0, 13),
    limit=st.integers(1, 6),
)
def test_whoever_reads_page_by_page_misses_nothing_and_gets_nothing_twice(
    filled: Database, sessions: list[int], gone: list[int], since: int, limit: int
) -> None:
    with filled.engine.connect() as connection, connection.begin():
        connection.execute(metadata.tables["workout_session"].delete())
        connection.execute(metadata.tables["deleted_session"].delete())
    plant_all(
        filled,
        *[("workout_session", {"id": f"live-{n}", "change_seq": seq}) for n, seq in enumerate(sessions)],
        *[("deleted_session", {"id": f"gone-{n}", "change_seq": seq}) for n, seq in enumerate(gone)],
    )
    whole = page(filled, since=since)

    read: list[tuple[int, str, str]] = []
    position, more = since, True
    while more:
        part = page(filled, since=position, limit=limit)
        assert not {seq for seq, *_ in told(part)} & {seq for seq, *_ in read}
        read += told(part)
        position, more = part.seq, part.more

    assert read == told(whole)
    assert len(read) == sum(seq > since for seq in [1, *sessions, *gone])


def test_the_planted_receipt_is_one() -> None:
    assert msgspec.json.decode(RECEIPT, type=Receipt).kind is ReceiptKind.ASSIGNMENT
