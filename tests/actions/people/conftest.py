"""Fixtures of the tests of people."""

import pytest

from mesocycle.domain.people.user import Role, User
from mesocycle.storage.engine.database import Database
from tests.arrange import a_user


@pytest.fixture
def root(db: Database) -> User:
    """Give the admin without whom nobody signs up."""
    return a_user(db, "root", roles=(Role.ADMIN,))
