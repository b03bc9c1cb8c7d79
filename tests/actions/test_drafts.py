"""A draft is kept while it is written, by one or by several, and nobody's change is overwritten."""

from typing import Any

import pytest

from mesocycle.actions.drafts.attend_draft import attend_draft
from mesocycle.actions.drafts.begin_draft import begin_draft
from mesocycle.actions.drafts.draft_proposal import draft_proposal
from mesocycle.actions.drafts.drop_draft import drop_draft
from mesocycle.actions.drafts.publish_draft import publish_draft
from mesocycle.actions.drafts.save_draft import save_draft
from mesocycle.actions.drafts.share_draft import share_draft, unshare_draft
from mesocycle.actions.people.erase_account import erase_account
from mesocycle.actions.plans.archive_routine import archive_routine
from mesocycle.actions.plans.delete_routine import delete_routine
from mesocycle.actions.plans.publish_version import publish_version
from mesocycle.domain.people.user import User
from mesocycle.domain.plan.draft import DraftPublication, DraftShare, NewDraft, Presence, RoutineDraft, SavedDraft
from mesocycle.domain.plan.publishing.drafting import as_file
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.refusal import (
    AlreadyExists,
    DocumentNotValid,
    DraftSavedMeanwhile,
    NewerVersion,
    NotFound,
    NotPermitted,
    NotProposed,
    RoutineArchived,
)
from mesocycle.reports.propose_version import propose_version
from mesocycle.storage.engine.database import Database
from mesocycle.storage.plans import drafts, routines
from tests.arrange import a_routine, a_routine_file, a_trainer, a_user, an_act, an_actor
from tests.reports.two_versions import LATE, a_plan, runs, squats, train

LATER = "2026-01-05T09:00:15.000Z"
MUCH_LATER = "2026-01-05T09:00:30.000Z"


@pytest.fixture
def tom(db: Database) -> User:
    return a_trainer(db)


@pytest.fixture
def otto(db: Database) -> User:
    return a_trainer(db, "otto")


@pytest.fixture
def version(db: Database, tom: User) -> RoutineVersion:
    return a_routine(db, tom)


def _draft(db: Database, tom: User, version: RoutineVersion) -> RoutineDraft:
    return begin_draft(db, NewDraft(routine_version_id=version.id), an_act(tom))


def _shared(db: Database, tom: User, version: RoutineVersion) -> RoutineDraft:
    return share_draft(db, _draft(db, tom, version).id, DraftShare(email="otto@example.org"), an_act(tom))


def _renamed(draft: RoutineDraft, name: str) -> dict[str, Any]:
    return {**draft.document, "name": name}


def test_a_draft_of_a_version_says_what_the_version_says(db: Database, tom: User, version: RoutineVersion) -> None:
    draft = _draft(db, tom, version)

    exercise = draft.document["workouts"][0]["sections"][0]["exercises"][0]
    assert (draft.parent_routine_id, draft.based_on, draft.revision) == (version.parent_routine_id, version.id, 1)
    assert (exercise["_id"], exercise["sets"]) == (version.workouts[0].sections[0].exercises[0].id, "3x5 @ 100 kg")  # type: ignore[index]  # it has some


def test_a_draft_may_hold_what_is_wrong(db: Database, tom: User) -> None:
    draft = begin_draft(db, NewDraft(document={"name": " Half ", "workouts": [{"sections": "none"}]}), an_act(tom))

    saved = save_draft(db, draft.id, SavedDraft(revision=1, document={"duration": "many"}), an_act(tom, LATER))

    assert (draft.name, saved.name, saved.revision, saved.saved_at) == ("Half", "", 2, LATER)


@pytest.mark.parametrize("new", [NewDraft(), NewDraft(routine_version_id="x", document={})])
def test_it_is_said_once_what_a_draft_begins_with(db: Database, tom: User, new: NewDraft) -> None:
    with pytest.raises(DocumentNotValid):
        begin_draft(db, new, an_act(tom))


