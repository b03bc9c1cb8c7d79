"""An athlete who has done the first session of a plan, by the client."""

from typing import NamedTuple

from mesocycle.client import Client, Completion, NewAssignment, Receipt, RoutineVersion
from tests.arrange import a_routine_file
from tests.client.plans import COMING


class Trained(NamedTuple):
    """What the client made."""

    version: RoutineVersion
    receipt: Receipt
    done: str
    """The session that is done."""


def a_trained(client: Client) -> Trained:
    """Create a routine, assign it and complete its first session."""
    version = client.routines.create(a_routine_file())
    receipt = client.assignments.assign(NewAssignment(routine_version_id=version.id, start_date=COMING))
    first = receipt.created[0].session_id
    client.sessions.complete(first, Completion(done="Back squat: 3x5 @ 100 kg RPE 8"))
    return Trained(version, receipt, first)
