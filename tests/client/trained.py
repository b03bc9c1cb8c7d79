"""An athlete who has done the first session of a plan, by the client."""

from typing import NamedTuple

from mesocycle.client import Client, Completion, NewAssignment, Receipt, RoutineVersion
from tests.arrange import a_routine_file

COMING = "2100-01-04"
"""A Monday that is to come whenever the test runs: the server's clock is the real one."""


class Trained(NamedTuple):
    """What the client made."""

    version: RoutineVersion
    receipt: Receipt
    done: str
    """The session that is done."""


def a_trained(athlete: Client, given_by: Client | None = None) -> Trained:
    """Let an athlete, or their trainer, create a routine and assign it, and the athlete complete its first session."""
    user_id = athlete.users.me().id
    planner = given_by or athlete
    version = planner.routines.create(a_routine_file())
    new = NewAssignment(routine_version_id=version.id, start_date=COMING)
    receipt = planner.of(user_id).assignments.assign(new)
    first = receipt.created[0].session_id
    athlete.sessions.complete(first, Completion(done="Back squat: 3x5 @ 100 kg RPE 8"))
    return Trained(version, receipt, first)
