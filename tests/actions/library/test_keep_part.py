"""Workouts and sections kept, put into drafts, kept no more."""

import pytest

from mesocycle.actions.drafts.begin_draft import begin_draft
from mesocycle.actions.drafts.publish_draft import publish_draft
from mesocycle.actions.drafts.save_draft import save_draft
from mesocycle.actions.library.insert_part import insert_part
from mesocycle.actions.library.keep_part import keep_part, remove_part
from mesocycle.actions.library.put_tags import put_tags
from mesocycle.domain.plan.draft import DraftPublication, NewDraft, SavedDraft
from mesocycle.domain.plan.keeping import KeptInsertion, KeptKind, NewKeptPart, Tags, TagSubject
from mesocycle.domain.refusal import DocumentNotValid, DraftSavedMeanwhile, NotFound
from mesocycle.storage.engine.database import Database
from mesocycle.storage.plans import kept_parts, tags
from mesocycle.storage.upkeep.verify import verify
from tests.arrange import a_routine, a_routine_file, a_user, an_act


def test_a_workout_of_a_version_is_kept_and_published_in_another_routine(db: Database) -> None:
    ann = a_user(db)
    act, version = an_act(ann), a_routine(db, ann)
    kept = keep_part(db, NewKeptPart(kind=KeptKind.WORKOUT, routine_version_id=version.id, workout=0, name="Day"), act)
    draft = begin_draft(db, NewDraft(document={**a_routine_file(name="Another"), "workouts": []}), act)

    longer = insert_part(db, draft.id, KeptInsertion(revision=1, kept_part_id=kept.id), act)
    published = publish_draft(db, draft.id, DraftPublication(revision=longer.revision), act)

    (workout,), (first, *_) = published.workouts, version.workouts
    assert (kept.name, workout.name) == ("Day", first.name)
    assert workout.id != first.id
    with db.read() as read:
        assert verify(read).sound


def test_a_section_of_a_draft_is_kept_and_put_into_a_workout_of_it_twice(db: Database) -> None:
    ann = a_user(db)
    act = an_act(ann)
    draft = begin_draft(db, NewDraft(document=a_routine_file()), act)
    new = NewKeptPart(kind=KeptKind.SECTION, routine_draft_id=draft.id, workout=0, section=0)
    kept = keep_part(db, new, act)

    once = insert_part(db, draft.id, KeptInsertion(revision=1, kept_part_id=kept.id, workout=0), act)
    twice = insert_part(db, draft.id, KeptInsertion(revision=2, kept_part_id=kept.id, workout=0), act)

    sections = [len(each.document["workouts"][0]["sections"]) for each in (draft, once, twice)]
    assert sections == [sections[0], sections[0] + 1, sections[0] + 2]
    publish_draft(db, draft.id, DraftPublication(revision=3), act)


def test_a_draft_that_was_saved_meanwhile_gets_nothing(db: Database) -> None:
    ann = a_user(db)
    act = an_act(ann)
    kept = keep_part(db, NewKeptPart(kind=KeptKind.WORKOUT, content={"name": "A"}), act)
    draft = begin_draft(db, NewDraft(document=a_routine_file()), act)
    save_draft(db, draft.id, SavedDraft(revision=1, document=a_routine_file(name="Changed")), act)

    with pytest.raises(DraftSavedMeanwhile):
        insert_part(db, draft.id, KeptInsertion(revision=1, kept_part_id=kept.id), act)


def test_what_somebody_keeps_nobody_else_sees_or_uses(db: Database) -> None:
    ann, ben = a_user(db), a_user(db, "ben")
    kept = keep_part(db, NewKeptPart(kind=KeptKind.WORKOUT, content={"name": "A"}), an_act(ann))
    draft = begin_draft(db, NewDraft(document=a_routine_file()), an_act(ben))

    with pytest.raises(NotFound):
        insert_part(db, draft.id, KeptInsertion(revision=1, kept_part_id=kept.id), an_act(ben))
    with pytest.raises(NotFound):
        remove_part(db, kept.id, an_act(ben))

    with db.read() as read:
        assert kept_parts.of_user(read, ann.id) == [kept]
        assert kept_parts.of_user(read, ben.id) == []


def test_what_is_kept_no_more_takes_its_tags_along(db: Database) -> None:
    ann = a_user(db)
    kept = keep_part(db, NewKeptPart(kind=KeptKind.WORKOUT, content={"name": "A"}), an_act(ann))
    put_tags(db, TagSubject.KEPT, kept.id, Tags(tags=("legs",)), an_act(ann))

    remove_part(db, kept.id, an_act(ann))

    with db.read() as read:
        assert kept_parts.of_user(read, ann.id) == []
        assert tags.of_user(read, ann.id, TagSubject.KEPT) == {}


@pytest.mark.parametrize(
    "new",
    [
        NewKeptPart(kind=KeptKind.WORKOUT),
        NewKeptPart(kind=KeptKind.WORKOUT, content={"name": "A"}, routine_version_id="v"),
        NewKeptPart(kind=KeptKind.WORKOUT, content={}),
        NewKeptPart(kind=KeptKind.SECTION, name="A", content={"exercises": 1}),
    ],
)
def test_what_can_not_be_kept_is_refused(db: Database, new: NewKeptPart) -> None:
    with pytest.raises(DocumentNotValid):
        keep_part(db, new, an_act(a_user(db)))
