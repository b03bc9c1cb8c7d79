"""Sign out, of one browser or of all."""

from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import sign_ins


def sign_out(db: Database, sign_in_id: Id, act: Act) -> bool:
    """End one of the acting user's sign-ins; False where it had ended before."""
    return db.write(act.actor.id, act, lambda write: sign_ins.end(write, sign_in_id))


def sign_out_everywhere(db: Database, act: Act, *, keep: Id | None = None) -> int:
    """End all of the acting user's sign-ins, but for the one to keep, and give how many; tokens stay."""
    return db.write(act.actor.id, act, lambda write: sign_ins.end_all(write, keep=keep))
