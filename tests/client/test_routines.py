"""Routines, drafts and exercises by the client."""

import pytest

from mesocycle.client import Refused, TagSubject
from mesocycle.storage.engine.database import Database
from tests.arrange import a_routine_file, a_trainer, a_user
from tests.client.conftest import ClientOf


def test_a_version_made_from_one_that_is_no_longer_the_latest_is_refused(db: Database, client_of: ClientOf) -> None:
    client = client_of(a_user(db))
    first = client.routines.create(a_routine_file())

    second = client.routines.publish(first.parent_routine_id, a_routine_file(changeNote="heavier"))

    assert second.version == 2
    assert [each.parent_routine_id for each in client.routines.every(search="squ")] == [first.parent_routine_id]
    with pytest.raises(Refused):
        client.routines.latest("nowhere")


def test_a_draft_goes_all_the_way(db: Database, client_of: ClientOf) -> None:
    tom, otto = client_of(a_trainer(db)), client_of(a_trainer(db, "otto"))
    draft = tom.drafts.begin(document=a_routine_file())
    tom.drafts.share(draft.id, "otto@example.org")
    saved = otto.drafts.save(draft.id, a_routine_file(name="Squats by Otto"), revision=draft.revision)
    state = tom.drafts.attend(draft.id)
    tom.drafts.unshare(draft.id, "otto")

    published = tom.drafts.publish(draft.id, revision=saved.revision, note="First.")
    again = tom.drafts.begin(version_id=published.id)

    assert (state.saved_by_name, state.revision) == ("Otto", 2)
    assert (published.name, published.change_note) == ("Squats by Otto", "First.")
    assert (tom.drafts.check(again.id).errors, [each.id for each in tom.drafts.every()]) == ((), [again.id])
    tom.drafts.drop(again.id)
    assert list(tom.drafts.every()) == []


def test_a_workout_is_looked_at_by_the_client(db: Database, client_of: ClientOf) -> None:
    tom = client_of(a_trainer(db))

    shown = tom.workout_previews.look(a_routine_file()["workouts"][0], week=2, duration=4)

    assert shown.workout is not None
    assert shown.workout.name == "Squat day"


def test_tags_are_put_and_found(db: Database, client_of: ClientOf) -> None:
    client = client_of(a_user(db))
    put = client.tags.put(TagSubject.EXERCISE, "squat.barbell-back", ["heavy"])

    assert client.tags.get(TagSubject.EXERCISE, "squat.barbell-back") == put
    assert list(client.tags.every()) == [put]
    assert [each.id for each in client.exercises.every(tag="heavy")] == ["squat.barbell-back"]
    assert list(client.routines.every(tag="heavy")) == []
