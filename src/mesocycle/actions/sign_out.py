"""Sign out of one browser."""

from mesocycle.domain.act import Act
from mesocycle.domain.document import Id
from mesocycle.storage import sign_ins
from mesocycle.storage.database import Database


def sign_out(db: Database, sign_in_id: Id, act: Act) -> bool:
    """End one of the acting user's sign-ins; False where it had ended before."""
    return db.write(act.actor.id, act, lambda write: sign_ins.end(write, sign_in_id))
