"""Tags: one's own words, on what one sees, seen by nobody else."""

import pytest

from mesocycle.actions.library.put_tags import put_tags
from mesocycle.actions.plans.add_exercise import add_exercise
from mesocycle.actions.plans.delete_routine import delete_routine
from mesocycle.domain.plan.keeping import Tags, TagSubject
from mesocycle.domain.plan.library import NewExercise
from mesocycle.domain.refusal import DocumentNotValid, NotFound
from mesocycle.storage.engine.database import Database
from mesocycle.storage.plans import tags
from tests.arrange import a_routine, a_user, an_act

SQUAT = "squat.barbell-back"


def test_tags_that_are_put_are_all_there_are(db: Database) -> None:
    ann = a_user(db)
    put_tags(db, TagSubject.EXERCISE, SQUAT, Tags(tags=("heavy", "home")), an_act(ann))

    put = put_tags(db, TagSubject.EXERCISE, SQUAT, Tags(tags=("Knee  friendly", "heavy")), an_act(ann))

    with db.read() as read:
        found = tags.of_user(read, ann.id, TagSubject.EXERCISE)
        heavy = tags.tagged_with(read, ann.id, TagSubject.EXERCISE, "HEAVY")
    assert put.tags == ("heavy", "Knee friendly")
    assert found == {SQUAT: put.tags}
    assert heavy == {SQUAT}


def test_tags_are_seen_by_who_put_them_alone(db: Database) -> None:
    ann, ben = a_user(db), a_user(db, "ben")

    put_tags(db, TagSubject.EXERCISE, SQUAT, Tags(tags=("heavy",)), an_act(ann))

    with db.read() as read:
        assert tags.of_user(read, ben.id, TagSubject.EXERCISE) == {}
        assert tags.on(read, ann.id, TagSubject.EXERCISE, SQUAT) == ("heavy",)


def test_what_is_not_in_sight_gets_no_tag(db: Database) -> None:
    ann, ben = a_user(db), a_user(db, "ben")
    lift = add_exercise(db, NewExercise(name="Anvil lift", kind="strength"), an_act(ben))
    routine = a_routine(db, ben)

    for kind, subject in (
        (TagSubject.EXERCISE, lift.id),
        (TagSubject.ROUTINE, routine.parent_routine_id),
        (TagSubject.KEPT, "none"),
    ):
        with pytest.raises(NotFound):
            put_tags(db, kind, subject, Tags(tags=("x",)), an_act(ann))


def test_what_is_no_tag_is_refused_and_the_others_stay(db: Database) -> None:
    ann = a_user(db)
    put_tags(db, TagSubject.EXERCISE, SQUAT, Tags(tags=("heavy",)), an_act(ann))

    with pytest.raises(DocumentNotValid):
        put_tags(db, TagSubject.EXERCISE, SQUAT, Tags(tags=("a, b",)), an_act(ann))

    with db.read() as read:
        assert tags.on(read, ann.id, TagSubject.EXERCISE, SQUAT) == ("heavy",)


def test_a_routine_that_is_deleted_takes_its_tags_along(db: Database) -> None:
    ann = a_user(db)
    routine = a_routine(db, ann).parent_routine_id
    put_tags(db, TagSubject.ROUTINE, routine, Tags(tags=("old",)), an_act(ann))

    delete_routine(db, routine, an_act(ann))

    with db.read() as read:
        assert tags.of_user(read, ann.id, TagSubject.ROUTINE) == {}
