"""Begin a draft of the next version from the lines of a proposal that were accepted, to be written on."""

from collections.abc import Sequence

from mesocycle.actions.drafts.begin_draft import begin_draft_in
from mesocycle.actions.plans.library import find_exercises_in
from mesocycle.actions.plans.proposing import accept_lines
from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.plan.draft import RoutineDraft
from mesocycle.domain.plan.proposal import ALL_TRAINED, Trained
from mesocycle.domain.plan.publishing.complete import complete
from mesocycle.domain.plan.publishing.drafting import as_file
from mesocycle.storage.engine.database import Database, new_id
from mesocycle.storage.people import users


def draft_proposal(
    db: Database,
    routine_id: Id,
    line_ids: Sequence[Id],
    act: Act,
    *,
    trained: Trained = ALL_TRAINED,
    note: str | None = None,
) -> RoutineDraft:
    """Begin it with the latest version and the accepted lines, sets as notation; the note, or their reasons, go along.

    Refuses a line that is not proposed any more (`NotProposed`), as accepting it would.
    """
    with db.read() as read:
        owner, latest, raw = accept_lines(read, routine_id, line_ids, act, trained=trained)
        following = complete(
            raw,
            latest=latest,
            library=find_exercises_in(read, owner),
            units=users.get(read, owner).units,
            new_id=lambda: new_id(act.now),
            created_by=owner,
            now=act.now,
        )
    document = {**as_file(following), "changeNote": note or raw["changeNote"]}
    return db.write(owner, act, lambda write: begin_draft_in(write, None, document, routine_id, latest.id))
