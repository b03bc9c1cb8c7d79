"""What the floor below the API is tested with: the API's own server and clients."""

import pytest

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.domain.assignment.assignment import AssignmentRequest
from mesocycle.domain.people.user import User
from mesocycle.storage.engine.database import Database
from tests.api.conftest import client_of, server, server_settings
from tests.arrange import a_routine, a_user, an_act

__all__ = ["client_of", "server", "server_settings"]


@pytest.fixture
def ann(db: Database) -> User:
    """Add an athlete."""
    return a_user(db)


@pytest.fixture
def session_id(db: Database, ann: User) -> str:
    """Give her a scheduled session."""
    version = a_routine(db, ann)
    receipt = assign_routine(db, ann.id, version.id, AssignmentRequest(start_date="2026-01-05"), an_act(ann))
    return receipt.created[0].session_id
