"""Ending: by either side, at once, also of an open invitation."""

import pytest

from mesocycle.actions.people.end_coaching import end_coaching
from mesocycle.actions.people.invite_athlete import invite_athlete
from mesocycle.domain.people.user import CoachingStatus
from mesocycle.domain.permission import Deed
from mesocycle.domain.refusal import NotFound
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import coachings
from tests.arrange import a_coaching, a_trainer, a_user, an_act, an_actor


@pytest.mark.parametrize("who", ["athlete", "trainer"])
def test_after_the_end_by_either_the_trainer_sees_nothing(db: Database, who: str) -> None:
    ann, tom = a_user(db, "ann"), a_trainer(db)
    a_coaching(db, tom, ann)
    ender, other = (ann, tom) if who == "athlete" else (tom, ann)

    ended = end_coaching(db, other.id, an_act(ender))

    assert ended.status is CoachingStatus.ENDED
    with db.read() as read, pytest.raises(NotFound):
        coachings.permit(read, an_actor(tom), ann.id, Deed.SEE)


def test_an_invitation_is_declined_by_ending_it(db: Database) -> None:
    ann, tom = a_user(db, "ann"), a_trainer(db)
    invite_athlete(db, ann.id, an_act(tom))

    assert end_coaching(db, tom.id, an_act(ann)).status is CoachingStatus.ENDED


def test_what_has_ended_does_not_end_again(db: Database) -> None:
    ann, tom = a_user(db, "ann"), a_trainer(db)
    a_coaching(db, tom, ann)
    end_coaching(db, tom.id, an_act(ann))

    with pytest.raises(NotFound):
        end_coaching(db, tom.id, an_act(ann))
