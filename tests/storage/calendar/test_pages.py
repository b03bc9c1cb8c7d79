"""The calendar page by page."""

import pytest

from mesocycle.domain.permission import ALL, Scope
from mesocycle.domain.session.session import SessionStatus
from mesocycle.storage.calendar import pages
from mesocycle.storage.calendar.pages import Wanted, calendar_key
from mesocycle.storage.engine.database import Database
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
