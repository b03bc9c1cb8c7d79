"""Take a draft away without publishing it."""

from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import require_author
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.plans import drafts


def drop_draft(db: Database, draft_id: Id, act: Act) -> None:
    """Take it away for everybody; only its owner (or an admin) may."""
    with db.read_now() as look:
        owner = drafts.get(look, act.actor, draft_id).owner_id

    def drop(write: Write) -> None:
        drafts.get(write, act.actor, draft_id)
        require_author(act.actor, owner)
        drafts.remove(write, draft_id)

    db.write(owner, act, drop)
