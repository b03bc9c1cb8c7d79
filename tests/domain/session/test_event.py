"""One row of history."""

from msgspec import Raw

from mesocycle.domain.document import encode
from mesocycle.domain.session.event import Event
from mesocycle.domain.session.status import EventKind, Move


def test_what_stood_there_before_is_kept_byte_for_byte() -> None:
    stood = b'{ "weight" : 100.0 }'
    event = Event(
        id="e",
        session_id="s",
        kind=EventKind.CORRECTED,
        at="2026-01-05T18:00:00.000Z",
        by="ann",
        before=Raw(stood),
    )

    assert b'"before":' + stood in encode(event)
    assert b'"after"' not in encode(event)


def test_every_move_has_a_kind_of_its_own_and_other_kinds_are_no_moves() -> None:
    moves = {move.event for move in Move}

    assert len(moves) == len(Move)
    assert {EventKind.LOGGED, EventKind.CORRECTED, EventKind.NOTED, EventKind.SHIFTED}.isdisjoint(moves)
