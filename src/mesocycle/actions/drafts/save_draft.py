"""Save a draft: the whole content, in the place of the revision that it was made from."""

from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.plan.draft import RoutineDraft, SavedDraft, check_draft_content, check_revision, saved_meanwhile
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.plans import drafts


def save_draft(db: Database, draft_id: Id, saved: SavedDraft, act: Act) -> RoutineDraft:
    """Save and give it; content may be wrong until it is published.

    Refuses a revision that is no longer the present one (`DraftSavedMeanwhile`): nobody's change is overwritten.
    """
    check_draft_content(saved.document)
    check_revision(saved.revision)
    with db.read_now() as look:
        owner = drafts.get(look, act.actor, draft_id).owner_id

    def save(write: Write) -> RoutineDraft:
        state = drafts.get(write, act.actor, draft_id)
        if not drafts.save(write, draft_id, saved.revision, saved.document):
            raise saved_meanwhile(state)
        return drafts.get(write, act.actor, draft_id)

    return db.write(owner, act, save)
