"""Accept lines of a proposal: they become the next version, with nothing else changed."""

from collections.abc import Sequence

from mesocycle.actions.plans.proposing import accept_lines
from mesocycle.actions.plans.publish_version import publish_version_in
from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.plan.proposal import ALL_TRAINED, Trained
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.refusal import NewerVersion
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.plans import routines


def accept_proposal(
    db: Database,
    routine_id: Id,
    line_ids: Sequence[Id],
    act: Act,
    *,
    trained: Trained = ALL_TRAINED,
    note: str | None = None,
) -> RoutineVersion:
    """Publish the latest version with the lines that were accepted; refuses a line that is not proposed any more.

    The version that it was drawn of must still be the latest when the next one gets its number.
    """
    with db.read() as read:
        owner, latest, raw = accept_lines(read, routine_id, line_ids, act, trained=trained)

    def publish(write: Write) -> RoutineVersion:
        if routines.get_open(write, routine_id).id != latest.id:
            raise NewerVersion(
                f"Another version than {latest.version} is the latest by now, of which this was not proposed.",
                "Look at the proposal again.",
            )
        return publish_version_in(write, routine_id, raw, note)

    return db.write(owner, act, publish)
