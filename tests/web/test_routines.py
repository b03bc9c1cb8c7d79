"""Routines: shipped, public, one's own."""

import pytest

from mesocycle.domain.people.user import User
from mesocycle.storage.engine.database import Database
from tests.api.conftest import Client
from tests.web.readers import LANGUAGES, are_in, read_by_both


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", ["/routines", "/routines?search=squat"])
def test_routines_are_there_for_who_has_much_and_who_has_nothing(
    db: Database, server: Client, ann: User, path: str, lang: str
) -> None:
    assert are_in(lang, read_by_both(db, server, ann, path, lang))
