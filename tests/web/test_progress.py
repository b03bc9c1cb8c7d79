"""Progress: charts, records, an exercise's history."""

import pytest

from mesocycle.domain.people.user import User
from mesocycle.storage.engine.database import Database
from tests.api.conftest import Client
from tests.web.readers import LANGUAGES, are_in, read_by_both


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", ["/progress", "/progress/exercises/anti-extension.ab-wheel"])
def test_progress_is_there_for_who_has_much_and_who_has_nothing(
    db: Database, server: Client, ann: User, path: str, lang: str
) -> None:
    assert are_in(lang, read_by_both(db, server, ann, path, lang))