def test_a_draft_longer_than_a_routine_file_may_be_is_refused(db: Database, tom: User) -> None:
    with pytest.raises(DocumentNotValid, match="longer"):
        begin_draft(db, NewDraft(document={"name": "x" * 2_000_001}), an_act(tom))


def test_only_the_author_begins_a_draft_of_a_routine(db: Database, tom: User, otto: User) -> None:
    public = a_routine(db, tom, isPublic=True)

    with pytest.raises(NotPermitted):
        begin_draft(db, NewDraft(routine_version_id=public.id), an_act(otto))


def test_an_archived_routine_gets_no_draft(db: Database, tom: User, version: RoutineVersion) -> None:
    archive_routine(db, version.parent_routine_id, an_act(tom))

    with pytest.raises(RoutineArchived):
        _draft(db, tom, version)


def test_of_two_who_save_from_one_revision_the_second_is_refused_and_told_whose_is_there(
    db: Database, tom: User, otto: User, version: RoutineVersion
) -> None:
    draft = _shared(db, tom, version)
    save_draft(db, draft.id, SavedDraft(revision=1, document=_renamed(draft, "Otto's")), an_act(otto, LATER))

    with pytest.raises(DraftSavedMeanwhile) as no:
        save_draft(db, draft.id, SavedDraft(revision=1, document=_renamed(draft, "Tom's")), an_act(tom, MUCH_LATER))

    assert no.value.facts == {"revision": 2, "savedAt": LATER, "savedBy": "otto"}
    with db.read() as read:
        assert drafts.get(read, an_actor(tom), draft.id).document["name"] == "Otto's"


def test_a_stranger_sees_no_draft_and_an_admin_sees_it(
    db: Database, tom: User, otto: User, version: RoutineVersion
) -> None:
    draft = _draft(db, tom, version)

    with pytest.raises(NotFound):
        save_draft(db, draft.id, SavedDraft(revision=1, document={}), an_act(otto))
    with pytest.raises(NotFound):
        attend_draft(db, draft.id, Presence(), an_act(otto))
    with db.read() as read:
        assert [each.id for each in drafts.of_user(read, tom.id)] == [draft.id]
        assert drafts.of_user(read, otto.id) == []


def test_a_shared_draft_is_written_by_both_and_published_and_dropped_by_its_owner_alone(
    db: Database, tom: User, otto: User, version: RoutineVersion
) -> None:
    draft = _shared(db, tom, version)

    with pytest.raises(NotPermitted):
        publish_draft(db, draft.id, DraftPublication(revision=1), an_act(otto))
    with pytest.raises(NotPermitted):
        drop_draft(db, draft.id, an_act(otto))
    with pytest.raises(NotPermitted):
        share_draft(db, draft.id, DraftShare(email="tom@example.org"), an_act(otto))
    with pytest.raises(DocumentNotValid):
        share_draft(db, draft.id, DraftShare(email="tom@example.org"), an_act(tom))
    assert [(one.user_id, one.shared) for one in draft.people] == [("otto", True)]


def test_whom_a_draft_is_shared_with_may_leave_it(db: Database, tom: User, otto: User, version: RoutineVersion) -> None:
    draft = _shared(db, tom, version)

    left = unshare_draft(db, draft.id, otto.id, an_act(otto))

    assert left.people == ()
    with pytest.raises(NotFound):
        unshare_draft(db, draft.id, otto.id, an_act(tom))
    with pytest.raises(NotFound):
        save_draft(db, draft.id, SavedDraft(revision=1, document={}), an_act(otto))


def test_two_in_one_draft_see_each_other_and_that_it_was_saved(
    db: Database, tom: User, otto: User, version: RoutineVersion
) -> None:
    draft = _shared(db, tom, version)
    attend_draft(db, draft.id, Presence(place="Squat day, week 2"), an_act(otto))
    save_draft(db, draft.id, SavedDraft(revision=1, document=draft.document), an_act(otto))

    soon = attend_draft(db, draft.id, Presence(), an_act(tom, LATER))
    late = attend_draft(db, draft.id, Presence(), an_act(tom, MUCH_LATER))

    assert [(one.name, one.place) for one in soon.present] == [("Otto", "Squat day, week 2")]
    assert (soon.revision, soon.saved_by, soon.saved_by_name) == (2, "otto", "Otto")
    assert late.present == ()


