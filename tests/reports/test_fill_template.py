"""A template of messages, filled in as far as the trainer sees."""

import pytest

from mesocycle.actions.conversation.create_template import create_template
from mesocycle.domain.document import Id
from mesocycle.domain.people.message_template import NewMessageTemplate
from mesocycle.domain.people.user import Sees, User
from mesocycle.domain.refusal import NotFound
from mesocycle.reports.fill_template import fill_template
from mesocycle.storage.engine.database import Database
from tests.actions.training import ann_trains
from tests.arrange import a_coaching, a_trainer, an_act


def kept(db: Database, tom: User) -> Id:
    """Let a trainer keep a template."""
    text = "{athlete}, how was {session} on {day}?"
    return create_template(db, NewMessageTemplate(name="Hello", text=text), an_act(tom)).id


def test_a_template_is_filled_in_for_an_athlete_and_a_session(db: Database) -> None:
    ann, _, (first, *_) = ann_trains(db)
    tom = a_trainer(db)
    a_coaching(db, tom, ann)
    template = kept(db, tom)

    whole = fill_template(db, "ann", template, an_act(tom), session_id=first, day_words=lambda day: f"the {day}")
    without = fill_template(db, "ann", template, an_act(tom))

    assert whole.text == "Ann, how was Squat day on the 2026-01-05?"
    assert without.text == "Ann, how was on?"


def test_nothing_is_filled_in_of_what_the_trainer_does_not_see(db: Database) -> None:
    ann, _, (first, *_) = ann_trains(db)
    tom, sue = a_trainer(db), a_trainer(db, "sue")
    a_coaching(db, tom, ann, sees=Sees.ASSIGNED)
    act = an_act(tom)

    with pytest.raises(NotFound):
        fill_template(db, "ann", kept(db, tom), act, session_id=first)
    with pytest.raises(NotFound):
        fill_template(db, "ann", kept(db, sue), an_act(sue))
