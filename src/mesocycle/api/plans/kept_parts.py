"""`/kept-parts`: workouts and sections that the caller keeps to use again."""

from typing import Annotated

from msgspec import Meta

from mesocycle.actions.library.insert_part import insert_part
from mesocycle.actions.library.keep_part import keep_part, remove_part
from mesocycle.domain.document import Id
from mesocycle.domain.plan.draft import RoutineDraft
from mesocycle.domain.plan.keeping import KeptInsertion, KeptKind, KeptPart, NewKeptPart, TagSubject
from mesocycle.domain.refusal import DraftSavedMeanwhile, NotFound
from mesocycle.http import answers
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.queries import Page
from mesocycle.http.route import Routes
from mesocycle.storage.plans import kept_parts, tags

routes = Routes("Kept parts", described="Workouts and sections to use again in any draft; each is its keeper's alone.")


class KeptAsked(Page, frozen=True, kw_only=True):
    """Which of them."""

    kind: Annotated[KeptKind | None, Meta(description="Only workouts, or only sections.")] = None
    tag: Annotated[str | None, Meta(description="Only those with this tag of the caller's.")] = None


@routes.get("/kept-parts", gives=list[KeptPart], query=KeptAsked)
def every(call: Call) -> Answer:
    """List what you keep, by name."""
    asked = call.asked(KeptAsked)
    with call.db.read_now() as look:
        among = tags.tagged_with(look, call.actor.id, TagSubject.KEPT, asked.tag) if asked.tag else None
        found = kept_parts.of_user(look, call.actor.id)
    shown = [each for each in found if asked.kind in (None, each.kind) and (among is None or each.id in among)]
    return answers.cut_sorted(shown, asked, lambda each: (each.name.casefold(), each.id), str, str)


@routes.post("/kept-parts", takes=NewKeptPart, gives=KeptPart, status=201, refusals=(NotFound,))
def keep(call: Call) -> Answer:
    """Keep a workout or a section: given as a routine file says it, or taken out of a version or a draft you see."""
    given = call.body(NewKeptPart)
    return call.change(
        lambda db: keep_part(db, given, call.act),
        lambda _, kept: answers.tagged(kept, status=201, location=call.address_of(f"/kept-parts/{kept.id}")),
    )


@routes.get("/kept-parts/{keptPartId}", gives=KeptPart, tagged=True, refusals=(NotFound,))
def one(call: Call, kept_part_id: Id) -> Answer:
    """Get one that you keep."""
    with call.db.read_now() as look:
        return answers.tagged(kept_parts.get(look, call.actor.id, kept_part_id))


@routes.delete("/kept-parts/{keptPartId}", status=204, refusals=(NotFound,))
def remove(call: Call, kept_part_id: Id) -> Answer:
    """Keep one no more; what it was used for stays."""
    return call.change(lambda db: remove_part(db, kept_part_id, call.act), lambda *_: answers.nothing())


@routes.post(
    "/routine-drafts/{routineDraftId}/kept-parts",
    takes=KeptInsertion,
    gives=RoutineDraft,
    refusals=(NotFound, DraftSavedMeanwhile),
)
def insert(call: Call, routine_draft_id: Id) -> Answer:
    """Put one that you keep into a draft, behind what is there: a workout last, a section last in a workout."""
    given = call.body(KeptInsertion)
    return call.change(
        lambda db: insert_part(db, routine_draft_id, given, call.act), lambda _, draft: answers.document(draft)
    )