def test_asked_again_soon_from_the_same_place_nothing_is_written(
    db: Database, tom: User, version: RoutineVersion
) -> None:
    draft = _draft(db, tom, version)
    attend_draft(db, draft.id, Presence(place="here"), an_act(tom))

    attend_draft(db, draft.id, Presence(place="here"), an_act(tom, "2026-01-05T09:00:05.000Z"))

    with db.read() as read:
        assert drafts.get(read, an_actor(tom), draft.id).people[0].seen_at == an_act(tom).now
    attend_draft(db, draft.id, Presence(place="there"), an_act(tom, "2026-01-05T09:00:06.000Z"))
    with db.read() as read:
        assert drafts.get(read, an_actor(tom), draft.id).people[0].place == "there"


def test_a_published_draft_is_the_next_version_with_its_note_and_a_draft_no_more(
    db: Database, tom: User, version: RoutineVersion
) -> None:
    draft = _draft(db, tom, version)
    save_draft(db, draft.id, SavedDraft(revision=1, document=_renamed(draft, "Squats and more")), an_act(tom))

    published = publish_draft(db, draft.id, DraftPublication(revision=2, change_note="More."), an_act(tom))

    assert (published.version, published.name, published.change_note) == (2, "Squats and more", "More.")
    assert published.workouts == version.workouts
    with db.read() as read:
        assert drafts.of_user(read, tom.id) == []


def test_a_draft_of_no_routine_becomes_a_new_one(db: Database, tom: User) -> None:
    draft = begin_draft(db, NewDraft(document=a_routine_file()), an_act(tom))

    published = publish_draft(db, draft.id, DraftPublication(revision=1, change_note="First."), an_act(tom))

    assert (published.version, published.created_by, published.change_note) == (1, tom.id, "First.")


def test_a_draft_with_faults_is_not_published_and_stays(db: Database, tom: User, version: RoutineVersion) -> None:
    draft = _draft(db, tom, version)
    wrong = {**draft.document, "difficulty": "hellish", "duration": 99}
    save_draft(db, draft.id, SavedDraft(revision=1, document=wrong), an_act(tom))

    with pytest.raises(DocumentNotValid) as no:
        publish_draft(db, draft.id, DraftPublication(revision=2), an_act(tom))

    assert {each.path for each in no.value.errors or ()} == {"difficulty", "duration"}
    with db.read() as read:
        assert drafts.get(read, an_actor(tom), draft.id).revision == 2
        assert routines.get_latest(read, version.parent_routine_id) == version


def test_what_is_published_is_the_revision_that_was_named(db: Database, tom: User, version: RoutineVersion) -> None:
    draft = _draft(db, tom, version)
    save_draft(db, draft.id, SavedDraft(revision=1, document=draft.document), an_act(tom))

    with pytest.raises(DraftSavedMeanwhile):
        publish_draft(db, draft.id, DraftPublication(revision=1), an_act(tom))


def test_a_version_that_came_meanwhile_is_not_overlooked(db: Database, tom: User, version: RoutineVersion) -> None:
    draft = _draft(db, tom, version)
    other = publish_version(db, version.parent_routine_id, a_routine_file(name="Other"), an_act(tom))

    with pytest.raises(NewerVersion) as no:
        publish_draft(db, draft.id, DraftPublication(revision=1), an_act(tom))
    published = publish_draft(db, draft.id, DraftPublication(revision=1, based_on=other.id), an_act(tom))

    assert no.value.facts == {"routineVersionId": other.id, "version": 2}
    assert (published.version, published.name) == (3, version.name)


