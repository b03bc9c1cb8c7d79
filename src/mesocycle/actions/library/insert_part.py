"""Put a workout or a section that is kept into a draft, behind what is there."""

from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.plan.draft import RoutineDraft, check_draft_content, check_revision, saved_meanwhile
from mesocycle.domain.plan.keeping import KeptInsertion, with_kept
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.plans import drafts, kept_parts


def insert_part(db: Database, draft_id: Id, insertion: KeptInsertion, act: Act) -> RoutineDraft:
    """Save the draft with it as its next revision; saved meanwhile by somebody else, it is refused."""
    check_revision(insertion.revision)
    with db.read_now() as look:
        owner = drafts.get(look, act.actor, draft_id).owner_id
        part = kept_parts.get(look, act.actor.id, insertion.kept_part_id)

    def insert(write: Write) -> RoutineDraft:
        draft = drafts.get(write, act.actor, draft_id)
        if draft.revision != insertion.revision:
            raise saved_meanwhile(draft)
        document = with_kept(draft.document, part, insertion.workout)
        check_draft_content(document)
        if not drafts.save(write, draft_id, insertion.revision, document):
            raise saved_meanwhile(drafts.get(write, act.actor, draft_id))
        return drafts.get(write, act.actor, draft_id)

    return db.write(owner, act, insert)
