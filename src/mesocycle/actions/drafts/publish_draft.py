"""Publish a draft: it becomes the routine's next version, or a new routine, and is a draft no more."""

from mesocycle.actions.plans.create_routine import create_routine_in
from mesocycle.actions.plans.publish_version import publish_version_in
from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import require_author
from mesocycle.domain.plan.draft import DraftPublication, RoutineDraft, newer_version, saved_meanwhile
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.plans import drafts, routines


def publish_draft(db: Database, draft_id: Id, publication: DraftPublication, act: Act) -> RoutineVersion:
    """Publish the state that is named, in the name of the draft's owner.

    Refuses a revision that is no longer the present one (`DraftSavedMeanwhile`), a routine that got a version since
    (`NewerVersion`), and content with every path that is wrong; nothing is changed then.
    """
    with db.read_now() as look:
        owner = drafts.get(look, act.actor, draft_id).owner_id
    return db.write(owner, act, lambda write: publish_draft_in(write, draft_id, publication))


def publish_draft_in(write: Write, draft_id: Id, publication: DraftPublication) -> RoutineVersion:
    """Publish for the write's owner."""
    draft = drafts.get(write, write.act.actor, draft_id)
    require_author(write.act.actor, write.owner)
    published = _published(write, draft, publication)
    if not drafts.remove(write, draft_id, publication.revision):
        raise saved_meanwhile(draft)
    return published


def _published(write: Write, draft: RoutineDraft, publication: DraftPublication) -> RoutineVersion:
    if draft.revision != publication.revision:
        raise saved_meanwhile(draft)
    if draft.parent_routine_id is None:
        note = {"changeNote": publication.change_note} if publication.change_note else {}
        return create_routine_in(write, {**draft.document, **note})
    latest = routines.get_open(write, draft.parent_routine_id)
    if latest.id != (publication.based_on or draft.based_on):
        raise newer_version(latest.version, latest.id)
    return publish_version_in(write, draft.parent_routine_id, draft.document, publication.change_note)
