"""A server inside the test and people who visit its pages."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from litestar.testing import TestClient

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.domain.assignment.assignment import AssignmentRequest
from mesocycle.domain.people.user import User
from mesocycle.server.app import create_app
from mesocycle.settings import ServerSettings
from mesocycle.storage.engine.database import Database
from tests.api.conftest import Client
from tests.arrange import a_routine, a_user, an_act
from tests.web.visitor import Visitor

if TYPE_CHECKING:
    from playwright.sync_api import Playwright


@pytest.fixture(scope="session")
def playwright() -> Iterator["Playwright"]:
    """Give what drives browsers: one in a process, which is as many as it allows."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # not on every machine

    with sync_playwright() as driver:
        yield driver


@pytest.fixture
def server(db: Database) -> Iterator[Client]:
    """Serve the test's database, and let anybody sign up."""
    settings = ServerSettings(threads=4, requests_per_minute=1_000_000, sign_up="open")
    with TestClient(create_app(settings, db), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def visitor(server: Client) -> Visitor:
    """Give somebody whom the server does not know."""
    return Visitor(server)


@pytest.fixture
def ann(db: Database) -> User:
    """Add Ann."""
    return a_user(db)


@pytest.fixture
def anns(db: Database, server: Client, ann: User) -> Visitor:
    """Give Ann's browser, signed in."""
    return Visitor(server).sign_in(db, ann)


@pytest.fixture
def planned(db: Database, ann: User) -> str:
    """Plan four weeks of squats for Ann and give the first session's id."""
    version = a_routine(db, ann)
    receipt = assign_routine(db, ann.id, version.id, AssignmentRequest(start_date="2031-01-06"), an_act(ann))
    return receipt.created[0].session_id
