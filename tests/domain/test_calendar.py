"""Calendars: secret addresses, and sessions as calendars show them."""

import pytest
from msgspec.structs import replace

from mesocycle.domain.calendar.address import MOST_FEEDS, NewCalendarFeed, Whose, check_feed
from mesocycle.domain.calendar.entry import CalendarEntry
from mesocycle.domain.people.act import Actor
from mesocycle.domain.people.user import Role
from mesocycle.domain.refusal import NotPermitted
from mesocycle.domain.session.session import SessionStatus

ANN, TOM = Actor("ann", frozenset({Role.ATHLETE})), Actor("tom", frozenset({Role.TRAINER}))
ENTRY = CalendarEntry(
    user_id="ann",
    session_id="session-1",
    day="2026-01-05",
    time="07:00",
    status=SessionStatus.SCHEDULED,
    removed=False,
    started_at=None,
    duration_minutes=None,
    snapshot_hash=b"",
    changed_at="2026-01-05T09:00:00.000Z",
    changes=0,
)


def test_a_calendar_of_athletes_is_for_trainers_and_one_s_own_for_everybody() -> None:
    check_feed(NewCalendarFeed(), ANN, 0)
    check_feed(NewCalendarFeed(whose=Whose.ATHLETES), TOM, 0)

    with pytest.raises(NotPermitted, match="trainer"):
        check_feed(NewCalendarFeed(whose=Whose.ATHLETES), ANN, 0)


def test_nobody_has_more_good_addresses_than_anybody_needs() -> None:
    check_feed(NewCalendarFeed(), ANN, MOST_FEEDS - 1)

    with pytest.raises(NotPermitted, match=str(MOST_FEEDS)):
        check_feed(NewCalendarFeed(), ANN, MOST_FEEDS)


def test_a_session_has_one_name_for_ever_and_no_two_have_the_same() -> None:
    moved = replace(ENTRY, day="2026-02-01", time=None, status=SessionStatus.COMPLETED, changes=4)

    assert moved.uid == ENTRY.uid
    assert len({ENTRY.uid, replace(ENTRY, session_id="session-2").uid, replace(ENTRY, user_id="bob").uid}) == 3


@pytest.mark.parametrize(
    ("status", "removed", "title", "cancelled"),
    [
        (SessionStatus.SCHEDULED, False, "Squat day", False),
        (SessionStatus.COMPLETED, False, "Squat day (done)", False),
        (SessionStatus.IN_PROGRESS, False, "Squat day (in progress)", False),
        (SessionStatus.SKIPPED, False, "Squat day (skipped)", True),
        (SessionStatus.CANCELLED, False, "Squat day (cancelled)", True),
        (SessionStatus.SCHEDULED, True, "Squat day (removed)", True),
    ],
)
def test_the_title_says_what_became_of_it_and_what_is_off_keeps_no_time_free(
    status: SessionStatus, removed: bool, title: str, cancelled: bool
) -> None:
    entry = replace(ENTRY, status=status, removed=removed)

    assert (entry.title("Squat day"), entry.cancelled) == (title, cancelled)
