"""A no, as the client raises it."""

import pytest

from mesocycle.client import Refused
from mesocycle.storage.engine.database import Database
from tests.arrange import a_user
from tests.client.conftest import ClientOf


def test_a_no_is_raised_with_its_code_and_remedy(db: Database, client_of: ClientOf) -> None:
    with pytest.raises(Refused, match="There is no such session") as told:
        client_of(a_user(db)).sessions.get("nowhere")

    assert (told.value.status, told.value.code) == (404, "not-found")
    assert told.value.problem.remedy
