"""A session and its tombstone, as documents."""

import msgspec
from msgspec import Raw
from msgspec.structs import replace

from mesocycle.domain.document import encode
from mesocycle.domain.reading.strict import read
from mesocycle.domain.session.session import RemovalReason, SessionStatus, Tombstone, WorkoutSession, standing
from tests.builders import SOME_INSTANT, a_session


def test_plan_and_deed_pass_through_unread_whatever_form_they_have() -> None:
    odd = b'{ "b":1.0,"a":null, "b":2 }'
    session = replace(a_session(), workout_snapshot=Raw(odd), performance_log=Raw(odd))

    again = msgspec.json.decode(encode(session), type=WorkoutSession)  # as the storage reads it

    assert bytes(again.workout_snapshot) == bytes(again.performance_log or b"") == odd


def test_a_tombstone_holds_the_whole_session_so_that_nothing_is_lost() -> None:
    session = a_session(notes="Bring the belt.", performance_log=Raw(b'{"sections":[]}'))

    stone = Tombstone(session=session, removed_at=SOME_INSTANT, reason=RemovalReason.REPLACED, overdue=False)

    assert encode(session) in encode(stone)
    assert encode(read(encode(stone), Tombstone)) == encode(stone)


def test_what_is_scheduled_for_a_day_now_past_is_overdue_and_nothing_else_is() -> None:
    stands = {status: standing(status, "2026-01-04", "2026-01-05") for status in SessionStatus}

    assert stands == {status: status.value for status in SessionStatus} | {SessionStatus.SCHEDULED: "overdue"}
    assert standing(SessionStatus.SCHEDULED, "2026-01-05", "2026-01-05") == "scheduled"
