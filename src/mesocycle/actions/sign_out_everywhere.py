"""Sign out of every browser."""

from mesocycle.domain.act import Act
from mesocycle.domain.document import Id
from mesocycle.storage import sign_ins
from mesocycle.storage.database import Database


def sign_out_everywhere(db: Database, act: Act, *, keep: Id | None = None) -> int:
    """End all of the acting user's sign-ins, but for the one to keep, and give how many; tokens stay."""
    return db.write(act.actor.id, act, lambda write: sign_ins.end_all(write, keep=keep))
