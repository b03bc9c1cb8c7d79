"""A server with an admin and an athlete."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar.testing import TestClient

from mesocycle.domain.people.user import Role, User
from mesocycle.server.app import create_app
from mesocycle.settings import ServerSettings
from mesocycle.storage.engine.database import Database
from tests.api.conftest import Client
from tests.arrange import a_user
from tests.web.visitor import Visitor


@pytest.fixture
def server(db: Database, tmp_path: Path) -> Iterator[Client]:
    """Serve the test's database; backups lie in a folder of the test."""
    settings = ServerSettings(threads=2, requests_per_minute=1_000_000, backup_folder=str(tmp_path / "backups"))
    with TestClient(create_app(settings, db, origins={"backup_folder": "MESOCYCLE_BACKUP_FOLDER"})) as client:
        yield client


@pytest.fixture
def ada(db: Database) -> User:
    """Add Ada, the admin."""
    return a_user(db, "ada", roles=(Role.ADMIN, Role.ATHLETE))


@pytest.fixture
def adas(db: Database, server: Client, ada: User, ann: User) -> Visitor:
    """Give Ada's browser, signed in; Ann is there too."""
    return Visitor(server).sign_in(db, ada)
