"""A server inside the test and people who visit its pages."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from litestar.testing import TestClient

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.sessions.skip_session import skip_session
from mesocycle.domain.assignment.assignment import AssignmentRequest
from mesocycle.domain.people.user import User
from mesocycle.domain.session.inputs import Skip
from mesocycle.server.app import create_app
from mesocycle.settings import ServerSettings
from mesocycle.storage.engine.database import Database
from tests.actions.following import two_versions
from tests.api.conftest import Client
from tests.arrange import a_coaching, a_routine, a_trainer, a_user, an_act, the_versions
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
def tom(db: Database, ann: User) -> User:
    """Let Tom coach Ann."""
    trainer = a_trainer(db)
    a_coaching(db, trainer, ann)
    return trainer


@pytest.fixture
def toms(db: Database, server: Client, tom: User) -> Visitor:
    """Give Tom's browser, signed in."""
    return Visitor(server).sign_in(db, tom)


@pytest.fixture
def versions(db: Database, tom: User) -> None:
    """Let Tom have a routine of two versions."""
    the_versions(db, tom, *two_versions("tom"))


@pytest.fixture
def following(db: Database, tom: User, ann: User, versions: None) -> str:
    """Let Ann follow the first version, of which she skipped one session and has one more to come than is shown."""
    made = assign_routine(db, ann.id, "v1", AssignmentRequest(start_date="2031-01-06"), an_act(tom))
    skip_session(db, ann.id, made.created[0].session_id, Skip(reason="travel"), an_act(ann))
    return made.new_assignment_id or ""


@pytest.fixture
def skipped(db: Database, tom: User, ann: User) -> str:
    """Let Ann skip the first session of a plan and say why."""
    version = a_routine(db, tom)
    today = an_act(ann).now[:10]
    made = assign_routine(db, ann.id, version.id, AssignmentRequest(start_date=today), an_act(tom))
    first = made.created[0].session_id
    skip_session(db, ann.id, first, Skip(reason="pain", notes="<b>My knee</b>"), an_act(ann))
    return first


@pytest.fixture
def planned(db: Database, ann: User) -> str:
    """Plan four weeks of squats for Ann and give the first session's id."""
    version = a_routine(db, ann)
    receipt = assign_routine(db, ann.id, version.id, AssignmentRequest(start_date="2031-01-06"), an_act(ann))
    return receipt.created[0].session_id
