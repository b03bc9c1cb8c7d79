"""The change feed and offline work: what stands in them, and what brings a removed session back."""

import pytest
from msgspec import Raw
from msgspec.structs import replace

from mesocycle.domain.document import encode
from mesocycle.domain.reading.strict import read
from mesocycle.domain.refusal import DocumentNotValid
from mesocycle.domain.session.session import SessionStatus
from mesocycle.domain.session.status import OperationKind
from mesocycle.domain.sync.feed import Change, ChangeKind, ChangePage
from mesocycle.domain.sync.late_work import GIVEN_UP, revives
from mesocycle.domain.sync.operations import Operation, check_operation

START = Operation(
    id="op-1", seen_seq=7, session_id="session-1", kind=OperationKind.START, at="2026-01-05T17:00:00.000Z", body={}
)


def test_a_document_goes_through_the_feed_byte_for_byte() -> None:
    foreign = b'{ "a" : 1.0, "a":null }'
    page = ChangePage(
        epoch="e", changes=(Change(seq=1, kind=ChangeKind.SESSION, document=Raw(foreign)),), seq=1, more=False
    )

    assert foreign in encode(page)
    assert b"fromStart" not in encode(page)


def test_within_one_position_an_assignment_comes_before_its_sessions_and_a_removal_before_what_takes_its_place() -> (
    None
):
    assert list(ChangeKind)[:3] == [ChangeKind.ASSIGNMENT, ChangeKind.TOMBSTONE, ChangeKind.SESSION]


@pytest.mark.parametrize(
    ("wrong", "path"),
    [
        ({"id": "a b"}, "_id"),
        ({"session_id": ""}, "sessionId"),
        ({"at": "yesterday"}, "at"),
        ({"at": "1969-12-31T23:59:59.999Z"}, "at"),
    ],
)
def test_an_operation_whose_id_or_clock_can_not_be_is_refused_with_the_place(wrong: dict[str, str], path: str) -> None:
    check_operation(START)

    with pytest.raises(DocumentNotValid) as no:
        check_operation(replace(START, **wrong))

    assert [error.path for error in no.value.errors or ()] == [path]


def test_a_wrong_id_does_not_keep_the_rest_of_a_batch_from_being_read() -> None:
    assert read(encode(replace(START, id="a b")), Operation).id == "a b"


def test_work_or_a_decision_about_it_brings_a_removed_session_back_and_another_day_or_a_note_does_not() -> None:
    brought = {kind for kind in OperationKind if revives(kind, seen_seq=7, removed_seq=8)}

    assert brought == set(OperationKind) - {
        OperationKind.PUT_BACK,
        OperationKind.REOPEN,
        OperationKind.RESCHEDULE,
        OperationKind.NOTE,
        OperationKind.ADD,
    }


def test_nothing_comes_back_for_a_device_that_had_seen_the_removal() -> None:
    assert not any(revives(kind, seen_seq=8, removed_seq=8) for kind in OperationKind)


def test_given_up_is_what_others_said_will_not_be_done() -> None:
    assert {SessionStatus.SKIPPED, SessionStatus.CANCELLED} == GIVEN_UP
