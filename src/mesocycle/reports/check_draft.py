"""Check a draft: all that stands against publishing it, at once."""

from mesocycle.actions.plans.library import find_exercises_in
from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.plan.draft import DraftCheck
from mesocycle.domain.plan.publishing.complete import complete
from mesocycle.domain.reading.fault import Fault
from mesocycle.domain.reading.strict import faults_of, path_message
from mesocycle.domain.refusal import DocumentNotValid
from mesocycle.storage.engine.database import Database, new_id
from mesocycle.storage.people import users
from mesocycle.storage.plans import drafts, routines


def check_draft(db: Database, draft_id: Id, act: Act) -> DraftCheck:
    """Check the present state as if its owner published it; what is no fault of its content is refused as then."""
    revision, faults = find_faults(db, draft_id, act)
    return DraftCheck(revision=revision, errors=tuple(map(path_message, faults)))


def find_faults(db: Database, draft_id: Id, act: Act) -> tuple[int, list[Fault]]:
    """Give the revision that was checked, and what is wrong with its data, for whoever says it in another language."""
    with db.read() as read:
        draft = drafts.get(read, act.actor, draft_id)
        routine_id = draft.parent_routine_id
        try:
            complete(
                draft.document,
                latest=None if routine_id is None else routines.get_open(read, routine_id),
                library=find_exercises_in(read, draft.owner_id),
                units=users.get(read, draft.owner_id).units,
                new_id=lambda: new_id(act.now),
                created_by=draft.owner_id,
                now=act.now,
            )
        except DocumentNotValid as no:
            return draft.revision, faults_of(no) or [Fault("", no.told or no.sentence, no.remedy)]
    return draft.revision, []
