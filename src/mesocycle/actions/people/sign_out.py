"""Sign out, of one browser or of all."""

from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import require_self
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import sign_ins, users


def sign_out(db: Database, sign_in_id: Id, act: Act) -> bool:
    """End one of the acting user's sign-ins; False where it had ended before."""
    return db.write(act.actor.id, act, lambda write: sign_ins.end(write, sign_in_id))


def end_sign_ins_of(db: Database, user_id: Id, act: Act) -> int:
    """End all sign-ins of a user, as an admin or as they themselves, and give how many; tokens stay."""
    return db.write(user_id, act, _end_sign_ins_of_in)


def _end_sign_ins_of_in(write: Write) -> int:
    users.get_in_sight(write, write.act.actor, write.owner)
    require_self(write.act.actor, write.owner)
    return sign_ins.end_all(write)


def sign_out_everywhere(db: Database, act: Act, *, keep: Id | None = None) -> int:
    """End all of the acting user's sign-ins, but for the one to keep, and give how many; tokens stay."""
    return db.write(act.actor.id, act, lambda write: sign_ins.end_all(write, keep=keep))
