"""Share a draft: somebody else may write in it too, and does not publish it."""

from msgspec.structs import replace

from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import require_author, require_trainer
from mesocycle.domain.plan.draft import DraftShare, RoutineDraft
from mesocycle.domain.refusal import DocumentNotValid, NotFound
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import users
from mesocycle.storage.plans import drafts


def share_draft(db: Database, draft_id: Id, share: DraftShare, act: Act) -> RoutineDraft:
    """Share it with whoever has an e-mail address; its owner may, who is a trainer (or an admin)."""
    require_trainer(act.actor)  # before anybody is looked up: who is no trainer learns of nobody
    with db.read() as read:
        owner = drafts.get(read, act.actor, draft_id).owner_id
        require_author(act.actor, owner)
        other = users.get_by_email(read, share.email)
    if other.id == owner:
        raise DocumentNotValid("The draft is theirs already.", "Name somebody else.")

    def add(write: Write) -> RoutineDraft:
        drafts.get(write, act.actor, draft_id)
        drafts.share(write, draft_id, other.id)
        return drafts.get(write, act.actor, draft_id)

    return db.write(owner, act, add)


def unshare_draft(db: Database, draft_id: Id, person_id: Id, act: Act) -> RoutineDraft:
    """Share it with somebody no more, and give it; its owner may, and they themselves."""
    with db.read_now() as look:
        before = drafts.get(look, act.actor, draft_id)
    if person_id != act.actor.id:
        require_author(act.actor, before.owner_id)

    def end(write: Write) -> RoutineDraft:
        state = drafts.get(write, act.actor, draft_id)
        if not drafts.unshare(write, draft_id, person_id):
            raise NotFound("The draft is not shared with them.", "Look at the draft for those whom it is shared with.")
        left = tuple(one for one in state.people if one.user_id != person_id)
        return replace(state, people=left)

    return db.write(before.owner_id, act, end)
