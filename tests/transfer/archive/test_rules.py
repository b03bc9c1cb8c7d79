"""What an archived session may say in words of its own."""

import pytest
from msgspec import Raw

from mesocycle.domain.archive.archive import ArchivedSession, ArchivedTombstone
from mesocycle.domain.session.session import RemovalReason, Tombstone
from mesocycle.transfer.archive.rules import why_unkeepable
from tests.builders import a_session

DEEP = b'{"far":' + b"[" * 300 + b"]" * 300 + b"}"


def test_a_session_made_here_or_brought_from_elsewhere_says_nothing_odd() -> None:
    foreign = b'{"names":["_id","tags","userId"],"fields":{"tags":[ "a" ,"b"]},"said":{"userId":"u1"}}'

    assert why_unkeepable(ArchivedSession(seq=1, session=a_session())) is None
    assert why_unkeepable(ArchivedSession(seq=1, session=a_session(), foreign=Raw(foreign))) is None


def test_a_snapshot_that_no_form_could_hold_is_told() -> None:
    assert why_unkeepable(ArchivedSession(seq=1, session=a_session(workout_snapshot=Raw(DEEP)))) == (
        "it is nested too deeply"
    )


@pytest.mark.parametrize(
    ("foreign", "why"),
    [
        (b'{"names":["far"],"fields":{"far":' + DEEP + b"}}", "nested too deeply"),
        (b"5", "in no form of ours"),
        (b'{"names":"far"}', "in no form of ours"),
        (b'{"names":["status"],"said":{"status":5}}', "in no form of ours"),
        (b'{"names":["far"],"said":{"far":5}}', "in no form of ours"),
    ],
)
def test_fields_that_could_not_be_given_back_are_told_of_sessions_and_tombstones(foreign: bytes, why: str) -> None:
    session = a_session()
    removed = Tombstone(session=session, removed_at=session.updated_at, reason=RemovalReason.REPLACED, overdue=False)

    of_session = why_unkeepable(ArchivedSession(seq=1, session=session, foreign=Raw(foreign)))
    of_tombstone = why_unkeepable(ArchivedTombstone(seq=1, tombstone=removed, foreign=Raw(foreign)))

    assert of_session is not None
    assert why in of_session
    assert of_tombstone == of_session
