"""`/routine-drafts`: what is to become a version, kept while it is written; `/workout-previews`: what it would be."""

from mesocycle.actions.drafts.attend_draft import attend_draft
from mesocycle.actions.drafts.begin_draft import begin_draft
from mesocycle.actions.drafts.drop_draft import drop_draft
from mesocycle.actions.drafts.publish_draft import publish_draft
from mesocycle.actions.drafts.save_draft import save_draft
from mesocycle.actions.drafts.share_draft import share_draft, unshare_draft
from mesocycle.api.plans.routines import AUTHOR, made
from mesocycle.domain.document import Id
from mesocycle.domain.plan.draft import (
    DraftCheck,
    DraftPublication,
    DraftShare,
    DraftState,
    DraftSummary,
    NewDraft,
    Presence,
    RoutineDraft,
    SavedDraft,
)
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.reference.resolution import WorkoutPreview, WorkoutPreviewRequest
from mesocycle.domain.refusal import (
    AlreadyExists,
    DraftSavedMeanwhile,
    NewerVersion,
    NotFound,
    NotPermitted,
    RoutineArchived,
)
from mesocycle.http import answers
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.queries import OfUser, Page
from mesocycle.http.route import Routes
from mesocycle.reports.check_draft import check_draft
from mesocycle.reports.preview_workout import preview_workout
from mesocycle.storage.plans import drafts

routes = Routes("Routine drafts", described="What is to become a version, kept while it is written; shared or not.")

_REFUSED = (*AUTHOR, RoutineArchived)


@routes.get("/routine-drafts", gives=list[DraftSummary], query=Page)
def every(call: Call) -> Answer:
    """List your drafts and those that are shared with you, the latest saved first, without their content."""
    with call.db.read_now() as look:
        found = drafts.of_user(look, call.actor.id)
    return answers.cut_sorted(
        found, call.asked(Page), lambda each: (each.saved_at, each.id), str, str, newest_first=True
    )


@routes.post("/routine-drafts", takes=NewDraft, gives=RoutineDraft, status=201, refusals=(*_REFUSED, AlreadyExists))
def begin(call: Call) -> Answer:
    """Begin a draft of a version of your routine, or of what a file says.

    Of an old version it holds what stood there: published, that version comes back as the routine's next.
    """
    given = call.body(NewDraft)
    return call.change(
        lambda db: begin_draft(db, given, call.act),
        lambda _, draft: answers.document(draft, status=201, location=call.address_of(f"/routine-drafts/{draft.id}")),
    )


@routes.get("/routine-drafts/{routineDraftId}", gives=RoutineDraft, tagged=True, refusals=(NotFound,))
def one(call: Call, routine_draft_id: Id) -> Answer:
    """Get a draft whole, with the people it is shared with."""
    with call.db.read() as read:
        return answers.tagged(drafts.get(read, call.actor, routine_draft_id))


@routes.put(
    "/routine-drafts/{routineDraftId}",
    takes=SavedDraft,
    gives=RoutineDraft,
    refusals=(NotFound, DraftSavedMeanwhile),
)
def save(call: Call, routine_draft_id: Id) -> Answer:
    """Save a draft: its whole content, which may be wrong until it is published.

    `revision` is the one that it was made from: saved meanwhile by somebody else, it is refused, and nothing is lost.
    """
    given = call.body(SavedDraft)
    return call.change(
        lambda db: save_draft(db, routine_draft_id, given, call.act), lambda _, draft: answers.document(draft)
    )


@routes.delete("/routine-drafts/{routineDraftId}", status=204, refusals=(NotFound, NotPermitted))
def drop(call: Call, routine_draft_id: Id) -> Answer:
    """Take a draft of yours away without publishing it."""
    return call.change(lambda db: drop_draft(db, routine_draft_id, call.act), lambda *_: answers.nothing())


@routes.get("/routine-drafts/{routineDraftId}/check", gives=DraftCheck, refusals=_REFUSED)
def check(call: Call, routine_draft_id: Id) -> Answer:
    """Hear all that stands against publishing a draft, each with its place; nothing is changed."""
    return answers.document(check_draft(call.db, routine_draft_id, call.act))


@routes.post(
    "/routine-drafts/{routineDraftId}/presence",
    takes=Presence,
    body_optional=True,
    gives=DraftState,
    refusals=(NotFound,),
)
def attend(call: Call, routine_draft_id: Id) -> Answer:
    """Say that you are in a draft, and hear who else is and whether it was saved; asked again every few seconds."""
    given = call.body(Presence)
    return call.change(
        lambda db: attend_draft(db, routine_draft_id, given, call.act), lambda _, state: answers.document(state)
    )


@routes.post(
    "/routine-drafts/{routineDraftId}/people",
    takes=DraftShare,
    gives=RoutineDraft,
    refusals=(NotFound, NotPermitted),
)
def share(call: Call, routine_draft_id: Id) -> Answer:
    """Share a draft of yours: somebody else, by their e-mail address, may write in it too; you publish it."""
    given = call.body(DraftShare)
    return call.change(
        lambda db: share_draft(db, routine_draft_id, given, call.act), lambda _, draft: answers.document(draft)
    )


@routes.delete(
    "/routine-drafts/{routineDraftId}/people/{userId}", gives=RoutineDraft, refusals=(NotFound, NotPermitted)
)
def unshare(call: Call, routine_draft_id: Id, user_id: Id) -> Answer:
    """Share a draft with somebody no more, or leave one that was shared with you."""
    return call.change(
        lambda db: unshare_draft(db, routine_draft_id, user_id, call.act), lambda _, draft: answers.document(draft)
    )


@routes.post(
    "/routine-drafts/{routineDraftId}/publish",
    takes=DraftPublication,
    gives=RoutineVersion,
    status=201,
    refusals=(*_REFUSED, AlreadyExists, DraftSavedMeanwhile, NewerVersion),
)
def publish(call: Call, routine_draft_id: Id) -> Answer:
    """Publish a draft of yours: it becomes the routine's next version, or a new routine, and is a draft no more.

    `changeNote` says what changed and why. Refused where the routine got a version that the draft does not know of.
    """
    given = call.body(DraftPublication)
    return call.change(lambda db: publish_draft(db, routine_draft_id, given, call.act), made)


@routes.post(
    "/workout-previews",
    takes=WorkoutPreviewRequest,
    gives=WorkoutPreview,
    query=OfUser,
    keyed=False,
    refusals=(NotFound,),
)
def preview(call: Call) -> Answer:
    """Look at a workout while it is written: what it would be for an athlete, and all that is wrong with it.

    `workout` is one of a routine file; as far as it can be read it comes back whole, as the snapshot of that week, and
    resolved with the athlete's values of today. Nothing is kept.
    """
    asked = call.body(WorkoutPreviewRequest)
    return answers.document(preview_workout(call.db, call.owner, asked, call.act))
