"""The table of moves, what it allows and what it says where it does not."""

import pytest

from mesocycle.domain.refusal import MoveNotAllowed
from mesocycle.domain.session.session import SessionStatus
from mesocycle.domain.session.status import (
    MOVES,
    EventKind,
    Move,
    move,
    open_moves,
)

S = SessionStatus

ALLOWED = {
    (S.SCHEDULED, Move.START): S.IN_PROGRESS,
    (S.SCHEDULED, Move.COMPLETE): S.COMPLETED,
    (S.SCHEDULED, Move.SKIP): S.SKIPPED,
    (S.SCHEDULED, Move.CANCEL): S.CANCELLED,
    (S.IN_PROGRESS, Move.COMPLETE): S.COMPLETED,
    (S.IN_PROGRESS, Move.CANCEL): S.CANCELLED,
    (S.IN_PROGRESS, Move.PUT_BACK): S.SCHEDULED,
    (S.COMPLETED, Move.REOPEN): S.IN_PROGRESS,
    (S.SKIPPED, Move.START): S.IN_PROGRESS,
    (S.SKIPPED, Move.COMPLETE): S.COMPLETED,
    (S.SKIPPED, Move.PUT_BACK): S.SCHEDULED,
    (S.CANCELLED, Move.START): S.IN_PROGRESS,
    (S.CANCELLED, Move.COMPLETE): S.COMPLETED,
    (S.CANCELLED, Move.PUT_BACK): S.SCHEDULED,
}
EVERY_PAIR = [(status, by) for status in SessionStatus for by in Move]


@pytest.mark.parametrize(("status", "by"), EVERY_PAIR)
def test_exactly_the_moves_of_the_rules_are_allowed(status: SessionStatus, by: Move) -> None:
    if (status, by) in ALLOWED:
        assert move(status, by) is ALLOWED[status, by]
    else:
        with pytest.raises(MoveNotAllowed):
            move(status, by)


def test_a_refused_move_names_the_status_and_the_moves_that_are_open() -> None:
    with pytest.raises(MoveNotAllowed) as refused:
        move(S.IN_PROGRESS, Move.SKIP)

    assert "in-progress" in refused.value.sentence
    assert refused.value.remedy == "Open from in-progress: complete or cancel or put-back."
    assert refused.value.facts == {
        "status": "in-progress",
        "move": "skip",
        "open": ["complete", "cancel", "put-back"],
    }


@pytest.mark.parametrize("status", SessionStatus)
def test_no_status_is_a_dead_end(status: SessionStatus) -> None:
    assert open_moves(status)


def test_each_move_writes_an_event_of_its_own_kind() -> None:
    kinds = [by.event for by in Move]

    assert len(set(kinds)) == len(Move)
    assert Move.PUT_BACK.event is EventKind.PUT_BACK


def test_the_table_cannot_be_changed_while_the_program_runs() -> None:
    with pytest.raises(TypeError):
        MOVES[S.COMPLETED][Move.SKIP] = S.SKIPPED  # type: ignore[index]  # the very thing that must fail
