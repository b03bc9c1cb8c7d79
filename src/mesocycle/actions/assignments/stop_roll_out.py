"""Stop a roll-out half way: who was served keeps the version, who waits keeps what they follow."""

from mesocycle.domain.assignment.roll_out import RollOut, RollOutNotRunning, RollOutStatus
from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act, Actor
from mesocycle.domain.refusal import NotFound
from mesocycle.domain.remedy import Do
from mesocycle.storage.assignments import roll_outs
from mesocycle.storage.engine.database import Database, Read, Write


def stop_roll_out(db: Database, roll_out_id: Id, act: Act) -> None:
    """Stop a roll-out of one's own for good; once this has answered, nobody else is served."""

    def stop(write: Write) -> None:
        rolled = require_own(write, roll_out_id, act.actor)
        if not roll_outs.finish(write, roll_out_id, RollOutStatus.STOPPED):
            raise RollOutNotRunning(
                f"The roll-out is {rolled.status.value} already.",
                "Nothing is left to stop; take it back as a whole where it should not have been.",
            )

    db.write(act.actor.id, act, stop)


def require_own(read: Read, roll_out_id: Id, actor: Actor) -> RollOut:
    """Give a roll-out without its members, or refuse whoever did not begin it."""
    rolled = roll_outs.head(read, roll_out_id)
    if rolled.by != actor.id:
        raise NotFound("There is no such roll-out of yours.", f"Look at {Do('roll-out list')} for their ids.")
    return rolled
