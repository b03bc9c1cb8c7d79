"""Rows of sessions: what stands on the calendar, what happened to it, what was removed, what was done."""

import hashlib
from collections.abc import Callable
from functools import partial

import pytest
from msgspec import Raw

from mesocycle.domain.document import encode
from mesocycle.domain.log.rows import performed_rows
from mesocycle.domain.people.caller import CalledBy
from mesocycle.domain.people.user import User
from mesocycle.domain.permission import Scope
from mesocycle.domain.plan.lines import Lines
from mesocycle.domain.refusal import AlreadyExists, NotFound, SessionRemoved
from mesocycle.domain.session.session import RemovalReason, SessionStatus
from mesocycle.domain.session.status import EventKind
from mesocycle.domain.session.stored_log import get_snapshot
from mesocycle.storage.engine.database import Database, Read, Write
from mesocycle.storage.sessions import (
    changes,
    events,
    own,
    performed_sets,
    removals,
    sessions,
    successors,
    tombstones,
    whole,
)
from mesocycle.storage.sessions.removals import Removal
from mesocycle.storage.sessions.whole import WholeSession
from tests.actions.training import a_log, ann_trains, rows_of
from tests.api.conftest import a_secret
from tests.arrange import NOW, a_user, an_act

S = SessionStatus


def removed(db: Database, ann: User, assignment: str) -> set[str]:
    """Remove what is scheduled of an assignment, as a cancellation does."""
    gone = Removal(assignment_id=assignment, reason=RemovalReason.CANCELLED, receipt_id=None, today="2026-01-13")
    return db.write("ann", an_act(ann), lambda write: removals.remove_scheduled({"ann": write}, {"ann": gone}))["ann"]


def changed(db: Database, ann: User, session_id: str, was: list[S], **values: object) -> bool:
    """Change a session that still has one of the statuses, and tell whether it had."""

    def change(write: Write) -> bool:
        return changes.change(write, session_id, was, values) is not None

    return db.write("ann", an_act(ann), change)


def write(db: Database, ann: User, do: Callable[[Write], object]) -> None:
    db.write("ann", an_act(ann), do)


def test_a_change_is_made_only_where_the_status_still_is_what_was_read(db: Database) -> None:
    ann, _, (first, *_) = ann_trains(db)

    assert changed(db, ann, first, [S.SCHEDULED], status=S.IN_PROGRESS.value)
    assert not changed(db, ann, first, [S.SCHEDULED], status=S.SKIPPED.value)

    with db.read() as read:
        assert sessions.get(read, "ann", first).status is S.IN_PROGRESS


def test_nobody_finds_a_session_under_another_user_or_out_of_scope(db: Database) -> None:
    _, _, (first, *_) = ann_trains(db)
    a_user(db, "bob")

    with db.read() as read:
        assert sessions.find(read, "bob", first) is None
        with pytest.raises(NotFound):
            sessions.get(read, "bob", first)
        with pytest.raises(NotFound):
            sessions.get(read, "ann", first, Scope(assigned_by="tom"))


def test_sessions_between_two_days_count_on_the_day_they_were_done(db: Database) -> None:
    ann, _, (first, second, *_) = ann_trains(db)
    changed(db, ann, first, [S.SCHEDULED], status=S.COMPLETED.value, performed_date="2026-01-12")

    with db.read() as read:
        found = sessions.between(read, "ann", "2026-01-12", "2026-01-12")
        ending = sessions.ids_ending(read, "ann", first[-6:])
        only = sessions.several(read, "ann", [first, "nowhere"])

    assert {each.id for each in found} == {first, second}
    assert ending == [first]
    assert [each.id for each in only] == [first]


def test_exactly_what_is_scheduled_is_removed_and_what_is_overdue_is_told(db: Database) -> None:
    ann, _, (first, second, *rest) = ann_trains(db)
    changed(db, ann, first, [S.SCHEDULED], status=S.SKIPPED.value)
    with db.read() as read:
        assignment = sessions.get(read, "ann", first).routine_assignment_id

    assert removed(db, ann, assignment) == {second, *rest}

    with db.read() as read:
        stones = tombstones.of_assignment(read, "ann", assignment)
        assert (stones[0].session.id, stones[0].overdue) == (second, True)
        assert whole.standing(read, "ann", [first, second]) == {first}
        assert whole.removed(read, "ann", [first, second]) == {second}
        with pytest.raises(SessionRemoved):
            sessions.get(read, "ann", second)


