"""Every move by its name does what the action of that move does."""

import pytest

from mesocycle.actions.sessions.cancel_session import cancel_session
from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.actions.sessions.move_session import move_session
from mesocycle.actions.sessions.skip_session import skip_session
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.refusal import DocumentNotValid, MoveNotAllowed
from mesocycle.domain.session.inputs import Skip
from mesocycle.domain.session.session import SessionStatus
from mesocycle.domain.session.status import MOVES, Move
from mesocycle.storage.engine.database import Database
from tests.actions.training import ann_trains

_SAID: dict[Move, dict[str, object]] = {Move.SKIP: {"reason": "travel"}, Move.PUT_BACK: {"discardLog": True}}


def _bring(db: Database, session_id: Id, status: SessionStatus, act: Act) -> None:
    match status:
        case SessionStatus.IN_PROGRESS:
            start_session(db, "ann", session_id, act)
        case SessionStatus.COMPLETED:
            complete_session(db, "ann", session_id, act)
        case SessionStatus.SKIPPED:
            skip_session(db, "ann", session_id, Skip(reason="illness"), act)
        case SessionStatus.CANCELLED:
            cancel_session(db, "ann", session_id, act)
        case SessionStatus.SCHEDULED:
            pass


@pytest.mark.parametrize("status", list(SessionStatus))
@pytest.mark.parametrize("by", list(Move))
def test_a_move_by_its_name_leads_where_the_table_says_and_is_refused_elsewhere(
    db: Database, status: SessionStatus, by: Move
) -> None:
    _, act, (session_id, *_) = ann_trains(db)
    _bring(db, session_id, status, act)

    if by in MOVES[status]:
        moved = move_session(db, "ann", session_id, by, _SAID.get(by, {}), act)
        assert moved.status is MOVES[status][by]
    else:
        with pytest.raises(MoveNotAllowed):
            move_session(db, "ann", session_id, by, _SAID.get(by, {}), act)


def test_what_is_said_with_a_move_is_read_as_strictly_as_its_document(db: Database) -> None:
    _, act, (session_id, *_) = ann_trains(db)

    with pytest.raises(DocumentNotValid, match="reason"):
        move_session(db, "ann", session_id, Move.SKIP, {"reason": "no such reason"}, act)
    with pytest.raises(DocumentNotValid, match="mood"):
        move_session(db, "ann", session_id, Move.REOPEN, {"mood": "fine"}, act)
