"""Propose the next version of a routine from what was trained by it; nothing is changed."""

from collections.abc import Sequence
from typing import Any

from mesocycle.actions.plans.proposing import draft_version, draw_proposal
from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.plan.proposal import ALL_TRAINED, Proposal, Trained
from mesocycle.storage.engine.database import Database


def propose_version(db: Database, routine_id: Id, act: Act, *, trained: Trained = ALL_TRAINED) -> Proposal:
    """Propose what to change, each with its evidence, from the training that the acting user sees."""
    with db.read() as read:
        return draw_proposal(read, routine_id, act, trained=trained)


def draft_of_proposal(
    db: Database,
    routine_id: Id,
    line_ids: Sequence[Id],
    act: Act,
    *,
    trained: Trained = ALL_TRAINED,
) -> dict[str, Any]:
    """Give the version that the lines named would make of the latest, as a file says it."""
    with db.read() as read:
        return draft_version(read, routine_id, line_ids, act, trained=trained)
