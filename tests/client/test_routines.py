"""Routines, drafts and exercises by the client."""

import hashlib
import io

import pytest

from mesocycle.client import KeptKind, NewExercise, NewKeptPart, Refused, TagSubject
from mesocycle.storage.engine.database import Database
from tests.arrange import a_routine_file, a_trainer, a_user
from tests.client.conftest import ClientOf
from tests.formats.documents.painting import a_picture


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


def test_a_picture_goes_there_and_comes_back(db: Database, client_of: ClientOf) -> None:
    client = client_of(a_user(db))
    lift = client.exercises.add(NewExercise(name="Anvil lift", kind="strength"))

    put = client.exercises.put_picture(lift.exercise_variant_id, io.BytesIO(a_picture()))
    got = io.BytesIO()
    length = client.exercises.picture(lift.exercise_variant_id, got)
    gone = client.exercises.take_picture_away(lift.exercise_variant_id)

    assert put.picture is not None
    assert hashlib.sha256(got.getvalue()).hexdigest() == put.picture.sha256
    assert length == len(got.getvalue())
    assert gone == lift


def test_what_is_kept_is_put_into_a_draft(db: Database, client_of: ClientOf) -> None:
    client = client_of(a_user(db))
    draft = client.drafts.begin(document=a_routine_file())
    kept = client.kept_parts.keep(NewKeptPart(kind=KeptKind.SECTION, content={"name": "Core"}))

    longer = client.kept_parts.insert(draft.id, kept.id, revision=1, workout=0)

    assert longer.document["workouts"][0]["sections"][-1] == {"name": "Core"}
    assert list(client.kept_parts.every(kind=KeptKind.SECTION)) == [client.kept_parts.get(kept.id)]
    client.kept_parts.remove(kept.id)
    assert list(client.kept_parts.every()) == []