def test_an_old_version_comes_back_as_the_next_one(db: Database, tom: User, version: RoutineVersion) -> None:
    publish_version(db, version.parent_routine_id, a_routine_file(name="Other", workouts=[]), an_act(tom))

    draft = _draft(db, tom, version)
    restored = publish_draft(db, draft.id, DraftPublication(revision=1), an_act(tom))

    assert (restored.version, restored.name, as_file(restored)["workouts"]) == (
        3,
        version.name,
        as_file(version)["workouts"],
    )


def test_a_draft_outlives_its_routine_and_becomes_a_new_one(db: Database, tom: User, version: RoutineVersion) -> None:
    draft = _draft(db, tom, version)
    delete_routine(db, version.parent_routine_id, an_act(tom))

    published = publish_draft(db, draft.id, DraftPublication(revision=1), an_act(tom))

    assert (published.version, as_file(published)["workouts"]) == (1, as_file(version)["workouts"])


def test_a_dropped_draft_is_gone(db: Database, tom: User, version: RoutineVersion) -> None:
    draft = _draft(db, tom, version)

    drop_draft(db, draft.id, an_act(tom))

    with pytest.raises(NotFound):
        drop_draft(db, draft.id, an_act(tom))


def test_an_erased_account_leaves_no_draft_and_is_in_none(
    db: Database, tom: User, otto: User, version: RoutineVersion
) -> None:
    draft = _shared(db, tom, version)
    begin_draft(db, NewDraft(document={"name": "Otto's own"}), an_act(otto))

    erase_account(db, otto.id, an_act(otto))

    with db.read() as read:
        assert drafts.get(read, an_actor(tom), draft.id).people == ()
        assert drafts.of_user(read, otto.id) == []


def test_who_is_no_trainer_learns_of_nobody(db: Database, tom: User) -> None:
    ann = a_user(db)
    draft = begin_draft(db, NewDraft(document=a_routine_file()), an_act(ann))

    with pytest.raises(NotPermitted):
        share_draft(db, draft.id, DraftShare(email=tom.email), an_act(ann))


def test_an_id_that_is_taken_is_refused(db: Database, tom: User) -> None:
    begin_draft(db, NewDraft(id="mine", document={}), an_act(tom))

    with pytest.raises(AlreadyExists):
        begin_draft(db, NewDraft(id="mine", document={}), an_act(tom))


@pytest.mark.parametrize("revision", [0, -1, 2**31 - 1])
def test_a_revision_that_no_draft_has_is_refused(db: Database, tom: User, revision: int) -> None:
    draft = begin_draft(db, NewDraft(document={}), an_act(tom))

    with pytest.raises(DocumentNotValid):
        save_draft(db, draft.id, SavedDraft(revision=revision, document={}), an_act(tom))


def test_accepted_lines_of_a_proposal_become_a_draft_of_the_next_version_and_nothing_is_published(
    db: Database,
) -> None:
    tom, ann, _ = a_plan(db, "ann", "ben", new=(squats(5), runs(8000)))
    for name in ("ann", "ben"):
        train(db, name, weeks=4, sets=4)
    act = an_act(tom, LATE)
    (line,) = propose_version(db, "routine-1", act).lines

    draft = draft_proposal(db, "routine-1", [line.id], act)

    exercise = draft.document["workouts"][0]["sections"][0]["exercises"][0]
    assert (exercise["sets"], draft.document["changeNote"]) == ("4x5 @ 100 kg", line.why)
    assert (draft.parent_routine_id, draft.based_on, draft.owner_id) == ("routine-1", "v2", "tom")
    with db.read() as read:
        assert routines.get_latest(read, "routine-1").version == 2
    with pytest.raises(NotProposed):
        draft_proposal(db, "routine-1", ["no such"], act)
    with pytest.raises(NotPermitted):
        draft_proposal(db, "routine-1", [line.id], an_act(ann, LATE))
    with pytest.raises(DocumentNotValid):
        draft_proposal(db, "routine-1", [], act)
