"""Creating routines: version 1, owned by who created it, nothing of it where a line is wrong."""

import pytest

from mesocycle.actions.plans.create_routine import create_routine
from mesocycle.domain.refusal import AlreadyExists, DocumentNotValid
from mesocycle.storage.engine.database import Database
from mesocycle.storage.plans import routines
from tests.arrange import NOW, a_routine, a_routine_file, a_user, an_act


def test_a_file_becomes_version_1_of_a_routine_of_its_creator(db: Database) -> None:
    ann = a_user(db, "ann")

    version = create_routine(db, a_routine_file(), an_act(ann))

    assert (version.version, version.is_latest, version.created_by, version.created_at) == (1, True, ann.id, NOW)
    with db.read() as read:
        assert routines.get_version(read, version.id) == version
        assert [routine.name for routine in routines.listed(read, visible_to=ann.id)] == ["Squats"]


def test_ids_that_a_file_brings_along_are_kept_and_taken_ones_refused(db: Database) -> None:
    ann, bob = a_user(db, "ann"), a_user(db, "bob")

    version = a_routine(db, ann, _id="squats-1", parentRoutineId="squats")

    assert (version.id, version.parent_routine_id) == ("squats-1", "squats")
    for taken in ({"_id": "squats-1"}, {"parentRoutineId": "squats"}):
        with pytest.raises(AlreadyExists):
            a_routine(db, bob, **taken)


def test_an_unknown_exercise_is_refused_with_its_path_and_the_nearest_names(db: Database) -> None:
    ann = a_user(db, "ann")
    raw = a_routine_file()
    raw["workouts"][0]["sections"][0]["exercises"][0]["name"] = "Bakc squat"

    with pytest.raises(DocumentNotValid) as refused:
        create_routine(db, raw, an_act(ann))

    assert [error.path for error in refused.value.errors or ()] == ["workouts[0].sections[0].exercises[0].name"]
    assert "Back Squat" in refused.value.remedy
    with db.read() as read:
        assert routines.listed(read, visible_to=ann.id) == []
