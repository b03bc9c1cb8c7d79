"""The calendar page by page."""

from collections.abc import Collection, Sequence

import pytest
from msgspec import Raw

from mesocycle.domain.permission import ALL, Scope
from mesocycle.domain.session.session import SessionStatus
from mesocycle.storage.calendar import pages
from mesocycle.storage.calendar.pages import Wanted, calendar_key
from mesocycle.storage.engine.database import Database, Read
from mesocycle.storage.plans.kept_bodies import BODIES
from mesocycle.storage.tables.training import workout_session
from tests.actions.training import ann_trains
from tests.arrange import the_status


@pytest.mark.parametrize("limit", [1, 3, 9])
def test_page_after_page_gives_every_session_once_by_day_time_and_id(db: Database, limit: int) -> None:
    _, _, ids = ann_trains(db)
    told: list[str] = []
    after = None

    with db.read() as read:
        while page := pages.summaries(read, "ann", Wanted(), after, limit, scope=ALL):
            told += [each.id for each in page]
            after = calendar_key(page[-1])

    assert told == ids


def test_what_is_asked_for_is_given_whole_or_as_summaries_alike(db: Database) -> None:
    _, _, (first, *_) = ann_trains(db)
    the_status(db, "ann", first, SessionStatus.SKIPPED)
    for wanted, many in (
        (Wanted(statuses=[SessionStatus.SKIPPED]), 1),
        (Wanted(first="2026-01-12", last="2026-01-19"), 2),
        (Wanted(routine_id="routine-1"), 4),
        (Wanted(routine_id="other"), 0),
    ):
        with db.read() as read:
            whole, _ = pages.whole(read, "ann", wanted, None, 9)
            short = pages.summaries(read, "ann", wanted, None, 9)
        assert [each.id for each in whole] == [each.id for each in short]
        assert len(whole) == many


def test_nobody_reads_another_s_calendar_or_beyond_their_scope(db: Database) -> None:
    ann_trains(db)

    with db.read() as read:
        assert pages.whole(read, "bob", Wanted(), None, 9) == ([], False)
        assert pages.whole(read, "ann", Wanted(), None, 9, scope=Scope(assigned_by="tom")) == ([], False)


@pytest.mark.parametrize("most_bytes", [1, 10**9])
def test_going_through_all_gives_each_session_once_however_few_are_held_at_a_time(
    db: Database, monkeypatch: pytest.MonkeyPatch, most_bytes: int
) -> None:
    _, _, ids = ann_trains(db)
    monkeypatch.setattr(pages, "MOST_PAGE_BYTES", most_bytes)

    with db.read() as read:
        told = [each.id for each in pages.each(read, "ann", Wanted())]
        nothing = list(pages.each(read, "bob", Wanted()))

    assert told == ids
    assert nothing == []


def test_sessions_without_their_snapshots_are_damage_and_hold_up_no_other(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, _, ids = ann_trains(db)
    given = BODIES.of
    monkeypatch.setattr(pages, "_AT_A_TIME", 1)
    asked = list(reversed(ids))

    def all_but_the_first(read: Read, hashes: Collection[bytes]) -> dict[bytes, Raw]:
        found = given(read, hashes)
        return {} if asked.pop() == ids[0] else found

    monkeypatch.setattr(BODIES, "of", all_but_the_first)
    with db.read() as read:
        told = [each.id for each in pages.each(read, "ann", Wanted())]
    monkeypatch.setattr(BODIES, "of", lambda *_: {})
    with db.read() as read:
        nothing = list(pages.each(read, "ann", Wanted()))

    assert told == ids[1:]
    assert nothing == []


def test_of_a_page_that_gets_long_only_the_logs_that_fit_are_given(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, _, ids = ann_trains(db)
    log = '{"sections":[],"more":"' + "x" * 1_000 + '"}'
    with db.engine.connect() as connection, connection.begin():
        connection.execute(workout_session.update().values(performance_log=log))
    monkeypatch.setattr(pages, "MOST_PAGE_BYTES", 2 * len(log))
    heard: list[int] = []

    def hear(sizes: Sequence[int]) -> int:
        heard.append(len(sizes))
        return len(sizes)

    monkeypatch.setattr(pages, "page_length", hear)

    with db.read() as read:
        found, more = pages.whole(read, "ann", Wanted(), None, len(ids))

    assert heard == [2]
    assert [each.id for each in found] == ids[:2]
    assert more
