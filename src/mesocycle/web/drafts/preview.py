"""What the editor's script asks while a routine is written: all it is told, a no too, is in the reader's words."""

from mesocycle.actions.drafts.save_draft import save_draft
from mesocycle.domain.document import Document, Id
from mesocycle.domain.plan.draft import SavedDraft
from mesocycle.domain.plan.fillers import FilledSets, FillerRequest, fill
from mesocycle.domain.plan.lines import Lines
from mesocycle.domain.plan.run_notation import print_run
from mesocycle.domain.plan.workout import Section, StepsSection
from mesocycle.domain.reference.resolution import WorkoutPreviewRequest
from mesocycle.domain.refusal import (
    DocumentNotValid,
    DraftSavedMeanwhile,
    NotationNotUnderstood,
    NotFound,
    RoutineArchived,
)
from mesocycle.http import answers
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.queries import OfUser
from mesocycle.http.route import Routes
from mesocycle.reports.check_draft import find_faults
from mesocycle.reports.preview_workout import look_at_workout
from mesocycle.web.frame.faults import ShownFault, shown_faults
from mesocycle.web.frame.page import reader_of
from mesocycle.web.frame.queries import PageQuery
from mesocycle.web.session.lines import Beside, Part, part_of

routes = Routes("Editor", described="A workout looked at, filled in and saved while it is written.")


class ShownPreview(Document, frozen=True, kw_only=True):
    """What is wrong, what the sample athlete would read, and which of their values are missing."""

    errors: tuple[ShownFault, ...]
    parts: tuple[Part, ...]
    runs: tuple[str, ...]
    """The steps of each part as their notation prints them; empty where it can't say them, or there are none."""
    missing: tuple[str, ...]


@routes.post(
    "/drafts/preview",
    takes=WorkoutPreviewRequest,
    gives=ShownPreview,
    query=OfUser,
    keyed=False,
    refusals=(NotFound,),
)
def show(call: Call) -> Answer:
    """Show a workout in an athlete's kilograms and paces, as far as it can be read; nothing is kept."""
    reader = reader_of(call)
    found, faults = look_at_workout(call.db, call.owner, call.body(WorkoutPreviewRequest), call.act)
    parts: tuple[Part, ...] = ()
    runs: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    if found.snapshot is not None and found.resolved is not None:
        beside = Beside(reader=reader, resolved=found.resolved, lines=Lines(found.snapshot), verdicts={}, guidance={})
        parts = tuple(part_of(each, None, beside) for each in found.snapshot.sections)
        runs = tuple(_printed(each) for each in found.snapshot.sections)
        missing = tuple(dict.fromkeys(each.exercise_name or each.kind for each in found.resolved.missing))
    return answers.document(
        ShownPreview(errors=shown_faults(faults, reader.lang), parts=parts, runs=runs, missing=missing)
    )


class ShownCheck(Document, frozen=True, kw_only=True):
    """All that stands against publishing a state of a draft, in the reader's language."""

    revision: int
    errors: tuple[ShownFault, ...]


@routes.get("/drafts/{routineDraftId}/check", gives=ShownCheck, query=PageQuery, refusals=(NotFound, RoutineArchived))
def check(call: Call, routine_draft_id: Id) -> Answer:
    """Tell what stands against publishing a draft, each with its place; nothing is changed."""
    revision, faults = find_faults(call.db, routine_draft_id, call.act)
    return answers.document(ShownCheck(revision=revision, errors=shown_faults(faults, reader_of(call).lang)))


@routes.post(
    "/drafts/fill",
    takes=FillerRequest,
    gives=FilledSets,
    query=PageQuery,
    keyed=False,
    refusals=(DocumentNotValid, NotationNotUnderstood),
)
def fill_sets(call: Call) -> Answer:
    """Fill in the sets of a scheme."""
    return answers.document(fill(call.body(FillerRequest).filler))


class KeptRevision(Document, frozen=True, kw_only=True):
    """Which revision a draft is at, now that it is saved."""

    revision: int


@routes.put(
    "/drafts/{routineDraftId}",
    takes=SavedDraft,
    gives=KeptRevision,
    query=PageQuery,
    keyed=False,
    refusals=(DocumentNotValid, NotFound, DraftSavedMeanwhile),
)
def save(call: Call, routine_draft_id: Id) -> Answer:
    """Save what stands in the grid."""
    saved = save_draft(call.db, routine_draft_id, call.body(SavedDraft), call.act)
    return answers.document(KeptRevision(revision=saved.revision))


def _printed(section: Section) -> str:
    return print_run(section.steps) or "" if isinstance(section, StepsSection) and section.steps else ""
