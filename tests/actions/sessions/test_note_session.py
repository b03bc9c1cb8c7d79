"""Noting: what a trainer may do with a session too."""

from mesocycle.actions.sessions.note_session import note_session
from mesocycle.storage.engine.database import Database
from tests.actions.training import ann_trains, before, history
from tests.arrange import a_coaching, a_trainer, an_act


def test_notes_are_kept_in_the_event_when_others_take_their_place(db: Database) -> None:
    ann, act, (first, *_) = ann_trains(db)
    tom = a_trainer(db)
    a_coaching(db, tom, ann)
    note_session(db, "ann", first, "Keep the back straight.", an_act(tom))

    assert note_session(db, "ann", first, " ", act).notes is None
    assert before(history(db, first)[-1]) == {"notes": "Keep the back straight."}