def test_what_was_removed_comes_back_byte_for_byte_with_an_event_that_says_why(db: Database) -> None:
    ann, _, (first, *_) = ann_trains(db)
    changed(db, ann, first, [S.SCHEDULED], notes="Bring the belt.")
    with db.read() as read:
        before = sessions.get(read, "ann", first)
    removed(db, ann, before.routine_assignment_id)
    back = {first: "event-1"}

    revived = db.write("ann", an_act(ann), lambda write: tombstones.revive(write, back, reason="late work"))

    with db.read() as read:
        after = sessions.get(read, "ann", first)
        assert tombstones.find(read, "ann", first) is None
        (event,) = (one for one in events.of_session(read, "ann", first) if one.kind is EventKind.REVIVED)
    assert revived == {first}
    assert (after.notes, bytes(after.workout_snapshot)) == (before.notes, bytes(before.workout_snapshot))
    assert event.reason == "late work"


def test_history_is_told_page_by_page_and_who_moved_it_last_is_known(db: Database) -> None:
    ann, _, (first, *_) = ann_trains(db)
    with db.read() as read:
        before = sessions.get(read, "ann", first)
    for number, kind in enumerate((EventKind.NOTED, EventKind.NOTED, EventKind.NOTED)):
        write(
            db,
            ann,
            partial(events.add, event_id=f"e{number}", kind=kind, before=before, after=before),
        )

    with db.read() as read:
        (one, two) = events.page(read, "ann", first, None, 2)
        (three,) = events.page(read, "ann", first, two.key, 2)
        latest = events.latest_move(read, "ann", first)

    assert [each.event.id for each in (one, two, three)] == ["e0", "e1", "e2"]
    assert latest is None


@pytest.mark.parametrize("apart", [False, True])
def test_a_caller_gets_their_own_session_and_nobody_else_s_by_one_statement_or_apart(
    db: Database, monkeypatch: pytest.MonkeyPatch, apart: bool
) -> None:
    monkeypatch.setattr(Read, "is_spread", apart)  # the way of machines that know each other, on one
    _, _, (first, *_) = ann_trains(db)
    bob = a_user(db, "bob")
    hashed = {name: _hash(a_secret(db, name)) for name in ("ann", bob.id)}

    with db.read() as read:
        hers = own.find(read, CalledBy.TOKEN, hashed["ann"], first, NOW)
        his = own.find(read, CalledBy.TOKEN, hashed["bob"], first, NOW)
        nobodys = own.find(read, CalledBy.TOKEN, b"made up", first, NOW)

    assert hers is not None
    assert his is not None
    assert (hers.session and hers.session.id, his.session, nobodys) == (first, None, None)


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


def test_the_rows_of_a_session_are_those_written_last_and_no_other_session_s(db: Database) -> None:
    ann, _, (first, second, *_) = ann_trains(db)
    with db.read() as read:
        lines = Lines(get_snapshot(sessions.get(read, "ann", first)))
    rows = list(performed_rows(a_log(), lines, {}))

    write(db, ann, lambda write: performed_sets.add(write, [(second, "2026-01-12", row) for row in rows]))
    for day in ("2026-01-05", "2026-01-06"):
        told = [(first, day, row) for row in rows]
        write(db, ann, partial(performed_sets.write_all, session_ids=[first], rows=told))

    assert [row[1] for row in rows_of(db, first)] == ["2026-01-06"]
    assert [row[1] for row in rows_of(db, second)] == ["2026-01-12"]


def test_a_session_brought_whole_is_there_as_it_was_and_its_id_is_taken(db: Database) -> None:
    ann, _, (first, *_) = ann_trains(db)
    with db.read() as read:
        session = sessions.get(read, "ann", first)
    other = type(session)(
        **{name: getattr(session, name) for name in session.__struct_fields__}
        | {"id": "brought", "performance_log": Raw(b'{ "sections" : [] }'), "status": S.COMPLETED}
    )
    write(db, ann, lambda write: whole.add(write, [WholeSession(session=other, seq=1)]))

    with db.read() as read:
        assert encode(sessions.get(read, "ann", "brought")) == encode(other)
        assert sessions.taken_ids(read, "ann", ["brought", "free"]) == {"brought"}
        with pytest.raises(AlreadyExists):
            sessions.require_free(read, "ann", "brought")


def test_nothing_stands_in_the_place_of_a_session_that_nothing_replaced(db: Database) -> None:
    _, _, (first, *_) = ann_trains(db)

    with db.read() as read:
        assert successors.same_day(read, sessions.get(read, "ann", first)) == []
